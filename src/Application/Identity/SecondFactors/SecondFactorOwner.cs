using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;

namespace CleanApp.Application.Identity.SecondFactors;

/// <summary>Whoever changes a second factor that is in force shows both: the password and a code.</summary>
internal sealed class SecondFactorOwner(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IUserContext user,
    PresentPassword present,
    SecondFactorDesk desk
)
{
    /// <param name="change">In the transaction in which the code was accepted; the person is locked.</param>
    public async Task<T> ChangeAsync<T>(string password, string code, Func<User, CancellationToken, Task<T>> change, CancellationToken ct)
        where T : class
    {
        tenantContext.Enter(tenantContext.TenantId, user.UserId);
        await present.CheckAsync(user.UserId, password, ct);
        await desk.TakeAttemptAsync(user.UserId, ct);
        var result = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var person = await db.LockUserAsync(user.UserId, inner);
                if (person.SecondFactorAt is null)
                    throw new DomainException(IdentityErrors.SecondFactorOff);
                return await desk.AcceptAsync(user.UserId, code, inner) ? await change(person, inner) : null;
            },
            ct
        );
        if (result is null)
            throw new DomainException(IdentityErrors.CodeWrong);
        await desk.GiveAttemptsBackAsync(user.UserId, ct);
        return result;
    }
}

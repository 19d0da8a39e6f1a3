using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Identity.SecondFactors;

/// <summary>A first code shows that the app has the secret: from now on signing in asks for one.</summary>
public sealed record ConfirmSecondFactor(string Code) : IRequest<RecoveryCodes>;

/// <param name="Codes">Each works once, in place of the app's code. Shown only here.</param>
public sealed record RecoveryCodes(IReadOnlyList<string> Codes);

internal sealed class ConfirmSecondFactorValidator : AbstractValidator<ConfirmSecondFactor>
{
    public ConfirmSecondFactorValidator() => RuleFor(r => r.Code).OneTimeCode();
}

internal sealed class ConfirmSecondFactorHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IUserContext user,
    SecondFactorDesk desk
) : IRequestHandler<ConfirmSecondFactor, RecoveryCodes>
{
    public async Task<RecoveryCodes> Handle(ConfirmSecondFactor request, CancellationToken ct)
    {
        await desk.TakeAttemptAsync(user.UserId, ct);
        tenantContext.Enter(tenantContext.TenantId, user.UserId);
        var codes = await unitOfWork.InTransactionAsync(
            async inner => await desk.ConfirmAsync(await db.LockUserAsync(user.UserId, inner), request.Code, inner),
            ct
        );
        if (codes is null)
            throw new DomainException(IdentityErrors.CodeWrong);
        await desk.GiveAttemptsBackAsync(user.UserId, ct);
        return new RecoveryCodes(codes);
    }
}

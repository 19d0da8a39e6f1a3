using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Identity.SecondFactors;

/// <summary>The second step of signing in: what the first one offered, and the app's code or a recovery code.</summary>
public sealed record ShowSecondFactor(string Token, string Code) : IRequest<SessionView>;

internal sealed class ShowSecondFactorValidator : AbstractValidator<ShowSecondFactor>
{
    public ShowSecondFactorValidator() => RuleFor(r => r.Code).OneTimeCode();
}

internal sealed class ShowSecondFactorHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    PersonTokens tokens,
    SecondFactorDesk desk,
    Admission admission,
    TimeProvider clock
) : IRequestHandler<ShowSecondFactor, SessionView>
{
    public async Task<SessionView> Handle(ShowSecondFactor request, CancellationToken ct)
    {
        var (userId, hash) = await tokens.EnterAsync(request.Token, TokenPurpose.SecondStep, IdentityErrors.SecondStepOver, ct);
        await desk.TakeAttemptAsync(userId, ct);
        var admitted = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var token = await tokens.LockAsync(hash, IdentityErrors.SecondStepOver, inner);
                if (!await desk.AcceptAsync(userId, request.Code, inner))
                {
                    token.CountFailure();
                    await db.SaveChangesAsync(inner);
                    return new Admitted(null, new DomainException(IdentityErrors.CodeWrong));
                }
                token.Use(clock.GetUtcNow());
                return await admission.AdmitAsync(await db.LockUserAsync(userId, inner), token.CompanyId, hasShownSecondFactor: true, inner);
            },
            ct
        );
        if (admitted.Session is not null)
            await desk.GiveAttemptsBackAsync(userId, ct);
        return admitted.OrThrow();
    }
}

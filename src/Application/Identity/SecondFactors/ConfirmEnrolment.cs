using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Application.Identity.Mails;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Identity.SecondFactors;

/// <summary>A first code shows that the app has the secret: the second factor is on, and the person is in.</summary>
public sealed record ConfirmEnrolment(string Token, string Code) : IRequest<ConfirmEnrolment.Response>
{
    /// <param name="RecoveryCodes">Shown only here.</param>
    public sealed record Response(SessionView Session, IReadOnlyList<string> RecoveryCodes);
}

internal sealed class ConfirmEnrolmentValidator : AbstractValidator<ConfirmEnrolment>
{
    public ConfirmEnrolmentValidator() => RuleFor(r => r.Code).OneTimeCode();
}

internal sealed class ConfirmEnrolmentHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    PersonTokens tokens,
    PersonMails mails,
    SecondFactorDesk desk,
    Admission admission,
    TimeProvider clock
) : IRequestHandler<ConfirmEnrolment, ConfirmEnrolment.Response>
{
    public async Task<ConfirmEnrolment.Response> Handle(ConfirmEnrolment request, CancellationToken ct)
    {
        var (userId, hash) = await tokens.EnterAsync(request.Token, TokenPurpose.Enrolment, IdentityErrors.SecondStepOver, ct);
        await desk.TakeAttemptAsync(userId, ct);
        if (!await mails.EnterAsync(userId, ct))
            throw new DomainException(IdentityErrors.SecondStepOver);
        IReadOnlyList<string>? codes = null;
        var admitted = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var token = await tokens.LockAsync(hash, IdentityErrors.SecondStepOver, inner);
                var person = await db.LockUserAsync(userId, inner);
                codes = await desk.ConfirmAsync(person, request.Code, inner);
                if (codes is null)
                {
                    token.CountFailure();
                    await db.SaveChangesAsync(inner);
                    return new Admitted(null, new DomainException(IdentityErrors.CodeWrong));
                }
                token.Use(clock.GetUtcNow());
                return await admission.AdmitAsync(person, token.CompanyId, hasShownSecondFactor: true, inner);
            },
            ct
        );
        var session = admitted.OrThrow();
        await desk.GiveAttemptsBackAsync(userId, ct);
        return new ConfirmEnrolment.Response(session, codes!);
    }
}

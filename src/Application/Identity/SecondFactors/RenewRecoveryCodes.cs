using CleanApp.Application.Identity.Auth;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Identity.SecondFactors;

/// <summary>New recovery codes in place of those of before.</summary>
public sealed record RenewRecoveryCodes(string Password, string Code) : IRequest<RecoveryCodes>;

internal sealed class RenewRecoveryCodesValidator : AbstractValidator<RenewRecoveryCodes>
{
    public RenewRecoveryCodesValidator()
    {
        RuleFor(r => r.Password).NotEmpty().MaximumLength(PasswordRules.MaxLength);
        RuleFor(r => r.Code).OneTimeCode();
    }
}

internal sealed class RenewRecoveryCodesHandler(SecondFactorOwner owner, SecondFactorDesk desk) : IRequestHandler<RenewRecoveryCodes, RecoveryCodes>
{
    public Task<RecoveryCodes> Handle(RenewRecoveryCodes request, CancellationToken ct) =>
        owner.ChangeAsync(
            request.Password,
            request.Code,
            async (person, inner) => new RecoveryCodes(await desk.RenewCodesAsync(person.Id, inner)),
            ct
        );
}

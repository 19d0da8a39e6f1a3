using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Identity.SecondFactors;

/// <summary>A secret for one's own authenticator app; nothing is asked for until a first code confirms it.</summary>
public sealed record BeginSecondFactor(string Password) : IRequest<SecondFactorSecret>;

internal sealed class BeginSecondFactorValidator : AbstractValidator<BeginSecondFactor>
{
    public BeginSecondFactorValidator() => RuleFor(r => r.Password).NotEmpty().MaximumLength(PasswordRules.MaxLength);
}

internal sealed class BeginSecondFactorHandler(
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IUserContext user,
    PresentPassword present,
    SecondFactorDesk desk
) : IRequestHandler<BeginSecondFactor, SecondFactorSecret>
{
    public async Task<SecondFactorSecret> Handle(BeginSecondFactor request, CancellationToken ct)
    {
        tenantContext.Enter(null, user.UserId);
        await present.CheckAsync(user.UserId, request.Password, ct);
        return await unitOfWork.InTransactionAsync(inner => desk.BeginAsync(user.UserId, inner), ct);
    }
}

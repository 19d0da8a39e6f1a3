using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.SecondFactors;

/// <summary>Turns one's own second factor off, unless a company one works for requires it.</summary>
public sealed record DisableSecondFactor(string Password, string Code) : IRequest<Done>;

internal sealed class DisableSecondFactorValidator : AbstractValidator<DisableSecondFactor>
{
    public DisableSecondFactorValidator()
    {
        RuleFor(r => r.Password).NotEmpty().MaximumLength(PasswordRules.MaxLength);
        RuleFor(r => r.Code).OneTimeCode();
    }
}

internal sealed class DisableSecondFactorHandler(IIdentityDb db, SecondFactorOwner owner, SecondFactorDesk desk)
    : IRequestHandler<DisableSecondFactor, Done>
{
    public Task<Done> Handle(DisableSecondFactor request, CancellationToken ct) =>
        owner.ChangeAsync(
            request.Password,
            request.Code,
            async (person, inner) =>
            {
                if (await IsRequiredAsync(person.Id, inner))
                    throw new DomainException(IdentityErrors.SecondFactorRequired);
                await desk.TurnOffAsync(person, inner);
                return Done.Value;
            },
            ct
        );

    private Task<bool> IsRequiredAsync(Guid userId, CancellationToken ct) =>
        (
            from membership in db.Memberships
            join tenant in db.Tenants on membership.TenantId equals tenant.Id
            where membership.UserId == userId && membership.Active && tenant.SecondFactorFrom != null
            select tenant.Id
        ).AnyAsync(ct);
}

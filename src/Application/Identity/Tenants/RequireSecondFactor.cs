using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Tenants;

/// <summary>
/// From a day on nobody works in the company without a second factor; until then people set theirs up in their own time, after it on
/// their way in. Whoever requires it has one.
/// </summary>
/// <param name="GraceDays">0 to 60: at once, or so many days from now.</param>
public sealed record RequireSecondFactor(bool Required, int GraceDays = 7) : IRequest<TenantView>;

internal sealed class RequireSecondFactorValidator : AbstractValidator<RequireSecondFactor>
{
    public RequireSecondFactorValidator() => RuleFor(r => r.GraceDays).InclusiveBetween(0, 60);
}

internal sealed class RequireSecondFactorHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenant,
    IUserContext user,
    IAccessCheck access,
    TimeProvider clock
) : IRequestHandler<RequireSecondFactor, TenantView>
{
    public async Task<TenantView> Handle(RequireSecondFactor request, CancellationToken ct)
    {
        var (view, members) = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var row = await db.Tenants.SingleAsync(t => t.Id == tenant.TenantId, inner);
                if (!request.Required)
                    row.WaiveSecondFactor();
                else if (await db.Users.AnyAsync(u => u.Id == user.UserId && u.SecondFactorAt == null, inner))
                    throw new DomainException(IdentityErrors.SecondFactorOff);
                else
                    row.RequireSecondFactor(TimeSpan.FromDays(request.GraceDays), clock.GetUtcNow());
                await db.SaveChangesAsync(inner);
                return (TenantView.Of(row), await db.Memberships.Select(m => m.UserId).ToListAsync(inner));
            },
            ct
        );
        members.ForEach(access.Forget);
        return view;
    }
}

using CleanApp.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.SecondFactors;

public sealed record GetSecondFactor : IRequest<GetSecondFactor.Response>
{
    /// <param name="Since">Null: off.</param>
    /// <param name="RecoveryCodesLeft">Not used yet.</param>
    /// <param name="RequiredFrom">The earliest a company one works for lets nobody in without; null: none does.</param>
    public sealed record Response(DateTimeOffset? Since, int RecoveryCodesLeft, DateTimeOffset? RequiredFrom);
}

internal sealed class GetSecondFactorHandler(IIdentityDb db, ITenantContext tenantContext, IUserContext user)
    : IRequestHandler<GetSecondFactor, GetSecondFactor.Response>
{
    public async Task<GetSecondFactor.Response> Handle(GetSecondFactor request, CancellationToken ct)
    {
        tenantContext.Enter(null, user.UserId);
        var since = await db.Users.AsNoTracking().Where(u => u.Id == user.UserId).Select(u => u.SecondFactorAt).SingleAsync(ct);
        var left = await db.RecoveryCodes.CountAsync(c => c.UserId == user.UserId, ct);
        var requiredFrom = await (
            from membership in db.Memberships.AsNoTracking()
            join tenant in db.Tenants.AsNoTracking() on membership.TenantId equals tenant.Id
            where membership.UserId == user.UserId && membership.Active
            select tenant.SecondFactorFrom
        ).MinAsync(ct);
        return new GetSecondFactor.Response(since, left, requiredFrom);
    }
}

using CleanApp.Application.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Tenants;

/// <param name="TimeZone">IANA name.</param>
/// <param name="BusinessDayCutoff">Local time <c>HH:mm</c> at which a business day begins.</param>
/// <param name="SecondFactorFrom">From when nobody works here without a second factor; null: everybody as they like.</param>
public sealed record TenantView(Guid Id, string Name, string TimeZone, string BusinessDayCutoff, DateTimeOffset? SecondFactorFrom)
{
    internal static TenantView Of(Tenant tenant) =>
        new(
            tenant.Id,
            tenant.Name,
            tenant.TimeZone,
            tenant.BusinessDayCutoff.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            tenant.SecondFactorFrom
        );
}

public sealed record GetTenant : IRequest<TenantView>;

internal sealed class GetTenantHandler(IIdentityDb db, ITenantContext tenant) : IRequestHandler<GetTenant, TenantView>
{
    public async Task<TenantView> Handle(GetTenant request, CancellationToken ct) =>
        TenantView.Of(await db.Tenants.AsNoTracking().SingleAsync(t => t.Id == tenant.TenantId, ct));
}

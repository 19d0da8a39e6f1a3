using CleanApp.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Tenants;

/// <summary>What the company is given is decided by who runs the installation; no endpoint leads here.</summary>
/// <param name="Limited">Null: leave it, and only tell.</param>
public sealed record LimitToMvp(bool? Limited) : ICommand<LimitToMvp.Response?>
{
    public sealed record Response(bool Limited);
}

internal sealed class LimitToMvpHandler(IIdentityDb db, ITenantContext tenant) : IRequestHandler<LimitToMvp, LimitToMvp.Response?>
{
    public async Task<LimitToMvp.Response?> Handle(LimitToMvp request, CancellationToken ct)
    {
        if (await db.Tenants.SingleOrDefaultAsync(t => t.Id == tenant.TenantId, ct) is not { } company)
            return null;
        if (request.Limited is { } limited)
            company.LimitToMvp(limited);
        await db.SaveChangesAsync(ct);
        return new LimitToMvp.Response(company.MvpOnly);
    }
}

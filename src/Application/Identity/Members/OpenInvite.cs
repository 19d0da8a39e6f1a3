using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

/// <summary>What an invitation's link shows before it is accepted.</summary>
public sealed record OpenInvite(string Token) : IRequest<OpenInvite.Response>
{
    public sealed record Response(string TenantName, Role Role, string? Email, string? Name);
}

internal sealed class OpenInviteHandler(IIdentityDb db, ITenantContext tenantContext, ITokenSource tokens, TimeProvider clock)
    : IRequestHandler<OpenInvite, OpenInvite.Response>
{
    public async Task<OpenInvite.Response> Handle(OpenInvite request, CancellationToken ct)
    {
        var hash = tokens.Hash(request.Token);
        var now = clock.GetUtcNow();
        tenantContext.Enter(await db.FindInviteTenantAsync(hash, ct));
        return await (
                from invite in db.Invites.AsNoTracking()
                join tenant in db.Tenants.AsNoTracking() on invite.TenantId equals tenant.Id
                where invite.TokenHash == hash && invite.AcceptedAt == null && invite.ExpiresAt > now
                select new OpenInvite.Response(tenant.Name, invite.Role, invite.Email, invite.Name)
            ).SingleOrDefaultAsync(ct) ?? throw new DomainException(IdentityErrors.InviteNotFound);
    }
}

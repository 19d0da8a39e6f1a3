using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Auth;

public sealed record GetMe : IRequest<GetMe.Response>
{
    public sealed record Response(
        TenantRef Tenant,
        UserView User,
        IReadOnlyList<TenantMembershipView> Tenants,
        Role Role,
        IReadOnlyList<string> Permissions
    );
}

internal sealed class GetMeHandler(IIdentityDb db, ITenantContext tenantContext, IUserContext user, SessionIssuer sessions)
    : IRequestHandler<GetMe, GetMe.Response>
{
    public async Task<GetMe.Response> Handle(GetMe request, CancellationToken ct)
    {
        var tenantId = tenantContext.TenantId;
        tenantContext.Enter(null, user.UserId);
        var person = await db.Users.AsNoTracking().SingleAsync(u => u.Id == user.UserId, ct);
        var tenants = await sessions.MembershipsAsync(user.UserId, ct);
        // Removed since the token was checked.
        var current = tenants.SingleOrDefault(t => t.Id == tenantId) ?? throw new DomainException(IdentityErrors.TenantNotFound);
        return new GetMe.Response(
            new TenantRef(current.Id, current.Name),
            new UserView(person.Id, person.Name, person.Email, person.Language),
            tenants,
            current.Role,
            Permissions.Of(current.Role)
        );
    }
}

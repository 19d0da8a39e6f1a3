using CleanApp.Application.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

/// <summary>Invitations that can still be accepted.</summary>
public sealed record ListInvites(string? After, int Limit) : IRequest<Page<ListInvites.Response>>
{
    public sealed record Response(Guid Id, Role Role, string? Email, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
}

internal sealed class ListInvitesHandler(IIdentityDb db, TimeProvider clock) : IRequestHandler<ListInvites, Page<ListInvites.Response>>
{
    public async Task<Page<ListInvites.Response>> Handle(ListInvites request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var now = clock.GetUtcNow();
        var rows = await db
            .Invites.AsNoTracking()
            .Where(i => i.AcceptedAt == null && i.ExpiresAt > now)
            .Where(i => after == null || i.CreatedAt < after.Value.At || (i.CreatedAt == after.Value.At && i.Id < after.Value.Id))
            .OrderByDescending(i => i.CreatedAt)
            .ThenByDescending(i => i.Id)
            .TakePage(request.Limit)
            .Select(i => new ListInvites.Response(i.Id, i.Role, i.Email, i.CreatedAt, i.ExpiresAt))
            .ToListAsync(ct);
        return Page<ListInvites.Response>.Of(rows, request.Limit, i => new Cursor(i.CreatedAt, i.Id));
    }
}

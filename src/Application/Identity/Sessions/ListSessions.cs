using CleanApp.Application.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Sessions;

/// <summary>Where one is signed in: the hundred devices used last.</summary>
public sealed record ListSessions : IRequest<ListSessions.Response>
{
    public sealed record Response(IReadOnlyList<SessionRow> Items);
}

/// <param name="LastUsedAt">To a quarter of an hour.</param>
/// <param name="Current">The one that asks.</param>
public sealed record SessionRow(Guid Id, Browser Browser, Platform Platform, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, bool Current);

internal sealed class ListSessionsHandler(IIdentityDb db, ITenantContext tenantContext, IUserContext user, TimeProvider clock)
    : IRequestHandler<ListSessions, ListSessions.Response>
{
    private const int Most = 100;

    public async Task<ListSessions.Response> Handle(ListSessions request, CancellationToken ct)
    {
        tenantContext.Enter(null, user.UserId);
        // Unused for longer, a session has no token left that works.
        var alive = clock.GetUtcNow() - RefreshToken.Lifetime;
        var (person, current) = (user.UserId, user.SessionId);
        return new ListSessions.Response(
            await db
                .Sessions.AsNoTracking()
                .Where(s => s.UserId == person && s.EndedAt == null && s.LastUsedAt > alive)
                .OrderByDescending(s => s.LastUsedAt)
                .Take(Most)
                .Select(s => new SessionRow(s.Id, s.Browser, s.Platform, s.CreatedAt, s.LastUsedAt, s.Id == current))
                .ToListAsync(ct)
        );
    }
}

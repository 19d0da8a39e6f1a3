using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Sessions;

/// <summary>Ends sessions, in the caller's transaction and the person's scope; after it their tokens and sockets are told.</summary>
internal sealed class EndedSessions(IIdentityDb db, IAccessCheck access, TimeProvider clock)
{
    public async Task<IReadOnlyList<Guid>> EndAsync(IQueryable<Session> sessions, CancellationToken ct)
    {
        var open = await sessions.Where(s => s.EndedAt == null).ToListAsync(ct);
        foreach (var session in open)
            session.End(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return open.ConvertAll(s => s.Id);
    }

    public Task<IReadOnlyList<Guid>> EndAllAsync(Guid userId, Guid? but, CancellationToken ct) =>
        EndAsync(db.Sessions.Where(s => s.UserId == userId && s.Id != but), ct);

    /// <summary>After the commit: no remembered answer and no open socket of this node outlives them; the others learn of it from the database.</summary>
    public void Tell(IReadOnlyList<Guid> ended)
    {
        foreach (var sessionId in ended)
            access.Forget(sessionId);
    }
}

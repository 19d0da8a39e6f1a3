using CleanApp.Application.Inbox.Contracts;
using CleanApp.Application.Inbox.Conversations;

namespace CleanApp.Application.Inbox.Teams;

internal sealed class TeamsOf(IInboxDb db, Sights sights) : ITeamsOf
{
    public async Task<IReadOnlyList<Guid>> OfAsync(Guid userId, CancellationToken ct)
    {
        // Made at first use.
        await db.EveryonesTeamAsync(ct);
        return await sights.TeamsOfAsync(userId, ct);
    }
}

using CleanApp.Application.Inbox.Conversations;
using MediatR;

namespace CleanApp.Application.Inbox.Teams;

/// <summary>The teams whose conversations somebody sees, the one that is everybody's among them.</summary>
public sealed record ListTeamsOf(Guid UserId) : IRequest<IReadOnlyList<Guid>>;

internal sealed class ListTeamsOfHandler(IInboxDb db, Sights sights) : IRequestHandler<ListTeamsOf, IReadOnlyList<Guid>>
{
    public async Task<IReadOnlyList<Guid>> Handle(ListTeamsOf request, CancellationToken ct)
    {
        // Made at first use.
        await db.EveryonesTeamAsync(ct);
        return await sights.TeamsOfAsync(request.UserId, ct);
    }
}

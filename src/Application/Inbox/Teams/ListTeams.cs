using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Conversations;
using MediatR;

namespace CleanApp.Application.Inbox.Teams;

/// <summary>The teams, and who answers conversations.</summary>
public sealed record ListTeams : ICommand<ListTeams.Response>
{
    /// <param name="Agents">Everybody a conversation can be given to, by name.</param>
    public sealed record Response(IReadOnlyList<TeamView> Teams, IReadOnlyList<NamedId> Agents);
}

internal sealed class ListTeamsHandler(IInboxDb db, IActiveMembers members) : IRequestHandler<ListTeams, ListTeams.Response>
{
    public async Task<ListTeams.Response> Handle(ListTeams request, CancellationToken ct)
    {
        // Made at first use.
        await db.EveryonesTeamAsync(ct);
        var agents = await members.WithAsync(Permissions.ConversationsWrite, ct);
        return new ListTeams.Response(await db.TeamsAsync(ct), [.. agents.Select(a => new NamedId(a.UserId, a.Name))]);
    }
}

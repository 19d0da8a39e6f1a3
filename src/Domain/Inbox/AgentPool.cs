namespace CleanApp.Domain.Inbox;

/// <summary>Those who can be given conversations at one moment: at work, connected, with room for more.</summary>
/// <param name="teams">Those that share out.</param>
/// <param name="lastTurn">The highest of anybody in the company.</param>
public sealed class AgentPool(IEnumerable<Team> teams, IEnumerable<AgentOnDuty> agents, long lastTurn)
{
    private readonly Dictionary<Guid, Team> _teams = teams.ToDictionary(t => t.Id);
    private readonly List<AgentOnDuty> _agents = [.. agents];
    private long _lastTurn = lastTurn;

    /// <summary>Of each team, who has room for one more of it; those of which nobody has are left out.</summary>
    public IReadOnlyList<TeamRoom> Room =>
        [
            .. from team in _teams.Values
            let free = _agents.FindAll(a => a.HasRoom(team))
            where free.Count > 0
            select new TeamRoom(team.Id, [.. free.Where(a => a.TeamIds.Contains(team.Id)).Select(a => a.UserId)], [.. free.Select(a => a.UserId)]),
        ];

    /// <summary>
    /// To whoever had it before it was resolved, where they have room; else to one of its team, by the team's rule. By turns that is who was
    /// given one longest ago, by load who has fewest open; among equals it is by turns as well.
    /// </summary>
    /// <returns>Null when nobody can take it, and it stays as it is.</returns>
    public ConversationItem? Give(Conversation conversation, DateTimeOffset now)
    {
        var team = _teams[conversation.TeamId];
        var free = _agents.FindAll(a => a.HasRoom(team));
        if (free.Find(a => a.UserId == conversation.ReturnsToId) is { } former)
            return Give(conversation, former, GivenBy.Return, team, now);
        var able = free.Where(a => a.TeamIds.Contains(team.Id) && a.UserId != conversation.GivenBackById);
        var next = team.Mode == AssignmentMode.LeastLoaded ? able.OrderBy(a => a.Load).ThenBy(a => a.Agent.Turn) : able.OrderBy(a => a.Agent.Turn);
        var by = team.Mode == AssignmentMode.LeastLoaded ? GivenBy.LeastLoaded : GivenBy.RoundRobin;
        return next.ThenBy(a => a.UserId).FirstOrDefault() is { } chosen ? Give(conversation, chosen, by, team, now) : null;
    }

    private ConversationItem Give(Conversation conversation, AgentOnDuty to, GivenBy by, Team team, DateTimeOffset now)
    {
        var waited = now - (conversation.WaitingSince ?? now);
        var item = conversation.GiveTo(to.UserId, new AssignmentReason(by, to.Load, to.CapacityIn(team), waited), now);
        to.Take(++_lastTurn);
        return item;
    }
}

/// <param name="load">Open conversations they have, of whatever team.</param>
public sealed class AgentOnDuty(Agent agent, int load, IReadOnlySet<Guid> teamIds)
{
    public Agent Agent => agent;
    public Guid UserId => agent.UserId;
    public int Load { get; private set; } = load;
    public IReadOnlySet<Guid> TeamIds => teamIds;

    internal int CapacityIn(Team team) => agent.Capacity ?? team.Capacity;

    internal bool HasRoom(Team team) => Load < CapacityIn(team);

    internal void Take(long turn)
    {
        Load++;
        agent.TakeTurn(turn);
    }
}

/// <param name="Members">Those of the team.</param>
/// <param name="Anybody">Whoever of the company has room, for what was theirs before.</param>
public sealed record TeamRoom(Guid TeamId, Guid[] Members, Guid[] Anybody);

public enum AssignmentMode
{
    /// <summary>People take conversations, or are given them by others.</summary>
    Manual,
    RoundRobin,
    LeastLoaded,
}

/// <summary>Why this person.</summary>
public enum GivenBy
{
    /// <summary>It was theirs before.</summary>
    Return,
    RoundRobin,
    LeastLoaded,
}

/// <param name="Load">Open conversations they had at that moment, without this one.</param>
/// <param name="Waited">How long the customer had been waiting.</param>
public sealed record AssignmentReason(GivenBy By, int Load, int Capacity, TimeSpan Waited);

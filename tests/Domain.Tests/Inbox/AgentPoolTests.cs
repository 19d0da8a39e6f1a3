using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Inbox;

/// <summary>Who is given a conversation, and why.</summary>
public sealed class AgentPoolTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly byte[] Words = [1];
    private static int _last = 1_000;

    [Fact]
    public void By_turns_each_gets_one_after_the_other_whatever_they_have()
    {
        var team = TeamOf(AssignmentMode.RoundRobin);
        var pool = new AgentPool([team], [On(1, team, load: 5), On(2, team), On(3, team)], lastTurn: 0);

        Enumerable.Range(0, 4).Select(_ => pool.Give(Waiting(team), Now)?.SubjectId).ShouldBe([Id(1), Id(2), Id(3), Id(2)]);
    }

    [Fact]
    public void By_load_who_has_fewest_gets_it_and_among_equals_who_waited_longest_for_one()
    {
        var team = TeamOf(AssignmentMode.LeastLoaded);
        var pool = new AgentPool([team], [On(1, team, load: 2), On(2, team, turn: 9), On(3, team, turn: 4)], lastTurn: 9);

        Enumerable.Range(0, 5).Select(_ => pool.Give(Waiting(team), Now)!.SubjectId).ShouldBe([Id(3), Id(2), Id(3), Id(2), Id(1)]);
    }

    [Fact]
    public void Why_and_with_what_load_is_written_down()
    {
        var team = TeamOf(AssignmentMode.LeastLoaded, capacity: 3);
        var pool = new AgentPool([team], [On(1, team, load: 2)], lastTurn: 0);

        var item = pool.Give(Waiting(team, Now.AddMinutes(-7)), Now)!;

        (item.Change, item.GivenBy, item.Load, item.Capacity, item.WaitedSeconds, item.AuthorId).ShouldBe(
            (ConversationChange.Assigned, GivenBy.LeastLoaded, 2, 3, 420, null)
        );
    }

    [Fact]
    public void Full_by_the_teams_number_or_their_own_they_get_none()
    {
        var team = TeamOf(AssignmentMode.RoundRobin, capacity: 2);
        var pool = new AgentPool([team], [On(1, team, load: 2), On(2, team, load: 2, capacity: 3), On(3, team, capacity: 0)], lastTurn: 0);

        pool.Room.ShouldHaveSingleItem().Members.ShouldBe([Id(2)]);
        pool.Give(Waiting(team), Now)!.SubjectId.ShouldBe(Id(2));
        pool.Room.ShouldBeEmpty();
        var left = Waiting(team);
        pool.Give(left, Now).ShouldBeNull();
        (left.AssigneeId, left.UnattendedSince).ShouldBe((null, Now));
    }

    [Fact]
    public void Only_their_team_gets_it_but_who_had_it_before_comes_first()
    {
        var (team, other) = (TeamOf(AssignmentMode.LeastLoaded), TeamOf(AssignmentMode.LeastLoaded));
        var pool = new AgentPool([team, other], [On(1, team, load: 3), On(2, other)], lastTurn: 0);

        pool.Give(Waiting(team), Now)!.SubjectId.ShouldBe(Id(1));
        var item = pool.Give(Returning(team, Id(2)), Now)!;
        (item.SubjectId, item.GivenBy).ShouldBe((Id(2), GivenBy.Return));
    }

    [Fact]
    public void Who_had_it_before_and_is_full_leaves_it_to_the_team()
    {
        var team = TeamOf(AssignmentMode.RoundRobin, capacity: 1);
        var pool = new AgentPool([team], [On(1, team, load: 1), On(2, team)], lastTurn: 0);

        pool.Give(Returning(team, Id(1)), Now)!.SubjectId.ShouldBe(Id(2));
    }

    [Fact]
    public void What_somebody_gave_back_is_for_the_others()
    {
        var team = TeamOf(AssignmentMode.LeastLoaded);
        var conversation = Waiting(team);
        conversation.Assign(Id(1), Given.Ana, Now);
        conversation.Assign(null, new Actor(Id(1)), Now);

        new AgentPool([team], [On(1, team)], lastTurn: 0).Give(conversation, Now).ShouldBeNull();
        new AgentPool([team], [On(1, team), On(2, team, load: 4)], lastTurn: 0).Give(conversation, Now)!.SubjectId.ShouldBe(Id(2));
    }

    [Theory]
    [InlineData(AssignmentMode.RoundRobin)]
    [InlineData(AssignmentMode.LeastLoaded)]
    public void Whatever_comes_and_goes_nobody_has_too_many_and_equals_are_treated_alike(AssignmentMode mode)
    {
        var spreads = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var team = TeamOf(mode, capacity: seed % 2 == 0 ? 100 : random.Next(1, 7));
            var agents = Enumerable.Range(1, random.Next(1, 8)).Select(n => Agent.Of(Id(n))).ToList();
            var (loads, given) = (agents.ToDictionary(a => a.UserId, _ => 0), agents.ToDictionary(a => a.UserId, _ => 0));
            var wasFull = false;
            for (var step = 0; step < 40; step++)
            {
                // What they have is resolved by and by.
                foreach (var id in loads.Keys.Where(_ => random.Next(3) == 0))
                    loads[id] = random.Next(0, loads[id] + 1);
                var onDuty = agents.Select(a => new AgentOnDuty(a, loads[a.UserId], new HashSet<Guid> { team.Id }));
                var pool = new AgentPool([team], onDuty, agents.Max(a => a.Turn));
                for (var waiting = random.Next(1, 4); waiting > 0; waiting--)
                {
                    wasFull |= loads.Values.Any(load => load >= team.Capacity);
                    if (pool.Give(Waiting(team), Now) is not { } item)
                    {
                        loads.Values.ShouldAllBe(load => load >= team.Capacity, $"seed {seed}");
                        continue;
                    }
                    var to = item.SubjectId!.Value;
                    item.Load.ShouldBe(loads[to]);
                    loads[to].ShouldBeLessThan(team.Capacity, $"seed {seed}");
                    if (mode == AssignmentMode.LeastLoaded)
                        loads[to].ShouldBe(loads.Values.Min(), $"seed {seed}");
                    loads[to]++;
                    given[to]++;
                }
            }
            if (mode == AssignmentMode.LeastLoaded || wasFull)
                continue;
            spreads++;
            (given.Values.Max() - given.Values.Min()).ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
        }
        if (mode == AssignmentMode.RoundRobin)
            spreads.ShouldBeGreaterThan(100);
    }

    private static Guid Id(int n) => Given.Id(900 + n);

    private static AgentOnDuty On(int n, Team team, int load = 0, int? capacity = null, long turn = 0)
    {
        var agent = Agent.Of(Id(n));
        agent.Hold(capacity);
        // As the pool counts: turns before this one were somebody's.
        if (turn > 0)
            new AgentPool([team], [new AgentOnDuty(agent, 0, new HashSet<Guid> { team.Id })], turn - 1).Give(Waiting(team), Now);
        return new AgentOnDuty(agent, load, new HashSet<Guid> { team.Id });
    }

    private static Team TeamOf(AssignmentMode mode, int capacity = 6)
    {
        var team = Team.Create(Given.Id(++_last), "Vendas", Now);
        team.Arrange(mode, capacity, Team.DefaultLimboMinutes, null);
        return team;
    }

    private static Conversation Waiting(Team team, DateTimeOffset? since = null)
    {
        var conversation = Conversation.Begin(Given.Id(++_last), Given.Id(11), Given.Id(12), Words, Words, team.Id, Now);
        conversation.Receive(Given.Id(1), Words, since ?? Now, since ?? Now);
        return conversation;
    }

    private static Conversation Returning(Team team, Guid to)
    {
        var conversation = Waiting(team);
        conversation.Assign(to, Given.Ana, Now);
        conversation.Resolve(Given.Ana, Now);
        conversation.Receive(Given.Id(2), Words, Now, Now);
        conversation.ShareAgain(Now);
        return conversation;
    }
}

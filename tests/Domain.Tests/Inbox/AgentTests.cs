using CleanApp.Domain.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Inbox;

public sealed class AgentTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly TimeSpan Five = TimeSpan.FromMinutes(5);
    private static readonly AgentPresence Here = new(true, Now);
    private static readonly AgentPresence Gone = new(false, Now);

    [Fact]
    public void Away_says_why_and_until_when_and_is_written_down()
    {
        var agent = Agent.Of(Given.Id(901));

        var change = agent.GoAway(AwayReason.Lunch, Now.AddHours(1), Now)!;

        (change.UserId, change.State, change.Reason, change.Until, change.IsAutomatic, change.At).ShouldBe(
            (Given.Id(901), AgentState.Away, AwayReason.Lunch, Now.AddHours(1), false, Now)
        );
        (agent.IsAway, agent.AwaySince).ShouldBe((true, Now));
        agent.GoAway(AwayReason.Lunch, Now.AddHours(1), Now.AddMinutes(1)).ShouldBeNull();
        agent.GoAway(AwayReason.Meeting, null, Now.AddMinutes(2)).ShouldNotBeNull();
        agent.AwaySince.ShouldBe(Now);
        agent.ComeBack(Now.AddMinutes(3))!.State.ShouldBe(AgentState.Available);
        agent.ComeBack(Now.AddMinutes(4)).ShouldBeNull();
        (agent.Reason, agent.AwaySince, agent.AwayUntil).ShouldBe((null, null, null));
    }

    [Fact]
    public void Who_is_away_is_back_at_a_time_to_come() =>
        Refusal.ShouldBeRefusedWith(() => Agent.Of(Given.Id(901)).GoAway(null, Now, Now), AgentErrors.BackInPast);

    [Fact]
    public void Gone_for_too_long_they_are_away_and_back_as_soon_as_they_are_here()
    {
        var agent = Agent.Of(Given.Id(901));

        agent.Follow(Gone, Five, Now + Five - TimeSpan.FromTicks(1)).ShouldBeNull();
        agent.FollowAt(Gone, Five).ShouldBe(Now + Five);
        var change = agent.Follow(Gone, Five, Now + Five)!;

        (change.State, change.IsAutomatic, agent.IsAutomatic).ShouldBe((AgentState.Away, true, true));
        agent.Follow(Gone, Five, Now.AddDays(1)).ShouldBeNull();
        agent.FollowAt(Gone, Five).ShouldBeNull();
        agent.Follow(Here, Five, Now.AddDays(1))!.State.ShouldBe(AgentState.Available);
        agent.IsAutomatic.ShouldBeFalse();
    }

    [Fact]
    public void Who_never_was_here_is_not_gone() =>
        Agent.Of(Given.Id(901)).Follow(new AgentPresence(false, null), Five, Now.AddYears(1)).ShouldBeNull();

    [Fact]
    public void Who_said_that_they_are_away_stays_so_when_they_come_and_go()
    {
        var agent = Agent.Of(Given.Id(901));
        agent.GoAway(AwayReason.Meeting, null, Now);

        agent.Follow(Here, Five, Now.AddHours(1)).ShouldBeNull();
        agent.Follow(Gone, Five, Now.AddHours(1)).ShouldBeNull();
        agent.FollowAt(Gone, Five).ShouldBeNull();

        agent.IsAway.ShouldBeTrue();
    }

    [Fact]
    public void At_the_time_they_said_they_are_back_or_away_until_they_come()
    {
        var (here, gone) = (Agent.Of(Given.Id(901)), Agent.Of(Given.Id(902)));
        foreach (var agent in new[] { here, gone })
            agent.GoAway(AwayReason.Lunch, Now.AddHours(1), Now);

        here.FollowAt(Here, Five).ShouldBe(Now.AddHours(1));
        here.Follow(Here, Five, Now.AddHours(1).AddTicks(-1)).ShouldBeNull();
        here.Follow(Here, Five, Now.AddHours(1))!.State.ShouldBe(AgentState.Available);
        gone.Follow(Gone, Five, Now.AddHours(1))!.IsAutomatic.ShouldBeTrue();

        (gone.IsAway, gone.Reason, gone.AwayUntil, gone.AwaySince).ShouldBe((true, null, null, Now));
        gone.Follow(Here, Five, Now.AddHours(2))!.State.ShouldBe(AgentState.Available);
    }

    [Fact]
    public void Away_because_they_were_gone_they_may_still_say_so_themselves()
    {
        var agent = Agent.Of(Given.Id(901));
        agent.Follow(Gone, Five, Now + Five).ShouldNotBeNull();

        agent.GoAway(null, null, Now.AddHours(1)).ShouldNotBeNull();

        agent.Follow(Here, Five, Now.AddHours(2)).ShouldBeNull();
    }
}

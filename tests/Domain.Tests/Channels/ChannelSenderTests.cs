using CleanApp.Domain.Channels;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Channels;

public sealed class ChannelSenderTests
{
    private const int PerSecond = 80;
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_number_that_rests_gets_its_next_turn_at_once()
    {
        var sender = ChannelSender.Of(Guid.Empty, Now);
        sender.Take(1, PerSecond, Now);

        sender.Release(Now, Now);

        sender.NextAt.ShouldBe(Now);
        sender.Allowance(PerSecond, Now).ShouldBe(PerSecond - 1);
    }

    [Fact]
    public void A_number_at_its_pace_gets_its_turn_when_a_tenth_of_a_seconds_worth_may_go()
    {
        var sender = ChannelSender.Of(Guid.Empty, Now);
        sender.Take(PerSecond, PerSecond, Now);

        sender.Release(Now, Now);

        sender.Allowance(PerSecond, Now).ShouldBe(0);
        sender.NextAt.ShouldBe(Now.AddMilliseconds(100));
        sender.Allowance(PerSecond, sender.NextAt).ShouldBe(PerSecond / 10);
    }

    [Fact]
    public void A_longer_wait_stays_as_long()
    {
        var sender = ChannelSender.Of(Guid.Empty, Now);

        sender.Release(Now, Now.AddSeconds(5));

        sender.NextAt.ShouldBe(Now.AddSeconds(5));
    }
}

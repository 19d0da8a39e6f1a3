using CleanApp.Domain.Channels;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Channels;

public sealed class OutboundMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(OutboundStatus.Sent)]
    [InlineData(OutboundStatus.Delivered)]
    [InlineData(OutboundStatus.Read)]
    [InlineData(OutboundStatus.Played)]
    public void What_Meta_says_goes_on_from_the_states_before_it_and_from_no_other(OutboundStatus told)
    {
        foreach (var status in Enum.GetValues<OutboundStatus>().Except([OutboundStatus.Sending]))
        {
            var message = In(status);

            message.Follow(told, Now.AddMinutes(1), null, null);

            message.Status.ShouldBe(OutboundMessage.Before(told).Contains(status) ? told : status, $"{status} told {told}");
        }
    }

    [Fact]
    public void Of_two_states_the_one_that_tells_more_is_the_later_whatever_their_order()
    {
        OutboundMessage.Later(OutboundStatus.Sent, OutboundStatus.Read).ShouldBe(OutboundStatus.Read);
        OutboundMessage.Later(OutboundStatus.Read, OutboundStatus.Sent).ShouldBe(OutboundStatus.Read);
        OutboundMessage.Later(OutboundStatus.Sent, OutboundStatus.Sent).ShouldBe(OutboundStatus.Sent);
    }

    [Fact]
    public void An_attempt_that_ends_late_does_not_take_the_count_back()
    {
        var message = New();

        message.EndAttempt(2);
        message.EndAttempt(1);

        message.Attempts.ShouldBe(2);
    }

    [Fact]
    public void Only_what_waits_or_is_unknown_goes_back_to_the_queue()
    {
        foreach (var status in Enum.GetValues<OutboundStatus>().Except([OutboundStatus.Sending]))
            In(status).BackToQueue(Now, 130429, null).ShouldBe(status is OutboundStatus.Queued or OutboundStatus.Unknown, status.ToString());
    }

    private static OutboundMessage In(OutboundStatus status)
    {
        var message = New();
        switch (status)
        {
            case OutboundStatus.Queued:
                break;
            case OutboundStatus.Failed:
                message.Fail(Now, 131026, null);
                break;
            case OutboundStatus.Accepted:
                message.Accept([1], [1], Now).ShouldBeTrue();
                break;
            case OutboundStatus.Unknown or OutboundStatus.NeedsReview or OutboundStatus.Abandoned:
                message.LoseSight(Now, "timeout", null);
                if (status == OutboundStatus.NeedsReview)
                    message.AskPerson(Now);
                else if (status == OutboundStatus.Abandoned)
                    message.Abandon(Now);
                break;
            default:
                message.Follow(status, Now, null, null);
                break;
        }
        message.Status.ShouldBe(status);
        return message;
    }

    private static OutboundMessage New() =>
        OutboundMessage.Queue(
            Guid.CreateVersion7(Now),
            Guid.CreateVersion7(Now),
            null,
            [1],
            [1],
            "text",
            [1],
            needsOpenWindow: true,
            MessageClass.Reply,
            null,
            null,
            null,
            Now
        );
}

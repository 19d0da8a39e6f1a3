using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
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

    [Fact]
    public void Only_what_is_held_and_was_never_tried_is_taken_back_and_its_words_with_it()
    {
        var message = New(held: true);

        message.Withdraw(Now);
        message.Withdraw(Now.AddSeconds(1));

        (message.Status, message.StatusAt, message.Content, message.AssetId).ShouldBe((OutboundStatus.Withdrawn, Now, null, null));
        message.Recipient.ShouldNotBeNull();
        var tried = New(held: true);
        tried.EndAttempt(1);
        OutboundMessage[] late =
        [
            New(),
            tried,
            .. Enum.GetValues<OutboundStatus>()
                .Except([OutboundStatus.Sending, OutboundStatus.Queued, OutboundStatus.Withdrawn])
                .Select(s => In(s, held: true)),
        ];
        foreach (var gone in late)
        {
            Should.Throw<DomainException>(() => gone.Withdraw(Now)).Error.ShouldBe(MessageErrors.TooLate);
            gone.Content.ShouldNotBeNull();
        }
    }

    private static OutboundMessage In(OutboundStatus status, bool held = false)
    {
        var message = New(held || status == OutboundStatus.Withdrawn);
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
            case OutboundStatus.Withdrawn:
                message.Withdraw(Now);
                break;
            default:
                message.Follow(status, Now, null, null);
                break;
        }
        message.Status.ShouldBe(status);
        return message;
    }

    private static OutboundMessage New(bool held = false) =>
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
            Now,
            heldUntil: held ? Now.AddSeconds(5) : null
        );
}

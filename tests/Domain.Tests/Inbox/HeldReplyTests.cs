using CleanApp.Domain.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Inbox;

/// <summary>An answer that was taken back was never given.</summary>
public sealed class HeldReplyTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly Guid Bia = Given.Id(901);
    private static readonly byte[] Theirs = [1];
    private static readonly byte[] First = [2];
    private static readonly byte[] Second = [3];
    private static readonly byte[] Later = [4];

    [Fact]
    public void The_customer_waits_as_before_and_who_took_the_conversation_on_has_it()
    {
        var conversation = Written();
        conversation.LastSequence.ShouldBe(2);
        var held = Held(conversation, 2, First, Now.AddMinutes(1));
        (conversation.WaitingSince, conversation.Unread, conversation.Preview).ShouldBe((null, 0, First));

        conversation.TakeBack(held, Theirs, Now.AddMinutes(1));

        ShouldStandAsWritten(conversation);
        (conversation.AssigneeId, conversation.UnattendedSince).ShouldBe((Bia, null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_answers_both_are_taken_back_in_any_order(bool lastFirst)
    {
        var conversation = Written();
        var one = Held(conversation, 2, First, Now.AddMinutes(1));
        var two = Held(conversation, 3, Second, Now.AddMinutes(2));

        if (lastFirst)
        {
            conversation.TakeBack(two, First, Now.AddMinutes(2));
            (conversation.WaitingSince, conversation.Unread, conversation.LastMessageAt).ShouldBe((null, 0, Now.AddMinutes(1)));
            conversation.Preview.ShouldBe(First);
            conversation.TakeBack(one, Theirs, Now.AddMinutes(2));
        }
        else
        {
            two.Inherit(one, Theirs);
            conversation.Preview.ShouldBe(Second);
            conversation.TakeBack(two, Theirs, Now.AddMinutes(2));
        }

        ShouldStandAsWritten(conversation);
    }

    [Fact]
    public void What_the_customer_wrote_meanwhile_stays_what_is_shown_and_they_wait_since_before()
    {
        var conversation = Written();
        var held = Held(conversation, 2, First, Now.AddMinutes(1));
        conversation.Receive(Given.Id(9), Later, Now.AddMinutes(2), Now.AddMinutes(2));

        conversation.TakeBack(held, Theirs, Now.AddMinutes(3));

        (conversation.WaitingSince, conversation.Unread, conversation.LastMessageAt).ShouldBe((Now, 3, Now.AddMinutes(2)));
        (conversation.Preview, conversation.PreviewIsOurs).ShouldBe((Later, false));
    }

    [Fact]
    public void What_they_wrote_between_two_answers_stays_as_well()
    {
        var conversation = Written();
        var one = Held(conversation, 2, First, Now.AddMinutes(1));
        conversation.Receive(Given.Id(9), Later, Now.AddMinutes(2), Now.AddMinutes(2));
        var two = Held(conversation, 3, Second, Now.AddMinutes(3));

        two.Inherit(one, Theirs);
        conversation.TakeBack(two, two.Preview, Now.AddMinutes(4));

        (conversation.WaitingSince, conversation.Unread, conversation.LastMessageAt).ShouldBe((Now, 3, Now.AddMinutes(2)));
        (conversation.Preview, conversation.PreviewIsOurs).ShouldBe((Later, false));
    }

    [Fact]
    public void Whoever_leads_was_told_of_it_as_often_as_before()
    {
        var conversation = Written();
        conversation.Assign(Bia, Given.Ana, Now);
        conversation.MissAssignee(Now);
        conversation.Alert(TimeSpan.FromMinutes(1), Now.AddMinutes(1)).ShouldNotBeNull();
        var held = Held(conversation, 2, First, Now.AddMinutes(1));
        conversation.UnattendedSince.ShouldBeNull();

        conversation.TakeBack(held, Theirs, Now.AddMinutes(1));

        (conversation.UnattendedSince, conversation.Alerts, conversation.AlertedAt).ShouldBe((Now, 1, Now.AddMinutes(1)));
    }

    [Fact]
    public void What_was_resolved_or_put_off_since_stays_so()
    {
        foreach (var act in (Action<Conversation>[])[c => c.Resolve(Given.Ana, Now), c => c.Snooze(null, Given.Ana, Now)])
        {
            var conversation = Written();
            var held = Held(conversation, 2, First, Now.AddMinutes(1));
            act(conversation);
            var status = conversation.Status;

            conversation.TakeBack(held, Theirs, Now.AddMinutes(1));

            (conversation.Status, conversation.UnattendedSince).ShouldBe((status, null));
            conversation.Preview.ShouldBe(Theirs);
            conversation.Unread.ShouldBe(conversation.IsLive ? 2 : 0);
        }
    }

    private static void ShouldStandAsWritten(Conversation conversation)
    {
        (conversation.WaitingSince, conversation.Unread, conversation.LastMessageAt).ShouldBe((Now, 2, Now));
        (conversation.Preview, conversation.PreviewIsOurs).ShouldBe((Theirs, false));
    }

    private static Conversation Written()
    {
        var conversation = Conversation.Begin(Given.Id(10), Given.Id(11), Given.Id(12), Theirs, Theirs, Given.Id(13), Now);
        conversation.Receive(Given.Id(20), Theirs, Now, Now);
        conversation.Receive(Given.Id(21), Theirs, Now, Now);
        return conversation;
    }

    private static HeldReply Held(Conversation conversation, int id, byte[] words, DateTimeOffset now)
    {
        var held = HeldReply.Before(conversation, Given.Id(id), conversation.Preview, now.AddSeconds(5));
        conversation.Answer(Given.Id(id), Bia, words, now);
        held.StandAt(conversation.LastSequence);
        return held;
    }
}

using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Inbox;

public sealed class ConversationTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly Guid Bia = Given.Id(901);
    private static readonly byte[] Words = [1];

    [Fact]
    public void Everything_that_happens_gets_the_next_number()
    {
        var conversation = Begun();

        var items = new List<ConversationItem>();
        items.AddRange(conversation.Receive(Given.Id(1), Words, Now, Now));
        items.AddRange(conversation.Answer(Given.Id(2), Bia, Words, Now));
        items.Add(conversation.Note(Given.Id(3), Words, Given.Ana, Now));
        items.Add(conversation.Resolve(Given.Ana, Now)!);
        items.AddRange(conversation.Receive(Given.Id(4), Words, Now, Now));

        items.Select(i => i.Sequence).ShouldBe(Enumerable.Range(1, 7));
        conversation.LastSequence.ShouldBe(7);
        items
            .Select(i => i.Kind)
            .ShouldBe([ItemKind.Received, ItemKind.Change, ItemKind.Sent, ItemKind.Note, ItemKind.Change, ItemKind.Change, ItemKind.Received]);
    }

    [Fact]
    public void The_customer_waits_from_their_first_unanswered_message_until_somebody_writes()
    {
        var conversation = Begun();

        conversation.Receive(Given.Id(1), Words, Now, Now);
        conversation.Receive(Given.Id(2), Words, Now.AddMinutes(5), Now.AddMinutes(5));

        (conversation.WaitingSince, conversation.Unread, conversation.LastMessageAt).ShouldBe((Now, 2, Now.AddMinutes(5)));
        // A program that answers has not looked at it.
        conversation.Answer(Given.Id(3), null, Words, Now.AddMinutes(6));
        (conversation.WaitingSince, conversation.Unread, conversation.AssigneeId).ShouldBe((null, 2, null));
        conversation.Answer(Given.Id(4), Bia, Words, Now.AddMinutes(7));
        (conversation.Unread, conversation.AssigneeId).ShouldBe((0, (Guid?)Bia));
    }

    [Fact]
    public void Who_answers_somebody_elses_does_not_take_it_away() =>
        Changed(c =>
        {
            c.Assign(Bia, Given.Ana, Now);
            c.Answer(Given.Id(1), Given.Id(902), Words, Now);
        })
            .AssigneeId.ShouldBe(Bia);

    [Fact]
    public void What_comes_late_does_not_take_the_list_back()
    {
        var conversation = Begun();
        conversation.Receive(Given.Id(1), [2], Now.AddMinutes(5), Now.AddMinutes(5));

        conversation.Receive(Given.Id(2), [3], Now, Now.AddMinutes(6));

        (conversation.LastMessageAt, conversation.Preview![0]).ShouldBe((Now.AddMinutes(5), (byte)2));
    }

    [Fact]
    public void Of_one_second_the_newest_known_is_shown()
    {
        var conversation = Begun();
        conversation.Receive(Given.Id(1), [2], Now.AddMilliseconds(900), Now.AddMilliseconds(900));

        conversation.Receive(Given.Id(2), [3], Now, Now.AddSeconds(1));

        conversation.Preview!.ShouldBe([3]);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(7 * 86_400, true)]
    [InlineData(7 * 86_400 + 1, false)]
    public void Resolved_it_is_taken_up_again_within_seven_days(int seconds, bool takesUp)
    {
        var conversation = Changed(c => c.Resolve(Given.Ana, Now));

        conversation.TakesUp(Now.AddSeconds(seconds)).ShouldBe(takesUp);
    }

    [Fact]
    public void One_that_is_not_resolved_is_taken_up_whenever() => Begun().TakesUp(Now.AddYears(3)).ShouldBeTrue();

    [Fact]
    public void Put_off_it_comes_back_at_its_time_and_not_before()
    {
        var conversation = Changed(c => c.Snooze(Now.AddHours(1), Given.Ana, Now));

        conversation.Wake(Now.AddHours(1).AddTicks(-1)).ShouldBeNull();
        conversation.Wake(Now.AddHours(1))!.Change.ShouldBe(ConversationChange.Opened);
        (conversation.Status, conversation.SnoozedUntil).ShouldBe((ConversationStatus.Open, null));
        conversation.Wake(Now.AddHours(2)).ShouldBeNull();
    }

    [Fact]
    public void Put_off_until_the_customer_writes_no_time_brings_it_back()
    {
        var conversation = Changed(c => c.Snooze(null, Given.Ana, Now));

        conversation.Wake(Now.AddYears(1)).ShouldBeNull();
        conversation.Receive(Given.Id(1), Words, Now, Now).Count.ShouldBe(2);
        conversation.Status.ShouldBe(ConversationStatus.Open);
    }

    [Fact]
    public void It_is_put_off_to_a_time_to_come() => Fails(c => c.Snooze(Now, Given.Ana, Now)).ShouldBe(ConversationErrors.SnoozeInPast);

    [Fact]
    public void What_is_so_already_changes_nothing()
    {
        var conversation = Begun();

        conversation.Reopen(Given.Ana, Now).ShouldBeNull();
        conversation.Assign(null, Given.Ana, Now).ShouldBeNull();
        conversation.MoveTo(conversation.TeamId, Given.Ana, Now).ShouldBeNull();
        conversation.Hold(Given.Ana, Now).ShouldNotBeNull();
        conversation.Hold(Given.Ana, Now).ShouldBeNull();
        conversation.Resolve(Given.Ana, Now).ShouldNotBeNull();
        conversation.Resolve(Given.Ana, Now).ShouldBeNull();
        conversation.LastSequence.ShouldBe(2);
    }

    [Fact]
    public void Resolved_nothing_is_done_with_it_but_reopening()
    {
        foreach (
            var change in (Action<Conversation>[])
                [
                    c => c.Hold(Given.Ana, Now),
                    c => c.Snooze(null, Given.Ana, Now),
                    c => c.Assign(Bia, Given.Ana, Now),
                    c => c.MoveTo(Given.Id(2), Given.Ana, Now),
                ]
        )
            Fails(c =>
                {
                    c.Resolve(Given.Ana, Now);
                    change(c);
                })
                .ShouldBe(ConversationErrors.Resolved);
    }

    [Fact]
    public void Another_teams_is_nobodys()
    {
        var conversation = Changed(c => c.Assign(Bia, Given.Ana, Now));

        conversation.MoveTo(Given.Id(2), Given.Ana, Now)!.SubjectId.ShouldBe(Given.Id(2));

        (conversation.TeamId, conversation.AssigneeId).ShouldBe((Given.Id(2), null));
    }

    private static Conversation Begun() => Conversation.Begin(Given.Id(10), Given.Id(11), Given.Id(12), Words, Words, Given.Id(13), Now);

    private static Conversation Changed(Action<Conversation> change)
    {
        var conversation = Begun();
        change(conversation);
        return conversation;
    }

    private static Error Fails(Action<Conversation> change) => Should.Throw<DomainException>(() => change(Begun())).Error;
}

using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Inbox;

/// <summary>A customer who waits is either somebody's who is at work, or known to be nobody's.</summary>
public sealed class AttendanceTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly Guid Bia = Given.Id(901);
    private static readonly byte[] Words = [1];
    private static readonly TimeSpan Ten = TimeSpan.FromMinutes(10);

    [Fact]
    public void Nobodys_whose_customer_waits_is_unattended_since_they_wrote()
    {
        var conversation = Written();

        conversation.UnattendedSince.ShouldBe(Now);
        conversation.Receive(Given.Id(2), Words, Now.AddMinutes(1), Now.AddMinutes(1));
        conversation.UnattendedSince.ShouldBe(Now);
    }

    [Fact]
    public void Whatever_is_done_about_it_ends_that_and_starts_the_count_anew()
    {
        foreach (
            var act in (Action<Conversation>[])
                [
                    c => c.Assign(Bia, Given.Ana, Now),
                    c => c.GiveTo(Bia, Reason, Now),
                    c => c.Answer(Given.Id(2), null, Words, Now),
                    c => c.Resolve(Given.Ana, Now),
                    c => c.Hold(Given.Ana, Now),
                    c => c.Snooze(null, Given.Ana, Now),
                ]
        )
        {
            var conversation = Written();
            conversation.Alert(Ten, Now + Ten).ShouldNotBeNull();

            act(conversation);

            (conversation.UnattendedSince, conversation.Alerts, conversation.AlertedAt).ShouldBe((null, 0, null));
        }
    }

    [Fact]
    public void What_comes_back_from_being_put_off_waits_again_from_then_on()
    {
        var conversation = Written();
        conversation.Snooze(Now.AddHours(1), Given.Ana, Now);

        conversation.Wake(Now.AddHours(1)).ShouldNotBeNull();

        (conversation.WaitingSince, conversation.UnattendedSince).ShouldBe((Now, Now.AddHours(1)));
    }

    [Fact]
    public void Moved_to_another_team_it_is_unattended_there_from_then_on()
    {
        var conversation = Written();
        conversation.Alert(Ten, Now + Ten).ShouldNotBeNull();

        conversation.MoveTo(Given.Id(77), Given.Ana, Now.AddHours(1));

        (conversation.UnattendedSince, conversation.Alerts).ShouldBe((Now.AddHours(1), 0));
    }

    [Fact]
    public void Whose_assignee_is_away_is_unattended_until_they_are_back()
    {
        var conversation = Written();
        conversation.Assign(Bia, Given.Ana, Now);

        conversation.MissAssignee(Now.AddMinutes(5));
        conversation.MissAssignee(Now.AddMinutes(9));

        conversation.UnattendedSince.ShouldBe(Now.AddMinutes(5));
        conversation.FindAssignee();
        conversation.UnattendedSince.ShouldBeNull();
    }

    [Fact]
    public void Who_is_away_is_not_missed_where_it_is_the_customers_turn()
    {
        var conversation = Begun();
        conversation.Assign(Bia, Given.Ana, Now);

        conversation.MissAssignee(Now);

        conversation.UnattendedSince.ShouldBeNull();
    }

    [Fact]
    public void Back_from_somebody_who_is_away_it_has_been_unattended_all_the_time()
    {
        var conversation = Written();
        conversation.Assign(Bia, Given.Ana, Now);
        conversation.MissAssignee(Now.AddMinutes(5));

        conversation.Assign(null, Actor.System, Now.AddMinutes(20));

        (conversation.UnattendedSince, conversation.GivenBackById).ShouldBe((Now.AddMinutes(5), null));
    }

    [Fact]
    public void Whoever_leads_is_told_once_and_again_each_time_it_has_doubled()
    {
        var conversation = Written();

        conversation.Alert(Ten, Now + Ten - TimeSpan.FromTicks(1)).ShouldBeNull();
        var told = conversation.Alert(Ten, Now + Ten)!;
        (told.Change, told.SubjectId, told.WaitedSeconds).ShouldBe((ConversationChange.Unattended, null, 600));
        conversation.Alert(Ten, Now + 2 * Ten - TimeSpan.FromTicks(1)).ShouldBeNull();
        conversation.NextAlertAt(Ten).ShouldBe(Now + 2 * Ten);
        conversation.Alert(Ten, Now + 2 * Ten).ShouldNotBeNull();
        conversation.Alert(Ten, Now + 4 * Ten - TimeSpan.FromTicks(1)).ShouldBeNull();
        conversation.Alert(Ten, Now + 4 * Ten).ShouldNotBeNull();
        conversation.AlertedAt.ShouldBe(Now + 4 * Ten);
    }

    [Fact]
    public void What_nobody_could_tell_for_a_day_is_told_once()
    {
        var conversation = Written();

        conversation.Alert(Ten, Now.AddDays(1)).ShouldNotBeNull();
        conversation.Alert(Ten, Now.AddDays(1)).ShouldBeNull();
        conversation.NextAlertAt(Ten)!.Value.ShouldBeGreaterThan(Now.AddDays(1));
    }

    [Fact]
    public void Of_one_whose_assignee_is_away_it_is_told_who_that_is()
    {
        var conversation = Written();
        conversation.Assign(Bia, Given.Ana, Now);
        conversation.MissAssignee(Now);

        conversation.Alert(Ten, Now + Ten)!.SubjectId.ShouldBe(Bia);
    }

    [Fact]
    public void Nothing_is_told_of_what_somebody_attends_to()
    {
        var conversation = Written();
        conversation.Assign(Bia, Given.Ana, Now);

        conversation.Alert(Ten, Now.AddDays(1)).ShouldBeNull();
        conversation.NextAlertAt(Ten).ShouldBeNull();
    }

    [Fact]
    public void Given_back_by_a_person_it_is_known_from_whom_until_somebody_has_it()
    {
        var conversation = Written();
        conversation.Assign(Bia, Given.Ana, Now);

        conversation.Assign(null, Given.Ana, Now);

        conversation.GivenBackById.ShouldBe(Bia);
        conversation.Assign(Given.Id(902), Given.Ana, Now);
        conversation.GivenBackById.ShouldBeNull();
    }

    [Fact]
    public void Shared_out_again_it_knows_whose_it_was()
    {
        var conversation = Written();
        conversation.Assign(Bia, Given.Ana, Now);
        conversation.Resolve(Given.Ana, Now);
        conversation.Receive(Given.Id(2), Words, Now.AddDays(1), Now.AddDays(1));

        conversation.ShareAgain(Now.AddDays(1));

        (conversation.AssigneeId, conversation.ReturnsToId, conversation.UnattendedSince).ShouldBe((null, Bia, Now.AddDays(1)));
        // Resolved before anybody had it and written to once more, it still does.
        conversation.Resolve(Given.Ana, Now);
        conversation.Receive(Given.Id(3), Words, Now.AddDays(2), Now.AddDays(2));
        conversation.ShareAgain(Now.AddDays(2));
        conversation.ReturnsToId.ShouldBe(Bia);
    }

    [Fact]
    public void It_is_a_load_only_while_it_is_open_and_awaited_only_while_its_customer_waits()
    {
        var conversation = Written();
        conversation.HeldBy.ShouldBeNull();
        conversation.Assign(Bia, Given.Ana, Now);
        (conversation.HeldBy, conversation.AwaitedFrom).ShouldBe((Bia, Bia));
        conversation.Answer(Given.Id(2), Bia, Words, Now);
        (conversation.HeldBy, conversation.AwaitedFrom).ShouldBe((Bia, null));
        conversation.Hold(Given.Ana, Now);
        (conversation.HeldBy, conversation.AwaitedFrom).ShouldBe((null, null));
    }

    private static readonly AssignmentReason Reason = new(GivenBy.RoundRobin, 0, 6, TimeSpan.Zero);

    private static Conversation Begun() => Conversation.Begin(Given.Id(10), Given.Id(11), Given.Id(12), Words, Words, Given.Id(13), Now);

    private static Conversation Written()
    {
        var conversation = Begun();
        conversation.Receive(Given.Id(1), Words, Now, Now);
        return conversation;
    }
}

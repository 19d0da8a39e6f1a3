using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Sales;

public sealed class LeadTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly Guid Bia = Given.Id(901);
    private static readonly byte[] Words = [1];
    private static readonly LossReason Price = LossReason.Create(Given.Id(801), "Preço", Now);

    /// <summary>Every verb, with what it makes of an open lead; null: it stays what it is.</summary>
    private static readonly Dictionary<string, (Action<Lead> Do, LeadStatus? Becomes)> Verbs = new()
    {
        ["describe"] = (l => l.Describe(Words, Given.Id(1), null, Given.Ana, Now), null),
        ["value"] = (l => l.Value(new Money(10), Given.Ana, Now), null),
        ["assign"] = (l => l.Assign(Bia, Given.Ana, Now), null),
        ["become"] = (l => l.Become(LeadStatus.Qualified, Given.Ana, Now), LeadStatus.Qualified),
        ["lose"] = (l => l.Lose(Price, Given.Ana, Now), LeadStatus.Lost),
        ["plan"] = (l => l.Plan(Words, Now, Given.Id(1), Words, Given.Ana, Now), null),
        ["complete"] = (l => l.CompleteStep(Given.Id(1), Words, Given.Ana, Now), null),
        ["hear"] = (l => l.Hear(Given.Id(601), Given.Id(1), Words, Now), null),
        ["comment"] = (l => l.Comment(Given.Id(1), Words, Given.Ana, Now), null),
        ["merge"] = (l => l.MergeInto(Opened(3), true, Given.Ana, Now), LeadStatus.Merged),
        ["convert"] = (l => l.Convert(Given.Id(7), Given.Ana, Now), LeadStatus.Converted),
        ["reopen"] = (l => l.Reopen(Given.Ana, Now), null),
    };

    public static TheoryData<string, LeadStatus> Open =>
        [.. from verb in Verbs.Keys from status in new[] { LeadStatus.New, LeadStatus.Working, LeadStatus.Qualified } select (verb, status)];

    [Theory]
    [MemberData(nameof(Open))]
    public void An_open_lead_takes_every_verb(string verb, LeadStatus status)
    {
        var lead = Opened();
        lead.Become(status, Given.Ana, Now);

        Verbs[verb].Do(lead);

        lead.Status.ShouldBe(Verbs[verb].Becomes ?? status);
        lead.IsOpen.ShouldBe(lead.ClosedAt is null);
    }

    [Theory]
    [InlineData("describe")]
    [InlineData("value")]
    [InlineData("assign")]
    [InlineData("become")]
    [InlineData("plan")]
    [InlineData("complete")]
    [InlineData("merge")]
    [InlineData("convert")]
    [InlineData("hear")]
    public void What_has_ended_takes_none_but_a_comment_and_its_return(string verb)
    {
        var (lost, merged) = (Opened(), Opened());
        lost.Lose(Price, Given.Ana, Now);
        merged.MergeInto(Opened(2), true, Given.Ana, Now);

        Refusal(() => Verbs[verb].Do(lost)).ShouldBe(LeadErrors.NotOpen);
        Refusal(() => Verbs[verb].Do(merged)).ShouldBe(LeadErrors.NotOpen);
        Refusal(() => merged.Lose(Price, Given.Ana, Now)).ShouldBe(LeadErrors.NotOpen);
        Refusal(() => merged.Reopen(Given.Ana, Now)).ShouldBe(LeadErrors.NotOpen);
        lost.Comment(Given.Id(1), Words, Given.Ana, Now).Kind.ShouldBe(LeadEventKind.Commented);
    }

    [Fact]
    public void Said_twice_nothing_happens_the_second_time()
    {
        var lead = Opened();
        lead.Value(new Money(10), Given.Ana, Now);
        lead.Assign(Bia, Given.Ana, Now);
        lead.Become(LeadStatus.Working, Given.Ana, Now);
        var before = lead.LastSequence;

        lead.Value(new Money(10), Given.Ana, Now).ShouldBeNull();
        lead.Assign(Bia, Given.Ana, Now).ShouldBeNull();
        lead.Become(LeadStatus.Working, Given.Ana, Now).ShouldBeNull();
        lead.Reopen(Given.Ana, Now).ShouldBeNull();
        lead.CompleteStep(Given.Id(1), Words, Given.Ana, Now).ShouldBeNull();
        lead.LastSequence.ShouldBe(before);
        lead.Lose(Price, Given.Ana, Now).ShouldNotBeNull();
        lead.Lose(Price, Given.Ana, Now).ShouldBeNull();
    }

    [Theory]
    [InlineData(LeadStatus.Lost)]
    [InlineData(LeadStatus.Converted)]
    [InlineData(LeadStatus.Merged)]
    public void An_end_is_no_status_that_is_chosen(LeadStatus end) =>
        Refusal(() => Opened().Become(end, Given.Ana, Now)).ShouldBe(LeadErrors.StatusNotAllowed);

    [Fact]
    public void Lost_it_waits_for_nothing_and_returns_as_what_is_worked_on()
    {
        var lead = Opened();
        lead.Plan(Words, Now.AddDays(1), Given.Id(1), Words, Given.Ana, Now);

        lead.Lose(Price, Given.Ana, Now.AddHours(1))!.SubjectId.ShouldBe(Price.Id);
        (lead.NextStep, lead.NextStepAt, lead.LossReasonId, lead.ClosedAt).ShouldBe((null, null, Price.Id, Now.AddHours(1)));

        lead.Reopen(Given.Ana, Now.AddHours(2));
        (lead.Status, lead.LossReasonId, lead.ClosedAt).ShouldBe((LeadStatus.Working, null, null));
    }

    [Fact]
    public void How_soon_it_was_answered_is_said_once_and_is_no_event()
    {
        var lead = Opened();
        lead.Answered(TimeSpan.FromSeconds(-3));
        lead.Answered(TimeSpan.FromMinutes(5));

        (lead.AnsweredIn, lead.LastSequence).ShouldBe((0, 1));
    }

    [Fact]
    public void A_reason_that_is_not_offered_any_more_is_none()
    {
        var old = LossReason.Create(Given.Id(802), "Antigo", Now);
        old.Change("Antigo", active: false);
        Refusal(() => Opened().Lose(old, Given.Ana, Now)).ShouldBe(LeadErrors.LossReasonNotFound);
    }

    [Fact]
    public void Merged_it_returns_as_it_was_and_the_other_keeps_what_it_has()
    {
        var (lead, other) = (Opened(), Opened(2));
        lead.Become(LeadStatus.Qualified, Given.Ana, Now);

        lead.MergeInto(other, true, Given.Ana, Now)
            .Select(e => (e.LeadId, e.Kind))
            .ShouldBe([(lead.Id, LeadEventKind.MergedInto), (other.Id, LeadEventKind.Merged)]);
        lead.MergeInto(other, true, Given.Ana, Now).ShouldBeEmpty();
        (lead.Status, lead.MergedIntoId, lead.IsOpen).ShouldBe((LeadStatus.Merged, other.Id, false));

        lead.Separate(other, Given.Ana, Now).Count.ShouldBe(2);
        (lead.Status, lead.MergedIntoId, lead.MergedFrom, lead.ClosedAt).ShouldBe((LeadStatus.Qualified, null, null, null));
        Refusal(() => lead.Separate(other, Given.Ana, Now)).ShouldBe(LeadErrors.NotMerged);
        Refusal(() => lead.MergeInto(lead, true, Given.Ana, Now)).ShouldBe(LeadErrors.MergedWithItself);
        Refusal(() => lead.MergeInto(other, false, Given.Ana, Now)).ShouldBe(LeadErrors.OfAnotherPerson);
    }

    [Fact]
    public void Its_events_are_numbered_and_what_opened_it_says_how_they_came()
    {
        var origin = new LeadOrigin(
            LeadSource.Advertisement,
            new UtmTags("meta", Name: "natal"),
            new AdReferral("ad1", "Panetone", "https://x.example")
        );
        var (lead, opened) = Lead.Open(Given.Id(1), Given.Id(2), null, null, null, origin, null, Given.Ana, Now);

        (opened.Sequence, opened.Kind, opened.To).ShouldBe((1, LeadEventKind.Opened, "advertisement"));
        (lead.UtmSource, lead.UtmCampaign, lead.AdId, lead.AdHeadline).ShouldBe(("meta", "natal", "ad1", "Panetone"));
        lead.Value(new Money(1234.5m), Given.Ana, Now)!.To.ShouldBe("1234.50");
        lead.Become(LeadStatus.Working, Given.Ana, Now)!.Sequence.ShouldBe(3);
    }

    private static Lead Opened(int n = 1) =>
        Lead.Open(Given.Id(n), Given.Id(500 + n), null, Words, null, new LeadOrigin(LeadSource.Phone), null, Given.Ana, Now).Lead;

    private static Error Refusal(Action act) => Should.Throw<DomainException>(act).Error;
}

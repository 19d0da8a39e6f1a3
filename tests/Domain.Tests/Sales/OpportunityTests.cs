using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Shouldly;
using Xunit;
using static CleanApp.Domain.Sales.OpportunityStatus;

namespace CleanApp.Domain.Tests.Sales;

public sealed class OpportunityTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddMinutes(7);
    private static readonly byte[] Box = [1];
    private static readonly PipelineStage First = Stage(1);
    private static readonly PipelineStage Second = Stage(2, pipeline: 11);
    private static readonly OrderKey Place = OrderKey.First;
    private static readonly OrderKey Another = OrderKey.After(Place);
    private static readonly LossReason Price = LossReason.Create(Given.Id(20), "Preço", Given.Now);

    [Fact]
    public void It_is_born_open_in_its_stage_with_the_first_line_of_its_history()
    {
        var (opportunity, opened) = Open();

        (opportunity.Status, opportunity.StageId, opportunity.PipelineId, opportunity.StageSince).ShouldBe(
            (OpportunityStatus.Open, First.Id, First.PipelineId, Given.Now)
        );
        (opportunity.Version, opportunity.LastSequence, opportunity.ClosedAt).ShouldBe((1, 1, null));
        ShouldBe(opened, OpportunityEventKind.Opened, 1, subject: First.Id);
    }

    // ------------------------------------------------------------ what each verb does
    [Fact]
    public void What_it_says_changes_and_the_history_says_from_what_to_what()
    {
        var opportunity = Open().Opportunity;

        ShouldBe(opportunity.Value(new Money(10.5m), Given.Ana, Later)!, OpportunityEventKind.Valued, 2, "1000.00", "10.50");
        ShouldBe(opportunity.Value(null, Given.Ana, Later)!, OpportunityEventKind.Valued, 3, "10.50");
        ShouldBe(opportunity.Expect(new DateOnly(2026, 12, 24), Given.Ana, Later)!, OpportunityEventKind.Expected, 4, null, "2026-12-24");
        ShouldBe(opportunity.Concern(Given.Id(300), Given.Ana, Later)!, OpportunityEventKind.Concerned, 5, subject: Given.Id(300));
        ShouldBe(opportunity.Assign(Given.Id(901), Given.Ana, Later)!, OpportunityEventKind.Assigned, 6, subject: Given.Id(901));
        ShouldBe(opportunity.Assign(null, Given.Ana, Later)!, OpportunityEventKind.Released, 7);
        var renamed = opportunity.Rename([2], Given.Id(400), [3], Given.Ana, Later);
        ShouldBe(renamed, OpportunityEventKind.Renamed, 8);
        renamed.Id.ShouldBe(Given.Id(400));
        renamed.Content.ShouldBe([3]);
        opportunity.Title.ShouldBe([2]);
        (opportunity.UpdatedAt, opportunity.Version).ShouldBe((Later, 8));
    }

    [Fact]
    public void Moving_to_another_stage_begins_its_time_there_whatever_the_pipeline()
    {
        var opportunity = Open().Opportunity;

        ShouldBe(
            opportunity.MoveTo(Second, Another, Given.Ana, Later)!,
            OpportunityEventKind.Moved,
            2,
            First.Id.ToString(),
            Second.Id.ToString(),
            Second.Id
        );

        (opportunity.StageId, opportunity.PipelineId, opportunity.OrderKey, opportunity.StageSince).ShouldBe(
            (Second.Id, Second.PipelineId, Another, Later)
        );
    }

    [Fact]
    public void Moving_within_its_stage_is_another_version_and_no_history()
    {
        var opportunity = Open().Opportunity;

        opportunity.MoveTo(First, Another, Given.Ana, Later).ShouldBeNull();
        opportunity.MoveTo(First, Another, Given.Ana, Later).ShouldBeNull();

        (opportunity.OrderKey, opportunity.Version, opportunity.LastSequence, opportunity.StageSince).ShouldBe((Another, 2, 1, Given.Now));
    }

    [Fact]
    public void Won_or_lost_it_is_closed_and_reopened_it_goes_on_where_it_stood()
    {
        var opportunity = Open().Opportunity;

        ShouldBe(opportunity.Win(Given.Ana, Later)!, OpportunityEventKind.Won, 2);
        (opportunity.Status, opportunity.ClosedAt).ShouldBe((Won, Later));
        ShouldBe(opportunity.Reopen(First, Place, Given.Ana, Later)!, OpportunityEventKind.Reopened, 3, subject: First.Id);
        (opportunity.Status, opportunity.ClosedAt, opportunity.StageSince).ShouldBe((OpportunityStatus.Open, null, Given.Now));
        ShouldBe(opportunity.Lose(Price, Given.Ana, Later)!, OpportunityEventKind.Lost, 4, subject: Price.Id);
        (opportunity.Status, opportunity.LossReasonId).ShouldBe((Lost, Price.Id));
        opportunity.Reopen(Second, Another, Given.Ana, Later);
        (opportunity.LossReasonId, opportunity.StageId, opportunity.StageSince).ShouldBe((null, Second.Id, Later));
    }

    [Fact]
    public void What_is_to_be_done_next_is_overdue_from_its_time_on_until_it_is_done()
    {
        var opportunity = Open().Opportunity;

        ShouldBe(
            opportunity.SetNextStep(Box, Later, Given.Id(401), [9], Given.Ana, Given.Now),
            OpportunityEventKind.StepSet,
            2,
            null,
            "2026-11-21T13:07:00Z",
            at: Given.Now
        );
        (opportunity.IsOverdue(Later), opportunity.IsOverdue(Later.AddTicks(1))).ShouldBe((false, true));
        ShouldBe(opportunity.CompleteNextStep(Given.Id(402), [9], Given.Ana, Later)!, OpportunityEventKind.StepDone, 3, "2026-11-21T13:07:00Z");
        (opportunity.NextStep, opportunity.NextStepAt, opportunity.IsOverdue(Later.AddDays(1))).ShouldBe((null, null, false));
        // What is sold needs nothing more.
        opportunity.SetNextStep(Box, Later, Given.Id(403), [9], Given.Ana, Given.Now);
        opportunity.Win(Given.Ana, Later);
        opportunity.IsOverdue(Later.AddDays(1)).ShouldBeFalse();
    }

    [Fact]
    public void A_comment_is_history_and_no_other_version()
    {
        var opportunity = Open().Opportunity;

        ShouldBe(opportunity.Comment(Given.Id(404), [9], Given.Ana, Later), OpportunityEventKind.Commented, 2);

        (opportunity.Version, opportunity.LastSequence, opportunity.UpdatedAt).ShouldBe((1, 2, Later));
        opportunity.RequireSeen(new SeenVersion(1));
    }

    [Fact]
    public void Whoever_saw_another_version_is_told_and_who_does_not_say_is_not_asked()
    {
        var opportunity = Open().Opportunity;
        opportunity.Assign(Given.Id(901), Given.Ana, Later);

        foreach (var other in new[] { 0, 1, 3 })
            new Action(() => opportunity.RequireSeen(new SeenVersion(other))).ShouldBeRefusedWith(OpportunityErrors.ChangedMeanwhile);
        opportunity.RequireSeen(new SeenVersion(2));
        opportunity.RequireSeen(null);
    }

    [Fact]
    public void Something_rots_when_it_has_stood_for_longer_than_it_may()
    {
        var stage = Stage(1, rottingDays: 7);

        (stage.IsRotting(Given.Now, Given.Now.AddDays(7)), stage.IsRotting(Given.Now, Given.Now.AddDays(7).AddTicks(1))).ShouldBe((false, true));
        First.IsRotting(Given.Now, Given.Now.AddYears(9)).ShouldBeFalse();
    }

    [Fact]
    public void What_becomes_of_its_proposals_is_told_and_makes_nobody_late()
    {
        var opportunity = Open().Opportunity;
        var text = new ProposalText(Box, ProposalTotals.Of([], ProposalDiscount.None), 10);
        var proposal = Proposal.Begin(Given.Id(60), 12, opportunity, Given.Id(61), text, Given.Now);
        foreach (var kind in Enum.GetValues<OpportunityEventKind>().Where(k => k >= OpportunityEventKind.ProposalSent))
            ShouldBe(opportunity.Tell(kind, proposal, Given.Ana, Later), kind, opportunity.LastSequence, to: "12", subject: proposal.Id);

        (opportunity.Version, opportunity.LastSequence, opportunity.UpdatedAt).ShouldBe((1, 7, Later));
    }

    // ------------------------------------------------------------ every verb in every state
    private static readonly string[] Verbs =
    [
        "rename",
        "value",
        "expect",
        "concern",
        "assign",
        "move",
        "win",
        "lose",
        "reopen",
        "step",
        "done",
        "comment",
    ];

    public static TheoryData<string, OpportunityStatus, string> Refusals =>
        new()
        {
            { "move", Won, "sales.opportunity.not_open" },
            { "move", Lost, "sales.opportunity.not_open" },
            { "win", Lost, "sales.opportunity.not_open" },
            { "lose", Won, "sales.opportunity.not_open" },
            { "lose", Lost, "sales.opportunity.not_open" },
            { "step", Won, "sales.opportunity.not_open" },
            { "step", Lost, "sales.opportunity.not_open" },
        };

    /// <summary>Which leave it as it is.</summary>
    private static readonly (string, OpportunityStatus)[] Repeats = [("win", Won), ("reopen", OpportunityStatus.Open)];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_verb_refuses_a_wrong_state_by_name_and_changes_nothing(string verb, OpportunityStatus state, string code)
    {
        var opportunity = ThatIs(state);
        var before = Everything(opportunity);

        Should.Throw<DomainException>(() => Do(opportunity, verb)).Error.Code.ShouldBe(code);

        Everything(opportunity).ShouldBe(before);
    }

    [Fact]
    public void Every_other_verb_in_every_state_is_a_line_of_history_once_and_then_none()
    {
        var refused = Refusals.Select(row => (row.Data.Item1, row.Data.Item2)).ToHashSet();
        var tried = 0;
        foreach (var verb in Verbs)
        foreach (var state in Enum.GetValues<OpportunityStatus>())
        {
            if (refused.Contains((verb, state)))
                continue;
            tried++;
            var opportunity = ThatIs(state);
            var lines = opportunity.LastSequence;
            var first = Do(opportunity, verb);
            (first is null).ShouldBe(Repeats.Contains((verb, state)), $"{verb} {state}");
            opportunity.LastSequence.ShouldBe(lines + (first is null ? 0 : 1), $"{verb} {state}");
            // Words are sealed: whoever has them in clear compares them.
            if (verb is "rename" or "step" or "comment")
                continue;
            var before = Everything(opportunity);
            Do(opportunity, verb).ShouldBeNull($"{verb} {state} again");
            Everything(opportunity).ShouldBe(before, $"{verb} {state} again");
        }
        (tried, refused.Count).ShouldBe((Verbs.Length * 3 - refused.Count, 7));
    }

    [Fact]
    public void About_somebody_who_was_anonymised_nothing_is_written_and_the_rest_goes_on()
    {
        string[] words = ["rename", "concern", "step", "comment"];
        foreach (var verb in Verbs)
        {
            var opportunity = ThatIs(OpportunityStatus.Open);
            typeof(Opportunity).GetProperty(nameof(Opportunity.Title))!.SetValue(opportunity, null);
            if (words.Contains(verb))
                Should.Throw<DomainException>(() => Do(opportunity, verb)).Error.ShouldBe(OpportunityErrors.Erased, verb);
            else
                Should.NotThrow(() => Do(opportunity, verb), verb);
        }
    }

    [Fact]
    public void It_keeps_how_the_person_of_the_lead_came_and_when()
    {
        var (lead, _) = Lead.Open(Given.Id(1), Given.Id(2), null, null, null, new LeadOrigin(LeadSource.Visit), null, Given.Ana, Given.Now);
        var (opportunity, _) = Opportunity.Open(Given.Id(100), First, Place, Box, null, null, null, null, Given.Ana, Later, lead);

        (opportunity.Source, opportunity.LeadAt, opportunity.CreatedAt).ShouldBe((LeadSource.Visit, Given.Now, Later));
        (Open().Opportunity.Source, Open().Opportunity.LeadAt).ShouldBe((null, null));
    }

    private static OpportunityEvent? Do(Opportunity opportunity, string verb) =>
        verb switch
        {
            "rename" => opportunity.Rename([2], Given.Id(400), [3], Given.Ana, Later),
            "value" => opportunity.Value(new Money(5), Given.Ana, Later),
            "expect" => opportunity.Expect(new DateOnly(2027, 1, 2), Given.Ana, Later),
            "concern" => opportunity.Concern(Given.Id(301), Given.Ana, Later),
            "assign" => opportunity.Assign(Given.Id(902), Given.Ana, Later),
            "move" => opportunity.MoveTo(Second, Another, Given.Ana, Later),
            "win" => opportunity.Win(Given.Ana, Later),
            "lose" => opportunity.Lose(LossReason.Create(Given.Id(21), "Sem retorno", Given.Now), Given.Ana, Later),
            "reopen" => opportunity.Reopen(First, Another, Given.Ana, Later),
            "step" => opportunity.SetNextStep(Box, Later, Given.Id(401), [9], Given.Ana, Later),
            "done" => opportunity.CompleteNextStep(Given.Id(402), [9], Given.Ana, Later),
            _ => opportunity.Comment(Given.Id(404), [9], Given.Ana, Later),
        };

    private static Opportunity ThatIs(OpportunityStatus status)
    {
        var opportunity = Open().Opportunity;
        opportunity.SetNextStep(Box, Later, Given.Id(401), [9], Given.Ana, Given.Now);
        if (status == Won)
            opportunity.Win(Given.Ana, Given.Now);
        else if (status == Lost)
            opportunity.Lose(Price, Given.Ana, Given.Now);
        opportunity.Status.ShouldBe(status);
        return opportunity;
    }

    private static (Opportunity Opportunity, OpportunityEvent Opened) Open() =>
        Opportunity.Open(Given.Id(100), First, Place, Box, null, new Money(1000), null, Given.Id(900), Given.Ana, Given.Now);

    private static PipelineStage Stage(int id, int pipeline = 10, int? rottingDays = null) =>
        PipelineStage.Create(Given.Id(id), Given.Id(pipeline), $"Etapa {id}", 50, rottingDays, id, Given.Now);

    private static string Everything(Opportunity opportunity) => System.Text.Json.JsonSerializer.Serialize(opportunity);

    private static void ShouldBe(
        OpportunityEvent line,
        OpportunityEventKind kind,
        int sequence,
        string? from = null,
        string? to = null,
        Guid? subject = null,
        DateTimeOffset? at = null
    ) =>
        (line.Kind, line.Sequence, line.From, line.To, line.SubjectId, line.AuthorId, line.OpportunityId, line.At).ShouldBe(
            (kind, sequence, from, to, subject, Given.Ana.UserId, Given.Id(100), at ?? (sequence == 1 ? Given.Now : Later))
        );
}

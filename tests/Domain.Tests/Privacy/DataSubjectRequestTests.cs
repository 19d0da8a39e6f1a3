using System.Text;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Privacy;

public sealed class DataSubjectRequestTests
{
    private static readonly Guid Ana = new("019ab7c2-d4e5-7000-8000-000000000001");
    private static readonly Actor Clerk = new(new Guid("019ab7c2-d4e5-7000-8000-000000000002"));
    private static readonly DateTimeOffset Received = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Received.AddHours(1);

    private enum State
    {
        Received,
        Identified,
        Done,
        Refused,
    }

    private static readonly Dictionary<string, Action<DataSubjectRequest>> Verbs = new()
    {
        ["identify"] = r => r.Identify(Note, Clerk, Later),
        ["answer"] = r => r.AnswerShortly(true, Clerk, Later),
        ["link"] = r => r.LinkTo(new Guid("019ab7c2-d4e5-7000-8000-000000000003"), Clerk, Later),
        ["export"] = r => r.NoteExport(Ana, Clerk, Later),
        ["anonymise"] = r => r.NoteAnonymisation(Ana, Clerk, Later),
        ["finish"] = r => r.Finish(Note, Clerk, Later),
        ["refuse"] = r => r.Refuse(Note, Clerk, Later),
    };

    /// <summary>Every verb in every state: what it is refused with, "" when it acts, "same" when it has been done.</summary>
    [Theory]
    [InlineData("identify", "", "same", "closed", "closed")]
    [InlineData("answer", "", "", "closed", "closed")]
    [InlineData("link", "", "", "closed", "closed")]
    [InlineData("export", "not_identified", "", "closed", "closed")]
    [InlineData("anonymise", "not_identified", "", "closed", "closed")]
    [InlineData("finish", "not_identified", "", "same", "closed")]
    [InlineData("refuse", "", "", "closed", "same")]
    public void A_verb_acts_is_refused_or_changes_nothing(string verb, params string[] outcomes)
    {
        foreach (var state in Enum.GetValues<State>())
        {
            var request = In(state);
            var (steps, status) = (request.Steps.Count, request.Status);
            var outcome = outcomes[(int)state];
            if (outcome is "" or "same")
            {
                Verbs[verb](request);
                request.Steps.Count.ShouldBe(steps + (outcome == "" ? 1 : 0), $"{verb} {state}");
                continue;
            }
            Should.Throw<DomainException>(() => Verbs[verb](request), $"{verb} {state}").Error.Code.ShouldBe($"privacy.request.{outcome}");
            (request.Steps.Count, request.Status).ShouldBe((steps, status));
        }
    }

    [Fact]
    public void The_full_answer_is_due_fifteen_days_after_receipt_and_the_first_step_is_receiving()
    {
        var request = New();

        request.DueAt.ShouldBe(new DateTimeOffset(2026, 12, 7, 12, 0, 0, TimeSpan.Zero));
        var step = request.Steps.ShouldHaveSingleItem();
        (step.Action, step.At, step.ByUserId).ShouldBe((DataSubjectRequestAction.Receive, Received, null));
        (Text(request.Name), Text(request.Reach), Text(request.Message)).ShouldBe(("name:Ana", "reach:ana@x.br", null));
    }

    [Fact]
    public void What_is_handed_out_or_erased_is_of_the_person_the_request_is_about()
    {
        var request = In(State.Identified);

        foreach (var of in new Action<Guid>[] { id => request.NoteExport(id, Clerk, Later), id => request.NoteAnonymisation(id, Clerk, Later) })
            Should.Throw<DomainException>(() => of(Guid.Empty)).Error.ShouldBe(PrivacyErrors.RequestOfAnother);
    }

    [Fact]
    public void Of_a_changed_simplified_answer_both_are_history()
    {
        var request = New();
        request.AnswerShortly(false, Clerk, Later);
        request.AnswerShortly(true, Clerk, Later);

        request.HoldsData.ShouldBe(true);
        request.Steps.Skip(1).Select(s => s.Action).ShouldBe([DataSubjectRequestAction.AnswerHoldsNot, DataSubjectRequestAction.AnswerHolds]);
    }

    [Fact]
    public void Forgotten_the_words_are_gone_and_the_course_stays()
    {
        var request = In(State.Done);
        request.Forget();

        (request.Name, request.Reach, request.Message).ShouldBe((null, null, null));
        (request.Status, request.ClosedAt, request.Steps.Count).ShouldBe((DataSubjectRequestStatus.Done, Later, 4));
    }

    private static DataSubjectRequest New() =>
        DataSubjectRequest.Receive(
            Guid.CreateVersion7(Received),
            "20261122-40128375",
            DataSubjectRequestKind.Access,
            "Ana",
            "ana@x.br",
            null,
            "hash",
            (column, text) => Encoding.UTF8.GetBytes($"{column}:{text}"),
            Actor.System,
            Received
        );

    private static DataSubjectRequest In(State state)
    {
        var request = New();
        request.LinkTo(Ana, Clerk, Later);
        if (state == State.Refused)
            request.Refuse(Note, Clerk, Later);
        if (state is State.Identified or State.Done)
            request.Identify(Note, Clerk, Later);
        if (state == State.Done)
            request.Finish(Note, Clerk, Later);
        return request;
    }

    private static byte[] Note(Guid stepId) => stepId.ToByteArray();

    private static string? Text(byte[]? box) => box is null ? null : Encoding.UTF8.GetString(box);
}

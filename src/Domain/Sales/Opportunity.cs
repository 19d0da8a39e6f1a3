using System.Globalization;
using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>
/// Something that may be sold to somebody: it goes from stage to stage until it is won or lost. Every change is an event with the next number,
/// taken under the opportunity's lock; what is the same already is no change.
/// </summary>
public sealed class Opportunity : TenantEntity
{
    private Opportunity() { }

    public Guid PipelineId { get; private set; }

    /// <summary>Of that pipeline; where it was last when it is open no more.</summary>
    public Guid StageId { get; private set; }

    /// <summary>Sealed, as the next step; null once the person was anonymised.</summary>
    public byte[]? Title { get; private set; }

    /// <summary>Whom it is sold to; null when nobody said.</summary>
    public Guid? ContactId { get; private set; }
    public Money? Amount { get; private set; }

    /// <summary>The day by which it is expected to be won.</summary>
    public DateOnly? ExpectedOn { get; private set; }

    /// <summary>Who sells it; null: nobody yet.</summary>
    public Guid? OwnerId { get; private set; }
    public OpportunityStatus Status { get; private set; } = OpportunityStatus.Open;
    public Guid? LossReasonId { get; private set; }

    /// <summary>Its place among the open ones of its stage, of which no two have the same.</summary>
    public OrderKey OrderKey { get; private set; }

    /// <summary>When it came to its stage.</summary>
    public DateTimeOffset StageSince { get; private set; }
    public byte[]? NextStep { get; private set; }

    /// <summary>Until when the next step is to be done; null: nobody said.</summary>
    public DateTimeOffset? NextStepAt { get; private set; }

    /// <summary>Counts what somebody who is about to change it must have seen: everything but comments and what becomes of its proposals.</summary>
    public int Version { get; private set; }

    /// <summary>The number of the newest event.</summary>
    public int LastSequence { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Of the newest event; what lists are ordered by.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When it was won or lost.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>How the person came, and since when: of what goes on with a lead, else null.</summary>
    public LeadSource? Source { get; private init; }
    public DateTimeOffset? LeadAt { get; private init; }

    /// <param name="title">Sealed.</param>
    /// <param name="place">Free in that stage.</param>
    /// <param name="from">The lead it goes on with; null: it began by itself.</param>
    public static (Opportunity Opportunity, OpportunityEvent Opened) Open(
        Guid id,
        PipelineStage stage,
        OrderKey place,
        byte[] title,
        Guid? contactId,
        Money? amount,
        DateOnly? expectedOn,
        Guid? ownerId,
        Actor by,
        DateTimeOffset now,
        Lead? from = null
    )
    {
        var opportunity = new Opportunity
        {
            Id = id,
            PipelineId = stage.PipelineId,
            StageId = stage.Id,
            OrderKey = place,
            Title = title,
            ContactId = contactId,
            Amount = amount,
            ExpectedOn = expectedOn,
            OwnerId = ownerId,
            StageSince = now,
            CreatedAt = now,
            Source = from?.Source,
            LeadAt = from?.CreatedAt,
        };
        return (opportunity, opportunity.Happened(OpportunityEventKind.Opened, by, now, subjectId: stage.Id));
    }

    /// <summary>Whoever changes it has seen what it is; somebody who has not is told instead.</summary>
    /// <param name="version">What they saw; null: they did not say.</param>
    public void RequireSeen(SeenVersion? version)
    {
        if (version is { } seen && seen.Number != Version)
            throw new DomainException(OpportunityErrors.ChangedMeanwhile);
    }

    /// <param name="title">The new one, sealed.</param>
    public OpportunityEvent Rename(byte[] title, Guid eventId, byte[] former, Actor by, DateTimeOffset now)
    {
        RequireWords();
        Title = title;
        return Happened(OpportunityEventKind.Renamed, by, now, content: former, id: eventId);
    }

    /// <returns>Null when it is so already; so with all that follow.</returns>
    public OpportunityEvent? Value(Money? amount, Actor by, DateTimeOffset now)
    {
        if (Amount == amount)
            return null;
        var former = Amount;
        Amount = amount;
        return Happened(OpportunityEventKind.Valued, by, now, Text(former), Text(amount));
    }

    public OpportunityEvent? Expect(DateOnly? on, Actor by, DateTimeOffset now)
    {
        if (ExpectedOn == on)
            return null;
        var former = ExpectedOn;
        ExpectedOn = on;
        return Happened(OpportunityEventKind.Expected, by, now, Text(former), Text(on));
    }

    /// <summary>Another person's, or nobody's in particular.</summary>
    public OpportunityEvent? Concern(Guid? contactId, Actor by, DateTimeOffset now)
    {
        if (ContactId == contactId)
            return null;
        RequireWords();
        ContactId = contactId;
        return Happened(OpportunityEventKind.Concerned, by, now, subjectId: contactId);
    }

    public OpportunityEvent? Assign(Guid? ownerId, Actor by, DateTimeOffset now)
    {
        if (OwnerId == ownerId)
            return null;
        OwnerId = ownerId;
        return Happened(ownerId is null ? OpportunityEventKind.Released : OpportunityEventKind.Assigned, by, now, subjectId: ownerId);
    }

    /// <summary>To another stage, of whatever pipeline, or another place in its own, of which the history tells nothing.</summary>
    /// <param name="place">Free in that stage, or its own.</param>
    public OpportunityEvent? MoveTo(PipelineStage stage, OrderKey place, Actor by, DateTimeOffset now)
    {
        RequireOpen();
        if (StageId == stage.Id)
        {
            if (OrderKey != place)
                (OrderKey, Version) = (place, Version + 1);
            return null;
        }
        var former = StageId;
        (PipelineId, StageId, OrderKey, StageSince) = (stage.PipelineId, stage.Id, place, now);
        return Happened(OpportunityEventKind.Moved, by, now, former.ToString(), stage.Id.ToString(), stage.Id);
    }

    /// <exception cref="DomainException">It was lost.</exception>
    public OpportunityEvent? Win(Actor by, DateTimeOffset now)
    {
        if (Status == OpportunityStatus.Won)
            return null;
        RequireOpen();
        (Status, ClosedAt) = (OpportunityStatus.Won, now);
        return Happened(OpportunityEventKind.Won, by, now);
    }

    /// <exception cref="DomainException">It was won, or lost for another reason.</exception>
    public OpportunityEvent? Lose(LossReason reason, Actor by, DateTimeOffset now)
    {
        if (Status == OpportunityStatus.Lost && LossReasonId == reason.Id)
            return null;
        RequireOpen();
        (Status, LossReasonId, ClosedAt) = (OpportunityStatus.Lost, reason.Id, now);
        return Happened(OpportunityEventKind.Lost, by, now, subjectId: reason.Id);
    }

    /// <summary>Goes on where it was, or, where that is no more, in the stage that is given.</summary>
    /// <param name="place">Free in that stage.</param>
    public OpportunityEvent? Reopen(PipelineStage stage, OrderKey place, Actor by, DateTimeOffset now)
    {
        if (Status == OpportunityStatus.Open)
            return null;
        if (StageId != stage.Id)
            StageSince = now;
        (PipelineId, StageId, OrderKey) = (stage.PipelineId, stage.Id, place);
        (Status, LossReasonId, ClosedAt) = (OpportunityStatus.Open, null, null);
        return Happened(OpportunityEventKind.Reopened, by, now, subjectId: stage.Id);
    }

    /// <summary>What is to be done next; instead of what was to be done before.</summary>
    /// <param name="step">Sealed.</param>
    /// <param name="words">The same for the event, sealed.</param>
    public OpportunityEvent SetNextStep(byte[] step, DateTimeOffset? at, Guid eventId, byte[] words, Actor by, DateTimeOffset now)
    {
        RequireOpen();
        RequireWords();
        var former = NextStepAt;
        (NextStep, NextStepAt) = (step, at);
        return Happened(OpportunityEventKind.StepSet, by, now, Text(former), Text(at), content: words, id: eventId);
    }

    /// <param name="words">What was done, for the event, sealed; null when nothing was to be done.</param>
    public OpportunityEvent? CompleteNextStep(Guid eventId, byte[]? words, Actor by, DateTimeOffset now)
    {
        if (NextStep is null)
            return null;
        var former = NextStepAt;
        (NextStep, NextStepAt) = (null, null);
        return Happened(OpportunityEventKind.StepDone, by, now, Text(former), content: words, id: eventId);
    }

    /// <param name="content">Sealed.</param>
    public OpportunityEvent Comment(Guid eventId, byte[] content, Actor by, DateTimeOffset now)
    {
        RequireWords();
        return Happened(OpportunityEventKind.Commented, by, now, content: content, id: eventId);
    }

    /// <summary>Of a proposal for it, which has its own rules; the opportunity only tells of it.</summary>
    public OpportunityEvent Tell(OpportunityEventKind kind, Proposal proposal, Actor by, DateTimeOffset now) =>
        Happened(kind, by, now, to: proposal.Number.ToString(CultureInfo.InvariantCulture), subjectId: proposal.Id);

    /// <summary>Whether its next step should have been done by now.</summary>
    public bool IsOverdue(DateTimeOffset now) => Status == OpportunityStatus.Open && NextStepAt < now;

    /// <exception cref="DomainException">It was won or lost.</exception>
    public void RequireOpen()
    {
        if (Status != OpportunityStatus.Open)
            throw new DomainException(OpportunityErrors.NotOpen);
    }

    /// <summary>About somebody who was anonymised nothing more is written; the opportunity itself still goes on or ends.</summary>
    private void RequireWords()
    {
        if (Title is null)
            throw new DomainException(OpportunityErrors.Erased);
    }

    private static string? Text(Money? amount) => amount?.Amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private OpportunityEvent Happened(
        OpportunityEventKind kind,
        Actor by,
        DateTimeOffset now,
        string? from = null,
        string? to = null,
        Guid? subjectId = null,
        byte[]? content = null,
        Guid? id = null
    )
    {
        UpdatedAt = now;
        if (kind is not OpportunityEventKind.Commented and < OpportunityEventKind.ProposalSent)
            Version++;
        return OpportunityEvent.Of(id ?? Guid.CreateVersion7(now), Id, ++LastSequence, kind, by.UserId, now, from, to, subjectId, content);
    }
}

public enum OpportunityStatus
{
    Open,
    Won,
    Lost,
}

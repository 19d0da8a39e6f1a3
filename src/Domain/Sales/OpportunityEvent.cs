using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>One thing that happened to an opportunity; written once.</summary>
public sealed class OpportunityEvent : TenantEntity
{
    private OpportunityEvent() { }

    public Guid OpportunityId { get; private init; }

    /// <summary>1, 2, 3 … within the opportunity, without gap.</summary>
    public int Sequence { get; private init; }
    public OpportunityEventKind Kind { get; private init; }

    /// <summary>Null: the system.</summary>
    public Guid? AuthorId { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>What it was: an amount with two decimals, a day or a time as ISO 8601, a stage's id. Null: none.</summary>
    public string? From { get; private init; }

    /// <summary>As <see cref="From"/>: what it is since.</summary>
    public string? To { get; private init; }

    /// <summary>The person, colleague, stage or reason it is about.</summary>
    public Guid? SubjectId { get; private init; }

    /// <summary>A comment's words, a former title, a next step; sealed. Null once the person was anonymised.</summary>
    public byte[]? Content { get; private init; }

    internal static OpportunityEvent Of(
        Guid id,
        Guid opportunityId,
        int sequence,
        OpportunityEventKind kind,
        Guid? authorId,
        DateTimeOffset at,
        string? from,
        string? to,
        Guid? subjectId,
        byte[]? content
    ) =>
        new()
        {
            Id = id,
            OpportunityId = opportunityId,
            Sequence = sequence,
            Kind = kind,
            AuthorId = authorId,
            At = at,
            From = from,
            To = to,
            SubjectId = subjectId,
            Content = content,
        };
}

public enum OpportunityEventKind
{
    Opened,
    Commented,
    Renamed,

    /// <summary>Its amount is another.</summary>
    Valued,

    /// <summary>Expected for another day.</summary>
    Expected,

    /// <summary>It is another person's.</summary>
    Concerned,
    Assigned,
    Released,

    /// <summary>To another stage.</summary>
    Moved,
    Won,
    Lost,
    Reopened,
    StepSet,
    StepDone,

    /// <summary>What became of a proposal for it: <see cref="OpportunityEvent.To"/> is its number, and it is the subject; so all that follow.</summary>
    ProposalSent,
    ProposalViewed,
    ProposalAccepted,
    ProposalRefused,
    ProposalExpired,
    ProposalPaid,
}

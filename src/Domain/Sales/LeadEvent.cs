using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>One thing that happened to a lead; written once.</summary>
public sealed class LeadEvent : TenantEntity
{
    private LeadEvent() { }

    public Guid LeadId { get; private init; }

    /// <summary>1, 2, 3 … within the lead, without gap.</summary>
    public int Sequence { get; private init; }
    public LeadEventKind Kind { get; private init; }

    /// <summary>Null: the system.</summary>
    public Guid? AuthorId { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>What it was, of what has names: a status; an amount with two decimals; a time, ISO 8601 in UTC. Null: none.</summary>
    public string? From { get; private init; }

    /// <summary>As <see cref="From"/>: what it is since; of the first event, how they came.</summary>
    public string? To { get; private init; }

    /// <summary>The person, reason, opportunity, lead or form it is about.</summary>
    public Guid? SubjectId { get; private init; }

    /// <summary>A comment's words, a step's, a form's, or what they wanted before; sealed. Null once the person was anonymised.</summary>
    public byte[]? Content { get; private init; }

    internal static LeadEvent Of(
        Guid id,
        Guid leadId,
        int sequence,
        LeadEventKind kind,
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
            LeadId = leadId,
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

public enum LeadEventKind
{
    Opened,
    Commented,
    Described,
    Valued,
    Assigned,
    Released,
    StatusChanged,
    Lost,

    /// <summary>An opportunity goes on with it.</summary>
    Converted,
    Reopened,

    /// <summary>What is to be done next.</summary>
    Planned,
    StepDone,

    /// <summary>Another goes on in its place.</summary>
    MergedInto,

    /// <summary>It goes on in another's place.</summary>
    Merged,

    /// <summary>It goes on by itself again.</summary>
    Separated,

    /// <summary>The other goes on by itself again.</summary>
    SeparatedFrom,

    /// <summary>The person, or somebody in their name, has sent a form.</summary>
    FormSent,
}

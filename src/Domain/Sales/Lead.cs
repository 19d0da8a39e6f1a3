using System.Globalization;
using System.Text.Json;
using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>
/// A person who might buy, until it is known whether they will. The database refuses a second one that is open for the same contact. Every
/// change is an event with the next number, taken under the lead's lock; what is the same already is no change.
/// </summary>
public sealed partial class Lead : TenantEntity
{
    private Lead() { }

    public Guid ContactId { get; private init; }

    /// <summary>In which it began; null when by other means.</summary>
    public Guid? ConversationId { get; private init; }

    /// <summary>How many seconds the customer waited for the first answer in it; null while nobody has answered.</summary>
    public int? AnsweredIn { get; private set; }

    /// <summary>What they want, sealed; null when nobody knows yet.</summary>
    public byte[]? Interest { get; private set; }

    /// <summary>What it might bring.</summary>
    public Money? Amount { get; private set; }
    public LeadSource Source { get; private init; }
    public string? UtmSource { get; private init; }
    public string? UtmMedium { get; private init; }
    public string? UtmCampaign { get; private init; }
    public string? UtmTerm { get; private init; }
    public string? UtmContent { get; private init; }

    /// <summary>Of the advertisement they came by, as the network names it.</summary>
    public string? AdId { get; private init; }
    public string? AdHeadline { get; private init; }
    public string? AdUrl { get; private init; }
    public LeadStatus Status { get; private set; } = LeadStatus.New;

    /// <summary>The spreadsheet it came by, and whether the person was not known before.</summary>
    public Guid? ImportId { get; private init; }
    public bool NewPerson { get; private init; }
    public Guid? OwnerId { get; private set; }
    public Guid? LossReasonId { get; private set; }

    /// <summary>Goes on with it.</summary>
    public Guid? OpportunityId { get; private set; }

    /// <summary>What is to be done next, sealed, and when; both or neither.</summary>
    public byte[]? NextStep { get; private set; }
    public DateTimeOffset? NextStepAt { get; private set; }

    /// <summary>How likely they are to buy, 0 to 100, and the version of <see cref="LeadScoring"/> that said so.</summary>
    public int Score { get; private set; }
    public int RatedBy { get; private set; }

    /// <summary>The lead that goes on in its place, and what this one was before.</summary>
    public Guid? MergedIntoId { get; private set; }
    public LeadStatus? MergedFrom { get; private set; }

    /// <summary>The person was anonymised: nothing is written here any more.</summary>
    public bool Erased { get; private set; }

    /// <summary>The number of the newest event.</summary>
    public int LastSequence { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Of the newest event; what lists are ordered by.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When it was lost, converted or merged.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public bool IsOpen => Status is LeadStatus.New or LeadStatus.Working or LeadStatus.Qualified;

    /// <summary>An import made it, and nobody has worked with it since.</summary>
    public bool IsAsImported => ImportId is not null && UpdatedAt == CreatedAt && IsOpen && !Erased;

    /// <param name="interest">Sealed; null: nobody knows yet.</param>
    public static (Lead Lead, LeadEvent Opened) Open(
        Guid id,
        Guid contactId,
        Guid? conversationId,
        byte[]? interest,
        Money? amount,
        LeadOrigin origin,
        Guid? ownerId,
        Actor by,
        DateTimeOffset now,
        Guid? importId = null,
        bool newPerson = false
    )
    {
        var lead = new Lead
        {
            Id = id,
            ContactId = contactId,
            ConversationId = conversationId,
            Interest = interest,
            Amount = amount,
            Source = origin.Source,
            UtmSource = origin.Campaign?.Source,
            UtmMedium = origin.Campaign?.Medium,
            UtmCampaign = origin.Campaign?.Name,
            UtmTerm = origin.Campaign?.Term,
            UtmContent = origin.Campaign?.Content,
            AdId = origin.Advertisement?.Id,
            AdHeadline = origin.Advertisement?.Headline,
            AdUrl = origin.Advertisement?.Url,
            OwnerId = ownerId,
            ImportId = importId,
            NewPerson = newPerson,
            CreatedAt = now,
        };
        return (lead, lead.Happened(LeadEventKind.Opened, by, now, to: Text(origin.Source), subjectId: ownerId));
    }

    /// <param name="interest">Sealed; null: nothing any more.</param>
    /// <param name="former">What it said before, sealed to the event; null when nothing.</param>
    public LeadEvent Describe(byte[]? interest, Guid eventId, byte[]? former, Actor by, DateTimeOffset now)
    {
        RequireOpen();
        Interest = interest;
        return Happened(LeadEventKind.Described, by, now, content: former, id: eventId);
    }

    /// <returns>Null when it is so already; so with all that follow.</returns>
    public LeadEvent? Value(Money? amount, Actor by, DateTimeOffset now)
    {
        RequireOpen();
        if (Amount == amount)
            return null;
        var former = Amount;
        Amount = amount;
        return Happened(LeadEventKind.Valued, by, now, Text(former), Text(amount));
    }

    public LeadEvent? Assign(Guid? ownerId, Actor by, DateTimeOffset now)
    {
        RequireOpen();
        if (OwnerId == ownerId)
            return null;
        OwnerId = ownerId;
        return Happened(ownerId is null ? LeadEventKind.Released : LeadEventKind.Assigned, by, now, subjectId: ownerId);
    }

    /// <summary>How far it has come, while it is open.</summary>
    /// <exception cref="DomainException">It is not open, or that is how it ends.</exception>
    public LeadEvent? Become(LeadStatus status, Actor by, DateTimeOffset now)
    {
        RequireOpen();
        if (Status == status)
            return null;
        if (status is not (LeadStatus.New or LeadStatus.Working or LeadStatus.Qualified))
            throw new DomainException(LeadErrors.StatusNotAllowed);
        return BecomeAs(status, LeadEventKind.StatusChanged, by, now);
    }

    /// <summary>They will not buy. What was to be done next is done with.</summary>
    public LeadEvent? Lose(LossReason reason, Actor by, DateTimeOffset now)
    {
        if (Status == LeadStatus.Lost && LossReasonId == reason.Id)
            return null;
        RequireOpen();
        if (!reason.Active)
            throw new DomainException(LeadErrors.LossReasonNotFound);
        LossReasonId = reason.Id;
        return End(LeadStatus.Lost, LeadEventKind.Lost, by, now, reason.Id);
    }

    /// <summary>They are about to buy: an opportunity goes on with it.</summary>
    public LeadEvent? Convert(Guid opportunityId, Actor by, DateTimeOffset now)
    {
        if (OpportunityId == opportunityId)
            return null;
        RequireOpen();
        OpportunityId = opportunityId;
        return End(LeadStatus.Converted, LeadEventKind.Converted, by, now, opportunityId);
    }

    /// <summary>What was lost goes on.</summary>
    public LeadEvent? Reopen(Actor by, DateTimeOffset now)
    {
        RequireNobodyErased();
        if (IsOpen)
            return null;
        if (Status != LeadStatus.Lost)
            throw new DomainException(LeadErrors.NotOpen);
        (LossReasonId, ClosedAt) = (null, null);
        return BecomeAs(LeadStatus.Working, LeadEventKind.Reopened, by, now);
    }

    /// <param name="step">Sealed.</param>
    /// <param name="said">The same, sealed to the event.</param>
    public LeadEvent Plan(byte[] step, DateTimeOffset at, Guid eventId, byte[] said, Actor by, DateTimeOffset now)
    {
        RequireOpen();
        (NextStep, NextStepAt) = (step, at);
        return Happened(LeadEventKind.Planned, by, now, to: Text(at), content: said, id: eventId);
    }

    /// <summary>What was to be done next is done.</summary>
    /// <param name="said">What it was, sealed to the event.</param>
    public LeadEvent? CompleteStep(Guid eventId, byte[]? said, Actor by, DateTimeOffset now)
    {
        RequireOpen();
        if (NextStep is null)
            return null;
        (NextStep, NextStepAt) = (null, null);
        return Happened(LeadEventKind.StepDone, by, now, content: said, id: eventId);
    }

    /// <param name="content">Sealed.</param>
    public LeadEvent Comment(Guid eventId, byte[] content, Actor by, DateTimeOffset now)
    {
        RequireNobodyErased();
        return Happened(LeadEventKind.Commented, by, now, content: content, id: eventId);
    }

    /// <summary>A form was sent, by the person or in their name.</summary>
    /// <param name="content">What it says, sealed.</param>
    public LeadEvent Hear(Guid formId, Guid eventId, byte[] content, DateTimeOffset now)
    {
        RequireOpen();
        return Happened(LeadEventKind.FormSent, Actor.System, now, subjectId: formId, content: content, id: eventId);
    }

    /// <summary>What is known of the conversation since; no event.</summary>
    public void Answered(TimeSpan after) => AnsweredIn ??= (int)Math.Clamp(after.TotalSeconds, 0, int.MaxValue);

    /// <summary>By what is known of it now; no event.</summary>
    public void Rate(LeadScoring scoring) => (Score, RatedBy) = (scoring.Of(this), scoring.Version);

    /// <exception cref="DomainException">It has ended.</exception>
    public void RequireOpen()
    {
        RequireNobodyErased();
        if (!IsOpen)
            throw new DomainException(LeadErrors.NotOpen);
    }

    private void RequireNobodyErased()
    {
        if (Erased)
            throw new DomainException(LeadErrors.WasErased);
    }

    private LeadEvent BecomeAs(LeadStatus status, LeadEventKind kind, Actor by, DateTimeOffset now)
    {
        var former = Status;
        Status = status;
        return Happened(kind, by, now, Text(former), Text(status));
    }

    private LeadEvent End(LeadStatus status, LeadEventKind kind, Actor by, DateTimeOffset now, Guid? subjectId)
    {
        var former = Status;
        (Status, ClosedAt, NextStep, NextStepAt) = (status, now, null, null);
        return Happened(kind, by, now, Text(former), Text(status), subjectId);
    }

    /// <summary>As the API names it.</summary>
    private static string Text(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string? Text(Money? amount) => amount?.Amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private LeadEvent Happened(
        LeadEventKind kind,
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
        return LeadEvent.Of(id ?? Guid.CreateVersion7(now), Id, ++LastSequence, kind, by.UserId, now, from, to, subjectId, content);
    }
}

public enum LeadStatus
{
    New,
    Working,
    Qualified,
    Lost,

    /// <summary>An opportunity goes on with it.</summary>
    Converted,

    /// <summary>Another lead of the same person goes on in its place.</summary>
    Merged,
}

/// <summary>How the person came to the company.</summary>
public enum LeadSource
{
    Whatsapp,
    Instagram,
    Website,
    Form,
    Phone,
    Visit,
    Recommendation,
    Advertisement,
    Event,
    Import,
    Other,
}

/// <summary>How the person came, and by what.</summary>
public sealed record LeadOrigin(LeadSource Source, UtmTags? Campaign = null, AdReferral? Advertisement = null);

/// <summary>What the address of a page they came by said of itself; each up to 200 characters, null when it said nothing.</summary>
/// <param name="Name"><c>utm_campaign</c>.</param>
public sealed record UtmTags(string? Source = null, string? Medium = null, string? Name = null, string? Term = null, string? Content = null);

/// <summary>The advertisement they came by, as the network names it.</summary>
public sealed record AdReferral(string? Id, string? Headline, string? Url);

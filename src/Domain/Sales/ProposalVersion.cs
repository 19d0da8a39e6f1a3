using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>
/// What a proposal says, once. A draft is written as often as one likes; what was sent is never changed again, neither here nor by the
/// database. It is answered once, by whoever has its link.
/// </summary>
public sealed class ProposalVersion : TenantEntity
{
    private ProposalVersion() { }

    public Guid ProposalId { get; private init; }

    /// <summary>1, 2, 3 … within the proposal.</summary>
    public int Version { get; private init; }
    public ProposalStatus Status { get; private set; }

    /// <summary>Lines, words and, once sent, its letterhead, customer and days; sealed. Null once the person was anonymised.</summary>
    public byte[]? Content { get; private set; }
    public Money Subtotal { get; private set; }
    public Money Discount { get; private set; }
    public Money Tax { get; private set; }
    public Money Total { get; private set; }

    /// <summary>From the day it is sent.</summary>
    public int ValidityDays { get; private set; }

    /// <summary>The last day, in the company's time zone.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>The end of that day.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>By which its link is found.</summary>
    public string? TokenHash { get; private set; }

    /// <summary>The link's token, sealed, so that it can be copied again. Null once the person was anonymised.</summary>
    public byte[]? Token { get; private set; }

    /// <summary>SHA-256 in hex of the content as it was sent.</summary>
    public string? ContentHash { get; private set; }
    public ProposalWay? Via { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public Guid? SentById { get; private set; }
    public DateTimeOffset? FirstViewedAt { get; private set; }

    /// <summary>When it was accepted, refused, put away, or ran out.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was refused; sealed.</summary>
    public byte[]? RefusalReason { get; private set; }

    /// <summary>Who wrote down that it was refused; null: the customer themselves.</summary>
    public Guid? RefusedById { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    public ProposalTotals Totals => new(Subtotal, Discount, Tax, Total);

    /// <summary>Before the customer, and not answered yet.</summary>
    public bool IsLive => Status is ProposalStatus.Sent or ProposalStatus.Viewed;

    /// <summary>What it is at a moment: past its last day it is of no use, even where nobody has written that down yet.</summary>
    public ProposalStatus StatusAt(DateTimeOffset now) => IsLive && ExpiresAt <= now ? ProposalStatus.Expired : Status;

    internal static ProposalVersion Draft(Guid id, Guid proposalId, int version, ProposalText text, DateTimeOffset now)
    {
        var draft = new ProposalVersion
        {
            Id = id,
            ProposalId = proposalId,
            Version = version,
            CreatedAt = now,
        };
        draft.Write(text);
        return draft;
    }

    internal void Write(ProposalText text)
    {
        if (Status != ProposalStatus.Draft)
            throw new DomainException(ProposalErrors.NoDraft);
        (Content, ValidityDays) = (text.Content, text.ValidityDays);
        (Subtotal, Discount, Tax, Total) = (text.Totals.Subtotal, text.Totals.Discount, text.Totals.Tax, text.Totals.Total);
    }

    internal void Send(ProposalText text, ProposalIssue issue, Guid by, DateTimeOffset now)
    {
        Write(text);
        (ValidUntil, ExpiresAt) = (issue.ValidUntil, issue.ExpiresAt);
        (TokenHash, Token, ContentHash, Via) = (issue.TokenHash, issue.Token, issue.ContentHash, issue.Via);
        (Status, SentAt, SentById) = (ProposalStatus.Sent, now, by);
    }

    /// <returns>Whether it was the first time.</returns>
    internal bool View(DateTimeOffset now)
    {
        if (Status != ProposalStatus.Sent || StatusAt(now) == ProposalStatus.Expired)
            return false;
        (Status, FirstViewedAt) = (ProposalStatus.Viewed, now);
        return true;
    }

    internal bool Accept(string contentHash, DateTimeOffset now)
    {
        if (Status == ProposalStatus.Accepted)
            return false;
        RequireLive(now);
        if (!string.Equals(contentHash, ContentHash, StringComparison.OrdinalIgnoreCase))
            throw new DomainException(ProposalErrors.ContentDiffers);
        (Status, DecidedAt) = (ProposalStatus.Accepted, now);
        return true;
    }

    internal bool Refuse(byte[]? reason, Guid? by, DateTimeOffset now)
    {
        if (Status == ProposalStatus.Refused)
            return false;
        RequireLive(now);
        (Status, DecidedAt, RefusalReason, RefusedById) = (ProposalStatus.Refused, now, reason, by);
        return true;
    }

    internal bool Expire(DateTimeOffset now)
    {
        if (!IsLive || StatusAt(now) != ProposalStatus.Expired)
            return false;
        (Status, DecidedAt) = (ProposalStatus.Expired, now);
        return true;
    }

    internal void Supersede(DateTimeOffset now) => Close(ProposalStatus.Superseded, now);

    internal void Discard(DateTimeOffset now) => Close(ProposalStatus.Discarded, now);

    private void Close(ProposalStatus status, DateTimeOffset now) => (Status, DecidedAt) = (status, now);

    private void RequireLive(DateTimeOffset now)
    {
        var error = StatusAt(now) switch
        {
            ProposalStatus.Sent or ProposalStatus.Viewed => null,
            ProposalStatus.Accepted or ProposalStatus.Refused => ProposalErrors.Decided,
            ProposalStatus.Expired => ProposalErrors.Expired,
            ProposalStatus.Superseded => ProposalErrors.Superseded,
            _ => ProposalErrors.NotLive,
        };
        if (error is not null)
            throw new DomainException(error);
    }
}

public enum ProposalStatus
{
    Draft,
    Sent,

    /// <summary>Somebody with the link has looked.</summary>
    Viewed,
    Accepted,
    Refused,
    Expired,

    /// <summary>A newer version was sent.</summary>
    Superseded,

    /// <summary>A draft that was put away.</summary>
    Discarded,
}

/// <summary>How a version reached the customer.</summary>
public enum ProposalWay
{
    /// <summary>Somebody took the link along themselves.</summary>
    Link,
    Email,
    Whatsapp,
}

/// <param name="Content">Sealed.</param>
public sealed record ProposalText(byte[] Content, ProposalTotals Totals, int ValidityDays);

/// <summary>What a version is given when it is sent.</summary>
/// <param name="Token">Sealed.</param>
/// <param name="ContentHash">SHA-256 in hex of what the content says.</param>
public sealed record ProposalIssue(
    DateOnly ValidUntil,
    DateTimeOffset ExpiresAt,
    string TokenHash,
    byte[] Token,
    string ContentHash,
    ProposalWay Via
);

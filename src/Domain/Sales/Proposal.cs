using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>
/// What the company offers somebody, in versions: at most one that is being written and at most one before the customer. It keeps its number
/// whatever becomes of it, and once a version was accepted nothing follows. Every change is made under its lock.
/// </summary>
public sealed class Proposal : TenantEntity
{
    public const int MostVersions = 50;
    private readonly List<ProposalVersion> _versions = [];

    private Proposal() { }

    /// <summary>1, 2, 3 … within the company, without gap.</summary>
    public int Number { get; private init; }
    public Guid OpportunityId { get; private init; }

    /// <summary>The opportunity's customer when it was last written or sent.</summary>
    public Guid? ContactId { get; private set; }

    /// <summary>The version that is looked at: what is being written, else the last that was sent.</summary>
    public int Current { get; private set; }
    public int LastVersion { get; private set; }

    /// <summary>Counts what somebody who is about to change it must have seen.</summary>
    public int Edition { get; private set; }

    /// <summary>The person was anonymised.</summary>
    public bool Erased { get; private set; }
    public Guid? PaymentId { get; private set; }
    public DateTimeOffset? PaidAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When something last happened to it; what lists are ordered by.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }
    public IReadOnlyList<ProposalVersion> Versions => _versions;

    public bool WasSent => _versions.Exists(v => v.SentAt is not null);
    public ProposalVersion? Draft => _versions.Find(v => v.Status == ProposalStatus.Draft);
    public ProposalVersion? Live => _versions.Find(v => v.IsLive);
    public ProposalVersion? Accepted => _versions.Find(v => v.Status == ProposalStatus.Accepted);

    /// <summary>Whom it is for: while it is being written whom the opportunity is for, and then whom it was sent to.</summary>
    public Guid? CustomerOf(Opportunity opportunity) => Draft is null ? ContactId : opportunity.ContactId;

    public static Proposal Begin(Guid id, int number, Opportunity opportunity, Guid versionId, ProposalText text, DateTimeOffset now)
    {
        var proposal = new Proposal
        {
            Id = id,
            Number = number,
            OpportunityId = opportunity.Id,
            ContactId = opportunity.ContactId,
            CreatedAt = now,
        };
        proposal.Add(versionId, text, now);
        return proposal;
    }

    /// <summary>Whoever changes it has seen what it is; somebody who has not is told instead.</summary>
    /// <param name="edition">What they saw; null: they did not say.</param>
    public void RequireSeen(SeenVersion? edition)
    {
        if (edition is { } seen && seen.Number != Edition)
            throw new DomainException(ProposalErrors.ChangedMeanwhile);
    }

    /// <summary>Writes the draft, whole.</summary>
    /// <param name="contactId">Whom the opportunity is for now.</param>
    public void Write(ProposalText text, Guid? contactId, DateTimeOffset now)
    {
        RequireWords();
        (Draft ?? throw new DomainException(ProposalErrors.NoDraft)).Write(text);
        // Whom something was sent to answers it, and it is theirs when they ask what is known of them.
        if (!WasSent)
            ContactId = contactId;
        Changed(now);
    }

    /// <summary>Another version to write; the one that is being written, where there is one.</summary>
    public void BeginVersion(Guid versionId, ProposalText text, DateTimeOffset now)
    {
        RequireWords();
        if (Accepted is not null)
            throw new DomainException(ProposalErrors.Decided);
        if (Draft is not null)
            return;
        if (LastVersion >= MostVersions)
            throw new DomainException(ProposalErrors.TooManyVersions);
        Add(versionId, text, now);
    }

    /// <summary>Puts the draft away; what was sent before it is looked at again.</summary>
    public void Discard(DateTimeOffset now)
    {
        if (Draft is not { } draft)
        {
            if (_versions.Exists(v => v.Version == Current && v.Status == ProposalStatus.Discarded))
                return;
            throw new DomainException(ProposalErrors.NoDraft);
        }
        draft.Discard(now);
        LookAtWhatWasSent();
        Changed(now);
    }

    /// <summary>Sends the draft; what the customer had before them until now cannot be answered any more.</summary>
    public ProposalVersion Send(ProposalText text, ProposalIssue issue, Guid contactId, Guid by, DateTimeOffset now)
    {
        RequireWords();
        var draft = Draft ?? throw new DomainException(ProposalErrors.NoDraft);
        Live?.Supersede(now);
        draft.Send(text, issue, by, now);
        ContactId = contactId;
        Changed(now);
        return draft;
    }

    /// <summary>Somebody with the link has looked. No change that whoever writes meanwhile must have seen.</summary>
    /// <returns>Whether it was the first time.</returns>
    public bool View(ProposalVersion version, DateTimeOffset now)
    {
        if (!version.View(now))
            return false;
        UpdatedAt = now;
        return true;
    }

    /// <param name="contentHash">Of what they have read.</param>
    /// <returns>False when it was accepted before.</returns>
    /// <exception cref="DomainException">It cannot be answered any more, or says something else.</exception>
    public bool Accept(ProposalVersion version, string contentHash, DateTimeOffset now)
    {
        if (!version.Accept(contentHash, now))
            return false;
        Draft?.Discard(now);
        Current = version.Version;
        Changed(now);
        return true;
    }

    /// <param name="reason">Sealed; null: they did not say.</param>
    /// <param name="by">Who writes it down; null: the customer themselves.</param>
    /// <returns>False when it was refused before.</returns>
    /// <exception cref="DomainException">It cannot be answered any more.</exception>
    public bool Refuse(ProposalVersion version, byte[]? reason, Guid? by, DateTimeOffset now)
    {
        if (!version.Refuse(reason, by, now))
            return false;
        Happened(now);
        return true;
    }

    /// <returns>False when it is not over, or not before the customer.</returns>
    public bool Expire(ProposalVersion version, DateTimeOffset now)
    {
        if (!version.Expire(now))
            return false;
        Happened(now);
        return true;
    }

    /// <returns>False when it cannot take this payment: nothing was accepted, or it is paid by another.</returns>
    public bool Pay(Guid paymentId, DateTimeOffset paidAt, DateTimeOffset now)
    {
        if (Accepted is null || (PaymentId is not null && PaymentId != paymentId))
            return false;
        if (PaymentId == paymentId)
            return true;
        (PaymentId, PaidAt) = (paymentId, paidAt);
        Changed(now);
        return true;
    }

    /// <exception cref="DomainException">There is no such version.</exception>
    public ProposalVersion Find(int version) => _versions.Find(v => v.Version == version) ?? throw new DomainException(ProposalErrors.NotFound);

    private void Add(Guid versionId, ProposalText text, DateTimeOffset now)
    {
        var version = ProposalVersion.Draft(versionId, Id, ++LastVersion, text, now);
        _versions.Add(version);
        Current = version.Version;
        Changed(now);
    }

    private void LookAtWhatWasSent() =>
        Current = _versions.Where(v => v.Status != ProposalStatus.Discarded).Select(v => v.Version).DefaultIfEmpty(Current).Max();

    /// <summary>To what was sent: whoever writes the next version has nothing to see of it first.</summary>
    private void Happened(DateTimeOffset now) => (Edition, UpdatedAt) = (Draft is null ? Edition + 1 : Edition, now);

    private void Changed(DateTimeOffset now) => (Edition, UpdatedAt) = (Edition + 1, now);

    private void RequireWords()
    {
        if (Erased)
            throw new DomainException(ProposalErrors.WasErased);
    }
}

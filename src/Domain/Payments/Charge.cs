using CleanApp.Domain.Common;

namespace CleanApp.Domain.Payments;

public enum ChargeStatus
{
    /// <summary>Intent committed; whether the bank has it is not known yet. The worker repeats the same PUT.</summary>
    Creating,
    Active,
    Paid,
    Expired,

    /// <summary>The bank refused it.</summary>
    Failed,

    /// <summary>Withdrawn because what it pays for was cancelled.</summary>
    Removed,
}

/// <summary>
/// A request to be paid by Pix. <see cref="Txid"/> and every value of the bank's request are fixed before the first call,
/// so a repeated <c>PUT /cob/{txid}</c> has the same body and cannot revise the charge.
/// </summary>
public sealed class Charge : TenantEntity
{
    private Charge() { }

    /// <summary>What is paid for, in the words of the module that asked: <c>counter.queue_ticket</c>.</summary>
    public string ReferenceKind { get; private init; } = "";
    public Guid ReferenceId { get; private init; }

    /// <summary>Whose it is, where the module that asked knows.</summary>
    public Guid? ContactId { get; private init; }

    /// <summary>26–35 letters and digits, ours, unique at the bank per receiver.</summary>
    public string Txid { get; private init; } = "";
    public Money Amount { get; private init; }
    public string PixKey { get; private init; } = "";

    /// <summary>Shown to the payer; at most 140 characters; no personal data.</summary>
    public string Description { get; private init; } = "";

    /// <summary>Seconds the bank accepts payment, from the charge's creation there.</summary>
    public int ExpiresInSeconds { get; private init; }
    public ChargeStatus Status { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? ExpiresAt { get; private set; }
    public string? PixCopiaECola { get; private set; }
    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>Opaque; whoever has it may see the payment page.</summary>
    public string PayToken { get; private init; } = "";
    public string? LastError { get; private set; }

    /// <summary>The payment link whose page asked for it.</summary>
    public Guid? LinkId { get; private init; }

    /// <summary>Whether a new request for the same thing gets this charge.</summary>
    public bool IsLive(DateTimeOffset now) =>
        Status == ChargeStatus.Creating || (Status == ChargeStatus.Active && (ExpiresAt is null || now < ExpiresAt));

    public static Charge Request(
        Guid id,
        string referenceKind,
        Guid referenceId,
        string txid,
        Money amount,
        string pixKey,
        string description,
        TimeSpan expiresIn,
        string payToken,
        DateTimeOffset now,
        Guid? linkId = null,
        Guid? contactId = null
    ) =>
        new()
        {
            Id = id,
            ReferenceKind = referenceKind,
            ReferenceId = referenceId,
            Txid = txid,
            Amount = amount,
            PixKey = pixKey,
            Description = description,
            ExpiresInSeconds = (int)expiresIn.TotalSeconds,
            PayToken = payToken,
            CreatedAt = now,
            LinkId = linkId,
            ContactId = contactId,
        };

    public void Activate(string pixCopiaECola, DateTimeOffset createdAtBank)
    {
        if (Status != ChargeStatus.Creating)
            return;
        Status = ChargeStatus.Active;
        PixCopiaECola = pixCopiaECola;
        ExpiresAt = createdAtBank.AddSeconds(ExpiresInSeconds);
        LastError = null;
    }

    /// <summary>The bank said no, and would say it again.</summary>
    public void Reject(string reason)
    {
        if (Status != ChargeStatus.Creating)
            return;
        Status = ChargeStatus.Failed;
        LastError = reason;
    }

    public void NoteFailure(string reason) => LastError = reason;

    /// <summary>Paid wins over every other end: the bank has the money, whatever we thought meanwhile.</summary>
    public bool ConfirmPaid(DateTimeOffset paidAt)
    {
        if (Status == ChargeStatus.Paid)
            return false;
        Status = ChargeStatus.Paid;
        PaidAt = paidAt;
        return true;
    }

    public void Expire()
    {
        if (Status is ChargeStatus.Creating or ChargeStatus.Active)
            Status = ChargeStatus.Expired;
    }

    public void Remove()
    {
        if (Status is ChargeStatus.Creating or ChargeStatus.Active or ChargeStatus.Expired)
            Status = ChargeStatus.Removed;
    }
}

using CleanApp.Domain.Common;

namespace CleanApp.Domain.Payments;

public enum ManualMethod
{
    Cash,

    /// <summary>On a card terminal that this system does not know.</summary>
    Card,
}

/// <summary>Money a person took at the counter. No bank confirms it, so it is kept and shown apart from what one does.</summary>
public sealed class ManualPayment : TenantEntity
{
    private ManualPayment() { }

    /// <summary>What was paid, in the words of the module it belongs to; once.</summary>
    public string ReferenceKind { get; private init; } = "";
    public Guid ReferenceId { get; private init; }

    /// <summary>Whose it was, where the module it belongs to knows.</summary>
    public Guid? ContactId { get; private init; }
    public ManualMethod Method { get; private init; }
    public Money Amount { get; private init; }
    public DateTimeOffset ReceivedAt { get; private init; }
    public Guid ReceivedBy { get; private init; }

    public LedgerAccount Account => Method == ManualMethod.Cash ? LedgerAccount.Cash : LedgerAccount.Card;

    public static ManualPayment Record(
        Guid id,
        string referenceKind,
        Guid referenceId,
        ManualMethod method,
        Money amount,
        Guid receivedBy,
        DateTimeOffset now,
        Guid? contactId = null
    ) =>
        new()
        {
            Id = id,
            ReferenceKind = referenceKind,
            ReferenceId = referenceId,
            Method = method,
            Amount = amount,
            ReceivedBy = receivedBy,
            ReceivedAt = now,
            ContactId = contactId,
        };
}

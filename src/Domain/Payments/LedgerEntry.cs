using CleanApp.Domain.Common;

namespace CleanApp.Domain.Payments;

/// <summary>Where money is, as far as this company's books go.</summary>
public enum LedgerAccount
{
    /// <summary>What the bank shows on the Pix account; its sum per day is the bank's own list.</summary>
    Bank,
    Cash,
    Card,

    /// <summary>Paid for something here.</summary>
    Received,

    /// <summary>Came in and fits nothing yet: a person decides.</summary>
    Suspense,

    /// <summary>Came in, fits nothing, and a person said that it stays.</summary>
    Dismissed,
}

public enum LedgerEvent
{
    /// <summary>A Pix came in and pays its charge.</summary>
    Settlement,

    /// <summary>A Pix came in and fits nothing.</summary>
    Suspense,

    /// <summary>What a Pix had paid for could not take it.</summary>
    Release,

    /// <summary>A person gave it to something that was to be paid.</summary>
    Attach,
    Dismiss,

    /// <summary>The bank has returned it, or a part of it.</summary>
    Refund,

    /// <summary>Cash or card, taken by a person.</summary>
    Manual,
}

/// <summary>
/// One line of the books. Never changed: a correction is a new line. Each event writes its lines together, they sum to zero, and each event
/// touches an account once; the database refuses anything else.
/// </summary>
public sealed class LedgerEntry : TenantEntity
{
    private LedgerEntry() { }

    public LedgerEvent Event { get; private init; }

    /// <summary>The payment, refund or manual payment the event is about; with <see cref="Event"/> it names the event.</summary>
    public Guid EventId { get; private init; }
    public LedgerAccount Account { get; private init; }

    /// <summary>Positive is more in the account; of <see cref="LedgerAccount.Received"/> and what waits, negative is more owed for it.</summary>
    public decimal Amount { get; private init; }

    /// <summary>Business day, by the company's calendar, of <see cref="At"/>.</summary>
    public DateOnly Day { get; private init; }

    /// <summary>When the money moved; of what a person decided, when that was.</summary>
    public DateTimeOffset At { get; private init; }
    public Guid? PaymentId { get; private init; }

    /// <summary>Who decided it; null where the bank did.</summary>
    public Guid? ByUserId { get; private init; }
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>The two lines of money that moves between accounts.</summary>
    public static IReadOnlyList<LedgerEntry> Move(
        LedgerMove move,
        LedgerAccount into,
        LedgerAccount outOf,
        Money amount,
        DateOnly day,
        Actor by,
        DateTimeOffset now
    )
    {
        return [Line(into, amount.Amount), Line(outOf, -amount.Amount)];

        LedgerEntry Line(LedgerAccount account, decimal signed) =>
            new()
            {
                Id = Guid.CreateVersion7(now),
                Event = move.Event,
                EventId = move.EventId,
                Account = account,
                Amount = signed,
                Day = day,
                At = move.At,
                PaymentId = move.PaymentId,
                ByUserId = by.UserId,
                RecordedAt = now,
            };
    }
}

/// <param name="PaymentId">The Pix it is about, if any.</param>
public sealed record LedgerMove(LedgerEvent Event, Guid EventId, DateTimeOffset At, Guid? PaymentId);

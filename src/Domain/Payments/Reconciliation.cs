using CleanApp.Domain.Common;

namespace CleanApp.Domain.Payments;

/// <summary>A business day as the bank shows it; read again as often as wanted.</summary>
public sealed class ReconciliationDay : TenantEntity
{
    private ReconciliationDay() { }

    public DateOnly Day { get; private init; }

    /// <summary>Pix to our key that the bank shows as settled on this day.</summary>
    public int BankPayments { get; private set; }
    public Money BankIn { get; private set; } = new(0);

    /// <summary>What the bank returned on this day, of Pix of any day.</summary>
    public Money BankOut { get; private set; } = new(0);

    /// <summary>When all of it was read last; null = never. Before the day has ended its figures still grow.</summary>
    public DateTimeOffset? CheckedAt { get; private set; }
    public string? LastError { get; private set; }

    public static ReconciliationDay Open(Guid id, DateOnly day) => new() { Id = id, Day = day };

    public void Check(int payments, Money bankIn, Money bankOut, DateTimeOffset now)
    {
        BankPayments = payments;
        BankIn = bankIn;
        BankOut = bankOut;
        CheckedAt = now;
        LastError = null;
    }

    public void NoteError(string error) => LastError = error;
}

public enum DifferenceKind
{
    /// <summary>The bank shows it, the books did not have it.</summary>
    MissingHere,

    /// <summary>The books have it, the bank does not show it.</summary>
    MissingThere,
    Amount,

    /// <summary>A refund that has ended differently there, or was not known here.</summary>
    Status,
}

/// <summary>Something the bank's list and the books did not agree on. Kept for ever; open until a later reading finds them agreeing.</summary>
public sealed class ReconciliationDifference : TenantEntity
{
    private ReconciliationDifference() { }

    public DateOnly Day { get; private init; }
    public DifferenceKind Kind { get; private init; }
    public string EndToEndId { get; private init; } = "";

    /// <summary>The refund's id at the bank, when it is about one.</summary>
    public string? RefundBankId { get; private init; }
    public Money? BankAmount { get; private init; }
    public Money? OurAmount { get; private init; }
    public DateTimeOffset FoundAt { get; private init; }
    public DateTimeOffset? ResolvedAt { get; private set; }

    public static ReconciliationDifference Found(Guid id, DateOnly day, FoundDifference found, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Day = day,
            Kind = found.Kind,
            EndToEndId = found.EndToEndId,
            RefundBankId = found.RefundBankId,
            BankAmount = found.BankAmount,
            OurAmount = found.OurAmount,
            FoundAt = now,
            ResolvedAt = found.Mended ? now : null,
        };

    public bool IsAbout(FoundDifference found) => Kind == found.Kind && EndToEndId == found.EndToEndId && RefundBankId == found.RefundBankId;

    public void Resolve(DateTimeOffset now) => ResolvedAt ??= now;
}

/// <param name="Mended">The reading that found it also put it right, by recording what was missing.</param>
public sealed record FoundDifference(DifferenceKind Kind, string EndToEndId, string? RefundBankId, Money? BankAmount, Money? OurAmount, bool Mended);

/// <summary>A person has looked at a day's report and put their name to its figures. Never changed; when figures change later, it is signed anew.</summary>
public sealed class ReconciliationSignOff : TenantEntity
{
    private ReconciliationSignOff() { }

    public DateOnly Day { get; private init; }
    public Guid SignedBy { get; private init; }
    public DateTimeOffset SignedAt { get; private init; }
    public Money BankIn { get; private init; }
    public Money BankOut { get; private init; }
    public Money BooksIn { get; private init; }
    public Money BooksOut { get; private init; }
    public Money Cash { get; private init; }
    public Money Card { get; private init; }
    public int OpenDifferences { get; private init; }
    public string? Note { get; private init; }

    public static ReconciliationSignOff Sign(Guid id, DateOnly day, DayFigures figures, string? note, Guid by, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Day = day,
            BankIn = figures.BankIn,
            BankOut = figures.BankOut,
            BooksIn = figures.BooksIn,
            BooksOut = figures.BooksOut,
            Cash = figures.Cash,
            Card = figures.Card,
            OpenDifferences = figures.OpenDifferences,
            Note = note,
            SignedBy = by,
            SignedAt = now,
        };

    public DayFigures Figures => new(BankIn, BankOut, BooksIn, BooksOut, Cash, Card, OpenDifferences);
}

/// <summary>What a person signs: the bank's figures beside the books'.</summary>
public sealed record DayFigures(Money BankIn, Money BankOut, Money BooksIn, Money BooksOut, Money Cash, Money Card, int OpenDifferences)
{
    public bool Agree => BankIn == BooksIn && BankOut == BooksOut && OpenDifferences == 0;
}

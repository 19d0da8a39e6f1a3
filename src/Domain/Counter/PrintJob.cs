using CleanApp.Domain.Common;

namespace CleanApp.Domain.Counter;

public enum PrintJobStatus
{
    /// <summary>Nothing has left yet; tried again with back-off while the printer cannot be reached.</summary>
    Queued,

    /// <summary>Committed before the first byte leaves. After a crash it is not known whether paper came out.</summary>
    Sending,

    /// <summary>The bytes left, but no proof of paper: a person looks, and reprints as "2ª via" if needed.</summary>
    SentUnconfirmed,
    Printed,

    /// <summary>Given up before any byte left.</summary>
    Failed,
}

public enum PrintJobKind
{
    Ticket,
    TestPage,
}

/// <summary>
/// Ledger row of one slip. The program sends a job's bytes at most once: only a job whose bytes certainly did not leave
/// (<see cref="PrintJobStatus.Queued"/>) is ever tried again; a second copy is a person's act and says so on paper.
/// </summary>
public sealed class PrintJob : TenantEntity
{
    /// <summary>About nine hours of back-off: a printer that is away longer is a person's business.</summary>
    public const int MaxAttempts = 60;

    private PrintJob() { }

    public Guid? TicketId { get; private init; }
    public Guid PrinterId { get; private init; }
    public PrintJobKind Kind { get; private init; }

    /// <summary>1 = the original; 2 and up print "2ª via" and so on.</summary>
    public int Copy { get; private init; }
    public PrintJobStatus Status { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>Why the last attempt did not succeed: a stable word the screen translates, never an exception text.</summary>
    public string? LastError { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? FinishedAt { get; private set; }

    public static PrintJob ForTicket(Guid id, Guid ticketId, Guid printerId, int copy, DateTimeOffset now) =>
        new()
        {
            Id = id,
            TicketId = ticketId,
            PrinterId = printerId,
            Kind = PrintJobKind.Ticket,
            Copy = copy,
            CreatedAt = now,
        };

    public static PrintJob TestPage(Guid id, Guid printerId, DateTimeOffset now) =>
        new()
        {
            Id = id,
            PrinterId = printerId,
            Kind = PrintJobKind.TestPage,
            Copy = 1,
            CreatedAt = now,
        };

    /// <summary>Connected; the bytes leave next. Refused unless the job is queued, so two workers cannot both send it.</summary>
    public bool TryBeginSending()
    {
        if (Status != PrintJobStatus.Queued)
            return false;
        Status = PrintJobStatus.Sending;
        Attempts++;
        LastError = null;
        return true;
    }

    public void Finish(bool confirmed, DateTimeOffset now)
    {
        if (Status != PrintJobStatus.Sending)
            return;
        Status = confirmed ? PrintJobStatus.Printed : PrintJobStatus.SentUnconfirmed;
        FinishedAt = now;
    }

    /// <summary>The connection broke, or the process died, after the job began to be sent.</summary>
    public void LoseTrack(string reason, DateTimeOffset now)
    {
        if (Status != PrintJobStatus.Sending)
            return;
        Status = PrintJobStatus.SentUnconfirmed;
        LastError = reason;
        FinishedAt = now;
    }

    /// <summary>Nothing left this machine. Returns when to try again, or null when given up, or when the job is not waiting any more.</summary>
    public TimeSpan? Defer(string reason, DateTimeOffset now, bool permanent)
    {
        if (Status != PrintJobStatus.Queued)
            return null;
        Attempts++;
        LastError = reason;
        if (permanent || Attempts >= MaxAttempts)
        {
            Status = PrintJobStatus.Failed;
            FinishedAt = now;
            return null;
        }
        return TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, Math.Min(Attempts, 10))));
    }
}

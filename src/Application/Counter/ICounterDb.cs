using CleanApp.Application.Common;
using CleanApp.Application.Counter.QueueTickets;
using CleanApp.Domain.Counter;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter;

public interface ICounterDb
{
    DbSet<Service> Services { get; }
    DbSet<Desk> Desks { get; }
    DbSet<Printer> Printers { get; }
    DbSet<QueueTicket> QueueTickets { get; }
    DbSet<QueueTicketTransition> QueueTicketTransitions { get; }
    DbSet<Panel> Panels { get; }
    DbSet<PanelPairing> PanelPairings { get; }
    DbSet<PanelCall> PanelCalls { get; }
    DbSet<PrintJob> PrintJobs { get; }

    Task<int> SaveChangesAsync(CancellationToken ct);

    /// <summary>The ticket, locked until the transaction ends, so of two verbs at once the second sees the first's outcome.</summary>
    Task<QueueTicket?> LockTicketAsync(Guid id, CancellationToken ct);

    /// <summary>Newest first, behind <paramref name="after"/>; filtered by any of the statuses, by service, by day and by person.</summary>
    Task<List<QueueTicketRow>> ListNewestTicketsAsync(
        IReadOnlyList<QueueTicketStatus> status,
        Guid? serviceId,
        DateOnly? businessDay,
        IReadOnlyList<Guid>? contactIds,
        Cursor? after,
        int limit,
        CancellationToken ct
    );

    /// <summary>The waiting tickets of the day in call order.</summary>
    Task<List<QueueTicketRow>> ListNextTicketsAsync(DateOnly businessDay, int limit, CancellationToken ct);

    /// <summary>
    /// The first ticket of the day in call order (rank, then wait, then id), locked. Rows locked by others are skipped:
    /// callers at once get different tickets and wait for each other only when every ticket left is locked: null means that none waits,
    /// or that there is no such desk, or that it is closed.
    /// </summary>
    Task<QueueTicket?> LockNextTicketAsync(Guid deskId, DateOnly businessDay, CancellationToken ct);

    /// <summary>
    /// The service's next number of the day: 1, 2, 3 … Held until the transaction ends and given back on rollback,
    /// so numbers neither repeat nor leave gaps.
    /// </summary>
    Task<int> TakeTicketNumberAsync(Guid serviceId, DateOnly businessDay, CancellationToken ct);

    /// <summary>Empties why this person's tickets were cancelled, in the tickets and their history; the contact is anonymised already.</summary>
    Task EraseReasonsAsync(Guid contactId, CancellationToken ct);

    /// <summary>Waits until no other transaction issues a ticket with this id.</summary>
    Task LockTicketIdAsync(Guid id, CancellationToken ct);

    Task<PrintJob?> LockPrintJobAsync(Guid id, CancellationToken ct);

    /// <summary>Until the transaction ends, no other job of this printer begins to be sent.</summary>
    Task LockPrinterAsync(Guid id, CancellationToken ct);

    /// <summary>The offer with this code, locked: of two who enter it at once, the second sees that it is taken.</summary>
    Task<PanelPairing?> LockPairingAsync(string code, CancellationToken ct);

    // Before the tenant is known: ids only.
    Task<Guid?> FindFollowedTicketTenantAsync(string followToken, CancellationToken ct);
}

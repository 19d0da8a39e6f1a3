using CleanApp.Application.Common;
using CleanApp.Domain.Counter;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.PrintJobs;

/// <summary>Adds jobs to the ledger, together with the work item that will print them.</summary>
internal sealed class PrintQueue(ICounterDb db, IWorkQueue work, TimeProvider clock)
{
    /// <summary>On the active printer set up first. Null when the company has none: the ticket is then only on the screen.</summary>
    public async Task<PrintJob?> AddTicketAsync(Guid ticketId, CancellationToken ct)
    {
        var printerId = await db
            .Printers.Where(p => p.Active)
            .OrderBy(p => p.CreatedAt)
            .ThenBy(p => p.Id)
            .Select(p => (Guid?)p.Id)
            .FirstOrDefaultAsync(ct);
        return printerId is { } id ? AddTicket(ticketId, id, copy: 1) : null;
    }

    public PrintJob AddTicket(Guid ticketId, Guid printerId, int copy)
    {
        var now = clock.GetUtcNow();
        return Add(PrintJob.ForTicket(Guid.CreateVersion7(now), ticketId, printerId, copy, now));
    }

    public PrintJob AddTestPage(Printer printer)
    {
        var now = clock.GetUtcNow();
        return Add(PrintJob.TestPage(Guid.CreateVersion7(now), printer.Id, now));
    }

    private PrintJob Add(PrintJob job)
    {
        db.PrintJobs.Add(job);
        work.Enqueue(PrintQueuedJob.WorkKind, job.Id);
        return job;
    }
}

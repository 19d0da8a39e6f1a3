using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.PrintJobs;

/// <summary>Prints a finished job once more, marked "2ª via" on paper. A person's act; the program never repeats a print by itself.</summary>
public sealed record ReprintJob(Guid Id) : ICommand<PrintJobView>;

internal sealed class ReprintJobHandler(ICounterDb db, PrintQueue printQueue) : IRequestHandler<ReprintJob, PrintJobView>
{
    public async Task<PrintJobView> Handle(ReprintJob request, CancellationToken ct)
    {
        var job = await db.LockPrintJobAsync(request.Id, ct) ?? throw new DomainException(PrintJobErrors.NotFound);
        if (job.TicketId is not { } ticketId || job.Status is PrintJobStatus.Queued or PrintJobStatus.Sending)
            throw new DomainException(PrintJobErrors.NotReprintable);

        // The ticket's lock orders two reprints of different copies; the unique index on (ticket, copy) would refuse the second.
        var ticket = await db.LockTicketAsync(ticketId, ct) ?? throw new DomainException(QueueTicketErrors.NotFound);
        var printer =
            await db.Printers.Where(p => p.Active).OrderByDescending(p => p.Id == job.PrinterId).ThenBy(p => p.CreatedAt).FirstOrDefaultAsync(ct)
            ?? throw new DomainException(PrinterErrors.None);
        var lastCopy = await db.PrintJobs.Where(j => j.TicketId == ticketId).MaxAsync(j => j.Copy, ct);
        var copy = printQueue.AddTicket(ticketId, printer.Id, lastCopy + 1);
        await db.SaveChangesAsync(ct);
        return PrintJobView.Of(copy, ticket.Code, printer.Name);
    }
}

using CleanApp.Application.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.PrintJobs;

/// <param name="Copy">1 = original; 2 and up are printed as "2ª via" and so on.</param>
/// <param name="LastError">Stable word: <c>unreachable</c>, <c>address_not_allowed</c>, <c>failed_midway</c>, <c>interrupted</c>.</param>
public sealed record PrintJobView(
    Guid Id,
    Guid? TicketId,
    string? TicketCode,
    PrintJobKind Kind,
    int Copy,
    PrintJobStatus Status,
    PrintJobPrinterView Printer,
    int Attempts,
    string? LastError,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt
)
{
    internal static PrintJobView Of(PrintJob job, string? ticketCode, string printerName) =>
        new(
            job.Id,
            job.TicketId,
            ticketCode,
            job.Kind,
            job.Copy,
            job.Status,
            new PrintJobPrinterView(job.PrinterId, printerName),
            job.Attempts,
            job.LastError,
            job.CreatedAt,
            job.FinishedAt
        );
}

public sealed record PrintJobPrinterView(Guid Id, string Name);

/// <summary>Print jobs, newest first; of one ticket when given.</summary>
public sealed record ListPrintJobs(Guid? TicketId, string? After, int Limit) : IRequest<Page<PrintJobView>>;

internal sealed class ListPrintJobsHandler(ICounterDb db) : IRequestHandler<ListPrintJobs, Page<PrintJobView>>
{
    public async Task<Page<PrintJobView>> Handle(ListPrintJobs request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var jobs = db.PrintJobs.AsNoTracking();
        if (request.TicketId is { } ticketId)
            jobs = jobs.Where(j => j.TicketId == ticketId);
        if (after is { } from)
            jobs = jobs.Where(j => j.CreatedAt < from.At || (j.CreatedAt == from.At && j.Id < from.Id));
        var rows = await (
            from job in jobs.OrderByDescending(j => j.CreatedAt).ThenByDescending(j => j.Id).TakePage(request.Limit)
            join printer in db.Printers on job.PrinterId equals printer.Id
            join ticket in db.QueueTickets on job.TicketId equals ticket.Id into tickets
            from ticket in tickets.DefaultIfEmpty()
            orderby job.CreatedAt descending, job.Id descending
            select new PrintJobView(
                job.Id,
                job.TicketId,
                ticket == null ? null : ticket.Code,
                job.Kind,
                job.Copy,
                job.Status,
                new PrintJobPrinterView(printer.Id, printer.Name),
                job.Attempts,
                job.LastError,
                job.CreatedAt,
                job.FinishedAt
            )
        ).ToListAsync(ct);
        return Page<PrintJobView>.Of(rows, request.Limit, j => new Cursor(j.CreatedAt, j.Id));
    }
}

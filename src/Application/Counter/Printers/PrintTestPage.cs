using CleanApp.Application.Common;
using CleanApp.Application.Counter.PrintJobs;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Printers;

/// <summary>Queues a page that shows accents, sizes and a QR code, to choose the right profile by.</summary>
public sealed record PrintTestPage(Guid PrinterId) : ICommand<PrintJobView>;

internal sealed class PrintTestPageHandler(ICounterDb db, PrintQueue printQueue) : IRequestHandler<PrintTestPage, PrintJobView>
{
    public async Task<PrintJobView> Handle(PrintTestPage request, CancellationToken ct)
    {
        var printer = await db.Printers.SingleOrDefaultAsync(p => p.Id == request.PrinterId, ct) ?? throw new DomainException(PrinterErrors.NotFound);
        var job = printQueue.AddTestPage(printer);
        await db.SaveChangesAsync(ct);
        return PrintJobView.Of(job, ticketCode: null, printer.Name);
    }
}

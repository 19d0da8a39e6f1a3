using CleanApp.Application.Common;
using CleanApp.Application.Counter.Printing;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Counter;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.PrintJobs;

/// <summary>
/// Takes one job to its printer. The order of steps is the promise "never printed twice by the program, never lost":
/// connect (nothing sent: may be repeated) → commit <c>sending</c> → send → commit the outcome.
/// A job found in <c>sending</c> belongs to a process that died: what came out is unknown, so a person is told instead.
/// </summary>
internal sealed class PrintQueuedJob(
    ICounterDb db,
    IUnitOfWork unitOfWork,
    ITicketPrinter ticketPrinter,
    ITenantProfile tenant,
    IPublicUrls urls,
    TimeProvider clock
) : IWorkHandler
{
    public const string WorkKind = "counter.print";
    private static readonly TimeSpan BusyWait = TimeSpan.FromMilliseconds(500);

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var job = await db.PrintJobs.AsNoTracking().SingleAsync(j => j.Id == subjectId, ct);
        if (job.Status == PrintJobStatus.Sending)
            return await CloseAsync(subjectId, j => j.LoseTrack("interrupted", clock.GetUtcNow()), ct);
        if (job.Status != PrintJobStatus.Queued)
            return WorkResult.Finished;
        if (await IsBusyAsync(job.PrinterId, ct))
            return WorkResult.RunAgainIn(BusyWait);
        var printer = await db.Printers.AsNoTracking().SingleAsync(p => p.Id == job.PrinterId, ct);
        var profile = await tenant.GetAsync(ct);
        var slip = job.TicketId is { } ticketId ? await SlipAsync(ticketId, job.Copy, profile, ct) : null;

        IPrinterConnection connection;
        try
        {
            var address = new PrinterAddress(printer.Host, printer.Port, printer.Profile.ToString().ToLowerInvariant());
            connection = await ticketPrinter.ConnectAsync(address, ct);
        }
        catch (PrinterUnreachableException)
        {
            return await DeferAsync(subjectId, "unreachable", permanent: false, ct);
        }
        catch (PrinterAddressRefusedException)
        {
            return await DeferAsync(subjectId, "address_not_allowed", permanent: true, ct);
        }

        await using (connection)
        {
            var instead = await unitOfWork.InTransactionAsync<WorkResult?>(
                async inner =>
                {
                    await db.LockPrinterAsync(printer.Id, inner);
                    if (await IsBusyAsync(printer.Id, inner))
                        return WorkResult.RunAgainIn(BusyWait);
                    var locked = await db.LockPrintJobAsync(subjectId, inner);
                    var begins = locked!.TryBeginSending();
                    await db.SaveChangesAsync(inner);
                    return begins ? null : WorkResult.Finished;
                },
                ct
            );
            if (instead is { } result)
                return result;
            try
            {
                // From here on the outcome is recorded whatever happens to the worker that asked: no cancellation.
                var printed = slip is null
                    ? await connection.PrintTestPageAsync(profile.Name, printer.Name, CancellationToken.None)
                    : await connection.PrintAsync(slip, CancellationToken.None);
                return await CloseAsync(subjectId, j => j.Finish(printed == PrintResult.Printed, clock.GetUtcNow()), CancellationToken.None);
            }
            catch (PrinterFailedMidwayException)
            {
                return await CloseAsync(subjectId, j => j.LoseTrack("failed_midway", clock.GetUtcNow()), CancellationToken.None);
            }
        }
    }

    /// <summary>Receipt printers serve one connection at a time; what waits behind it may be lost when the printer is switched off.</summary>
    private Task<bool> IsBusyAsync(Guid printerId, CancellationToken ct) =>
        db.PrintJobs.AnyAsync(j => j.PrinterId == printerId && j.Status == PrintJobStatus.Sending, ct);

    private async Task<TicketSlip> SlipAsync(Guid ticketId, int copy, TenantProfile profile, CancellationToken ct)
    {
        var ticket = await db.QueueTickets.AsNoTracking().SingleAsync(t => t.Id == ticketId, ct);
        var service = await db.Services.AsNoTracking().Where(s => s.Id == ticket.NumberedByServiceId).Select(s => s.Name).SingleAsync(ct);
        var issued = profile.Calendar.ToLocal(ticket.CreatedAt).ToString("dd'/'MM'/'yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var follow = urls.Of($"/fila/{ticket.FollowToken}");
        return new TicketSlip(profile.Name, ticket.Code, service, issued, follow, copy, ticket.Priority > 0 ? "Preferencial" : null);
    }

    private Task<WorkResult> CloseAsync(Guid jobId, Action<PrintJob> close, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var job = await db.LockPrintJobAsync(jobId, inner);
                close(job!);
                await db.SaveChangesAsync(inner);
                return WorkResult.Finished;
            },
            ct
        );

    private Task<WorkResult> DeferAsync(Guid jobId, string reason, bool permanent, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var job = await db.LockPrintJobAsync(jobId, inner);
                var again = job!.Defer(reason, clock.GetUtcNow(), permanent);
                await db.SaveChangesAsync(inner);
                return again is { } delay ? WorkResult.RunAgainIn(delay) : WorkResult.Finished;
            },
            ct
        );
}

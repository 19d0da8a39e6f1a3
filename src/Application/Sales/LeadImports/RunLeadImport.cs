using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>
/// Makes leads of a spreadsheet, some rows in each transaction, which also writes how far it has come: killed anywhere, it goes on from there,
/// and of two at once only one finds the rows it has read the next. While the leads of some rows are written, the people of the next are taken
/// in, and the rows after those are read.
/// </summary>
internal sealed class RunLeadImport(
    ISalesDb db,
    LeadSheets sheets,
    LeadReaders readers,
    LeadPeople people,
    LeadIntake intake,
    TenantScopes beside,
    IUnitOfWork unit,
    TimeProvider clock
) : IWorkHandler
{
    public const string WorkKind = "sales.import_leads";
    private const int AtOnce = 1000;

    /// <summary>Then the worker's hand is free for somebody else, and the program for its end.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    public string Kind => WorkKind;

    /// <summary>Its file waits for its end.</summary>
    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var again = await TakeInAsync(subjectId, ct);
        if (!again)
            await people.TakeBackAsync(subjectId, ct);
        return again ? WorkResult.RunAgainIn(TimeSpan.Zero) : WorkResult.Finished;
    }

    /// <returns>Whether there is more of it to do.</returns>
    private async Task<bool> TakeInAsync(Guid id, CancellationToken ct)
    {
        var import = await db.LeadImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct);
        if (import is not { Status: LeadImportStatus.Running })
            return false;
        var since = clock.GetTimestamp();
        await using var sheet = await OpenAsync(import, ct);
        if (sheet is null || !await SkipAsync(sheet, import.RowsRead, ct))
            return await BreakAsync(id, ct);
        var reader = await readers.OfAsync(import, ct);
        var place = import.RowsRead;
        var reading = await ReadAsync();
        var meeting = MeetAsync(place, await reading, new HashSet<Guid>());
        reading = await ReadAsync();
        while (await meeting is { } met)
        {
            var (from, isTime) = (place, clock.GetElapsedTime(since) > Turn);
            place += met.Leads.Count;
            var next = await reading;
            meeting = isTime ? Task.FromResult<MetLeads?>(null) : MeetAsync(place, next, met.People);
            try
            {
                if (!isTime)
                    reading = await ReadAsync();
                var taken = await unit.InTransactionAsync(inner => intake.TakeAsync(id, from, met, inner), ct);
                if (taken != Taken.Done)
                    return taken == Taken.NotThey;
            }
            finally
            {
                // Whatever became of these rows: nothing is under way any more when this ends.
                await meeting;
            }
            if (isTime && next.Leads.Count > 0)
                return true;
        }
        // The file has fewer rows than it had.
        return place != import.RowCount && await BreakAsync(id, ct);

        async Task<Task<ReadLeads>> ReadAsync()
        {
            var rows = await sheet.ReadSomeAsync(AtOnce, ct);
            return Task.Run(() => reader.ReadAsync(rows, ct), ct);
        }

        Task<MetLeads?> MeetAsync(int from, ReadLeads rows, IReadOnlySet<Guid> underWay) =>
            rows.Leads.Count == 0
                ? Task.FromResult<MetLeads?>(null)
                : beside.RunAsync((LeadPeople some) => some.TakeInAsync(id, from, rows, underWay, ct));
    }

    private async Task<SheetReader?> OpenAsync(LeadImport import, CancellationToken ct)
    {
        try
        {
            return await sheets.OpenAsync(import, ct);
        }
        catch (DomainException e) when (e.Error == LeadImportErrors.Unreadable)
        {
            return null;
        }
    }

    private static async Task<bool> SkipAsync(SheetReader sheet, int rows, CancellationToken ct)
    {
        while (rows-- > 0)
            if (await sheet.ReadAsync(ct) is null)
                return false;
        return true;
    }

    /// <returns>False: there is nothing more to do.</returns>
    private async Task<bool> BreakAsync(Guid id, CancellationToken ct)
    {
        await unit.InTransactionAsync(
            async inner =>
            {
                if (await db.LockLeadImportAsync(id, inner) is { Status: LeadImportStatus.Running } import)
                    import.Break(clock.GetUtcNow());
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        return false;
    }
}

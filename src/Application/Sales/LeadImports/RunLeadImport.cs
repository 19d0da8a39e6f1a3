using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>
/// Makes leads of a spreadsheet, some rows in each transaction, which also writes how far it has come: killed anywhere, it goes on from there,
/// and of two at once only one finds the rows it has read the next.
/// </summary>
internal sealed class RunLeadImport(ISalesDb db, LeadSheets sheets, LeadReaders readers, LeadIntake intake, IUnitOfWork unit, TimeProvider clock)
    : IWorkHandler
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
        var import = await db.LeadImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == subjectId, ct);
        if (import is not { Status: LeadImportStatus.Running })
            return WorkResult.Finished;
        var since = clock.GetTimestamp();
        await using var sheet = await OpenAsync(import, ct);
        if (sheet is null || !await SkipAsync(sheet, import.RowsRead, ct))
            return await BreakAsync(subjectId, ct);
        var reader = await readers.OfAsync(import, ct);
        var (place, rows) = (import.RowsRead, await sheet.ReadSomeAsync(AtOnce, ct));
        for (var next = ReadAsync(); rows.Count > 0; )
        {
            var read = await next;
            var (from, count) = (place, rows.Count);
            // While these are written, the next are read.
            rows = await sheet.ReadSomeAsync(AtOnce, ct);
            next = ReadAsync();
            if (!await unit.InTransactionAsync(inner => intake.TakeAsync(subjectId, from, read, inner), ct))
                return WorkResult.Finished;
            place += count;
            if (rows.Count > 0 && clock.GetElapsedTime(since) > Turn)
                return WorkResult.RunAgainIn(TimeSpan.Zero);
        }
        // The file has fewer rows than it had.
        return place == import.RowCount ? WorkResult.Finished : await BreakAsync(subjectId, ct);

        Task<ReadLeads> ReadAsync()
        {
            var some = rows;
            return Task.Run(() => reader.ReadAsync(some, ct), ct);
        }
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

    private async Task<WorkResult> BreakAsync(Guid id, CancellationToken ct)
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
        return WorkResult.Finished;
    }
}

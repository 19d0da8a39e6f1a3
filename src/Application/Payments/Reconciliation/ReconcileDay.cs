using System.Runtime.CompilerServices;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Payments.Sicredi;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Reconciliation;

/// <summary>
/// Compares a business day with the bank's list of it: records what is missing here, and keeps every difference. Reads first, writes its
/// outcome in one transaction; cut off anywhere, it begins anew and finds what it recorded.
/// </summary>
internal sealed class ReconcileDay(
    IPaymentsDb db,
    IUnitOfWork unitOfWork,
    ReadBankList list,
    DayComparison compare,
    ITenantProfile tenant,
    TimeProvider clock
) : IWorkHandler
{
    public const string WorkKind = "payments.reconcile_day";

    /// <summary>A Pix can be returned for 90 days, and the bank lists returns by the day of the payment.</summary>
    public const int LookBackDays = 91;

    /// <summary>Days are cut by the company's calendar, and pieces of it by seconds; the bank is asked for a little more on both sides.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    /// <summary>Of our payments in one piece: as much of a day as is held in memory at a time.</summary>
    private const int PieceSize = 5000;

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var day = (await db.ReconciliationDays.AsNoTracking().SingleAsync(d => d.Id == subjectId, ct)).Day;
        var account = await db.SicrediAccounts.AsNoTracking().SingleAsync(ct);
        var calendar = (await tenant.GetAsync(ct)).Calendar;
        var now = clock.GetUtcNow();
        try
        {
            var (from, to) = (calendar.StartOf(day), calendar.StartOf(day.AddDays(1)));
            // Today's is compared as far as it is; what comes meanwhile is the next look's.
            to = to < now ? to : now;
            var (payments, into) = (0, 0m);
            var differences = new List<FoundDifference>();
            await foreach (var (start, end) in PiecesAsync(from, to, ct))
            {
                var shown = (await list.ReadAsync(account, start, end, ct, Margin)).DistinctBy(s => s.Shown.EndToEndId).ToList();
                differences.AddRange(await compare.PaymentsAsync(account, shown, start, end, ct));
                payments += shown.Count;
                into += shown.Sum(s => s.Shown.Amount.Amount);
            }
            var returned = await list.ReadReturnedAsync(account, from.AddDays(-LookBackDays), now, ct);
            var backOnDay = returned
                .SelectMany(p => p.Refunds)
                .Where(r => r.Status == BankRefundStatus.Done && calendar.DayOf(r.SettledAt) == day)
                .Sum(r => r.Amount.Amount);
            differences.AddRange(await compare.RefundsAsync(returned, calendar, day, ct));
            await CloseAsync(subjectId, day, row => row.Check(payments, new Money(into), new Money(backOnDay), now), differences, ct);
            return WorkResult.Finished;
        }
        catch (BankUnavailableException e)
        {
            await CloseAsync(subjectId, day, row => row.NoteError(e.Reason), differences: null, ct);
        }
        catch (BankRefusedException e)
        {
            await CloseAsync(subjectId, day, row => row.NoteError(e.Code), differences: null, ct);
        }
        return WorkResult.RunAgainIn(TimeSpan.FromMinutes(2));
    }

    /// <summary>
    /// The day in pieces of whole seconds, each with no more of our payments than <see cref="PieceSize"/> and what its last second has: a small
    /// company's day is one piece, and one question to the bank.
    /// </summary>
    private async IAsyncEnumerable<(DateTimeOffset Start, DateTimeOffset End)> PiecesAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        for (var start = from; start < to; )
        {
            var next = await db
                .Payments.Where(p => p.SettledAt >= start && p.SettledAt < to)
                .OrderBy(p => p.SettledAt)
                .Select(p => (DateTimeOffset?)p.SettledAt)
                .Skip(PieceSize)
                .FirstOrDefaultAsync(ct);
            var second = next is { } at ? new DateTimeOffset(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero) : to;
            // More in one second than in a piece: the second is one.
            var end = second > start ? second : start + TimeSpan.FromSeconds(1);
            yield return (start, end);
            start = end;
        }
    }

    private Task CloseAsync(Guid id, DateOnly day, Action<ReconciliationDay> close, List<FoundDifference>? differences, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var now = clock.GetUtcNow();
                var row = (await db.LockDayAsync(id, inner))!;
                close(row);
                if (differences is not null)
                {
                    var open = await db.ReconciliationDifferences.Where(d => d.Day == day && d.ResolvedAt == null).ToListAsync(inner);
                    foreach (var gone in open.Where(o => !differences.Any(o.IsAbout)))
                        gone.Resolve(now);
                    foreach (var found in differences.Where(f => !open.Any(o => o.IsAbout(f))))
                        db.ReconciliationDifferences.Add(ReconciliationDifference.Found(Guid.CreateVersion7(now), day, found, now));
                    foreach (var mended in open.Where(o => differences.Any(f => f.Mended && o.IsAbout(f))))
                        mended.Resolve(now);
                }
                await db.SaveChangesAsync(inner);
            },
            ct
        );
}

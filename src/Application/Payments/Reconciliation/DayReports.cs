using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Reconciliation;

/// <summary>The figures of business days: the bank's, as they were read last, beside the books', as they are now.</summary>
internal sealed class DayReports(IPaymentsDb db)
{
    public async Task<Dictionary<DateOnly, DayFigures>> OfAsync(IReadOnlyCollection<ReconciliationDay> rows, CancellationToken ct)
    {
        var days = rows.Select(r => r.Day).ToArray();
        var sums = await db
            .LedgerEntries.AsNoTracking()
            .Where(e =>
                days.Contains(e.Day) && (e.Account == LedgerAccount.Bank || e.Account == LedgerAccount.Cash || e.Account == LedgerAccount.Card)
            )
            .GroupBy(e => new
            {
                e.Day,
                e.Account,
                Out = e.Amount < 0,
            })
            .Select(g => new
            {
                g.Key.Day,
                g.Key.Account,
                g.Key.Out,
                Sum = g.Sum(e => e.Amount),
            })
            .ToListAsync(ct);
        var open = await db
            .ReconciliationDifferences.AsNoTracking()
            .Where(d => days.Contains(d.Day) && d.ResolvedAt == null)
            .GroupBy(d => d.Day)
            .Select(g => new { Day = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Day, g => g.Count, ct);
        return rows.ToDictionary(
            r => r.Day,
            r => new DayFigures(
                r.BankIn,
                r.BankOut,
                Books(r.Day, LedgerAccount.Bank, isOut: false),
                Books(r.Day, LedgerAccount.Bank, isOut: true),
                Books(r.Day, LedgerAccount.Cash, isOut: false),
                Books(r.Day, LedgerAccount.Card, isOut: false),
                open.GetValueOrDefault(r.Day)
            )
        );

        Money Books(DateOnly day, LedgerAccount account, bool isOut) =>
            new(Math.Abs(sums.Where(s => s.Day == day && s.Account == account && s.Out == isOut).Sum(s => s.Sum)));
    }
}

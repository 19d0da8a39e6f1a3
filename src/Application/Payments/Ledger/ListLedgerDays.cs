using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Ledger;

/// <summary>The books by business day, newest first: what came in where, and what it was for.</summary>
/// <param name="After">The last day of the page before.</param>
public sealed record ListLedgerDays(string? After, int Limit) : IRequest<Page<ListLedgerDays.Response>>
{
    /// <param name="BankIn">Pix that came in on this day.</param>
    /// <param name="BankOut">Pix that were returned on this day.</param>
    /// <param name="Received">For what was to be paid here; negative where more was returned than came in.</param>
    /// <param name="Suspense">Waits for a person; negative where more was settled than came in.</param>
    /// <param name="Dismissed">Stays, though it fits nothing.</param>
    public sealed record Response(
        DateOnly Day,
        MoneyView BankIn,
        MoneyView BankOut,
        MoneyView Cash,
        MoneyView Card,
        MoneyView Received,
        MoneyView Suspense,
        MoneyView Dismissed
    );
}

internal sealed class ListLedgerDaysHandler(IPaymentsDb db) : IRequestHandler<ListLedgerDays, Page<ListLedgerDays.Response>>
{
    private const string DayFormat = "yyyy-MM-dd";

    public async Task<Page<ListLedgerDays.Response>> Handle(ListLedgerDays request, CancellationToken ct)
    {
        var after = Parse(request.After);
        var days = await db
            .LedgerEntries.AsNoTracking()
            .Where(e => after == null || e.Day < after)
            .Select(e => e.Day)
            .Distinct()
            .OrderByDescending(d => d)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        var more = days.Count > request.Limit;
        if (more)
            days.RemoveAt(days.Count - 1);
        if (days.Count == 0)
            return new Page<ListLedgerDays.Response>([], null);
        var (newest, oldest) = (days[0], days[^1]);
        var sums = await db
            .LedgerEntries.AsNoTracking()
            .Where(e => e.Day >= oldest && e.Day <= newest)
            .GroupBy(e => new
            {
                e.Day,
                e.Account,
                Out = e.Amount < 0,
            })
            .Select(g => new Sum(g.Key.Day, g.Key.Account, g.Key.Out, g.Sum(e => e.Amount)))
            .ToListAsync(ct);
        return new Page<ListLedgerDays.Response>(
            [.. days.Select(day => Of(day, [.. sums.Where(s => s.Day == day)]))],
            more ? oldest.ToString(DayFormat, CultureInfo.InvariantCulture) : null
        );
    }

    private sealed record Sum(DateOnly Day, LedgerAccount Account, bool Out, decimal Amount);

    private static ListLedgerDays.Response Of(DateOnly day, List<Sum> sums)
    {
        return new(
            day,
            MoneyView.Signed(sums.Where(s => s is { Account: LedgerAccount.Bank, Out: false }).Sum(s => s.Amount)),
            MoneyView.Signed(-sums.Where(s => s is { Account: LedgerAccount.Bank, Out: true }).Sum(s => s.Amount)),
            MoneyView.Signed(Net(LedgerAccount.Cash)),
            MoneyView.Signed(Net(LedgerAccount.Card)),
            MoneyView.Signed(-Net(LedgerAccount.Received)),
            MoneyView.Signed(-Net(LedgerAccount.Suspense)),
            MoneyView.Signed(-Net(LedgerAccount.Dismissed))
        );

        decimal Net(LedgerAccount account) => sums.Where(s => s.Account == account).Sum(s => s.Amount);
    }

    private static DateOnly? Parse(string? after) =>
        after is not { Length: > 0 } ? null
        : DateOnly.TryParseExact(after, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new DomainException(CommonErrors.CursorInvalid);
}

using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Ledger;

/// <summary>The lines of the books, newest first; of one business day and of any of the accounts where asked.</summary>
public sealed record ListLedgerEntries(DateOnly? Day, IReadOnlyList<LedgerAccount> Accounts, string? After, int Limit)
    : IRequest<Page<ListLedgerEntries.Response>>
{
    /// <param name="EventId">The payment, refund or manual payment it is about; lines of one event share it.</param>
    /// <param name="Amount">Always positive; <see cref="Incoming"/> says in which direction.</param>
    /// <param name="Incoming">Whether the account has more of it now.</param>
    /// <param name="ByName">Who decided it; null where the bank did.</param>
    public sealed record Response(
        Guid Id,
        LedgerEvent Event,
        Guid EventId,
        LedgerAccount Account,
        MoneyView Amount,
        bool Incoming,
        DateOnly Day,
        DateTimeOffset At,
        string? EndToEndId,
        string? ByName
    );
}

internal sealed class ListLedgerEntriesHandler(IPaymentsDb db, IMemberNames names)
    : IRequestHandler<ListLedgerEntries, Page<ListLedgerEntries.Response>>
{
    public async Task<Page<ListLedgerEntries.Response>> Handle(ListLedgerEntries request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var accounts = request.Accounts.ToArray();
        var rows = await (
            from entry in db.LedgerEntries.AsNoTracking()
            join payment in db.Payments on entry.PaymentId equals payment.Id into payments
            from payment in payments.DefaultIfEmpty()
            where request.Day == null || entry.Day == request.Day
            where accounts.Length == 0 || accounts.Contains(entry.Account)
            where after == null || entry.RecordedAt < after.Value.At || (entry.RecordedAt == after.Value.At && entry.Id < after.Value.Id)
            orderby entry.RecordedAt descending, entry.Id descending
            select new { Entry = entry, EndToEndId = payment == null ? null : payment.EndToEndId }
        )
            .TakePage(request.Limit)
            .ToListAsync(ct);
        var page = PageExtensions.Of(rows, request.Limit, r => new Cursor(r.Entry.RecordedAt, r.Entry.Id));
        var people = await names.OfAsync([.. page.Items.Select(r => r.Entry.ByUserId).OfType<Guid>().Distinct()], ct);
        return page.Select(r => new ListLedgerEntries.Response(
            r.Entry.Id,
            r.Entry.Event,
            r.Entry.EventId,
            r.Entry.Account,
            MoneyView.Of(new(Math.Abs(r.Entry.Amount))),
            IsIncoming(r.Entry),
            r.Entry.Day,
            r.Entry.At,
            r.EndToEndId,
            r.Entry.ByUserId is { } id ? people.GetValueOrDefault(id) : null
        ));
    }

    /// <summary>Where money lies, more is positive; what it is for is the other side of the same sum.</summary>
    private static bool IsIncoming(LedgerEntry entry) =>
        entry.Account is LedgerAccount.Bank or LedgerAccount.Cash or LedgerAccount.Card ? entry.Amount > 0 : entry.Amount < 0;
}

using CleanApp.Application.Payments.Charges;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Sicredi;

/// <param name="WasKnown">It was in the books before this reading.</param>
internal sealed record SeenPayment(BankPayment Shown, bool WasKnown);

/// <summary>Reads the bank's own list of a time, page by page, and records what is not in the books yet. Repeatable: it asks before it writes.</summary>
internal sealed class ReadBankList(IPaymentsDb db, IPixBank bank, ConfirmCharge confirm, RecordLoosePayment loose, TimeProvider clock)
{
    private static readonly TimeSpan ShowingTime = TimeSpan.FromMinutes(1);

    /// <param name="margin">The bank is asked for so much more on both sides; what it shows there is left alone.</param>
    /// <returns>
    /// All settled in [from, until) that is on our key or in our books; what is on other keys of the same bank account is another system's.
    /// </returns>
    public async Task<List<SeenPayment>> ReadAsync(
        SicrediAccount account,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken ct,
        TimeSpan margin = default
    )
    {
        var seen = new List<SeenPayment>();
        var now = clock.GetUtcNow();
        var last = until + margin < now ? until + margin : until;
        for (var page = 0; ; page++)
        {
            var found = await bank.ListPaymentsAsync(account, from - margin, last, page, ct);
            var payments = margin == default ? found.Payments : [.. found.Payments.Where(p => p.SettledAt >= from && p.SettledAt < until)];
            var known = await KnownAsync(payments, ct);
            var charges = await ChargesAsync(payments.Where(p => !known.Contains(p.EndToEndId)), ct);
            foreach (var payment in payments)
            {
                var wasKnown = known.Contains(payment.EndToEndId);
                if (!wasKnown)
                    await RecordAsync(account, payment, charges.GetValueOrDefault(payment.Txid ?? ""), ct);
                if (wasKnown || payment.Key is null || payment.Key == account.PixKey)
                    seen.Add(new SeenPayment(payment, wasKnown));
            }
            if (page + 1 >= found.PageCount)
                return seen;
        }
    }

    /// <summary>What the bank shows as returned, of payments settled since <paramref name="from"/>: there is no list by the time of the return.</summary>
    /// <returns>Payments of ours, as the bank showed them before anything was recorded.</returns>
    public async Task<List<BankPayment>> ReadReturnedAsync(SicrediAccount account, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var seen = new List<BankPayment>();
        for (var page = 0; ; page++)
        {
            var found = await bank.ListReturnedAsync(account, from, until, page, ct);
            var known = await KnownAsync(found.Payments, ct);
            seen.AddRange(found.Payments.Where(p => known.Contains(p.EndToEndId)));
            if (page + 1 >= found.PageCount)
                return seen;
        }
    }

    /// <summary>In one question for the page: most of a large bank account may be another system's.</summary>
    private async Task<Dictionary<string, Guid>> ChargesAsync(IEnumerable<BankPayment> payments, CancellationToken ct)
    {
        var txids = payments.Select(p => p.Txid).OfType<string>().ToArray();
        return await db.Charges.Where(c => txids.Contains(c.Txid)).ToDictionaryAsync(c => c.Txid, c => c.Id, ct);
    }

    private async Task RecordAsync(SicrediAccount account, BankPayment payment, Guid charge, CancellationToken ct)
    {
        if (charge == default)
        {
            await loose.RecordAsync(account, payment, ct);
            return;
        }
        var shown = await confirm.AskAsync(account, charge, payment.Txid!, ct);

        // A static code can carry any txid, ours too; such a payment never shows on the charge. One that does may show there a
        // little later than in the list, so it is given time: the overlap brings it before us again.
        if (shown?.Payments.Any(p => p.EndToEndId == payment.EndToEndId) != true && payment.SettledAt < clock.GetUtcNow() - ShowingTime)
            await loose.RecordAsync(account, payment, ct);
    }

    private async Task<HashSet<string>> KnownAsync(IReadOnlyList<BankPayment> payments, CancellationToken ct)
    {
        var ids = payments.Select(p => p.EndToEndId).ToArray();
        return [.. await db.Payments.Where(p => ids.Contains(p.EndToEndId)).Select(p => p.EndToEndId).ToListAsync(ct)];
    }
}

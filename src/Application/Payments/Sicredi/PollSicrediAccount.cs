using CleanApp.Application.Common;
using CleanApp.Application.Payments.Charges;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Sicredi;

/// <summary>
/// Reads the bank's own list since last time, so a payment is found whose notification never came, or that has no txid.
/// The position moves only after all pages are recorded, and each round begins before it: the bank may show a payment late.
/// </summary>
internal sealed class PollSicrediAccount(
    IPaymentsDb db,
    IUnitOfWork unitOfWork,
    IPixBank bank,
    ConfirmCharge confirm,
    RecordLoosePayment loose,
    TimeProvider clock
) : IWorkHandler
{
    public const string WorkKind = "payments.poll_sicredi";
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShowingTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WhileCharging = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WhileIdle = TimeSpan.FromMinutes(10);

    public string Kind => WorkKind;
    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var account = await db.SicrediAccounts.AsNoTracking().SingleAsync(a => a.Id == subjectId, ct);
        var until = clock.GetUtcNow();
        string? error = null;
        try
        {
            await ReadAsync(account, account.PolledUntil - Overlap, until, ct);
        }
        catch (BankUnavailableException e)
        {
            error = e.Reason;
        }
        catch (BankRefusedException e)
        {
            error = e.Code;
        }
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var row = await db.SicrediAccounts.SingleAsync(a => a.Id == subjectId, inner);
                if (error is not null)
                {
                    row.NoteError(error);
                }
                else
                {
                    row.NoteOk(until);
                    row.AdvancePoll(until);
                }
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        var recently = until - TimeSpan.FromHours(1);
        var charging = await db.Charges.AnyAsync(c => c.CreatedAt > recently, ct);
        return WorkResult.RunAgainIn(charging ? WhileCharging : WhileIdle);
    }

    private async Task ReadAsync(SicrediAccount account, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        for (var page = 0; ; page++)
        {
            var found = await bank.ListPaymentsAsync(account, from, until, page, ct);
            var known = await KnownAsync(found.Payments, ct);
            foreach (var payment in found.Payments.Where(p => !known.Contains(p.EndToEndId)))
            {
                var charge = payment.Txid is { } txid ? await db.Charges.AsNoTracking().SingleOrDefaultAsync(c => c.Txid == txid, ct) : null;
                if (charge is null)
                {
                    await loose.RecordAsync(account, payment, ct);
                    continue;
                }
                var shown = await confirm.AskAsync(account, charge.Id, charge.Txid, ct);

                // A static code can carry any txid, ours too; such a payment never shows on the charge. One that does may show there a
                // little later than in the list, so it is given time: the overlap brings it before us again.
                if (shown?.Payments.Any(p => p.EndToEndId == payment.EndToEndId) != true && payment.SettledAt < until - ShowingTime)
                    await loose.RecordAsync(account, payment, ct);
            }
            if (page + 1 >= found.PageCount)
                return;
        }
    }

    private async Task<HashSet<string>> KnownAsync(IReadOnlyList<BankPayment> payments, CancellationToken ct)
    {
        var ids = payments.Select(p => p.EndToEndId).ToArray();
        return [.. await db.Payments.Where(p => ids.Contains(p.EndToEndId)).Select(p => p.EndToEndId).ToListAsync(ct)];
    }
}

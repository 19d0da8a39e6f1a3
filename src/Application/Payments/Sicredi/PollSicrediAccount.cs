using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Payments.Reconciliation;
using CleanApp.Application.Payments.Refunds;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Sicredi;

/// <summary>
/// Reads the bank's own list since last time, so a payment is found whose notification never came, or that has no txid.
/// The position moves only after all pages are recorded, and each round begins before it: the bank may show a payment late.
/// When it passes the end of a business day, that day is opened to be reconciled, in the same transaction.
/// </summary>
internal sealed class PollSicrediAccount(
    IPaymentsDb db,
    IUnitOfWork unitOfWork,
    IWorkQueue work,
    ReadBankList list,
    RecordRefunds refunds,
    ITenantProfile tenant,
    TimeProvider clock
) : IWorkHandler
{
    public const string WorkKind = "payments.poll_sicredi";
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);
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
            foreach (var seen in await list.ReadAsync(account, account.PolledUntil - Overlap, until, ct))
                await refunds.AllAsync(seen.Shown, ct);
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
                    await OpenEndedDaysAsync(row.PolledUntil, until, inner);
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

    private async Task OpenEndedDaysAsync(DateTimeOffset before, DateTimeOffset until, CancellationToken ct)
    {
        var calendar = (await tenant.GetAsync(ct)).Calendar;
        var today = calendar.DayOf(until);
        var oldest = today.AddDays(-ReconcileDay.LookBackDays);
        for (var day = calendar.DayOf(before); day < today; day = day.AddDays(1))
            if (day >= oldest && await db.TryOpenDayAsync(ReconciliationDay.Open(Guid.CreateVersion7(until), day), ct) is { } opened)
                work.Enqueue(ReconcileDay.WorkKind, opened, delay: Overlap);
    }
}

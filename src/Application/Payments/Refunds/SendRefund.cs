using CleanApp.Application.Common;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Refunds;

/// <summary>
/// Takes an approved refund to the bank and follows it to its end. That it may be there is committed before the first call; after that the
/// bank is asked before anything is repeated, because one id is good for one request.
/// </summary>
internal sealed class SendRefund(IPaymentsDb db, IUnitOfWork unitOfWork, IPixBank bank, RecordRefunds record, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "payments.send_refund";
    public static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(5);

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var first = await ChangeAsync(subjectId, r => r.BeginSending(), ct);
        var refund = await db.Refunds.AsNoTracking().SingleAsync(r => r.Id == subjectId, ct);
        if (refund.Status is not (RefundStatus.Unconfirmed or RefundStatus.Processing))
            return WorkResult.Finished;
        var endToEndId = await db.Payments.Where(p => p.Id == refund.PaymentId).Select(p => p.EndToEndId).SingleAsync(ct);
        var account = await db.SicrediAccounts.AsNoTracking().SingleAsync(ct);
        try
        {
            var shown = first ? null : await bank.FindRefundAsync(account, endToEndId, refund.BankId, ct);
            if (shown is null && refund.Status == RefundStatus.Unconfirmed)
                shown = await PutAsync(account, endToEndId, refund, ct);
            if (shown is not null)
                await record.OneAsync(refund.PaymentId, shown, ct);
            if (shown is { Status: not BankRefundStatus.Processing } || (shown is null && refund.Status == RefundStatus.Unconfirmed))
                return WorkResult.Finished;
        }
        catch (BankUnavailableException e)
        {
            await ChangeAsync(subjectId, r => r.NoteError(e.Reason), ct);
        }
        catch (BankRefusedException e)
        {
            // The question was refused, not the refund: its outcome stays open.
            await ChangeAsync(subjectId, r => r.NoteError(e.Code), ct);
        }
        var age = clock.GetUtcNow() - refund.RequestedAt;
        return WorkResult.RunAgainIn(TimeSpan.FromSeconds(Math.Clamp(age.TotalSeconds / 3, 3, 600)));
    }

    /// <returns>Null when the bank said no, which is then recorded.</returns>
    private async Task<BankRefund?> PutAsync(SicrediAccount account, string endToEndId, Refund refund, CancellationToken ct)
    {
        try
        {
            return await bank.RefundAsync(account, endToEndId, refund, ct);
        }
        catch (BankRefusedException refusal)
        {
            // It may have refused the id because an earlier try, whose answer was lost, had arrived.
            if (await bank.FindRefundAsync(account, endToEndId, refund.BankId, ct) is { } shown)
                return shown;
            await ChangeAsync(refund.Id, r => r.Fail(refusal.Code), ct);
            return null;
        }
    }

    private Task<bool> ChangeAsync(Guid id, Func<Refund, bool> change, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var (refund, _) = (await db.LockRefundAsync(id, inner))!.Value;
                var changed = change(refund);
                await db.SaveChangesAsync(inner);
                return changed;
            },
            ct
        );

    private Task<bool> ChangeAsync(Guid id, Action<Refund> change, CancellationToken ct) =>
        ChangeAsync(
            id,
            refund =>
            {
                change(refund);
                return true;
            },
            ct
        );
}

using CleanApp.Application.Common;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Charges;

/// <summary>Removes a charge at the bank because what it was for is cancelled. A payment that came first is recorded instead.</summary>
internal sealed class WithdrawCharge(IPaymentsDb db, IUnitOfWork unitOfWork, IPixBank bank, ConfirmCharge confirm) : IWorkHandler
{
    public const string WorkKind = "payments.withdraw_charge";

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var charge = await db.Charges.AsNoTracking().SingleAsync(c => c.Id == subjectId, ct);
        // One removed here already may still be open there: it reached the bank after we had asked.
        if (charge.Status is ChargeStatus.Paid or ChargeStatus.Failed)
            return WorkResult.Finished;
        var account = await db.SicrediAccounts.AsNoTracking().SingleAsync(ct);
        try
        {
            var shown = await confirm.AskAsync(account, charge.Id, charge.Txid, ct);
            if (shown?.Status == BankChargeStatus.Settled)
                return WorkResult.Finished;
            if (shown?.Status == BankChargeStatus.Open)
                await bank.RemoveChargeAsync(account, charge.Txid, ct);
        }
        catch (BankRefusedException)
        {
            // It moved between the look and the removal: look again.
            return WorkResult.RunAgainIn(TimeSpan.FromSeconds(5));
        }
        catch (BankUnavailableException)
        {
            return WorkResult.RunAgainIn(TimeSpan.FromSeconds(30));
        }
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                (await db.LockChargeAsync(subjectId, inner))!.Remove();
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        return WorkResult.Finished;
    }
}

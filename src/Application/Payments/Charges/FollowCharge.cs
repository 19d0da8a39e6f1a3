using CleanApp.Application.Common;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Charges;

/// <summary>Looks after an open charge without waiting for notifications, until it is paid or has expired at the bank for good.</summary>
internal sealed class FollowCharge(IPaymentsDb db, IUnitOfWork unitOfWork, ConfirmCharge confirm, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "payments.follow_charge";
    public static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(10);

    /// <summary>A payment begun in the last second may settle after the expiry; one more look comes this much later.</summary>
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(2);

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var charge = await db.Charges.AsNoTracking().SingleAsync(c => c.Id == subjectId, ct);
        if (charge.Status is ChargeStatus.Paid or ChargeStatus.Failed)
            return WorkResult.Finished;
        var account = await db.SicrediAccounts.AsNoTracking().SingleAsync(ct);

        // Read before the bank is asked: only an answer given after the settling time proves that nothing came.
        var now = clock.GetUtcNow();
        BankCharge? shown;
        try
        {
            shown = await confirm.AskAsync(account, charge.Id, charge.Txid, ct);
        }
        catch (BankUnavailableException)
        {
            return WorkResult.RunAgainIn(NextLook(charge, now));
        }
        if (shown?.Status == BankChargeStatus.Settled)
            return WorkResult.Finished;
        if (charge.ExpiresAt is { } expiresAt && now >= expiresAt + SettlingTime)
        {
            await unitOfWork.InTransactionAsync(
                async inner =>
                {
                    (await db.LockChargeAsync(subjectId, inner))!.Expire();
                    await db.SaveChangesAsync(inner);
                },
                ct
            );
            return WorkResult.Finished;
        }
        return WorkResult.RunAgainIn(NextLook(charge, now));
    }

    /// <summary>Soon while somebody stands at the counter, whether or not the bank could be asked; ever more rarely after that.</summary>
    private static TimeSpan NextLook(Charge charge, DateTimeOffset now) =>
        TimeSpan.FromSeconds(Math.Clamp((now - charge.CreatedAt).TotalSeconds / 3, 10, 120));
}

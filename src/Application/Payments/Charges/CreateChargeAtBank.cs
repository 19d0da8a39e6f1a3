using CleanApp.Application.Common;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Charges;

/// <summary>Takes a committed charge to the bank, from the request and, when that did not end well, from the worker.</summary>
internal sealed class CreateChargeAtBank(IPaymentsDb db, IUnitOfWork unitOfWork, IPixBank bank, IWorkQueue work, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "payments.create_charge";

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        try
        {
            await CreateAsync(subjectId, ct);
            return WorkResult.Finished;
        }
        catch (BankUnavailableException)
        {
            var charge = await db.Charges.AsNoTracking().SingleAsync(c => c.Id == subjectId, ct);
            var age = clock.GetUtcNow() - charge.CreatedAt;
            if (age.TotalSeconds < charge.ExpiresInSeconds)
                return WorkResult.RunAgainIn(TimeSpan.FromSeconds(Math.Clamp(age.TotalSeconds / 4, 2, 60)));

            // Nobody has seen its QR code, so nobody can pay it: free the way for a new one.
            await CloseAsync(subjectId, c => c.Reject("bank_unreachable"), note: null, ct);
            return WorkResult.Finished;
        }
    }

    /// <exception cref="BankUnavailableException">Outcome unknown; noted on the charge.</exception>
    public async Task<Charge> CreateAsync(Guid chargeId, CancellationToken ct)
    {
        var charge = await db.Charges.AsNoTracking().SingleAsync(c => c.Id == chargeId, ct);
        if (charge.Status != ChargeStatus.Creating)
            return charge;
        var account = await db.SicrediAccounts.AsNoTracking().SingleAsync(ct);
        try
        {
            var created = await CreateOrFindAsync(account, charge, ct);
            charge = await ActivateAsync(chargeId, created, ct);
            return charge.Status == ChargeStatus.Creating ? throw new BankUnavailableException("no_code") : charge;
        }
        catch (BankRefusedException refusal)
        {
            return await CloseAsync(chargeId, c => c.Reject(refusal.Code), a => a.NoteError(refusal.Code), ct);
        }
        catch (BankUnavailableException e)
        {
            await CloseAsync(chargeId, c => c.NoteFailure(e.Reason), a => a.NoteError(e.Reason), ct);
            throw;
        }
    }

    private async Task<BankCharge> CreateOrFindAsync(SicrediAccount account, Charge charge, CancellationToken ct)
    {
        try
        {
            return await bank.CreateChargeAsync(account, charge, ct);
        }
        catch (BankRefusedException refusal)
        {
            // A refusal may mean that an earlier try, whose answer was lost, had succeeded and the charge has moved on since.
            var existing = await bank.FindChargeAsync(account, charge.Txid, ct);
            return existing?.Amount == charge.Amount ? existing : throw new BankRefusedException(refusal.Status, refusal.Code);
        }
    }

    private Task<Charge> ActivateAsync(Guid chargeId, BankCharge created, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var charge = await CloseAsync(
                    chargeId,
                    charge =>
                    {
                        if (charge.Status != ChargeStatus.Creating || created.PixCopiaECola is null)
                            return;
                        charge.Activate(created.PixCopiaECola, created.CreatedAt);
                        work.Enqueue(FollowCharge.WorkKind, chargeId, delay: FollowCharge.FirstLook);
                    },
                    account =>
                    {
                        if (account.LastError is not null)
                            account.NoteOk(clock.GetUtcNow());
                    },
                    inner
                );
                // Withdrawn while it was on its way: the bank did not have it yet when it was asked to remove it.
                if (charge.Status == ChargeStatus.Removed && created.Status == BankChargeStatus.Open)
                    await work.NudgeAsync(WithdrawCharge.WorkKind, chargeId, inner);
                return charge;
            },
            ct
        );

    /// <summary>What the bank said also shows in the account's state, where a person looks first when charging does not work.</summary>
    private Task<Charge> CloseAsync(Guid chargeId, Action<Charge> close, Action<SicrediAccount>? note, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var charge = (await db.LockChargeAsync(chargeId, inner))!;
                close(charge);
                note?.Invoke(await db.SicrediAccounts.SingleAsync(inner));
                await db.SaveChangesAsync(inner);
                return charge;
            },
            ct
        );
}

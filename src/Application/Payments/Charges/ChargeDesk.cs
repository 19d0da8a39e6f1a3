using CleanApp.Application.Common;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Charges;

/// <summary>
/// Invariant: one live charge per thing to be paid (unique index), with its txid committed before the bank hears of it,
/// so a crash at any line leaves a charge the worker can create or find.
/// </summary>
internal sealed class ChargeDesk(
    IPaymentsDb db,
    IUnitOfWork unitOfWork,
    IWorkQueue work,
    ITokenSource tokens,
    IPublicUrls urls,
    CreateChargeAtBank creation,
    TimeProvider clock
) : ICharges
{
    private static readonly TimeSpan BankAnswerTime = TimeSpan.FromSeconds(5);

    public Task<ChargeView> RequestAsync(ChargeRequest request, CancellationToken ct) => RequestAsync(request, linkId: null, ct);

    public async Task<ChargeView> RequestAsync(ChargeRequest request, Guid? linkId, CancellationToken ct)
    {
        var (charge, created) = await unitOfWork.InTransactionAsync(inner => FindOrAddAsync(request, linkId, inner), ct);
        if (charge.Status == ChargeStatus.Creating)
        {
            using var patience = new CancellationTokenSource(BankAnswerTime, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
            try
            {
                charge = await creation.CreateAsync(charge.Id, either.Token);
            }
            catch (BankUnavailableException)
            {
                // Noted on the charge; the work item committed with it goes on.
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                // Answered as still creating.
            }
        }
        if (charge.Status == ChargeStatus.Failed)
            throw new DomainException(ChargeErrors.Rejected);
        return View(charge) with { Created = created };
    }

    public Task<bool> IsOfferedAsync(CancellationToken ct) => db.SicrediAccounts.AnyAsync(ct);

    public async Task<ChargeView?> FindAsync(string referenceKind, Guid referenceId, CancellationToken ct)
    {
        var charge = await db
            .Charges.AsNoTracking()
            .Where(c => c.ReferenceKind == referenceKind && c.ReferenceId == referenceId)
            // Paid late, beside another that was asked for meanwhile: it is the one that counts.
            .OrderByDescending(c => c.Status == ChargeStatus.Paid)
            .ThenByDescending(c => c.CreatedAt)
            .FirstOrDefaultAsync(ct);
        return charge is null ? null : View(charge) with { Refunded = await RefundedAsync(charge, ct) };
    }

    /// <summary>What the bank has returned of it; null when nothing.</summary>
    public async Task<MoneyView?> RefundedAsync(Charge charge, CancellationToken ct)
    {
        if (charge.Status != ChargeStatus.Paid)
            return null;
        var done = await (
            from refund in db.Refunds
            join payment in db.Payments on refund.PaymentId equals payment.Id
            where payment.ChargeId == charge.Id && payment.Unmatched == null && refund.Status == RefundStatus.Done
            select refund.Amount
        ).ToListAsync(ct);
        return done.Count == 0 ? null : MoneyView.Signed(done.Sum(amount => amount.Amount));
    }

    public async Task WithdrawAsync(string referenceKind, Guid referenceId, CancellationToken ct)
    {
        var open = await db
            .Charges.Where(c => c.ReferenceKind == referenceKind && c.ReferenceId == referenceId)
            .Where(c => c.Status == ChargeStatus.Creating || c.Status == ChargeStatus.Active)
            .Select(c => c.Id)
            .ToListAsync(ct);
        foreach (var id in open)
            await work.NudgeAsync(WithdrawCharge.WorkKind, id, ct);
    }

    private async Task<(Charge, bool Created)> FindOrAddAsync(ChargeRequest request, Guid? linkId, CancellationToken ct)
    {
        await db.LockReferenceAsync(request.ReferenceKind, request.ReferenceId, ct);
        var now = clock.GetUtcNow();
        var earlier = await db
            .Charges.Where(c => c.ReferenceKind == request.ReferenceKind && c.ReferenceId == request.ReferenceId)
            .OrderByDescending(c => c.CreatedAt)
            .FirstOrDefaultAsync(ct);
        if (earlier is not null && (earlier.Status == ChargeStatus.Paid || earlier.IsLive(now)))
            return (earlier, false);
        earlier?.Expire();

        var account =
            await db.SicrediAccounts.AsNoTracking().SingleOrDefaultAsync(ct) ?? throw new DomainException(SicrediAccountErrors.NotConfigured);
        var id = Guid.CreateVersion7(now);
        var charge = Charge.Request(
            id,
            request.ReferenceKind,
            request.ReferenceId,
            txid: id.ToString("N"),
            request.Amount,
            account.PixKey,
            request.Description,
            request.ExpiresIn,
            tokens.NewToken(),
            now,
            linkId,
            request.ContactId
        );

        // In its own save: the expired charge leaves the unique index before its successor enters it.
        await db.SaveChangesAsync(ct);
        db.Charges.Add(charge);
        work.Enqueue(CreateChargeAtBank.WorkKind, id, delay: 2 * BankAnswerTime);
        await db.SaveChangesAsync(ct);
        return (charge, true);
    }

    private ChargeView View(Charge charge) =>
        new(
            charge.Id,
            charge.Txid,
            charge.PixCopiaECola,
            urls.Of($"/pay/{charge.PayToken}"),
            charge.ExpiresAt,
            charge.Status == ChargeStatus.Active && !charge.IsLive(clock.GetUtcNow()) ? ChargeStatus.Expired : charge.Status,
            MoneyView.Of(charge.Amount),
            charge.PaidAt
        );
}

using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Links;

internal sealed class PaymentLinks(IPaymentsDb db, ITokenSource tokens, IPublicUrls urls, IMemberNames names, TimeProvider clock) : IPaymentLinks
{
    /// <summary>As the charges of a link say what they are for.</summary>
    public const string ReferenceKind = "payments.link";

    public async Task<PaymentLinkView> CreateAsync(PaymentLinkRequest request, Guid by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var link = PaymentLink.Create(
            Guid.CreateVersion7(now),
            tokens.NewToken(),
            request.Amount,
            request.Description,
            request.ExpiresAt.ToUniversalTime(),
            request.Reusable,
            by,
            now
        );
        db.PaymentLinks.Add(link);
        await db.SaveChangesAsync(ct);
        return (await ViewAsync([link], ct))[0];
    }

    public async Task<List<PaymentLinkView>> ViewAsync(IReadOnlyCollection<PaymentLink> links, CancellationToken ct)
    {
        var ids = links.Select(l => l.Id).ToArray();
        var paid = (
            await (
                from payment in db.Payments.AsNoTracking()
                join charge in db.Charges.AsNoTracking() on payment.ChargeId equals charge.Id
                where charge.LinkId != null && ids.Contains(charge.LinkId.Value) && payment.Unmatched == null
                select new { LinkId = charge.LinkId!.Value, payment.Amount }
            ).ToListAsync(ct)
        ).ToLookup(p => p.LinkId, p => p.Amount.Amount);
        var attached = (
            await db
                .Payments.AsNoTracking()
                .Where(p => p.AttachedKind == ReferenceKind && p.AttachedId != null && ids.Contains(p.AttachedId.Value))
                .ToListAsync(ct)
        ).ToLookup(p => p.AttachedId!.Value, _ => 0m);
        var people = await names.OfAsync([.. links.Select(l => l.CreatedBy).Distinct()], ct);
        var now = clock.GetUtcNow();
        return
        [
            .. links.Select(l => new PaymentLinkView(
                l.Id,
                urls.Of($"/pay/{l.Token}"),
                MoneyView.Of(l.Amount),
                l.Description,
                l.ExpiresAt,
                l.Reusable,
                l.StatusAt(now),
                l.CreatedAt,
                people.GetValueOrDefault(l.CreatedBy),
                paid[l.Id].Count() + attached[l.Id].Count(),
                MoneyView.Signed(paid[l.Id].Sum() + (attached[l.Id].Count() * l.Amount.Amount))
            )),
        ];
    }
}

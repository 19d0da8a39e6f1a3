using CleanApp.Application.Common;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Links;

/// <summary>Payment links, newest first.</summary>
public sealed record ListPaymentLinks(string? After, int Limit) : IRequest<Page<PaymentLinkView>>;

internal sealed class ListPaymentLinksHandler(IPaymentsDb db, PaymentLinks links) : IRequestHandler<ListPaymentLinks, Page<PaymentLinkView>>
{
    public async Task<Page<PaymentLinkView>> Handle(ListPaymentLinks request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = await db
            .PaymentLinks.AsNoTracking()
            .Where(l => after == null || l.CreatedAt < after.Value.At || (l.CreatedAt == after.Value.At && l.Id < after.Value.Id))
            .OrderByDescending(l => l.CreatedAt)
            .ThenByDescending(l => l.Id)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        var page = Page<PaymentLink>.Of(rows, request.Limit, l => new Cursor(l.CreatedAt, l.Id));
        return new Page<PaymentLinkView>(await links.ViewAsync(page.Items, ct), page.Next);
    }
}

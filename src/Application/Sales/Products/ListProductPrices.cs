using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Products;

/// <summary>What a product cost, the newest first; the first line is what it costs now.</summary>
public sealed record ListProductPrices(Guid ProductId, string? After, int Limit) : IRequest<Page<ListProductPrices.Response>>
{
    /// <param name="Cost">Null also for those who do not manage products.</param>
    /// <param name="Since">Until the one before in the list.</param>
    /// <param name="SetBy">Whose act it was.</param>
    public sealed record Response(MoneyView Price, MoneyView? Cost, DateTimeOffset Since, string? SetBy);
}

internal sealed class ListProductPricesHandler(ISalesDb db, ProductViews views, IMemberNames members)
    : IRequestHandler<ListProductPrices, Page<ListProductPrices.Response>>
{
    public async Task<Page<ListProductPrices.Response>> Handle(ListProductPrices request, CancellationToken ct)
    {
        if (!await db.Products.AnyAsync(p => p.Id == request.ProductId, ct))
            throw new DomainException(ProductErrors.NotFound);
        var prices = db.ProductPrices.AsNoTracking().Where(p => p.ProductId == request.ProductId);
        if (Cursor.Parse(request.After) is { } last)
            prices = prices.Where(p => p.Since <= last.At && (p.Since < last.At || p.Id < last.Id));
        var rows = await prices.OrderByDescending(p => p.Since).ThenByDescending(p => p.Id).TakePage(request.Limit).ToListAsync(ct);
        var page = Page<ProductPrice>.Of(rows, request.Limit, p => new Cursor(p.Since, p.Id));
        var names = await members.OfAsync([.. page.Items.Select(p => p.SetById).Distinct()], ct);
        return page.Select(p => new ListProductPrices.Response(
            MoneyView.Of(p.Price),
            views.ShowsCost && p.Cost is { } cost ? MoneyView.Of(cost) : null,
            p.Since,
            names.GetValueOrDefault(p.SetById)
        ));
    }
}

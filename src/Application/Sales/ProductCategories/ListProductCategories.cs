using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProductCategories;

/// <summary>All of a company's groups of products, by name.</summary>
public sealed record ListProductCategories : IRequest<ListProductCategories.Response>
{
    public sealed record Response(IReadOnlyList<ProductCategoryView> Items);
}

public sealed record ProductCategoryView(Guid Id, string Name);

internal sealed class ListProductCategoriesHandler(ISalesDb db) : IRequestHandler<ListProductCategories, ListProductCategories.Response>
{
    public async Task<ListProductCategories.Response> Handle(ListProductCategories request, CancellationToken ct) =>
        new(await db.ProductCategories.OrderBy(c => c.Name).Select(c => new ProductCategoryView(c.Id, c.Name)).ToListAsync(ct));
}

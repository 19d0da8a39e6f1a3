using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Products;

/// <summary>A company's products, by name.</summary>
/// <param name="Search">Words that are somewhere in name or SKU, whatever their accents.</param>
/// <param name="Active">Null: also those that are not offered any more.</param>
public sealed record ListProducts(string? Search, Guid? CategoryId, bool? Active, string? After, int Limit) : IRequest<Page<ProductSummary>>;

/// <param name="Words">See <see cref="ProductSearch.WordsOf"/>.</param>
public sealed record ProductFilter(IReadOnlyList<string> Words, Guid? CategoryId, bool? Active);

internal sealed class ListProductsValidator : AbstractValidator<ListProducts>
{
    public ListProductsValidator() => RuleFor(r => r.Search).MaximumLength(100).WithMessage("Must have at most 100 characters.");
}

internal sealed class ListProductsHandler(ISalesDb db, ProductViews views) : IRequestHandler<ListProducts, Page<ProductSummary>>
{
    public async Task<Page<ProductSummary>> Handle(ListProducts request, CancellationToken ct)
    {
        var filter = new ProductFilter(ProductSearch.WordsOf(request.Search), request.CategoryId, request.Active);
        var rows = await db.ListProductsAsync(filter, TextCursor.Parse(request.After), request.Limit, ct);
        var page = Page<Product>.Of(rows, request.Limit, p => new TextCursor(p.Search, p.Id));
        return new Page<ProductSummary>(await views.OfAsync(page.Items, ct), page.Next);
    }
}

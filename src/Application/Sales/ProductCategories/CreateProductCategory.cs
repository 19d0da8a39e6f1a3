using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProductCategories;

/// <summary>Adds a group of products.</summary>
/// <param name="Name">Up to 60 characters; one of each, however it is written.</param>
public sealed record CreateProductCategory(string Name) : ICommand<ProductCategoryView>;

internal sealed class CreateProductCategoryValidator : AbstractValidator<CreateProductCategory>
{
    public CreateProductCategoryValidator() => RuleFor(r => r.Name).Name(ProductCategoryRules.LongestName);
}

internal sealed class CreateProductCategoryHandler(ISalesDb db, TimeProvider clock) : IRequestHandler<CreateProductCategory, ProductCategoryView>
{
    public async Task<ProductCategoryView> Handle(CreateProductCategory request, CancellationToken ct)
    {
        if (await db.ProductCategories.CountAsync(ct) >= ProductCategoryRules.Most)
            throw new DomainException(ProductCategoryErrors.TooMany);
        var now = clock.GetUtcNow();
        var category = ProductCategory.Create(Guid.CreateVersion7(now), request.Name, now);
        db.ProductCategories.Add(category);
        await db.SaveChangesAsync(ct);
        return new ProductCategoryView(category.Id, category.Name);
    }
}

internal static class ProductCategoryRules
{
    public const int LongestName = 60;

    /// <summary>The screen has all of them at hand.</summary>
    public const int Most = 500;
}

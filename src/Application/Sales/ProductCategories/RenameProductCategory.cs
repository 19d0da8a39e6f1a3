using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.ProductCategories;

/// <summary>Calls a group of products by another name.</summary>
public sealed record RenameProductCategory(Guid Id, string Name) : ICommand<ProductCategoryView>;

internal sealed class RenameProductCategoryValidator : AbstractValidator<RenameProductCategory>
{
    public RenameProductCategoryValidator() => RuleFor(r => r.Name).Name(ProductCategoryRules.LongestName);
}

internal sealed class RenameProductCategoryHandler(ISalesDb db) : IRequestHandler<RenameProductCategory, ProductCategoryView>
{
    public async Task<ProductCategoryView> Handle(RenameProductCategory request, CancellationToken ct)
    {
        var category = await db.LockCategoryAsync(request.Id, ct) ?? throw new DomainException(ProductCategoryErrors.NotFound);
        category.Rename(request.Name);
        await db.SaveChangesAsync(ct);
        return new ProductCategoryView(category.Id, category.Name);
    }
}

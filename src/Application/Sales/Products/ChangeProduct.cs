using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Products;

/// <summary>Changes all that is said of a product; another price is the next line of its history.</summary>
/// <param name="Version">The one the change was made from.</param>
public sealed record ChangeProduct(Guid Id, int Version, ProductInput Product) : ICommand<ProductView>;

internal sealed class ChangeProductValidator : AbstractValidator<ChangeProduct>
{
    public ChangeProductValidator()
    {
        RuleFor(r => r.Version).GreaterThan(0);
        RuleFor(r => r.Product).NotNull().ChildRules(ProductRules.Check);
    }
}

internal sealed class ChangeProductHandler(ISalesDb db, ProductBook book, ProductViews views) : IRequestHandler<ChangeProduct, ProductView>
{
    public async Task<ProductView> Handle(ChangeProduct request, CancellationToken ct)
    {
        var product = await db.LockProductAsync(request.Id, ct) ?? throw new DomainException(ProductErrors.NotFound);
        var details = request.Product.ToDetails();
        if (details.CategoryId != product.CategoryId)
            await book.RequireCategoryAsync(details.CategoryId, ct);
        book.Change(product, details, request.Version);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(product, ct);
    }
}

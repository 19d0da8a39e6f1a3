using CleanApp.Application.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Products;

/// <summary>Adds a product; its price is the first line of its history.</summary>
public sealed record CreateProduct(ProductInput Product) : ICommand<ProductView>;

internal sealed class CreateProductValidator : AbstractValidator<CreateProduct>
{
    public CreateProductValidator() => RuleFor(r => r.Product).NotNull().ChildRules(ProductRules.Check);
}

internal sealed class CreateProductHandler(ISalesDb db, ProductBook book, ProductViews views) : IRequestHandler<CreateProduct, ProductView>
{
    public async Task<ProductView> Handle(CreateProduct request, CancellationToken ct)
    {
        var details = request.Product.ToDetails();
        await book.RequireCategoryAsync(details.CategoryId, ct);
        var product = book.Add(details);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(product, ct);
    }
}

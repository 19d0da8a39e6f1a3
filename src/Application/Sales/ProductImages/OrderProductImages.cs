using CleanApp.Application.Common;
using CleanApp.Application.Sales.Products;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProductImages;

/// <summary>Puts a product's pictures into another order; the first stands for it in lists.</summary>
/// <param name="ImageIds">Each of them once.</param>
public sealed record OrderProductImages(Guid ProductId, IReadOnlyList<Guid> ImageIds) : ICommand<ProductView>;

internal sealed class OrderProductImagesValidator : AbstractValidator<OrderProductImages>
{
    public OrderProductImagesValidator() =>
        RuleFor(r => r.ImageIds)
            .NotNull()
            .Must(ids => ids is null || ids.Count <= Product.MostImages)
            .WithMessage($"Must have at most {Product.MostImages} entries.");
}

internal sealed class OrderProductImagesHandler(ISalesDb db, ProductViews views) : IRequestHandler<OrderProductImages, ProductView>
{
    public async Task<ProductView> Handle(OrderProductImages request, CancellationToken ct)
    {
        var product = await db.LockProductAsync(request.ProductId, ct) ?? throw new DomainException(ProductErrors.NotFound);
        var images = await db.ProductImages.Where(i => i.ProductId == product.Id).ToListAsync(ct);
        if (request.ImageIds.Any(id => images.All(i => i.Id != id)))
            throw new DomainException(ProductErrors.ImageNotFound);
        if (request.ImageIds.Count != images.Count || request.ImageIds.Distinct().Count() != images.Count)
            throw new DomainException(ProductErrors.OrderIncomplete);
        foreach (var image in images)
            image.MoveTo(request.ImageIds.ToList().IndexOf(image.Id));
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(product, ct);
    }
}

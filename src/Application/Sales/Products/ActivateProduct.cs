using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Products;

/// <summary>Whether a product can be offered from now on; what was offered with it stays.</summary>
public sealed record ActivateProduct(Guid Id, bool Active) : ICommand<ProductView>;

internal sealed class ActivateProductHandler(ISalesDb db, ProductViews views, TimeProvider clock) : IRequestHandler<ActivateProduct, ProductView>
{
    public async Task<ProductView> Handle(ActivateProduct request, CancellationToken ct)
    {
        var product = await db.LockProductAsync(request.Id, ct) ?? throw new DomainException(ProductErrors.NotFound);
        product.Activate(request.Active, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(product, ct);
    }
}

using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Products;

public sealed record GetProduct(Guid Id) : IRequest<ProductView>;

internal sealed class GetProductHandler(ISalesDb db, ProductViews views) : IRequestHandler<GetProduct, ProductView>
{
    public async Task<ProductView> Handle(GetProduct request, CancellationToken ct)
    {
        var product = await db.Products.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Id, ct);
        return await views.OfAsync(product ?? throw new DomainException(ProductErrors.NotFound), ct);
    }
}

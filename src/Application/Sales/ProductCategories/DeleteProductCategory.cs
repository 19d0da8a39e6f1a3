using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProductCategories;

/// <summary>Removes a group that no product is in.</summary>
public sealed record DeleteProductCategory(Guid Id) : ICommand<Done>;

internal sealed class DeleteProductCategoryHandler(ISalesDb db) : IRequestHandler<DeleteProductCategory, Done>
{
    public async Task<Done> Handle(DeleteProductCategory request, CancellationToken ct)
    {
        // Whoever puts a product into it at this moment waits here, and then finds it gone.
        var category = await db.LockCategoryAsync(request.Id, ct) ?? throw new DomainException(ProductCategoryErrors.NotFound);
        if (await db.Products.AnyAsync(p => p.CategoryId == category.Id, ct))
            throw new DomainException(ProductCategoryErrors.InUse);
        db.ProductCategories.Remove(category);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}

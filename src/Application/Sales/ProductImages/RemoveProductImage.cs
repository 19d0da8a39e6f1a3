using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProductImages;

/// <summary>Removes a picture; its file goes after it.</summary>
public sealed record RemoveProductImage(Guid ProductId, Guid ImageId) : ICommand<Done>;

internal sealed class RemoveProductImageHandler(ISalesDb db, IWorkQueue work) : IRequestHandler<RemoveProductImage, Done>
{
    public async Task<Done> Handle(RemoveProductImage request, CancellationToken ct)
    {
        // Of two who remove it at once the second finds it gone.
        _ = await db.LockProductAsync(request.ProductId, ct) ?? throw new DomainException(ProductErrors.NotFound);
        var image = await db.ProductImages.SingleOrDefaultAsync(i => i.Id == request.ImageId && i.ProductId == request.ProductId, ct);
        db.ProductImages.Remove(image ?? throw new DomainException(ProductErrors.ImageNotFound));
        await work.NudgeAsync(ClearProductImage.WorkKind, request.ImageId, ct);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}

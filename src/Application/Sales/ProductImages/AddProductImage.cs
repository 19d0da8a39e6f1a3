using CleanApp.Application.Common;
using CleanApp.Application.Sales.Products;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProductImages;

/// <summary>Adds a picture behind those a product has. What it is its content says, not its name.</summary>
public sealed record AddProductImage(Guid ProductId, IIncomingFile File) : IRequest<ProductImageView>;

internal sealed class AddProductImageHandler(
    ISalesDb db,
    IUnitOfWork unitOfWork,
    IObjectStorage storage,
    IWorkQueue work,
    ITenantContext tenant,
    TimeProvider clock
) : IRequestHandler<AddProductImage, ProductImageView>
{
    public async Task<ProductImageView> Handle(AddProductImage request, CancellationToken ct)
    {
        if (!await db.Products.AnyAsync(p => p.Id == request.ProductId, ct))
            throw new DomainException(ProductErrors.NotFound);
        var file = await request.File.OpenAsync(ct) ?? throw new DomainException(ProductErrors.ImageMissing);
        var picture = ProductPicture.Read(await file.ReadAsync(ProductPicture.MostBytes, ct));

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                work.Enqueue(ClearProductImage.WorkKind, id, ClearProductImage.Unclaimed);
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        await storage.PutAsync(ClearProductImage.KeyOf(tenant.TenantId, id), new MemoryStream(picture.Content), ct);
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                // So that of several at once none is one too many.
                _ = await db.LockProductAsync(request.ProductId, inner) ?? throw new DomainException(ProductErrors.NotFound);
                var positions = await db.ProductImages.Where(i => i.ProductId == request.ProductId).Select(i => i.Position).ToListAsync(inner);
                if (positions.Count >= Product.MostImages)
                    throw new DomainException(ProductErrors.TooManyImages);
                db.ProductImages.Add(ProductImage.Of(id, request.ProductId, positions.DefaultIfEmpty(-1).Max() + 1, picture, now));
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        return new ProductImageView(id, picture.MimeType, picture.Content.Length);
    }
}

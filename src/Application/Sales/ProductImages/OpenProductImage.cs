using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProductImages;

/// <summary>A picture of a product. Another one has another id, so it can be kept by whoever has seen it.</summary>
public sealed record OpenProductImage(Guid ProductId, Guid ImageId) : IRequest<OpenProductImage.Picture>
{
    public sealed record Picture(Stream Content, string MimeType);
}

internal sealed class OpenProductImageHandler(ISalesDb db, IObjectStorage storage, ITenantContext tenant)
    : IRequestHandler<OpenProductImage, OpenProductImage.Picture>
{
    public async Task<OpenProductImage.Picture> Handle(OpenProductImage request, CancellationToken ct)
    {
        var images = db.ProductImages.AsNoTracking().Where(i => i.Id == request.ImageId && i.ProductId == request.ProductId);
        return
            await images.SingleOrDefaultAsync(ct) is { } image
            && await storage.GetAsync(ClearProductImage.KeyOf(tenant.TenantId, image.Id), ct) is { } content
            ? new OpenProductImage.Picture(content, image.MimeType)
            : throw new DomainException(ProductErrors.ImageNotFound);
    }
}

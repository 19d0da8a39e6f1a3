using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>A picture of a product; the file is in the storage, by the same id.</summary>
public sealed class ProductImage : TenantEntity
{
    private ProductImage() { }

    public Guid ProductId { get; private init; }

    /// <summary>The first of a product's stands for it in lists.</summary>
    public int Position { get; private set; }
    public string MimeType { get; private init; } = "";
    public long Size { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }

    public static ProductImage Of(Guid id, Guid productId, int position, StillPicture picture, DateTimeOffset now) =>
        new()
        {
            Id = id,
            ProductId = productId,
            Position = position,
            MimeType = picture.MimeType,
            Size = picture.Content.Length,
            CreatedAt = now,
        };

    public void MoveTo(int position) => Position = position;
}

/// <summary>What is taken in as a picture of a product.</summary>
public static class ProductPicture
{
    public const int MostBytes = 1024 * 1024;

    private static readonly PictureLimits Limits = new(MostBytes, 2048, ProductErrors.ImageTooLarge, ProductErrors.ImageNotAPicture);

    /// <inheritdoc cref="StillPicture.Read"/>
    public static StillPicture Read(ReadOnlySpan<byte> file) => StillPicture.Read(file, Limits);
}

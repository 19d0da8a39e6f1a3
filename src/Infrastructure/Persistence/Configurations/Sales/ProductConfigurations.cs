using CleanApp.Domain.Identity;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleanApp.Infrastructure.Persistence.Configurations.Sales;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.HasOne<ProductCategory>().WithMany().HasForeignKey(p => p.CategoryId).OnDelete(DeleteBehavior.NoAction);
        builder.Property(p => p.Search).UseCollation("C");
        builder.Property(p => p.Stock).HasPrecision(14, 3);
        builder.Ignore(p => p.Details);
    }
}

internal sealed class ProductPriceConfiguration : IEntityTypeConfiguration<ProductPrice>
{
    public void Configure(EntityTypeBuilder<ProductPrice> builder)
    {
        builder.HasOne<Product>().WithMany().HasForeignKey(p => p.ProductId);
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.SetById).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class ProductImageConfiguration : IEntityTypeConfiguration<ProductImage>
{
    public void Configure(EntityTypeBuilder<ProductImage> builder)
    {
        builder.HasOne<Product>().WithMany().HasForeignKey(i => i.ProductId);
    }
}

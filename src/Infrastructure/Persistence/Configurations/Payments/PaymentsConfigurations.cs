using CleanApp.Domain.Identity;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleanApp.Infrastructure.Persistence.Configurations.Payments;

internal sealed class ChargeConfiguration : IEntityTypeConfiguration<Charge>
{
    public void Configure(EntityTypeBuilder<Charge> builder) => builder.HasOne<Tenant>().WithMany().HasForeignKey(c => c.TenantId);
}

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.HasOne<Tenant>().WithMany().HasForeignKey(p => p.TenantId);
        builder.HasOne<Charge>().WithMany().HasForeignKey(p => p.ChargeId);
    }
}

internal sealed class SicrediAccountConfiguration : IEntityTypeConfiguration<SicrediAccount>
{
    public void Configure(EntityTypeBuilder<SicrediAccount> builder) => builder.HasOne<Tenant>().WithMany().HasForeignKey(a => a.TenantId);
}

internal sealed class InboundWebhookConfiguration : IEntityTypeConfiguration<InboundWebhook>
{
    public void Configure(EntityTypeBuilder<InboundWebhook> builder) => builder.HasOne<Tenant>().WithMany().HasForeignKey(w => w.TenantId);
}

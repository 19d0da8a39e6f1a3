using CleanApp.Domain.Identity;
using CleanApp.Domain.Payments;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleanApp.Infrastructure.Persistence.Configurations.Payments;

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.HasOne<Charge>().WithMany().HasForeignKey(p => p.ChargeId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(p => p.ContactId);
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.ResolvedBy).OnDelete(DeleteBehavior.NoAction);
        builder.Ignore(p => p.Account);
        builder.Ignore(p => p.IsInSuspense);
    }
}

internal sealed class ManualPaymentConfiguration : IEntityTypeConfiguration<ManualPayment>
{
    public void Configure(EntityTypeBuilder<ManualPayment> builder)
    {
        builder.HasOne<Contact>().WithMany().HasForeignKey(p => p.ContactId);
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.ReceivedBy).OnDelete(DeleteBehavior.NoAction);
        builder.Ignore(p => p.Account);
    }
}

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.HasOne<Payment>().WithMany().HasForeignKey(r => r.PaymentId);
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.RequestedBy).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.DecidedBy).OnDelete(DeleteBehavior.NoAction);
        builder.Ignore(r => r.HoldsAmount);
        builder.Ignore(r => r.IsOpen);
    }
}

internal sealed class ReconciliationSignOffConfiguration : IEntityTypeConfiguration<ReconciliationSignOff>
{
    public void Configure(EntityTypeBuilder<ReconciliationSignOff> builder)
    {
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.SignedBy).OnDelete(DeleteBehavior.NoAction);
        builder.Ignore(s => s.Figures);
    }
}

internal sealed class PaymentLinkConfiguration : IEntityTypeConfiguration<PaymentLink>
{
    public void Configure(EntityTypeBuilder<PaymentLink> builder)
    {
        builder.HasOne<Payment>().WithMany().HasForeignKey(l => l.PaymentId);
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.CreatedBy).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class ChargeConfiguration : IEntityTypeConfiguration<Charge>
{
    public void Configure(EntityTypeBuilder<Charge> builder)
    {
        builder.HasOne<PaymentLink>().WithMany().HasForeignKey(c => c.LinkId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(c => c.ContactId);
    }
}

internal sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.Property(e => e.Amount).HasPrecision(12, 2);
        builder.HasOne<Payment>().WithMany().HasForeignKey(e => e.PaymentId);
    }
}

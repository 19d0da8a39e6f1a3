using CleanApp.Domain.Identity;
using CleanApp.Domain.Payments;
using CleanApp.Domain.People;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleanApp.Infrastructure.Persistence.Configurations.Sales;

internal sealed class ProposalConfiguration : IEntityTypeConfiguration<Proposal>
{
    public void Configure(EntityTypeBuilder<Proposal> builder)
    {
        builder.Ignore(p => p.Draft).Ignore(p => p.Live).Ignore(p => p.Accepted);
        builder.HasMany(p => p.Versions).WithOne().HasForeignKey(v => v.ProposalId);
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(p => p.OpportunityId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(p => p.ContactId);
        builder.HasOne<Payment>().WithMany().HasForeignKey(p => p.PaymentId);
    }
}

internal sealed class ProposalVersionConfiguration : IEntityTypeConfiguration<ProposalVersion>
{
    public void Configure(EntityTypeBuilder<ProposalVersion> builder)
    {
        builder.Ignore(v => v.Totals);
        builder.HasOne<User>().WithMany().HasForeignKey(v => v.SentById).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<User>().WithMany().HasForeignKey(v => v.RefusedById).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class ProposalAcceptanceConfiguration : IEntityTypeConfiguration<ProposalAcceptance>
{
    public void Configure(EntityTypeBuilder<ProposalAcceptance> builder) =>
        builder.HasOne<ProposalVersion>().WithOne().HasForeignKey<ProposalAcceptance>(a => a.Id);
}

internal sealed class ProposalViewConfiguration : IEntityTypeConfiguration<ProposalView>
{
    public void Configure(EntityTypeBuilder<ProposalView> builder) => builder.HasOne<ProposalVersion>().WithMany().HasForeignKey(v => v.VersionId);
}

internal sealed class ProposalSettingsConfiguration : IEntityTypeConfiguration<ProposalSettings>
{
    public void Configure(EntityTypeBuilder<ProposalSettings> builder) => builder.HasOne<ProposalLogo>().WithMany().HasForeignKey(s => s.LogoId);
}

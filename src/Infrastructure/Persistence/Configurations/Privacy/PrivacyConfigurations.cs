using CleanApp.Domain.Identity;
using CleanApp.Domain.People;
using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleanApp.Infrastructure.Persistence.Configurations.Privacy;

internal sealed class ConsentTextConfiguration : IEntityTypeConfiguration<ConsentText>
{
    public void Configure(EntityTypeBuilder<ConsentText> builder) =>
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.ByUserId).OnDelete(DeleteBehavior.NoAction);
}

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.Property(c => c.Number).UseIdentityAlwaysColumn();
        builder.HasOne<Contact>().WithMany().HasForeignKey(c => c.ContactId);
        builder.HasOne<ConsentText>().WithMany().HasForeignKey(c => c.TextId);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.ByUserId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class DataSubjectRequestConfiguration : IEntityTypeConfiguration<DataSubjectRequest>
{
    public void Configure(EntityTypeBuilder<DataSubjectRequest> builder)
    {
        builder.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.RequestId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(r => r.ContactId);
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.ByUserId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class DataSubjectRequestStepConfiguration : IEntityTypeConfiguration<DataSubjectRequestStep>
{
    public void Configure(EntityTypeBuilder<DataSubjectRequestStep> builder) =>
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.ByUserId).OnDelete(DeleteBehavior.NoAction);
}

internal sealed class RetentionPolicyConfiguration : IEntityTypeConfiguration<RetentionPolicy>
{
    public void Configure(EntityTypeBuilder<RetentionPolicy> builder) =>
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.ByUserId).OnDelete(DeleteBehavior.NoAction);
}

internal sealed class LegalHoldConfiguration : IEntityTypeConfiguration<LegalHold>
{
    public void Configure(EntityTypeBuilder<LegalHold> builder)
    {
        builder.HasOne<Contact>().WithMany().HasForeignKey(h => h.ContactId);
        builder.HasOne<User>().WithMany().HasForeignKey(h => h.PlacedByUserId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<User>().WithMany().HasForeignKey(h => h.LiftedByUserId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class RegisterEntryConfiguration : IEntityTypeConfiguration<RegisterEntry>
{
    public void Configure(EntityTypeBuilder<RegisterEntry> builder)
    {
        builder.Property(e => e.Content).HasColumnType("jsonb");
        builder.HasOne<User>().WithMany().HasForeignKey(e => e.ByUserId).OnDelete(DeleteBehavior.NoAction);
    }
}

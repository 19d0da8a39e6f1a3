using CleanApp.Domain.Identity;
using CleanApp.Domain.Inbox;
using CleanApp.Domain.People;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleanApp.Infrastructure.Persistence.Configurations.Sales;

internal sealed class LeadConfiguration : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> builder)
    {
        builder.HasOne<Contact>().WithMany().HasForeignKey(l => l.ContactId);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(l => l.ConversationId);
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.OwnerId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<LossReason>().WithMany().HasForeignKey(l => l.LossReasonId);
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(l => l.OpportunityId);
        builder.HasOne<Lead>().WithMany().HasForeignKey(l => l.MergedIntoId);
        builder.HasOne<LeadImport>().WithMany().HasForeignKey(l => l.ImportId);
    }
}

internal sealed class LeadEventConfiguration : IEntityTypeConfiguration<LeadEvent>
{
    public void Configure(EntityTypeBuilder<LeadEvent> builder)
    {
        builder.HasOne<Lead>().WithMany().HasForeignKey(e => e.LeadId);
        builder.HasOne<User>().WithMany().HasForeignKey(e => e.AuthorId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class LeadFormConfiguration : IEntityTypeConfiguration<LeadForm>
{
    public void Configure(EntityTypeBuilder<LeadForm> builder)
    {
        builder.HasOne<User>().WithMany().HasForeignKey(f => f.OwnerId).OnDelete(DeleteBehavior.NoAction);
        // Counted by a statement of their own: whoever changes the form at the same time must not take back what came meanwhile.
        builder.Property(f => f.Entries).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property(f => f.LastEntryAt).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
    }
}

internal sealed class LeadImportConfiguration : IEntityTypeConfiguration<LeadImport>
{
    public void Configure(EntityTypeBuilder<LeadImport> builder) =>
        builder.HasOne<User>().WithMany().HasForeignKey(i => i.AuthorId).OnDelete(DeleteBehavior.NoAction);
}

internal sealed class LeadImportNewcomersConfiguration : IEntityTypeConfiguration<LeadImportNewcomers>
{
    public void Configure(EntityTypeBuilder<LeadImportNewcomers> builder) => builder.HasOne<LeadImport>().WithMany().HasForeignKey(n => n.ImportId);
}

internal sealed class LeadImportProblemConfiguration : IEntityTypeConfiguration<LeadImportProblem>
{
    public void Configure(EntityTypeBuilder<LeadImportProblem> builder)
    {
        builder.HasOne<LeadImport>().WithMany().HasForeignKey(p => p.ImportId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(p => p.ContactId);
    }
}

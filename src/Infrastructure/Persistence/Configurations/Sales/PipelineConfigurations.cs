using CleanApp.Domain.Identity;
using CleanApp.Domain.People;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleanApp.Infrastructure.Persistence.Configurations.Sales;

internal sealed class PipelineStageConfiguration : IEntityTypeConfiguration<PipelineStage>
{
    public void Configure(EntityTypeBuilder<PipelineStage> builder) => builder.HasOne<Pipeline>().WithMany().HasForeignKey(s => s.PipelineId);
}

internal sealed class OpportunityConfiguration : IEntityTypeConfiguration<Opportunity>
{
    public void Configure(EntityTypeBuilder<Opportunity> builder)
    {
        builder.Property(o => o.OrderKey).HasConversion(key => key.Value, text => OrderKey.Parse(text));
        // A stage of the pipeline it is in, not of any.
        builder
            .HasOne<PipelineStage>()
            .WithMany()
            .HasForeignKey(o => new
            {
                o.TenantId,
                o.PipelineId,
                o.StageId,
            })
            .HasPrincipalKey(s => new
            {
                s.TenantId,
                s.PipelineId,
                s.Id,
            })
            .OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Contact>().WithMany().HasForeignKey(o => o.ContactId);
        builder.HasOne<User>().WithMany().HasForeignKey(o => o.OwnerId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<LossReason>().WithMany().HasForeignKey(o => o.LossReasonId);
    }
}

internal sealed class OpportunityEventConfiguration : IEntityTypeConfiguration<OpportunityEvent>
{
    public void Configure(EntityTypeBuilder<OpportunityEvent> builder)
    {
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(e => e.OpportunityId);
        builder.HasOne<User>().WithMany().HasForeignKey(e => e.AuthorId).OnDelete(DeleteBehavior.NoAction);
    }
}

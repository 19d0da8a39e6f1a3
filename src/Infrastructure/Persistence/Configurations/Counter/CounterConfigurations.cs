using CleanApp.Domain.Counter;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace CleanApp.Infrastructure.Persistence.Configurations.Counter;

internal sealed class QueueTicketConfiguration : IEntityTypeConfiguration<QueueTicket>
{
    public void Configure(EntityTypeBuilder<QueueTicket> builder)
    {
        builder.HasOne<Service>().WithMany().HasForeignKey(t => t.ServiceId);
        builder.HasOne<Service>().WithMany().HasForeignKey(t => t.NumberedByServiceId);
        builder.HasOne<Desk>().WithMany().HasForeignKey(t => t.DeskId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(t => t.ContactId);
        builder.HasMany(t => t.Transitions).WithOne().HasForeignKey(t => t.TicketId);
        builder.Navigation(t => t.Transitions).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class QueueTicketTransitionConfiguration : IEntityTypeConfiguration<QueueTicketTransition>
{
    public void Configure(EntityTypeBuilder<QueueTicketTransition> builder)
    {
        builder.HasOne<Desk>().WithMany().HasForeignKey(t => t.DeskId);
    }
}

internal sealed class PanelPairingConfiguration : IEntityTypeConfiguration<PanelPairing>
{
    public void Configure(EntityTypeBuilder<PanelPairing> builder) => builder.Property(p => p.Id).ValueGeneratedNever();
}

internal sealed class PanelCallConfiguration : IEntityTypeConfiguration<PanelCall>
{
    public void Configure(EntityTypeBuilder<PanelCall> builder)
    {
        builder.Property(c => c.Sequence).ValueGeneratedOnAdd().Metadata.SetValueGenerationStrategy(NpgsqlValueGenerationStrategy.None);
        builder.HasOne<QueueTicket>().WithMany().HasForeignKey(c => c.TicketId);
        builder.HasOne<Desk>().WithMany().HasForeignKey(c => c.DeskId);
    }
}

internal sealed class PrintJobConfiguration : IEntityTypeConfiguration<PrintJob>
{
    public void Configure(EntityTypeBuilder<PrintJob> builder)
    {
        builder.HasOne<QueueTicket>().WithMany().HasForeignKey(j => j.TicketId);
        builder.HasOne<Printer>().WithMany().HasForeignKey(j => j.PrinterId);
    }
}

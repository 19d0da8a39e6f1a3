using CleanApp.Domain.Channels;
using CleanApp.Domain.Identity;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleanApp.Infrastructure.Persistence.Configurations.Channels;

internal sealed class ChannelSenderConfiguration : IEntityTypeConfiguration<ChannelSender>
{
    public void Configure(EntityTypeBuilder<ChannelSender> builder) => builder.HasOne<Channel>().WithOne().HasForeignKey<ChannelSender>(s => s.Id);
}

internal sealed class ChannelReaderConfiguration : IEntityTypeConfiguration<ChannelReader>
{
    public void Configure(EntityTypeBuilder<ChannelReader> builder) => builder.HasOne<Channel>().WithOne().HasForeignKey<ChannelReader>(r => r.Id);
}

internal sealed class ChannelWindowConfiguration : IEntityTypeConfiguration<ChannelWindow>
{
    public void Configure(EntityTypeBuilder<ChannelWindow> builder)
    {
        builder.HasOne<Channel>().WithMany().HasForeignKey(w => w.ChannelId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(w => w.ContactId);
        builder.Ignore(w => w.PairFreeAt);
    }
}

internal sealed class OutboundMessageConfiguration : IEntityTypeConfiguration<OutboundMessage>
{
    public void Configure(EntityTypeBuilder<OutboundMessage> builder)
    {
        builder.HasOne<Channel>().WithMany().HasForeignKey(m => m.ChannelId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(m => m.ContactId);
        builder.HasOne<User>().WithMany().HasForeignKey(m => m.CreatedBy).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<MediaAsset>().WithMany().HasForeignKey(m => m.AssetId);
    }
}

internal sealed class OutboundQueueConfiguration : IEntityTypeConfiguration<OutboundQueueItem>
{
    public void Configure(EntityTypeBuilder<OutboundQueueItem> builder)
    {
        builder.HasOne<OutboundMessage>().WithOne().HasForeignKey<OutboundQueueItem>(q => q.Id);
    }
}

internal sealed class SendAttemptConfiguration : IEntityTypeConfiguration<SendAttempt>
{
    public void Configure(EntityTypeBuilder<SendAttempt> builder) => builder.HasOne<OutboundMessage>().WithMany().HasForeignKey(a => a.MessageId);
}

internal sealed class MessageEventConfiguration : IEntityTypeConfiguration<MessageEvent>
{
    public void Configure(EntityTypeBuilder<MessageEvent> builder)
    {
        builder.HasOne<Channel>().WithMany().HasForeignKey(e => e.ChannelId);
        builder.HasOne<OutboundMessage>().WithMany().HasForeignKey(e => e.MessageId);
    }
}

internal sealed class InboundMessageConfiguration : IEntityTypeConfiguration<InboundMessage>
{
    public void Configure(EntityTypeBuilder<InboundMessage> builder)
    {
        builder.HasOne<Channel>().WithMany().HasForeignKey(m => m.ChannelId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(m => m.ContactId);
    }
}

internal sealed class ChannelWebhookConfiguration : IEntityTypeConfiguration<ChannelWebhook>
{
    public void Configure(EntityTypeBuilder<ChannelWebhook> builder) => builder.HasOne<Channel>().WithMany().HasForeignKey(w => w.ChannelId);
}

internal sealed class ChannelReplayConfiguration : IEntityTypeConfiguration<ChannelReplay>
{
    public void Configure(EntityTypeBuilder<ChannelReplay> builder)
    {
        builder.HasOne<Channel>().WithMany().HasForeignKey(r => r.ChannelId);
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.RequestedBy).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class ChannelNoticeConfiguration : IEntityTypeConfiguration<ChannelNotice>
{
    public void Configure(EntityTypeBuilder<ChannelNotice> builder) => builder.HasOne<Channel>().WithMany().HasForeignKey(n => n.ChannelId);
}

internal sealed class ChannelTemplateConfiguration : IEntityTypeConfiguration<ChannelTemplate>
{
    public void Configure(EntityTypeBuilder<ChannelTemplate> builder) => builder.HasOne<Channel>().WithMany().HasForeignKey(t => t.ChannelId);
}

internal sealed class ChannelUsageConfiguration : IEntityTypeConfiguration<ChannelUsageDay>
{
    public void Configure(EntityTypeBuilder<ChannelUsageDay> builder) => builder.HasOne<Channel>().WithMany().HasForeignKey(u => u.ChannelId);
}

internal sealed class ReceivedMediaConfiguration : IEntityTypeConfiguration<ReceivedFile>
{
    public void Configure(EntityTypeBuilder<ReceivedFile> builder) =>
        builder.HasOne<InboundMessage>().WithOne().HasForeignKey<ReceivedFile>(m => m.Id);
}

internal sealed class MediaAssetConfiguration : IEntityTypeConfiguration<MediaAsset>
{
    public void Configure(EntityTypeBuilder<MediaAsset> builder)
    {
        builder.HasOne<Channel>().WithMany().HasForeignKey(a => a.ChannelId);
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.CreatedBy).OnDelete(DeleteBehavior.NoAction);
    }
}

using CleanApp.Domain.Channels;
using CleanApp.Domain.Identity;
using CleanApp.Domain.Inbox;
using CleanApp.Domain.People;
using CleanApp.Infrastructure.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleanApp.Infrastructure.Persistence.Configurations.Inbox;

internal sealed class TeamMemberConfiguration : IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.HasOne<Team>().WithMany().HasForeignKey(m => m.TeamId);
        builder.HasOne<User>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class ChannelRouteConfiguration : IEntityTypeConfiguration<ChannelRoute>
{
    public void Configure(EntityTypeBuilder<ChannelRoute> builder)
    {
        builder.HasOne<Channel>().WithOne().HasForeignKey<ChannelRoute>(r => r.Id);
        builder.HasOne<Team>().WithMany().HasForeignKey(r => r.TeamId);
    }
}

internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.HasOne<Channel>().WithMany().HasForeignKey(c => c.ChannelId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(c => c.ContactId);
        builder.HasOne<Team>().WithMany().HasForeignKey(c => c.TeamId);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.AssigneeId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.ReturnsToId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.GivenBackById).OnDelete(DeleteBehavior.NoAction);
        builder.Ignore(c => c.IsLive);
        builder.Ignore(c => c.HeldBy);
        builder.Ignore(c => c.AwaitedFrom);
    }
}

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.Ignore(t => t.SharesOut);
        builder.Ignore(t => t.Limbo);
        builder.Ignore(t => t.AwayReturn);
    }
}

internal sealed class AgentConfiguration : IEntityTypeConfiguration<Agent>
{
    public void Configure(EntityTypeBuilder<Agent> builder)
    {
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.NoAction);
        builder.Ignore(a => a.IsAway);
    }
}

internal sealed class AgentStateChangeConfiguration : IEntityTypeConfiguration<AgentStateChange>
{
    public void Configure(EntityTypeBuilder<AgentStateChange> builder)
    {
        builder.HasOne<Agent>().WithMany().HasForeignKey(c => c.UserId);
    }
}

internal sealed class AgentConnectionConfiguration : IEntityTypeConfiguration<AgentConnection>
{
    public void Configure(EntityTypeBuilder<AgentConnection> builder)
    {
        builder.HasOne<Agent>().WithMany().HasForeignKey(c => c.UserId);
    }
}

internal sealed class InboxSettingsConfiguration : IEntityTypeConfiguration<InboxSettings>
{
    public void Configure(EntityTypeBuilder<InboxSettings> builder)
    {
        builder.Ignore(s => s.AwayAfter);
    }
}

internal sealed class ConversationItemConfiguration : IEntityTypeConfiguration<ConversationItem>
{
    public void Configure(EntityTypeBuilder<ConversationItem> builder)
    {
        builder.HasOne<Conversation>().WithMany().HasForeignKey(i => i.ConversationId);
        builder.HasOne<User>().WithMany().HasForeignKey(i => i.AuthorId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class ConversationDraftConfiguration : IEntityTypeConfiguration<ConversationDraft>
{
    public void Configure(EntityTypeBuilder<ConversationDraft> builder)
    {
        builder.HasOne<Conversation>().WithMany().HasForeignKey(d => d.ConversationId);
        builder.HasOne<User>().WithMany().HasForeignKey(d => d.AuthorId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class HeldReplyConfiguration : IEntityTypeConfiguration<HeldReply>
{
    public void Configure(EntityTypeBuilder<HeldReply> builder)
    {
        builder.HasOne<Conversation>().WithMany().HasForeignKey(h => h.ConversationId);
        builder.HasOne<User>().WithMany().HasForeignKey(h => h.AssigneeId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class ScheduledMessageConfiguration : IEntityTypeConfiguration<ScheduledMessage>
{
    public void Configure(EntityTypeBuilder<ScheduledMessage> builder)
    {
        builder.HasOne<Conversation>().WithMany().HasForeignKey(m => m.ConversationId);
        builder.HasOne<User>().WithMany().HasForeignKey(m => m.AuthorId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class SupportTicketConfiguration : IEntityTypeConfiguration<SupportTicket>
{
    public void Configure(EntityTypeBuilder<SupportTicket> builder)
    {
        builder.HasOne<Contact>().WithMany().HasForeignKey(t => t.ContactId);
        builder.HasOne<Team>().WithMany().HasForeignKey(t => t.TeamId);
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.AssigneeId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<SupportTicket>().WithMany().HasForeignKey(t => t.MergedIntoId);
    }
}

internal sealed class SupportTicketEventConfiguration : IEntityTypeConfiguration<SupportTicketEvent>
{
    public void Configure(EntityTypeBuilder<SupportTicketEvent> builder)
    {
        builder.HasOne<SupportTicket>().WithMany().HasForeignKey(e => e.TicketId);
        builder.HasOne<User>().WithMany().HasForeignKey(e => e.AuthorId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class SupportTicketLinkConfiguration : IEntityTypeConfiguration<SupportTicketLink>
{
    public void Configure(EntityTypeBuilder<SupportTicketLink> builder)
    {
        builder.HasOne<SupportTicket>().WithMany().HasForeignKey(l => l.TicketId);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(l => l.ConversationId);
    }
}

internal sealed class ConversationLabelConfiguration : IEntityTypeConfiguration<ConversationLabel>
{
    public void Configure(EntityTypeBuilder<ConversationLabel> builder)
    {
        builder.HasOne<Conversation>().WithMany().HasForeignKey(l => l.ConversationId);
        builder.HasOne<Label>().WithMany().HasForeignKey(l => l.LabelId);
    }
}

internal sealed class ConversationParticipantConfiguration : IEntityTypeConfiguration<ConversationParticipant>
{
    public void Configure(EntityTypeBuilder<ConversationParticipant> builder)
    {
        builder.HasOne<Conversation>().WithMany().HasForeignKey(p => p.ConversationId);
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class SavedFilterConfiguration : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> builder)
    {
        builder.HasOne<User>().WithMany().HasForeignKey(f => f.AuthorId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Team>().WithMany().HasForeignKey(f => f.SharedWithTeamId);
        builder.HasOne<Team>().WithMany().HasForeignKey(f => f.TeamId);
        builder.HasOne<Channel>().WithMany().HasForeignKey(f => f.ChannelId);
        builder.HasOne<Label>().WithMany().HasForeignKey(f => f.LabelId);
    }
}

internal sealed class AlertSettingsConfiguration : IEntityTypeConfiguration<AlertSettings>
{
    public void Configure(EntityTypeBuilder<AlertSettings> builder) =>
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.NoAction);
}

internal sealed class PushSubscriptionConfiguration : IEntityTypeConfiguration<PushSubscription>
{
    public void Configure(EntityTypeBuilder<PushSubscription> builder)
    {
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Session>().WithMany().HasForeignKey(s => s.SessionId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class DeviceAlertConfiguration : IEntityTypeConfiguration<DeviceAlert>
{
    public void Configure(EntityTypeBuilder<DeviceAlert> builder)
    {
        builder.HasOne<PushSubscription>().WithMany().HasForeignKey(a => a.SubscriptionId);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(a => a.ConversationId);
    }
}

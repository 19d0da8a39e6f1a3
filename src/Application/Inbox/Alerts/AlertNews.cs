using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Alerts;

/// <summary>What there is to be told of a conversation, and what each browser was told of it already.</summary>
/// <param name="unreadThrough">The number of the customer's newest message while nobody has looked; else 0.</param>
/// <param name="given">When a colleague gave it to somebody.</param>
/// <param name="mentions">When a note last mentioned somebody who has not looked since.</param>
internal sealed class AlertNews(
    Conversation conversation,
    int unreadThrough,
    IReadOnlyList<ConversationItem> given,
    IReadOnlyDictionary<Guid, DateTimeOffset> mentions,
    IReadOnlyDictionary<Guid, DeviceAlert> told
)
{
    /// <summary>What is older is no news.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private const int LookedAt = 50;

    public static async Task<AlertNews> ReadAsync(
        IInboxDb db,
        Conversation conversation,
        Guid[] subscriptionIds,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var since = now - Fresh;
        var items = await db
            .ConversationItems.AsNoTracking()
            .Where(i => i.ConversationId == conversation.Id && i.Sequence > conversation.LastSequence - LookedAt)
            .Where(i => i.Kind == ItemKind.Received || i.Change == ConversationChange.Assigned)
            .ToListAsync(ct);
        var isUnread = conversation.Unread > 0 && conversation.LastMessageAt > since;
        return new AlertNews(
            conversation,
            isUnread ? items.Where(i => i.Kind == ItemKind.Received).Select(i => i.Sequence).DefaultIfEmpty().Max() : 0,
            [.. items.Where(i => i.Change == ConversationChange.Assigned && i.SubjectId != i.AuthorId && i.At > since)],
            await db
                .ConversationParticipants.AsNoTracking()
                .Where(p => p.ConversationId == conversation.Id && p.UnseenMentions > 0 && p.MentionedAt > since)
                .ToDictionaryAsync(p => p.UserId, p => p.MentionedAt!.Value, ct),
            await db
                .DeviceAlerts.AsNoTracking()
                .Where(a => a.ConversationId == conversation.Id && subscriptionIds.Contains(a.SubscriptionId))
                .ToDictionaryAsync(a => a.SubscriptionId, ct)
        );
    }

    /// <returns>Null: there is nothing that this browser's owner wants to know and has not been told.</returns>
    public string? ReasonFor(PushSubscription device, AlertSettings settings)
    {
        var known = told.GetValueOrDefault(device.Id);
        var through = known?.Sequence ?? 0;
        if (settings.Scope == AlertScope.None)
            return null;
        if (mentions.TryGetValue(device.UserId, out var mentioned) && !(mentioned <= known?.At))
            return "mention";
        if (conversation.AssigneeId == device.UserId && given.Any(i => i.SubjectId == device.UserId && i.Sequence > through))
            return "assigned";
        return unreadThrough > through && settings.Wants(conversation.AssigneeId) ? "message" : null;
    }
}

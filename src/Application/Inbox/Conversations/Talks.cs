using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

internal sealed class Talks(IInboxDb db, Sights sights, IReferrals referrals, IPersonalVault vault, IMessages messages) : ITalks
{
    /// <summary>Further back than this an advertisement is not what they talk about now.</summary>
    private const int MostMessages = 100;

    /// <summary>Of one person, to find one among that may be seen.</summary>
    private const int MostConversations = 50;

    public async Task<Talk> FindAsync(Guid conversationId, CancellationToken ct)
    {
        var conversation = await sights.FindAsync(conversationId, ct);
        var messages = await db
            .ConversationItems.AsNoTracking()
            .Where(i => i.ConversationId == conversation.Id && i.Kind == ItemKind.Received && i.MessageId != null)
            .OrderByDescending(i => i.Sequence)
            .Select(i => i.MessageId!.Value)
            .Take(MostMessages)
            .ToListAsync(ct);
        return new Talk(conversation.Id, conversation.ContactId, await referrals.LastOfAsync(messages, ct));
    }

    public async Task<TimeSpan?> FirstAnswerAsync(Guid conversationId, CancellationToken ct)
    {
        var asked = await FirstAsync(ItemKind.Received, 0);
        var answered = asked is null ? null : await FirstAsync(ItemKind.Sent, asked.Sequence);
        return answered?.At - asked?.At;

        Task<ConversationItem?> FirstAsync(ItemKind kind, int after) =>
            db
                .ConversationItems.AsNoTracking()
                .Where(i => i.ConversationId == conversationId && i.Kind == kind && i.Sequence > after)
                .OrderBy(i => i.Sequence)
                .FirstOrDefaultAsync(ct);
    }

    public async Task<Guid?> FindNewestAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct)
    {
        var sight = await sights.OfCallerAsync(ct);
        var ids = contactIds.ToArray();
        var newest = await db
            .Conversations.AsNoTracking()
            .Where(c => c.ContactId != null && ids.Contains(c.ContactId.Value) && c.Address != null)
            .OrderByDescending(c => c.CreatedAt)
            .Take(MostConversations)
            .ToListAsync(ct);
        return newest.OrderByDescending(c => c.LastMessageAt).FirstOrDefault(sight.Sees)?.Id;
    }

    public async Task WriteAsync(Guid conversationId, string text, CancellationToken ct)
    {
        // Not locked, as of any reply: messages and windows come before conversations.
        var conversation = await sights.FindAsync(conversationId, ct);
        var address = conversation.Address ?? throw new DomainException(ConversationErrors.Erased);
        var to = (await vault.OpenAsync(ct)).Open(address, InboxPlaces.Address(conversation.Id));
        await messages.QueueAsync(conversation.ChannelId, to, OutgoingMessages.OfText(text), ct);
    }
}

using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Inbox.Contracts;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

internal sealed class Talks(IInboxDb db, Sights sights, IReferrals referrals) : ITalks
{
    /// <summary>Further back than this an advertisement is not what they talk about now.</summary>
    private const int MostMessages = 100;

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
}

using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Messages;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>A new one, with what was sent to the customer before they answered; or the one somebody else begins at this moment.</summary>
internal sealed class BeginConversation(IInboxDb db, IMessageRecords messages)
{
    public async Task<Conversation> RunAsync(
        ICompanyKeys keys,
        Guid channelId,
        Guid? contactId,
        string address,
        byte[] addressLookup,
        DateTimeOffset now,
        CancellationToken ct,
        Guid? except = null
    )
    {
        var id = Guid.CreateVersion7(now);
        var route = await db.ChannelRoutes.Where(r => r.Id == channelId).Select(r => (Guid?)r.TeamId).SingleOrDefaultAsync(ct);
        var conversation = await db.BeginAsync(
            Conversation.Begin(
                id,
                channelId,
                contactId,
                keys.Seal(address, InboxPlaces.Address(id)),
                addressLookup,
                route ?? await db.EveryonesTeamAsync(ct),
                now
            ),
            ct
        );
        if (conversation.Id != id)
            return conversation;
        var before = await messages.LastSentAsync(channelId, addressLookup, now - Conversation.ReopensWithin, ct);
        var ids = before.Select(m => m.Id).ToArray();
        var taken = await db
            .ConversationItems.Where(i => i.MessageId != null && ids.Contains(i.MessageId.Value))
            .Select(i => i.MessageId!.Value)
            .ToListAsync(ct);
        foreach (var sent in before.Where(m => m.Id != except && !taken.Contains(m.Id)))
            db.ConversationItems.AddRange(new[] { conversation.AddEarlier(sent.Id, sent.AuthorId, sent.At) }.FoundBy(keys, sent.Id, sent.Words));
        return conversation;
    }
}

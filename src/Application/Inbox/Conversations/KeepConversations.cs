using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Alerts;
using CleanApp.Application.Inbox.SupportTickets;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>
/// Puts every message into its conversation, in the transaction that stores the message: neither can be there without the other. What a
/// program sends to somebody who never wrote begins none; it is brought in when they answer.
/// </summary>
internal sealed class KeepConversations(
    IInboxDb db,
    IPersonalVault vault,
    IPeople people,
    IMessageRecords messages,
    TicketsThatHear tickets,
    Ringing ringing,
    TimeProvider clock
) : IOnMessage
{
    public async Task ReceivedAsync(CustomerMessage message, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var keys = await vault.OpenAsync(ct);
        var conversation = await NewestAsync(message.ChannelId, message.ContactId, message.AddressLookup, ct);
        if (!message.AsksForAnswer)
        {
            if (conversation is not null)
                db.ConversationItems.Add(conversation.ReceiveQuietly(message.Id, message.At));
            await db.SaveChangesAsync(ct);
            return;
        }
        if (conversation is null || !conversation.TakesUp(now))
            conversation = await BeginAsync(keys, message.ChannelId, message.ContactId, message.Address, message.AddressLookup, now, ct);
        var wasLive = conversation.IsLive;
        var preview = keys.SealPreview(conversation.Id, message.Kind, message.Text);
        db.ConversationItems.AddRange(conversation.Receive(message.Id, preview, message.At, now));
        // Its team may be no more by now, and somebody must see it.
        if (
            !wasLive
            && !await db.Teams.AnyAsync(t => t.Id == conversation.TeamId && t.Active, ct)
            && conversation.MoveTo(await db.EveryonesTeamAsync(ct), Actor.System, now) is { } moved
        )
            db.ConversationItems.Add(moved);
        await tickets.HearAsync(conversation.Id, now, ct);
        await db.SaveChangesAsync(ct);
        await ringing.AskAsync(conversation.Id, ct);
    }

    public async Task QueuedAsync(SentMessage message, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var keys = await vault.OpenAsync(ct);
        var conversation = await NewestAsync(message.ChannelId, message.ContactId, message.AddressLookup, ct);
        if (conversation is null || !conversation.TakesUp(now))
            return;
        var preview = keys.SealPreview(conversation.Id, message.Type, message.Text);
        await AnswerAsync(conversation, message, preview, now, ct);
    }

    /// <summary>The conversation in which a message is that somebody of the company began with; open from now on.</summary>
    public async Task<Conversation> TakeUpAsync(SentMessage message, Actor by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var keys = await vault.OpenAsync(ct);
        var conversation = await NewestAsync(message.ChannelId, message.ContactId, message.AddressLookup, ct);
        if (conversation is null || !conversation.TakesUp(now))
            conversation = await BeginAsync(keys, message.ChannelId, message.ContactId, message.Address, message.AddressLookup, now, ct, message.Id);
        if (conversation.Reopen(by, now) is { } opened)
            db.ConversationItems.Add(opened);
        // One that was there already has heard of it.
        if (!await db.ConversationItems.AnyAsync(i => i.MessageId == message.Id, ct))
        {
            var preview = keys.SealPreview(conversation.Id, message.Type, message.Text);
            await AnswerAsync(conversation, message, preview, now, ct);
        }
        await db.SaveChangesAsync(ct);
        return conversation;
    }

    private async Task AnswerAsync(Conversation conversation, SentMessage message, byte[]? preview, DateTimeOffset now, CancellationToken ct)
    {
        var isTheirs = conversation.AssigneeId == message.AuthorId;
        db.ConversationItems.AddRange(conversation.Answer(message.Id, message.AuthorId, preview, now));
        await db.SaveChangesAsync(ct);
        if (!isTheirs && message.AuthorId is { } author)
            await db.TakePartAsync(conversation.Id, [author], mentionedAt: null, ct);
    }

    /// <summary>A new one, with what was sent to the customer before they answered; or the one somebody else begins at this moment.</summary>
    private async Task<Conversation> BeginAsync(
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
            db.ConversationItems.Add(conversation.AddEarlier(sent.Id, sent.AuthorId, sent.At));
        return conversation;
    }

    private async Task<Conversation?> NewestAsync(Guid channelId, Guid? contactId, byte[] addressLookup, CancellationToken ct)
    {
        var ids = contactId is { } contact ? await people.IdsOfAsync(contact, ct) : [];
        return await db.LockNewestAsync(channelId, ids, addressLookup, ct);
    }
}

using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Agents;
using CleanApp.Application.Inbox.Alerts;
using CleanApp.Application.Inbox.Messages;
using CleanApp.Application.Inbox.SupportTickets;
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
    BeginConversation begin,
    TicketsThatHear tickets,
    Answers answers,
    Attendance attendance,
    Ringing ringing,
    TimeProvider clock
) : IOnMessage
{
    public async Task ReceivedAsync(CustomerMessage message, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var keys = await vault.OpenAsync(ct);
        var conversation = await db.LockNewestAsync(message.ChannelId, message.ContactId, message.AddressLookup, ct);
        if (!message.AsksForAnswer)
        {
            if (conversation is not null)
                db.ConversationItems.AddRange(new[] { conversation.ReceiveQuietly(message.Id, message.At) }.FoundBy(keys, message.Id, message.Words));
            await db.SaveChangesAsync(ct);
            return;
        }
        if (conversation is null || !conversation.TakesUp(now))
            conversation = await begin.RunAsync(keys, message.ChannelId, message.ContactId, message.Address, message.AddressLookup, now, ct);
        var (before, wasLive) = (Attendance.Of(conversation), conversation.IsLive);
        var preview = keys.SealPreview(conversation.Id, message.Kind, message.Text);
        db.ConversationItems.AddRange(conversation.Receive(message.Id, preview, message.At, now).FoundBy(keys, message.Id, message.Words));
        if (!wasLive && await FindSomebodyAsync(conversation, now, ct) is { } item)
            db.ConversationItems.Add(item);
        await tickets.HearAsync(conversation.Id, now, ct);
        await attendance.FollowAsync(before, ct);
        await ringing.AskAsync(conversation.Id, ct);
    }

    /// <summary>Its team, or whoever had it, may be no more by now, and somebody must see it.</summary>
    private async Task<ConversationItem?> FindSomebodyAsync(Conversation conversation, DateTimeOffset now, CancellationToken ct)
    {
        var team = await db.Teams.AsNoTracking().SingleAsync(t => t.Id == conversation.TeamId, ct);
        if (!team.Active)
            return conversation.MoveTo(await db.EveryonesTeamAsync(ct), Actor.System, now);
        if (!team.SharesOut)
            return await attendance.LeaveGoneAsync(conversation, Actor.System, ct);
        conversation.ShareAgain(now);
        return null;
    }

    public async Task QueuedAsync(SentMessage message, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var keys = await vault.OpenAsync(ct);
        var conversation = await db.LockNewestAsync(message.ChannelId, message.ContactId, message.AddressLookup, ct);
        if (conversation is null || !conversation.TakesUp(now))
            return;
        var before = Attendance.Of(conversation);
        var preview = keys.SealPreview(conversation.Id, message.Type, message.Text);
        await answers.PutAsync(keys, conversation, message, preview, now, ct);
        await attendance.FollowAsync(before, ct);
    }

    /// <summary>The conversation in which a message is that somebody of the company began with; open from now on.</summary>
    public async Task<Conversation> TakeUpAsync(SentMessage message, Actor by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var keys = await vault.OpenAsync(ct);
        var conversation = await db.LockNewestAsync(message.ChannelId, message.ContactId, message.AddressLookup, ct);
        if (conversation is null || !conversation.TakesUp(now))
            conversation = await begin.RunAsync(
                keys,
                message.ChannelId,
                message.ContactId,
                message.Address,
                message.AddressLookup,
                now,
                ct,
                message.Id
            );
        var (before, wasLive) = (Attendance.Of(conversation), conversation.IsLive);
        if (conversation.Reopen(by, now) is { } opened)
            db.ConversationItems.Add(opened);
        if (!wasLive && await attendance.LeaveGoneAsync(conversation, by, ct) is { } left)
            db.ConversationItems.Add(left);
        // One that was there already has heard of it.
        if (!await db.ConversationItems.AnyAsync(i => i.MessageId == message.Id, ct))
        {
            var preview = keys.SealPreview(conversation.Id, message.Type, message.Text);
            await answers.PutAsync(keys, conversation, message, preview, now, ct);
        }
        await attendance.FollowAsync(before, ct);
        return conversation;
    }
}

using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.ScheduledMessages;

/// <summary>
/// A scheduled message's time has come. It is taken for sending and settled in one transaction: whoever settles it second, because it was
/// called back or another worker had it, takes nothing.
/// </summary>
internal sealed class SendScheduledMessage(IInboxDb db, IUnitOfWork unit, IPersonalVault vault, IMessages messages, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "inbox.send_scheduled_message";

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var scheduled = await db.ScheduledMessages.AsNoTracking().SingleAsync(m => m.Id == subjectId, ct);
        var now = clock.GetUtcNow();
        if (scheduled.Status != ScheduledStatus.Waiting)
            return WorkResult.Finished;
        if (scheduled.SendAt > now)
            return WorkResult.RunAgainIn(scheduled.SendAt - now);
        try
        {
            await unit.InTransactionAsync(inner => SendAsync(scheduled, now, inner), ct);
        }
        catch (AlreadySettledException)
        {
            return WorkResult.Finished;
        }
        catch (DomainException e)
        {
            await unit.InTransactionAsync(inner => FailAsync(scheduled, e.Error, now, inner), ct);
        }
        return WorkResult.Finished;
    }

    private async Task SendAsync(ScheduledMessage scheduled, DateTimeOffset now, CancellationToken ct)
    {
        var conversation = await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == scheduled.ConversationId, ct);
        if (conversation.Address is null || scheduled.Content is null)
            throw new DomainException(ConversationErrors.Erased);
        if (!conversation.TakesUp(now))
            throw new DomainException(ConversationErrors.Resolved);
        var keys = await vault.OpenAsync(ct);
        var message = OutgoingMessages.Unpack(keys.Open(scheduled.Content, InboxPlaces.Scheduled(scheduled.Id)));
        var address = keys.Open(conversation.Address, InboxPlaces.Address(conversation.Id));
        var queued = await messages.QueueAsync(conversation.ChannelId, address, message, ct, scheduled.AuthorId);
        if (!await db.SettleScheduledAsync(scheduled.Id, ScheduledStatus.Sent, null, queued.Id, ct))
            throw new AlreadySettledException();
    }

    /// <summary>Told in the conversation, where whoever goes on with it sees that the customer did not get it.</summary>
    private async Task FailAsync(ScheduledMessage scheduled, Error error, DateTimeOffset now, CancellationToken ct)
    {
        var conversation = await db.LockConversationAsync(scheduled.ConversationId, ct);
        if (!await db.SettleScheduledAsync(scheduled.Id, ScheduledStatus.Failed, error.Code, null, ct))
            return;
        db.ConversationItems.Add(conversation!.MissSchedule(now));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Takes back what was taken for sending.</summary>
    private sealed class AlreadySettledException : Exception;
}

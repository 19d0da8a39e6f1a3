using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Webhooks;

/// <summary>
/// Notes a status of a message of ours, by Meta's id or by the key we gave it. It may come before Meta has answered our call, after we gave
/// up waiting, or of an attempt before the last: then the customer has the message twice. Part of the caller's transaction.
/// </summary>
internal sealed class FollowStatus(IChannelsDb db, IPersonalVault vault, AttemptKeys attemptKeys, CountUsage usage, TimeProvider clock)
{
    private const int LongestReason = 500;

    /// <returns>False when Meta has said it before.</returns>
    public async Task<bool> RunAsync(Guid channelId, StatusChanged status, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var lookup = Wamids.Lookup(keys, status.Wamid);
        var attempt = attemptKeys.Read(status.Key) is { } attemptId ? await db.SendAttempts.SingleOrDefaultAsync(a => a.Id == attemptId, ct) : null;
        var messageId =
            await db
                .OutboundMessages.Where(m => m.ChannelId == channelId && m.WamidLookup == lookup)
                .Select(m => (Guid?)m.Id)
                .SingleOrDefaultAsync(ct)
            ?? attempt?.MessageId;
        OutboundMessage? message = null;
        var (isTaken, isPast, isDuplicate) = (false, false, false);
        if (messageId is { } id)
        {
            // The queue's row before the message, as whoever sends.
            var queued = await db.LockQueuedAsync(id, ct);
            message = (await db.LockMessagesAsync([id], ct)).Single();
            var isKnown = attempt?.WamidLookup is { } known && known.AsSpan().SequenceEqual(lookup);
            isTaken = message.WamidLookup is null && !isKnown;
            // Of an attempt before a person had the message sent anew: it says nothing of the new one, unless the customer has it after all.
            isPast = message.WamidLookup is null && isKnown && status.Status is "sent" or "failed";
            attempt?.Accept(lookup, now);
            isDuplicate = !isPast && !message.Accept(keys.Seal(status.Wamid, MessagePlaces.Wamid(message.Id)), lookup, now);
            // It need not be sent once more, whatever the answer says that is awaited.
            if (queued is not null && !isDuplicate && !isPast)
                db.OutboundQueue.Remove(queued);
        }
        var reason = status.Error?.Detail is { } detail ? detail[..Math.Min(detail.Length, LongestReason)] : null;
        var isNew = await db.TryAddEventAsync(
            new NewEvent(
                Guid.CreateVersion7(now),
                channelId,
                lookup,
                message?.Id,
                status.Status,
                status.At,
                now,
                status.Error?.Code,
                reason,
                status.Pricing?.Billable,
                status.Pricing?.Model,
                status.Pricing?.Kind,
                status.Pricing?.Category,
                isDuplicate
            ),
            ct
        );
        if (isNew && !isDuplicate && !isPast)
            message?.FollowMeta(status.Status, status.At, status.Error?.Code, reason);
        await db.SaveChangesAsync(ct);
        await usage.AddAsync(channelId, isTaken ? 1 : 0, received: 0, ct);
        return isNew;
    }
}

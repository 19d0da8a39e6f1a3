using System.Data.Common;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Sending;

internal sealed record AttemptEnd(Guid MessageId, Guid AttemptId, SendOutcome Outcome);

/// <summary>
/// Writes down what became of attempts. It needs no lease: what is known is true whoever learned it, and an attempt that somebody called
/// unknown meanwhile becomes known by this.
/// </summary>
internal sealed class RecordOutcomes(
    IChannelsDb db,
    IUnitOfWork unitOfWork,
    IPersonalVault vault,
    IWorkQueue work,
    SendingSlots slots,
    CountUsage usage,
    ChannelMetrics metrics,
    TimeProvider clock
)
{
    /// <summary>While the database is away: what Meta answered is worth waiting for, since it cannot be asked again.</summary>
    private static readonly TimeSpan[] Pauses = [.. new[] { 0.2, 1, 3, 5 }.Select(TimeSpan.FromSeconds)];

    public async Task RecordAsync(Guid channelId, Guid lease, IReadOnlyList<AttemptEnd> ends, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await slots.RunAsync(() => unitOfWork.InTransactionAsync(inner => ApplyAsync(channelId, lease, ends, inner), ct), ct);
                foreach (var end in ends)
                    metrics.Attempted(end.Outcome);
                return;
            }
            catch (Exception e) when (tries < Pauses.Length && e is DbException or DbUpdateException or TimeoutException)
            {
                await Task.Delay(Pauses[tries], clock, ct);
            }
        }
    }

    private async Task<Done> ApplyAsync(Guid channelId, Guid lease, IReadOnlyList<AttemptEnd> ends, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var keys = await vault.OpenAsync(ct);
        var sender = await db.LockSenderAsync(channelId, ct);
        var ids = ends.Select(e => e.MessageId).ToArray();
        var items = (await db.LockQueuedAsync(ids, ct, track: false)).ToDictionary(i => i.Id);
        var messages = (await db.LockMessagesAsync(ids, ct, track: false)).ToDictionary(m => m.Id);
        var attemptIds = ends.Select(e => e.AttemptId).ToArray();
        var attempts = (await db.SendAttempts.AsNoTracking().Where(a => attemptIds.Contains(a.Id)).ToListAsync(ct)).ToDictionary(a => a.Id);
        var changes = new TurnChanges();
        changes.Messages.AddRange(messages.Values);
        changes.Ended.AddRange(attempts.Values);
        var next = new AfterAttempt(db, work, sender, changes, now, ct);
        var accepted = 0;
        foreach (var end in ends)
        {
            var (message, attempt) = (messages[end.MessageId], attempts[end.AttemptId]);
            var item = items.GetValueOrDefault(end.MessageId) is { } found && found.AttemptId == attempt.Id ? found : null;
            var isLast = attempt.Number == message.Attempts;
            switch (end.Outcome)
            {
                case SendOutcome.Accepted taken:
                    // A status may have told before.
                    accepted += message.WamidLookup is null ? 1 : 0;
                    var lookup = Wamids.Lookup(keys, taken.Wamid);
                    attempt.Accept(lookup, now);
                    message.Accept(keys.Seal(taken.Wamid, MessagePlaces.Wamid(message.Id)), lookup, now);
                    next.Done(item);
                    break;
                case SendOutcome.Refused refused:
                    attempt.End(AttemptState.Refused, now, refused.Error.Code, refused.Error.Detail, refused.Error.TraceId);
                    if (isLast)
                        await next.RefusedAsync(message, item, refused.Error);
                    break;
                case SendOutcome.NotSent notSent:
                    attempt.End(AttemptState.NotSent, now, reason: notSent.Reason);
                    if (isLast)
                        await next.AgainAsync(message, item, null, notSent.Reason, BackOff.After(message.Attempts, TimeSpan.FromSeconds(1)));
                    break;
                case SendOutcome.Unknown unknown:
                    attempt.End(AttemptState.Unknown, now, unknown.Error?.Code, unknown.Reason, unknown.Error?.TraceId);
                    if (isLast)
                        await next.LostAsync(message, item, unknown);
                    break;
            }
        }
        if (sender.LeaseToken == lease)
            sender.Release(now, now);
        await AdoptEventsAsync(channelId, messages.Values, ct);
        await db.WriteAsync(changes, ct);
        await db.SaveChangesAsync(ct);
        await usage.AddAsync(channelId, accepted, received: 0, ct);
        return Done.Value;
    }

    /// <summary>Statuses that came before Meta's answer, without our key.</summary>
    private async Task AdoptEventsAsync(Guid channelId, IEnumerable<OutboundMessage> messages, CancellationToken ct)
    {
        var byLookup = messages.Where(m => m.WamidLookup is not null).ToDictionary(m => Convert.ToHexString(m.WamidLookup!));
        var lookups = byLookup.Values.Select(m => m.WamidLookup!).ToArray();
        var orphans = await db
            .MessageEvents.Where(e => e.ChannelId == channelId && e.MessageId == null && lookups.Contains(e.WamidLookup))
            .ToListAsync(ct);
        foreach (var orphan in orphans)
        {
            var message = byLookup[Convert.ToHexString(orphan.WamidLookup)];
            orphan.BelongTo(message.Id);
            message.FollowMeta(orphan.Status, orphan.At, orphan.ErrorCode, orphan.ErrorReason);
        }
    }
}

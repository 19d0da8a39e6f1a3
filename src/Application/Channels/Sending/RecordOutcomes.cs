using System.Data.Common;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Sending;

internal sealed record AttemptEnd(PreparedSend Send, SendOutcome Outcome);

/// <summary>
/// Writes down what became of attempts. It needs no lease: what is known is true whoever learned it, and an attempt that somebody called
/// unknown meanwhile becomes known by this.
/// </summary>
internal sealed class RecordOutcomes(
    IChannelsDb db,
    ITurns turns,
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
        var taken = ends.Where(e => e.Outcome is SendOutcome.Accepted).Select(e => Accepted(keys, e)).ToList();
        var (written, isTold) = await turns.AcceptAsync(channelId, lease, taken, now, ct);
        var others = ends.Where(e => !written.Contains(e.Send.MessageId)).ToList();
        var accepted = written.Count + (others.Count == 0 ? 0 : await LookAtAsync(channelId, keys, others, now, ct));
        if (isTold)
            await AdoptEventsAsync(channelId, taken, ct);
        await usage.AddAsync(channelId, accepted, received: 0, ct);
        return Done.Value;
    }

    private static AcceptedAttempt Accepted(ICompanyKeys keys, AttemptEnd end)
    {
        var wamid = ((SendOutcome.Accepted)end.Outcome).Wamid;
        var (message, attempt, number) = (end.Send.MessageId, end.Send.AttemptId, end.Send.Number);
        return new AcceptedAttempt(message, attempt, number, keys.Seal(wamid, MessagePlaces.Wamid(message)), Wamids.Lookup(keys, wamid));
    }

    /// <summary>Those that Meta did not simply take.</summary>
    /// <returns>How many of them it has taken all the same, and nobody has told before.</returns>
    private async Task<int> LookAtAsync(Guid channelId, ICompanyKeys keys, List<AttemptEnd> ends, DateTimeOffset now, CancellationToken ct)
    {
        var sender = await db.LockSenderAsync(channelId, ct);
        var ids = ends.Select(e => e.Send.MessageId).ToArray();
        var messages = (await db.LockMessagesAsync(ids, ct, track: false)).ToDictionary(m => m.Id);
        var attempts = await db.SendAttempts.AsNoTracking().Where(a => ids.Contains(a.MessageId)).ToListAsync(ct);
        var lasts = attempts.GroupBy(a => a.MessageId).ToDictionary(g => g.Key, g => g.Max(a => a.Number));
        var changes = new TurnChanges();
        var next = new AfterAttempt(db, work, sender, changes, now, ct);
        var accepted = 0;
        foreach (var end in ends)
        {
            var (message, attempt) = (messages[end.Send.MessageId], attempts.Single(a => a.Id == end.Send.AttemptId));
            var (isLast, trace) = (attempt.Number == lasts[message.Id], end.Send.TraceParent);
            message.EndAttempt(attempt.Number);
            changes.Messages.Add(message);
            changes.Ended.Add(attempt);
            switch (end.Outcome)
            {
                case SendOutcome.Accepted:
                    // A status may have told before.
                    accepted += message.WamidLookup is null ? 1 : 0;
                    var taken = Accepted(keys, end);
                    attempt.Accept(taken.WamidLookup, now);
                    message.Accept(taken.Wamid, taken.WamidLookup, now);
                    break;
                case SendOutcome.Refused refused:
                    attempt.End(AttemptState.Refused, now, refused.Error.Code, refused.Error.Detail, refused.Error.TraceId);
                    if (isLast)
                        await next.RefusedAsync(message, trace, refused.Error);
                    break;
                case SendOutcome.NotSent notSent:
                    attempt.End(AttemptState.NotSent, now, reason: notSent.Reason);
                    if (isLast)
                        next.Again(message, trace, null, notSent.Reason, BackOff.After(message.Attempts, TimeSpan.FromSeconds(1)));
                    break;
                case SendOutcome.Unknown unknown:
                    attempt.End(AttemptState.Unknown, now, unknown.Error?.Code, unknown.Reason, unknown.Error?.TraceId);
                    if (isLast)
                        await next.LostAsync(message, trace, unknown);
                    break;
            }
        }
        await turns.WriteAsync(changes, ct);
        await db.SaveChangesAsync(ct);
        return accepted;
    }

    /// <summary>Statuses that came before Meta's answer, without our key.</summary>
    private async Task AdoptEventsAsync(Guid channelId, List<AcceptedAttempt> taken, CancellationToken ct)
    {
        var byLookup = taken.ToDictionary(a => Convert.ToHexString(a.WamidLookup), a => a.MessageId);
        var lookups = taken.Select(a => a.WamidLookup).ToArray();
        var orphans = await db
            .MessageEvents.Where(e => e.ChannelId == channelId && e.MessageId == null && lookups.Contains(e.WamidLookup))
            .ToListAsync(ct);
        if (orphans.Count == 0)
            return;
        var told = orphans.Select(o => byLookup[Convert.ToHexString(o.WamidLookup)]).Distinct().ToArray();
        var messages = (await db.LockMessagesAsync(told, ct)).ToDictionary(m => m.Id);
        foreach (var orphan in orphans)
        {
            var message = messages[byLookup[Convert.ToHexString(orphan.WamidLookup)]];
            orphan.BelongTo(message.Id);
            message.FollowMeta(orphan.Status, orphan.At, orphan.ErrorCode, orphan.ErrorReason);
        }
        await db.SaveChangesAsync(ct);
    }
}

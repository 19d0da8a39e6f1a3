using CleanApp.Application.Channels.Accounts;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Sending;

/// <summary>
/// Sends what is due on one number, for whoever holds its lease. Three steps, each of which may be the last: the attempts are committed,
/// the calls are made, what became of them is committed. Cut off after the first, the next holder finds attempts without an end and calls
/// them unknown; nothing is ever sent that is not on record.
/// </summary>
internal sealed class DeliverBatch(
    IChannelsDb db,
    ITurns turns,
    IUnitOfWork unitOfWork,
    ChannelSecrets secrets,
    BeginAttempts attempts,
    LeftAttempts left,
    RecordOutcomes outcomes,
    IWhatsApp whatsApp,
    SendingSlots slots,
    ChannelMetrics metrics,
    TimeProvider clock
) : IDeliverBatch
{
    /// <summary>In one transaction, and at most under way at once on one number.</summary>
    private const int BatchSize = 100;

    public async Task RunAsync(Guid channelId, Guid lease, CancellationToken ct)
    {
        var batch = await slots.RunAsync(() => unitOfWork.InTransactionAsync(inner => BeginAsync(channelId, lease, inner), ct), ct);
        if (batch is null or { Sends.Count: 0 })
            return;
        var ends = await Task.WhenAll(batch.Sends.Select(send => SendAsync(batch.Access, send, ct)));
        await outcomes.RecordAsync(channelId, lease, ends, ct);
    }

    private async Task<AttemptEnd> SendAsync(WhatsAppAccess access, PreparedSend send, CancellationToken ct)
    {
        using var activity = Tracing.Start("channels.send", System.Diagnostics.ActivityKind.Client, send.TraceParent);
        activity?.SetTag("cleanapp.message", send.MessageId).SetTag("cleanapp.attempt", send.AttemptId);
        var begun = clock.GetTimestamp();
        var outcome = await whatsApp.SendAsync(access, send.Message, ct);
        activity?.SetTag("cleanapp.outcome", outcome.GetType().Name);
        metrics.Answered(clock.GetElapsedTime(begun));
        return new AttemptEnd(send, outcome);
    }

    /// <returns>Null when the lease is another's by now.</returns>
    private async Task<Batch?> BeginAsync(Guid channelId, Guid lease, CancellationToken ct)
    {
        if (await turns.LockAsync(channelId, lease, ct) is not { } sender)
            return null;
        var now = clock.GetUtcNow();
        await left.LoseSightAsync(sender.TakeLeft(), now, ct);
        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == channelId, ct);
        var allowed = Math.Min(BatchSize, sender.Allowance(channel.MessagesPerSecond, now));
        var due = allowed == 0 || sender.Paused ? [] : await turns.TakeDueAsync(channelId, now, allowed, ct);
        var changes = new TurnChanges();
        var (sends, isHeld) = due.Count == 0 ? new BegunAttempts([], false) : await attempts.BeginAsync(channelId, due, changes, now, ct);
        sender.Take(sends.Count, channel.MessagesPerSecond, now);
        if (sends.Count == 0)
            sender.Release(now, isHeld ? now.AddMilliseconds(100) : now);
        else
            sender.Begin([.. sends.Select(s => s.AttemptId)]);
        await turns.BeginAsync(sender, changes, ct);
        return new Batch(secrets.Access(channel), sends);
    }

    private sealed record Batch(WhatsAppAccess Access, List<PreparedSend> Sends);
}

/// <summary>For the loop that gives numbers their turns.</summary>
public interface IDeliverBatch
{
    Task RunAsync(Guid channelId, Guid lease, CancellationToken ct);
}

using System.Diagnostics;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Webhooks;

/// <summary>
/// Most of what Meta posts: that messages it has taken were sent, delivered, read. Of many such webhooks of a number all at once, in one
/// transaction; whatever else a status may say is <see cref="FollowStatus"/>'s, one by one.
/// </summary>
internal sealed class FollowStatuses(IReadings readings, IUnitOfWork unitOfWork, AttemptKeys attemptKeys, ChannelMetrics metrics, TimeProvider clock)
{
    /// <returns>The webhooks that are read by this.</returns>
    public async Task<HashSet<Guid>> RunAsync(Channel channel, ICompanyKeys keys, IReadOnlyList<ReadWebhook> webhooks, CancellationToken ct)
    {
        var begun = clock.GetUtcNow();
        var candidates = webhooks.Where(w => w.Updates.All(u => MayBePlain(u, channel))).Select(w => new Candidate(w, Told(keys, w))).ToList();
        var told = candidates.SelectMany(c => c.Statuses).ToList();
        if (told.Count == 0)
            return [];
        var known = await readings.FindAsync(
            channel.Id,
            [.. told.Select(s => s.AttemptId).OfType<Guid>().Distinct()],
            [.. told.DistinctBy(s => s.Hex).Select(s => s.Lookup)],
            ct
        );
        var plain = candidates.Where(c => c.Statuses.All(s => IsPlain(s, known))).ToList();
        if (plain.Count == 0)
            return [];
        var followed = Followed(channel.Id, plain, known, clock.GetUtcNow());
        var fresh = await unitOfWork.InTransactionAsync(inner => readings.FollowAsync(channel.Id, followed, inner), ct);
        Count(fresh, plain, begun);
        return [.. plain.Select(c => c.Webhook.Webhook.Id)];
    }

    /// <summary>Without an error, of a state that only ever follows another, of this number.</summary>
    private static bool MayBePlain(WebhookUpdate update, Channel channel) =>
        update is StatusChanged { Error: null } status
        && (status.PhoneNumberId is null || status.PhoneNumberId == channel.PhoneNumberId)
        && OutboundMessage.OfMeta(status.Status) is { } known and not OutboundStatus.Failed;

    private List<Status> Told(ICompanyKeys keys, ReadWebhook webhook) =>
        [
            .. webhook
                .Updates.Cast<StatusChanged>()
                .Select(s =>
                {
                    var lookup = Wamids.Lookup(keys, s.Wamid);
                    return new Status(s, lookup, Convert.ToHexString(lookup), attemptKeys.Read(s.Key));
                }),
        ];

    /// <summary>Meta's answer is on record, of the attempt that the status names, and of no other.</summary>
    private static bool IsPlain(Status status, KnownSends known) =>
        known.Messages.TryGetValue(status.Hex, out var messageId)
        && (
            status.AttemptId is not { } attemptId
            || (
                known.Attempts.TryGetValue(attemptId, out var attempt)
                && attempt.MessageId == messageId
                && attempt.WamidLookup is { } lookup
                && lookup.AsSpan().SequenceEqual(status.Lookup)
            )
        );

    private static FollowedStatuses Followed(Guid channelId, List<Candidate> plain, KnownSends known, DateTimeOffset now)
    {
        var events = new Dictionary<(string, string), NewEvent>();
        var messages = new Dictionary<string, (Guid MessageId, byte[] WamidLookup, OutboundStatus Status, DateTimeOffset At)>();
        foreach (var (changed, lookup, hex, _) in plain.SelectMany(c => c.Statuses))
        {
            var messageId = known.Messages[hex];
            var (status, pricing) = (OutboundMessage.OfMeta(changed.Status)!.Value, changed.Pricing);
            events.TryAdd(
                (hex, changed.Status),
                new NewEvent(
                    Guid.CreateVersion7(now),
                    channelId,
                    lookup,
                    messageId,
                    changed.Status,
                    changed.At,
                    now,
                    ErrorCode: null,
                    ErrorReason: null,
                    pricing?.Billable,
                    pricing?.Model,
                    pricing?.Kind,
                    pricing?.Category,
                    IsDuplicate: false
                )
            );
            if (!messages.TryGetValue(hex, out var last) || OutboundMessage.Later(last.Status, status) != last.Status)
                messages[hex] = (messageId, lookup, status, changed.At);
        }
        return new FollowedStatuses(
            [.. events.Values],
            [.. messages.Values],
            [.. plain.Select(c => (c.Webhook.Webhook.Id, c.Webhook.Updates.Count))],
            plain.Max(c => c.Webhook.Webhook.ReceivedAt),
            now
        );
    }

    private void Count(List<NewEvent> fresh, List<Candidate> read, DateTimeOffset begun)
    {
        foreach (var one in fresh)
            metrics.Told(one.Status, errorCode: null);
        var now = clock.GetUtcNow();
        foreach (var (webhook, _) in read)
        {
            metrics.Processed(now - webhook.Webhook.ReceivedAt);
            Tracing.Record(ProcessWhatsAppWebhook.WorkKind, ActivityKind.Consumer, webhook.Webhook.TraceParent, begun);
        }
    }

    private sealed record Candidate(ReadWebhook Webhook, List<Status> Statuses);

    private sealed record Status(StatusChanged Changed, byte[] Lookup, string Hex, Guid? AttemptId);
}

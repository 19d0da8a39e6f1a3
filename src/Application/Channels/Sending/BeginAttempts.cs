using CleanApp.Application.Channels.Media;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Sending;

/// <summary>On record before its first byte.</summary>
internal sealed record PreparedSend(Guid MessageId, Guid AttemptId, int Number, OutgoingMessage Message, string? TraceParent);

/// <param name="IsHeld">Some wait where they are, for a file that is on its way to Meta.</param>
internal sealed record BegunAttempts(List<PreparedSend> Sends, bool IsHeld);

/// <summary>Puts attempts on record and makes ready what is to be sent; what may not go any more fails, what goes too fast waits.</summary>
internal sealed class BeginAttempts(IChannelsDb db, IPersonalVault vault, AttemptKeys attemptKeys, MarketingConsent consent, OutgoingFiles files)
{
    public async Task<BegunAttempts> BeginAsync(
        Guid channelId,
        List<OutboundQueueItem> items,
        TurnChanges changes,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var keys = await vault.OpenAsync(ct);
        // Of messages whose place in the queue is locked nobody changes what is sent.
        var ids = items.Select(i => i.Id).ToArray();
        var messages = await db.OutboundMessages.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        var windows = (await db.EnsureWindowsAsync(channelId, [.. items.Select(i => i.RecipientLookup)], ct)).ToDictionary(w =>
            Convert.ToHexString(w.RecipientLookup)
        );
        var quoted = await QuotedAsync(keys, messages.Values, ct);
        var carried = await files.OfAsync(messages.Values, now, ct);
        var sends = new List<PreparedSend>();
        var isHeld = false;
        foreach (var item in items)
        {
            var (message, window) = (messages[item.Id], windows[Convert.ToHexString(item.RecipientLookup)]);
            if (message.Status != OutboundStatus.Queued)
                changes.Gone.Add(item);
            else if (await RefusalAsync(message, window, now, ct) is { } reason)
                Fail(changes, item, message, errorCode: null, reason, now);
            else if (window.PairFreeAt > now)
                Wait(changes, item, window.PairFreeAt);
            else if (carried.GetValueOrDefault(item.Id) is { } file && (file.IsAwaited || file.Failure is not null))
                isHeld |= Hold(changes, item, message, file, now);
            else
                sends.Add(Begin(changes, keys, item, message, window, quoted, carried.GetValueOrDefault(item.Id)?.MetaId, now));
        }
        return new BegunAttempts(sends, isHeld);
    }

    /// <summary>Looked at again now: between asking and sending, time passes.</summary>
    private async Task<string?> RefusalAsync(OutboundMessage message, ChannelWindow window, DateTimeOffset now, CancellationToken ct) =>
        message.ExpiresAt <= now ? "expired"
        : message.NeedsOpenWindow && !window.IsOpen(now) ? "window_closed"
        : await consent.IsRefusedAsync(message, ct) ? "consent_refused"
        : null;

    /// <summary>Nothing is sent that carries a file Meta does not have.</summary>
    /// <returns>Whether it stays where it is.</returns>
    private static bool Hold(TurnChanges changes, OutboundQueueItem item, OutboundMessage message, OutgoingFile file, DateTimeOffset now)
    {
        if (file.Failure is { } failure)
            Fail(changes, item, message, failure.Code, failure.Reason, now);
        else if (file.GivesWayFor is { } wait)
            Wait(changes, item, now + wait);
        else
            return true;
        return false;
    }

    private static void Wait(TurnChanges changes, OutboundQueueItem item, DateTimeOffset until)
    {
        item.WaitUntil(until);
        changes.Kept.Add(item);
    }

    private static void Fail(TurnChanges changes, OutboundQueueItem item, OutboundMessage message, int? errorCode, string? reason, DateTimeOffset now)
    {
        message.Fail(now, errorCode, reason);
        changes.Messages.Add(message);
        changes.Gone.Add(item);
    }

    private PreparedSend Begin(
        TurnChanges changes,
        ICompanyKeys keys,
        OutboundQueueItem item,
        OutboundMessage message,
        ChannelWindow window,
        Dictionary<Guid, string> quoted,
        string? mediaId,
        DateTimeOffset now
    )
    {
        var attempt = SendAttempt.Begin(Guid.CreateVersion7(now), message.Id, message.Attempts + 1, now);
        window.TakePair(now);
        changes.Begun.Add(attempt);
        changes.Windows.Add(window);
        // Whoever was anonymised has nothing in the queue.
        var recipient = new ChannelAddress(keys.Open(message.Recipient!, MessagePlaces.Recipient(message.Id)));
        var content = keys.ContentOf(message)!;
        var target = message.ReplyToId is { } id ? quoted.GetValueOrDefault(id) : null;
        var outgoing = new OutgoingMessage(
            recipient.Phone,
            recipient.UserId,
            content,
            attemptKeys.Of(attempt.Id),
            ReplyTo: content is ReactionContent ? null : target,
            ReactsTo: content is ReactionContent ? target : null,
            mediaId
        );
        return new PreparedSend(message.Id, attempt.Id, attempt.Number, outgoing, item.TraceParent);
    }

    /// <summary>Meta's ids of what is quoted or reacted to, theirs and ours.</summary>
    private async Task<Dictionary<Guid, string>> QuotedAsync(ICompanyKeys keys, IEnumerable<OutboundMessage> messages, CancellationToken ct)
    {
        var ids = messages.Select(m => m.ReplyToId).OfType<Guid>().Distinct().ToArray();
        if (ids.Length == 0)
            return [];
        var theirs = await db.InboundMessages.AsNoTracking().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Wamid }).ToListAsync(ct);
        var ours = await db.OutboundMessages.AsNoTracking().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Wamid }).ToListAsync(ct);
        return theirs
            .Where(m => m.Wamid is not null)
            .Select(m => (m.Id, Wamid: keys.Open(m.Wamid!, MessagePlaces.InboundWamid(m.Id))))
            .Concat(ours.Where(m => m.Wamid is not null).Select(m => (m.Id, Wamid: keys.Open(m.Wamid!, MessagePlaces.Wamid(m.Id)))))
            .ToDictionary(m => m.Id, m => m.Wamid);
    }
}

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

/// <summary>Makes attempts and what is to be sent with them; what may not go any more fails, what goes too fast waits.</summary>
internal sealed class BeginAttempts(IChannelsDb db, IPersonalVault vault, AttemptKeys attemptKeys, MarketingConsent consent, OutgoingFiles files)
{
    /// <param name="due">Out of the queue.</param>
    public async Task<BegunAttempts> BeginAsync(Guid channelId, List<DueMessage> due, TurnChanges changes, DateTimeOffset now, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var windows = await NewWindowsAsync(channelId, due, ct);
        var quoted = await db.QuotedAsync(due, ct);
        var carried = await CarriedAsync(due, now, ct);
        var sends = new List<PreparedSend>();
        var failures = new Dictionary<Guid, Failure>();
        var isHeld = false;
        foreach (var message in due)
        {
            var window = message.Window ?? windows[Convert.ToHexString(message.Item.RecipientLookup)];
            var file = carried.GetValueOrDefault(message.Id);
            // Something was told of it meanwhile: it has lost its place for good.
            if (message.Status != OutboundStatus.Queued)
                continue;
            if (await RefusalAsync(message, window, now, ct) is { } reason)
                failures[message.Id] = new Failure(null, reason);
            else if (window.PairFreeAt > now)
                changes.Queued.Add(message.Item.PutOff(window.PairFreeAt));
            else if (file?.Failure is { } failure)
                failures[message.Id] = failure;
            else if (file is { IsAwaited: true })
            {
                isHeld |= file.GivesWayFor is null;
                changes.Queued.Add(file.GivesWayFor is { } wait ? message.Item.PutOff(now + wait) : message.Item);
            }
            else if (OpenedMessage.TryOpen(keys, message, quoted) is not { } opened)
                failures[message.Id] = new Failure(null, "damaged");
            else
                sends.Add(Begin(changes, message, window, opened, file?.MetaId, now));
        }
        await FailAsync(failures, now, ct);
        return new BegunAttempts(sends, isHeld);
    }

    /// <summary>Looked at again now: between asking and sending, time passes.</summary>
    private async Task<string?> RefusalAsync(DueMessage message, ChannelWindow window, DateTimeOffset now, CancellationToken ct) =>
        message.ExpiresAt <= now ? "expired"
        : message.NeedsOpenWindow && !window.IsOpen(now) ? "window_closed"
        : await consent.IsRefusedAsync(message.Class, message.ContactId, ct) ? "consent_refused"
        : null;

    private async Task FailAsync(Dictionary<Guid, Failure> failures, DateTimeOffset now, CancellationToken ct)
    {
        if (failures.Count == 0)
            return;
        foreach (var message in await db.LockMessagesAsync([.. failures.Keys], ct))
            message.Fail(now, failures[message.Id].Code, failures[message.Id].Reason);
        await db.SaveChangesAsync(ct);
    }

    private PreparedSend Begin(
        TurnChanges changes,
        DueMessage message,
        ChannelWindow window,
        OpenedMessage opened,
        string? mediaId,
        DateTimeOffset now
    )
    {
        var attempt = SendAttempt.Begin(Guid.CreateVersion7(now), message.Id, message.Attempts + 1, now);
        window.TakePair(now);
        changes.Begun.Add(attempt);
        changes.Windows.Add(window);
        var isReaction = opened.Content is ReactionContent;
        var outgoing = new OutgoingMessage(
            opened.Recipient.Phone,
            opened.Recipient.UserId,
            opened.Content,
            attemptKeys.Of(attempt.Id),
            ReplyTo: isReaction ? null : opened.Target,
            ReactsTo: isReaction ? opened.Target : null,
            mediaId
        );
        return new PreparedSend(message.Id, attempt.Id, attempt.Number, outgoing, message.Item.TraceParent);
    }

    /// <summary>Of customers who have none yet on this number, by their lookups.</summary>
    private async Task<Dictionary<string, ChannelWindow>> NewWindowsAsync(Guid channelId, List<DueMessage> due, CancellationToken ct)
    {
        var missing = due.Where(m => m.Window is null).Select(m => m.Item.RecipientLookup).ToArray();
        return missing.Length == 0
            ? []
            : (await db.EnsureWindowsAsync(channelId, missing, ct)).ToDictionary(w => Convert.ToHexString(w.RecipientLookup));
    }

    private async Task<Dictionary<Guid, OutgoingFile>> CarriedAsync(List<DueMessage> due, DateTimeOffset now, CancellationToken ct)
    {
        var ids = due.Where(m => m.AssetId is not null).Select(m => m.Id).ToArray();
        return ids.Length == 0
            ? []
            : await files.OfAsync(await db.OutboundMessages.AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync(ct), now, ct);
    }
}

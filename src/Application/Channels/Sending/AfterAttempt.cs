using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Channels.Templates;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Sending;

/// <summary>What is done with a message whose last attempt did not succeed; in the transaction that notes the attempt's end.</summary>
/// <param name="sender">Of the number; locked.</param>
/// <param name="changes">What becomes of the queue's rows; the message itself is the caller's to write.</param>
internal sealed class AfterAttempt(
    IChannelsDb db,
    IWorkQueue work,
    ChannelSender sender,
    TurnChanges changes,
    DateTimeOffset now,
    CancellationToken ct
)
{
    /// <summary>Refusals after which it is not tried by itself any more.</summary>
    private const int MostAttempts = 8;

    public void Done(OutboundQueueItem? item)
    {
        if (item is not null)
            changes.Gone.Add(item);
    }

    public Task LostAsync(OutboundMessage message, OutboundQueueItem? item, SendOutcome.Unknown unknown)
    {
        // A reaction replaces the one before: twice is once.
        if (message.Type == "reaction")
            return AgainAsync(message, item, unknown.Error?.Code, unknown.Reason, BackOff.After(message.Attempts, TimeSpan.FromSeconds(2)));
        message.LoseSight(now, unknown.Reason, unknown.Error?.Code);
        Done(item);
        return work.NudgeAsync(DecideUnknown.WorkKind, message.Id, ct);
    }

    public async Task RefusedAsync(OutboundMessage message, OutboundQueueItem? item, ProviderError error)
    {
        switch (error.Class)
        {
            case ErrorClass.Pause:
                await PauseAsync(message, item, error);
                break;
            case ErrorClass.RetryPair:
                // Meta: 4^X seconds.
                await AgainAsync(
                    message,
                    item,
                    error.Code,
                    error.Detail,
                    error.RetryAfter ?? BackOff.After(message.Attempts, TimeSpan.FromSeconds(1), 4)
                );
                break;
            case ErrorClass.Retry or ErrorClass.RetryNumber:
                await AgainAsync(
                    message,
                    item,
                    error.Code,
                    error.Detail,
                    error.RetryAfter ?? BackOff.After(message.Attempts, TimeSpan.FromSeconds(2))
                );
                break;
            default:
                message.Fail(now, error.Code, error.Detail);
                Done(item);
                // Meta knows its template otherwise than we do.
                if (error.Code is >= 132000 and < 133000)
                    await work.NudgeAsync(SyncTemplatesDaily.WorkKind, message.ChannelId, ct);
                // Perhaps Meta has lost the file: who sends it once more puts it there anew.
                if (message.AssetId is { } assetId && await db.LockAssetAsync(assetId, ct) is { } asset)
                    asset.LeaveMeta();
                break;
        }
    }

    private async Task PauseAsync(OutboundMessage message, OutboundQueueItem? item, ProviderError error)
    {
        var channel = await db.LockChannelAsync(sender.Id, ct);
        channel!.Pause(error.Code, now);
        sender.Pause();
        await AgainAsync(message, item, error.Code, error.Detail, TimeSpan.Zero, counts: false);
    }

    public async Task AgainAsync(OutboundMessage message, OutboundQueueItem? item, int? code, string? reason, TimeSpan delay, bool counts = true)
    {
        if (counts && message.Attempts >= MostAttempts)
        {
            message.Fail(now, code, reason);
            Done(item);
        }
        else if (item is not null)
        {
            message.BackToQueue(now, code, reason);
            item.WaitUntil(now + delay);
            changes.Kept.Add(item);
        }
        else if (message.BackToQueue(now, code, reason))
        {
            await db.EnqueueAsync(OutboundQueueItem.Of(message, now + delay), ct);
        }
    }
}

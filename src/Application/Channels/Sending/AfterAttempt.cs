using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Channels.Templates;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Sending;

/// <summary>What is done with a message whose last attempt did not succeed; in the transaction that notes the attempt's end.</summary>
/// <param name="sender">Of the number; locked.</param>
/// <param name="changes">What becomes of the queue; the message itself is the caller's to write.</param>
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

    public Task LostAsync(OutboundMessage message, string? traceParent, SendOutcome.Unknown unknown)
    {
        // A reaction replaces the one before: twice is once.
        if (message.Type == "reaction")
        {
            Again(message, traceParent, unknown.Error?.Code, unknown.Reason, BackOff.After(message.Attempts, TimeSpan.FromSeconds(2)));
            return Task.CompletedTask;
        }
        message.LoseSight(now, unknown.Reason, unknown.Error?.Code);
        return work.NudgeAsync(DecideUnknown.WorkKind, message.Id, ct);
    }

    public async Task RefusedAsync(OutboundMessage message, string? traceParent, ProviderError error)
    {
        var (code, detail) = (error.Code, error.Detail);
        switch (error.Class)
        {
            case ErrorClass.Pause:
                var channel = await db.LockChannelAsync(sender.Id, ct);
                channel!.Pause(code, now);
                sender.Pause();
                Again(message, traceParent, code, detail, TimeSpan.Zero, counts: false);
                break;
            case ErrorClass.RetryPair:
                // Meta: 4^X seconds.
                Again(message, traceParent, code, detail, error.RetryAfter ?? BackOff.After(message.Attempts, TimeSpan.FromSeconds(1), 4));
                break;
            case ErrorClass.Retry or ErrorClass.RetryNumber:
                Again(message, traceParent, code, detail, error.RetryAfter ?? BackOff.After(message.Attempts, TimeSpan.FromSeconds(2)));
                break;
            default:
                message.Fail(now, code, detail);
                // Meta knows its template otherwise than we do.
                if (code is >= 132000 and < 133000)
                    await work.NudgeAsync(SyncTemplatesDaily.WorkKind, message.ChannelId, ct);
                // Perhaps Meta has lost the file: who sends it once more puts it there anew.
                if (message.AssetId is { } assetId && await db.LockAssetAsync(assetId, ct) is { } asset)
                    asset.LeaveMeta();
                break;
        }
    }

    public void Again(OutboundMessage message, string? traceParent, int? code, string? reason, TimeSpan delay, bool counts = true)
    {
        if (counts && message.Attempts >= MostAttempts)
            message.Fail(now, code, reason);
        else if (message.BackToQueue(now, code, reason))
            changes.Queued.Add(OutboundQueueItem.Of(message, now + delay, traceParent));
    }
}

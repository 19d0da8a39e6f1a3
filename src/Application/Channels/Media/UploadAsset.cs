using CleanApp.Application.Channels.Accounts;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Media;

/// <summary>
/// Puts a file of ours at Meta, before any message that carries it is attempted: whatever goes wrong here, nothing was sent. A second file
/// at Meta, after an answer that was lost, is nobody's and ends by itself.
/// </summary>
internal sealed class UploadAsset(
    IChannelsDb db,
    IUnitOfWork unitOfWork,
    IPersonalVault vault,
    ISealedFiles files,
    ChannelSecrets secrets,
    IWhatsApp whatsApp,
    TransferSlots slots,
    TimeProvider clock
) : IWorkHandler
{
    public const string WorkKind = "channels.upload_asset";

    private static readonly TimeSpan Crowded = TimeSpan.FromSeconds(1);

    public string Kind => WorkKind;

    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var asset = await db.MediaAssets.AsNoTracking().SingleAsync(a => a.Id == subjectId, ct);
        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == asset.ChannelId, ct);
        // Of a paused number nothing is sent; who sends after it is resumed asks again.
        if (asset.State != MediaState.Stored || asset.IsAtMeta(clock.GetUtcNow()) || channel.PausedAt is not null)
            return WorkResult.Finished;
        // Asked for at the moment it was refused, by a message that hears of the refusal at its next turn.
        if (asset.RefusedAt is { } refused && !await IsAwaitedAsync(asset.Id, refused, ct))
            return WorkResult.Finished;
        using var slot = await slots.TryTakeAsync(ct);
        if (slot is null)
            return WorkResult.RunAgainIn(Crowded);
        var details = MediaDetails.Open(await vault.OpenAsync(ct), asset.Details!, MessagePlaces.Asset(asset.Id));
        await using var content = await files.OpenAsync(new KeptFile(asset.Id, details.Secret, asset.Size), ct);
        if (content is null)
            return await ChangeAsync(asset.Id, (a, now) => a.Refuse(null, "file_gone", now), ct);
        try
        {
            var name = details.FileName ?? MediaDetails.NameFor(asset.MimeType);
            var metaId = await whatsApp.UploadAsync(secrets.Access(channel), content, asset.Size, asset.MimeType, name, ct);
            return await ChangeAsync(asset.Id, (a, now) => a.BeAtMeta(metaId, now), ct);
        }
        catch (ProviderException e)
        {
            return await FollowAsync(asset, e, ct);
        }
    }

    private Task<bool> IsAwaitedAsync(Guid assetId, DateTimeOffset since, CancellationToken ct) =>
        db.OutboundMessages.AnyAsync(m => m.AssetId == assetId && m.Status == OutboundStatus.Queued && m.StatusAt > since, ct);

    private async Task<WorkResult> FollowAsync(MediaAsset asset, ProviderException e, CancellationToken ct)
    {
        switch (e)
        {
            case { Error.Class: ErrorClass.Pause }:
                await PauseAsync(asset.ChannelId, e.Error.Code, ct);
                return WorkResult.Finished;
            case { Error.Class: ErrorClass.Permanent or ErrorClass.Wait }:
                return await ChangeAsync(asset.Id, (a, now) => a.Refuse(e.Error.Code, e.Error.Detail ?? e.Reason, now), ct);
            case { Reason: "token_malformed" or "host_not_allowed" or "mime_type" }:
                return await ChangeAsync(asset.Id, (a, now) => a.Refuse(null, e.Reason, now), ct);
            default:
                var again = false;
                await ChangeAsync(asset.Id, (a, now) => again = a.TryAgain(e.Error?.Code, e.Error?.Detail ?? e.Reason, now), ct);
                return again
                    ? WorkResult.RunAgainIn(e.Error?.RetryAfter ?? BackOff.After(asset.Uploads + 1, TimeSpan.FromSeconds(2)))
                    : WorkResult.Finished;
        }
    }

    private async Task<WorkResult> ChangeAsync(Guid id, Action<MediaAsset, DateTimeOffset> change, CancellationToken ct)
    {
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                if (await db.LockAssetAsync(id, inner) is { } asset)
                    change(asset, clock.GetUtcNow());
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        return WorkResult.Finished;
    }

    private Task PauseAsync(Guid channelId, int code, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var sender = await db.LockSenderAsync(channelId, inner);
                (await db.LockChannelAsync(channelId, inner))!.Pause(code, clock.GetUtcNow());
                sender.Pause();
                await db.SaveChangesAsync(inner);
            },
            ct
        );
}

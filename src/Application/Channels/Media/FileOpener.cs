using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Media;

/// <summary>Opens what messages carry. That the caller may see the message is the use case's to say.</summary>
internal sealed class FileOpener(IChannelsDb db, IPersonalVault vault, ISealedFiles files)
{
    public async Task<OpenedFile> OpenAsync(InboundMessage message, CancellationToken ct)
    {
        var media =
            await db.ReceivedFiles.AsNoTracking().SingleOrDefaultAsync(m => m.Id == message.Id, ct)
            ?? throw new DomainException(MediaErrors.NotFound);
        if (media.State == MediaState.Pending)
            throw new DomainException(MediaErrors.Pending);
        if (media is not { State: MediaState.Stored, FileId: { } fileId, Size: { } size, MimeType: { } type, Details: { } box })
            throw new DomainException(MediaErrors.Gone);
        var keys = await vault.OpenAsync(ct);
        var details = MediaDetails.Open(keys, box, MessagePlaces.ReceivedFile(media.Id));
        return await OpenAsync(new KeptFile(fileId, details.Secret, size), type, keys.ContentOf(message)?.Media?.FileName, ct);
    }

    public async Task<OpenedFile> OpenAsync(OutboundMessage message, CancellationToken ct)
    {
        var asset =
            await db.MediaAssets.AsNoTracking().SingleOrDefaultAsync(a => a.Id == message.AssetId, ct)
            ?? throw new DomainException(MediaErrors.NotFound);
        var keys = await vault.OpenAsync(ct);
        // The file may be kept for somebody else it was sent to as well.
        if (asset is not { State: MediaState.Stored, Details: { } box } || keys.ContentOf(message) is not MediaContent content)
            throw new DomainException(MediaErrors.Gone);
        var details = MediaDetails.Open(keys, box, MessagePlaces.Asset(asset.Id));
        return await OpenAsync(new KeptFile(asset.Id, details.Secret, asset.Size), asset.MimeType, content.FileName ?? details.FileName, ct);
    }

    private async Task<OpenedFile> OpenAsync(KeptFile kept, string mimeType, string? name, CancellationToken ct) =>
        new(
            await files.OpenAsync(kept, ct) ?? throw new DomainException(MediaErrors.Gone),
            mimeType,
            MediaDetails.NameOf(name) ?? MediaDetails.NameFor(mimeType),
            MediaFormat.Find(mimeType) is { Kind: not MediaKind.Document }
        );
}

using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Media;

/// <summary>Holds a message against the file it is to carry.</summary>
internal sealed class FitFile(IChannelsDb db, IPersonalVault vault, IWorkQueue work, TimeProvider clock)
{
    /// <returns>The content with our file, which is on its way to Meta from now on.</returns>
    public async Task<MessageContent> RunAsync(Guid channelId, Guid fileId, MessageContent content, CancellationToken ct)
    {
        var asset =
            await db.MediaAssets.AsNoTracking().SingleOrDefaultAsync(a => a.Id == fileId && a.ChannelId == channelId, ct)
            ?? throw new DomainException(MediaErrors.NotFound);
        if (asset.Details is not { } box)
            throw new DomainException(MediaErrors.Gone);
        if (content is not MediaContent { Link: null } media || !asset.Suits(media.Media))
            throw new DomainException(MediaErrors.KindMismatch);
        if (!asset.IsAtMeta(clock.GetUtcNow()))
            await work.EnsureAsync(UploadAsset.WorkKind, asset.Id, ct);
        return media.Media == MediaKind.Document && media.FileName is null
            ? media with
            {
                FileName = MediaDetails.Open(await vault.OpenAsync(ct), box, MessagePlaces.Asset(asset.Id)).FileName,
            }
            : media;
    }
}

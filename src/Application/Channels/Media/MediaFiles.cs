using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Media;

/// <summary>Ends files; part of the caller's transaction. The rows forget the files' keys at once, the storage follows.</summary>
internal sealed class MediaFiles(IChannelsDb db, IWorkQueue work, TimeProvider clock)
{
    /// <summary>Everything these messages, theirs or ours, carried. A file of ours that other messages carry as well stays.</summary>
    public async Task EraseAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken ct)
    {
        var ids = messageIds.ToArray();
        var now = clock.GetUtcNow();
        var received = await db.ReceivedFiles.Where(m => ids.Contains(m.Id)).OrderBy(m => m.Id).ToListAsync(ct);
        received.ForEach(m => m.Erase(now));
        var carried = db.OutboundMessages.Where(m => ids.Contains(m.Id) && m.AssetId != null).Select(m => m.AssetId);
        var assets = await db
            .MediaAssets.Where(a => carried.Contains(a.Id) && !db.OutboundMessages.Any(m => m.AssetId == a.Id && !ids.Contains(m.Id)))
            .OrderBy(a => a.Id)
            .ToListAsync(ct);
        assets.ForEach(a => a.Erase());
        await db.SaveChangesAsync(ct);
        foreach (var fileId in received.Select(m => m.FileId).OfType<Guid>().Concat(assets.Select(a => a.Id)))
            await work.NudgeAsync(ClearMedia.WorkKind, fileId, ct);
    }

    /// <summary>
    /// Files that nobody has put here or sent since, that no message is still to carry, and that were not sent to any of these people.
    /// </summary>
    public IQueryable<MediaAsset> UnusedSince(DateTimeOffset since, IReadOnlyCollection<Guid> heldPeople)
    {
        OutboundStatus[] open = [OutboundStatus.Queued, OutboundStatus.Unknown, OutboundStatus.NeedsReview];
        var held = heldPeople.ToArray();
        return db.MediaAssets.Where(a =>
            a.State == MediaState.Stored
            && a.CreatedAt < since
            && !db.OutboundMessages.Any(m =>
                m.AssetId == a.Id && (m.CreatedAt >= since || open.Contains(m.Status) || held.Contains(m.ContactId!.Value))
            )
        );
    }

    public async Task EraseAsync(IReadOnlyList<MediaAsset> assets, CancellationToken ct)
    {
        foreach (var asset in assets)
            asset.Erase();
        await db.SaveChangesAsync(ct);
        foreach (var asset in assets)
            await work.NudgeAsync(ClearMedia.WorkKind, asset.Id, ct);
    }
}

using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Media;

/// <summary>What of our files the messages that are about to go carry, and whether Meta has it yet.</summary>
internal sealed class OutgoingFiles(IChannelsDb db, IWorkQueue work)
{
    /// <summary>While Meta has trouble with a file, the number's other messages go first.</summary>
    private static readonly TimeSpan InTrouble = TimeSpan.FromSeconds(10);

    /// <summary>For each message that carries one. What Meta does not have is asked to be put there.</summary>
    public async Task<Dictionary<Guid, OutgoingFile>> OfAsync(IReadOnlyCollection<OutboundMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var ids = messages.Select(m => m.AssetId).OfType<Guid>().Distinct().ToArray();
        if (ids.Length == 0)
            return [];
        var assets = await db.MediaAssets.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var found = messages.Where(m => m.AssetId is not null).ToDictionary(m => m.Id, m => Of(assets[m.AssetId!.Value], m, now));
        foreach (var id in messages.Where(m => m.AssetId is not null && found[m.Id].IsAwaited).Select(m => m.AssetId!.Value).Distinct())
            await work.EnsureAsync(UploadAsset.WorkKind, id, ct);
        return found;
    }

    private static OutgoingFile Of(MediaAsset asset, OutboundMessage message, DateTimeOffset now) =>
        asset.State != MediaState.Stored ? new OutgoingFile(Failure: new(null, "file_gone"))
        : asset.IsAtMeta(now) ? new OutgoingFile(asset.MetaId)
        // Refused since this message began to wait; one that began later asks again.
        : asset.RefusedAt >= message.StatusAt ? new OutgoingFile(Failure: new(asset.ErrorCode, asset.ErrorReason))
        : new OutgoingFile(IsAwaited: true, GivesWayFor: asset.Uploads > 0 ? InTrouble : null);
}

/// <param name="MetaId">It can go.</param>
/// <param name="Failure">It never will.</param>
/// <param name="IsAwaited">Meta does not have it yet. The message keeps its place before the customer's next ones.</param>
/// <param name="GivesWayFor">Unless it takes too long.</param>
internal sealed record OutgoingFile(string? MetaId = null, Failure? Failure = null, bool IsAwaited = false, TimeSpan? GivesWayFor = null);

/// <summary>Why a message will never go: Meta's code, or a word of ours.</summary>
internal sealed record Failure(int? Code, string? Reason);

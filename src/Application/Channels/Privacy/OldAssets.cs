using CleanApp.Application.Channels.Media;
using CleanApp.Application.Privacy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Privacy;

/// <summary>Files the company put here to send, once nobody sends them any more. The messages that carried them stay, and say so.</summary>
internal sealed class OldAssets(MediaFiles files, IHeldPeople held) : IRetainedData
{
    private const int Batch = 100;

    /// <summary>A message may wait for thirty days, and whoever failed may be sent it anew.</summary>
    public RetentionClass Class { get; } = new("channels.assets", DefaultDays: 365, LeastDays: 30);

    public async Task<int> CountAsync(DateTimeOffset olderThan, CancellationToken ct) =>
        await files.UnusedSince(olderThan, await held.AllAsync(ct)).Take(RetentionClass.MostCounted).CountAsync(ct);

    public async Task<RetentionStep> RemoveSomeAsync(DateTimeOffset olderThan, Guid? after, CancellationToken ct)
    {
        var assets = await files
            .UnusedSince(olderThan, await held.AllAsync(ct))
            .Where(a => after == null || a.Id > after)
            .OrderBy(a => a.Id)
            .Take(Batch)
            .ToListAsync(ct);
        await files.EraseAsync(assets, ct);
        return new RetentionStep(assets.Count, assets.Count < Batch ? null : assets[^1].Id);
    }
}

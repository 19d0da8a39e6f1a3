using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Channels.Media;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Messages;

internal sealed class MessageRecords(IChannelsDb db, IPersonalVault vault, FileOpener opener, TimeProvider clock) : IMessageRecords
{
    private const int MostLastSent = 20;

    public async Task<IReadOnlyDictionary<Guid, MessageDetails>> DetailsAsync(
        IReadOnlyCollection<Guid> receivedIds,
        IReadOnlyCollection<Guid> sentIds,
        CancellationToken ct
    )
    {
        var received = receivedIds.Count == 0 ? [] : await db.InboundMessages.AsNoTracking().Where(m => receivedIds.Contains(m.Id)).ToListAsync(ct);
        var sent = sentIds.Count == 0 ? [] : await db.OutboundMessages.AsNoTracking().Where(m => sentIds.Contains(m.Id)).ToListAsync(ct);
        return await OpenAsync([.. received.Select(m => m.Stored()), .. sent.Select(m => m.Stored())], ct);
    }

    public async Task<IReadOnlyDictionary<Guid, MessageDetails>> OpenAsync(IReadOnlyCollection<StoredMessage> messages, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        // Only text is sure to carry none: of a person who was anonymised nothing else tells.
        var fileIds = messages.Where(m => m.IsTheirs && m.Kind != "text").Select(m => m.Id).ToArray();
        var files =
            fileIds.Length == 0 ? [] : await db.ReceivedFiles.AsNoTracking().Where(f => fileIds.Contains(f.Id)).ToDictionaryAsync(f => f.Id, ct);
        var assetIds = messages.Select(m => m.AssetId).OfType<Guid>().Distinct().ToArray();
        var assets =
            assetIds.Length == 0 ? [] : await db.MediaAssets.AsNoTracking().Where(a => assetIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var quoted = await QuotedAsync(messages, ct);
        return messages.ToDictionary(
            m => m.Id,
            m =>
                m.IsTheirs
                    ? keys.Theirs(
                        m,
                        files.GetValueOrDefault(m.Id),
                        m.QuotedLookup is { } about && quoted.TryGetValue(Convert.ToHexString(about), out var id) ? id : null
                    )
                    : keys.Ours(m, m.AssetId is { } asset ? assets.GetValueOrDefault(asset) : null)
        );
    }

    public async Task<IReadOnlyDictionary<Guid, string>> WordsAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken ct)
    {
        var ids = messageIds.ToArray();
        var keys = await vault.OpenAsync(ct);
        var received = await db.InboundMessages.AsNoTracking().Where(m => ids.Contains(m.Id) && m.Content != null).ToListAsync(ct);
        var sent = await db.OutboundMessages.AsNoTracking().Where(m => ids.Contains(m.Id) && m.Content != null).ToListAsync(ct);
        return received
            .Select(m => (m.Id, Words: MessageWords.Of(m.Kind, keys.ContentOf(m)!)))
            .Concat(sent.Select(m => (m.Id, Words: MessageWords.Of(keys.ContentOf(m)!))))
            .Where(m => m.Words is not null)
            .ToDictionary(m => m.Id, m => m.Words!);
    }

    public async Task<IReadOnlyList<Guid>> IdsOfAsync(Guid contactId, CancellationToken ct) =>
        await db
            .InboundMessages.Where(m => m.ContactId == contactId)
            .Select(m => m.Id)
            .Concat(db.OutboundMessages.Where(m => m.ContactId == contactId).Select(m => m.Id))
            .ToListAsync(ct);

    public async Task<OpenedFile> OpenFileAsync(Guid messageId, CancellationToken ct)
    {
        if (await db.InboundMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == messageId, ct) is { } received)
            return await opener.OpenAsync(received, ct);
        if (await db.OutboundMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == messageId, ct) is { } sent)
            return await opener.OpenAsync(sent, ct);
        throw new DomainException(MessageErrors.NotFound);
    }

    public async Task<DateTimeOffset?> WindowUntilAsync(Guid channelId, byte[] addressLookup, CancellationToken ct)
    {
        var window = await db
            .ChannelWindows.AsNoTracking()
            .SingleOrDefaultAsync(w => w.ChannelId == channelId && w.RecipientLookup == addressLookup, ct);
        return window?.OpenUntil(clock.GetUtcNow());
    }

    public async Task<IReadOnlyDictionary<Guid, string>> ChannelNamesAsync(CancellationToken ct) =>
        await db.Channels.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Name, ct);

    public async Task<IReadOnlyList<SentMessage>> LastSentAsync(Guid channelId, byte[] addressLookup, DateTimeOffset since, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var messages = await db
            .OutboundMessages.AsNoTracking()
            .Where(m => m.ChannelId == channelId && m.RecipientLookup == addressLookup && m.CreatedAt >= since && m.Content != null)
            .OrderByDescending(m => m.CreatedAt)
            .ThenByDescending(m => m.Id)
            .Take(MostLastSent)
            .ToListAsync(ct);
        messages.Reverse();
        return messages.ConvertAll(keys.Told);
    }

    /// <summary>Our ids by Meta's keyed ones, of what these messages are about.</summary>
    private async Task<Dictionary<string, Guid>> QuotedAsync(IReadOnlyCollection<StoredMessage> messages, CancellationToken ct)
    {
        var lookups = messages.Select(m => m.QuotedLookup).OfType<byte[]>().ToArray();
        if (lookups.Length == 0)
            return [];
        var channels = messages.Select(m => m.ChannelId).Distinct().ToArray();
        var ours = db
            .OutboundMessages.Where(m => channels.Contains(m.ChannelId) && m.WamidLookup != null && lookups.Contains(m.WamidLookup))
            .Select(m => new { m.Id, Lookup = m.WamidLookup! });
        var theirs = db
            .InboundMessages.Where(m => channels.Contains(m.ChannelId) && lookups.Contains(m.WamidLookup))
            .Select(m => new { m.Id, Lookup = m.WamidLookup });
        var quoted = new Dictionary<string, Guid>();
        foreach (var row in (await ours.ToListAsync(ct)).Concat(await theirs.ToListAsync(ct)))
            quoted[Convert.ToHexString(row.Lookup)] = row.Id;
        return quoted;
    }
}

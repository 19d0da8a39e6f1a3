using System.Security.Cryptography;
using System.Text.Json;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Sending;

/// <param name="Target">Meta's id of what it quotes or reacts to.</param>
internal sealed record OpenedMessage(ChannelAddress Recipient, MessageContent Content, string? Target)
{
    /// <returns>Null when it does not open: tried again, it would keep its number from sending anything for good.</returns>
    /// <exception cref="MissingKeyException">It may open on another host, or later: whoever tries again sends it.</exception>
    public static OpenedMessage? TryOpen(ICompanyKeys keys, DueMessage message, IReadOnlyDictionary<Guid, QuotedMessage> quoted)
    {
        try
        {
            var target = message.ReplyToId is { } id && quoted.TryGetValue(id, out var about) ? keys.Open(about.Wamid, about.Place) : null;
            // Whoever was anonymised has nothing in the queue.
            var recipient = new ChannelAddress(keys.Open(message.Recipient!, MessagePlaces.Recipient(message.Id)));
            return new OpenedMessage(recipient, keys.OpenContent(message.Id, message.Content!), target);
        }
        catch (Exception e) when (e is CryptographicException and not MissingKeyException or JsonException)
        {
            return null;
        }
    }
}

/// <param name="Wamid">Meta's id; sealed.</param>
internal sealed record QuotedMessage(byte[] Wamid, SealedPlace Place);

internal static class QuotedMessages
{
    /// <summary>What is quoted or reacted to, theirs and ours, as far as Meta knows it.</summary>
    public static async Task<Dictionary<Guid, QuotedMessage>> QuotedAsync(this IChannelsDb db, List<DueMessage> due, CancellationToken ct)
    {
        var ids = due.Select(m => m.ReplyToId).OfType<Guid>().Distinct().ToArray();
        if (ids.Length == 0)
            return [];
        var theirs = await db.InboundMessages.AsNoTracking().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Wamid }).ToListAsync(ct);
        var ours = await db.OutboundMessages.AsNoTracking().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Wamid }).ToListAsync(ct);
        return theirs
            .Where(m => m.Wamid is not null)
            .Select(m => (m.Id, Quoted: new QuotedMessage(m.Wamid!, MessagePlaces.InboundWamid(m.Id))))
            .Concat(ours.Where(m => m.Wamid is not null).Select(m => (m.Id, Quoted: new QuotedMessage(m.Wamid!, MessagePlaces.Wamid(m.Id)))))
            .ToDictionary(m => m.Id, m => m.Quoted);
    }
}

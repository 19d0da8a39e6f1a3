using System.Buffers.Binary;
using System.Text;
using CleanApp.Application.Channels.Accounts;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Webhooks;

internal sealed class WebhookReplay(IChannelsDb db, IPersonalVault vault, ChannelSecrets secrets, IWhatsAppWebhooks webhooks) : IWebhookReplay
{
    public async Task<ReplayTarget?> FindAsync(Guid channelId, CancellationToken ct) =>
        await db.Channels.AsNoTracking().SingleOrDefaultAsync(c => c.Id == channelId, ct) is { } channel
            ? new ReplayTarget($"/webhooks/whatsapp/{channel.WebhookToken}", channel.PhoneNumberId, channel.DisplayNumber)
            : null;

    public async Task<string> SignAsync(Guid channelId, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == channelId, ct);
        return webhooks.Sign(body.Span, secrets.AppSecrets(channel)[0]);
    }

    public async Task<IReadOnlyList<Guid>> ListSinceAsync(Guid channelId, DateTimeOffset since, CancellationToken ct) =>
        await db.ChannelWebhooks.Where(w => w.ChannelId == channelId && w.Id >= FirstOf(since)).Select(w => w.Id).ToListAsync(ct);

    public Task<DateTimeOffset?> LastAsync(Guid channelId, CancellationToken ct) =>
        db
            .ChannelWebhooks.Where(w => w.ChannelId == channelId)
            .OrderByDescending(w => w.Id)
            .Select(w => (DateTimeOffset?)w.ReceivedAt)
            .FirstOrDefaultAsync(ct);

    /// <summary>Ids are UUIDv7, so they are in the order of their milliseconds; this is the smallest of one.</summary>
    private static Guid FirstOf(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, at.ToUnixTimeMilliseconds()) << 16);
        (bytes[6], bytes[8]) = (0x70, 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    public async Task<bool> IsSameAsync(Guid webhookId, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var sealedBody = await db.ChannelWebhooks.Where(w => w.Id == webhookId).Select(w => w.Body).SingleAsync(ct);
        return keys.Open(sealedBody, MessagePlaces.Webhook(webhookId)) == Encoding.UTF8.GetString(body.Span);
    }

    public async Task<ReplayedBody> FollowAsync(Guid webhookId, CancellationToken ct)
    {
        var webhook = await db.ChannelWebhooks.AsNoTracking().SingleAsync(w => w.Id == webhookId, ct);
        if (webhook.ProcessedAt is null)
        {
            var failure = await db.FindWorkFailureAsync(ProcessWhatsAppWebhook.WorkKind, webhookId, ct);
            return new ReplayedBody(false, failure?.Error, failure?.DeadAt is not null, []);
        }
        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == webhook.ChannelId, ct);
        var notices = await db.ChannelNotices.Where(n => n.WebhookId == webhookId).ToDictionaryAsync(n => n.Ordinal, n => n.Field, ct);
        var keys = await vault.OpenAsync(ct);
        var updates = webhooks.Read(Encoding.UTF8.GetBytes(keys.Open(webhook.Body, MessagePlaces.Webhook(webhookId))));
        var parts = new List<ReplayedPart>();
        for (var ordinal = 0; ordinal < updates.Count; ordinal++)
            parts.Add(
                notices.GetValueOrDefault(ordinal) is { } field
                    ? new ReplayedPart(field == ProcessWhatsAppWebhook.OtherNumber ? ReplayedAs.OtherNumber : ReplayedAs.Notice, field)
                    : updates[ordinal] switch
                    {
                        MessageReceived message => await MessageAsync(channel.Id, Wamids.Lookup(keys, message.Wamid), webhook.ReceivedAt, ct),
                        StatusChanged status => await StatusAsync(
                            channel.Id,
                            Wamids.Lookup(keys, status.Wamid),
                            status.Status,
                            webhook.ReceivedAt,
                            ct
                        ),
                        _ => null,
                    } ?? new ReplayedPart(ReplayedAs.Lost, updates[ordinal].GetType().Name)
            );
        return new ReplayedBody(true, null, false, parts);
    }

    private async Task<ReplayedPart?> MessageAsync(Guid channelId, byte[] lookup, DateTimeOffset receivedAt, CancellationToken ct) =>
        await db
            .InboundMessages.Where(m => m.ChannelId == channelId && m.WamidLookup == lookup)
            .Select(m => new { m.Kind, m.ReceivedAt })
            .SingleOrDefaultAsync(ct)
            is { } message
            ? new ReplayedPart(message.ReceivedAt >= receivedAt ? ReplayedAs.Message : ReplayedAs.RepeatedMessage, message.Kind)
            : null;

    private async Task<ReplayedPart?> StatusAsync(Guid channelId, byte[] lookup, string word, DateTimeOffset receivedAt, CancellationToken ct) =>
        await db
            .MessageEvents.Where(e => e.ChannelId == channelId && e.WamidLookup == lookup && e.Status == word)
            .Select(e => new { e.MessageId, e.RecordedAt })
            .SingleOrDefaultAsync(ct)
            is { } status
            ? new ReplayedPart(
                status.RecordedAt < receivedAt ? ReplayedAs.RepeatedStatus
                    : status.MessageId is null ? ReplayedAs.ForeignStatus
                    : ReplayedAs.Status,
                word
            )
            : null;
}

using System.Text;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Webhooks;

/// <summary>
/// Does what a body of Meta's says, each thing once: the row that remembers it and its effect are one transaction. Repeated, cut off or
/// delivered twice, the rest is done and nothing is done again.
/// </summary>
internal sealed class ProcessWhatsAppWebhook(
    IChannelsDb db,
    IUnitOfWork unitOfWork,
    IPersonalVault vault,
    IWhatsAppWebhooks webhooks,
    ReceiveMessage receive,
    FollowStatus follow,
    FollowTemplate followTemplate,
    ChannelMetrics metrics,
    TimeProvider clock
) : IWorkHandler
{
    public const string WorkKind = WebhookWork.Kind;

    /// <summary>Field of a notice about a number that is not this channel's.</summary>
    public const string OtherNumber = "other_number";
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(5);

    public string Kind => WorkKind;

    /// <summary>Of one that could not be read with the others of its number.</summary>
    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var (webhook, channel) = await FindAsync(subjectId, ct);
        if (webhook.ProcessedAt is not null)
            return WorkResult.Finished;
        var keys = await vault.OpenAsync(ct);
        var body = Encoding.UTF8.GetBytes(keys.Open(webhook.Body, MessagePlaces.Webhook(webhook.Id)));
        await RunAsync(channel, new ReadWebhook(webhook, webhooks.Read(body)), ct);
        return WorkResult.Finished;
    }

    public async Task RunAsync(Channel channel, ReadWebhook read, CancellationToken ct)
    {
        var (webhook, updates) = (read.Webhook, read.Updates);
        // Meta counts what comes in against the same pace as what goes out; of old ones it has forgotten.
        var received = webhook.ReceivedAt > clock.GetUtcNow() - Recent ? updates.Count(u => u is MessageReceived) : 0;
        // What is taken of the number's pace is taken before anything of its messages is locked, so not together with the last of them.
        var closesWithLast = received == 0 && updates.Count > 0;
        for (var ordinal = 0; ordinal < updates.Count; ordinal++)
        {
            var (update, position) = (updates[ordinal], ordinal);
            // Another number of the same app: its own address is told of it.
            var isOurs = update.PhoneNumberId is null || update.PhoneNumberId == channel.PhoneNumberId;
            var isNew = await unitOfWork.InTransactionAsync(
                async inner =>
                {
                    var isNew = await (
                        update switch
                        {
                            MessageReceived message when isOurs => receive.RunAsync(channel.Id, message, inner),
                            StatusChanged status when isOurs => follow.RunAsync(channel.Id, status, inner),
                            TemplateChanged template when isOurs => FollowAsync(channel, webhook, position, template, inner),
                            _ => NoteAsync(channel.Id, webhook.Id, position, update, isOurs, inner),
                        }
                    );
                    if (closesWithLast && position == updates.Count - 1)
                        await CloseAsync(webhook, updates, inner);
                    return isNew;
                },
                ct
            );
            if (isNew)
                Count(update);
        }
        if (!closesWithLast)
            await unitOfWork.InTransactionAsync(
                async inner =>
                {
                    if (received > 0)
                        (await db.LockSenderAsync(channel.Id, inner)).Take(received, channel.MessagesPerSecond, clock.GetUtcNow());
                    await db.SaveChangesAsync(inner);
                    await CloseAsync(webhook, updates, inner);
                    return Done.Value;
                },
                ct
            );
        metrics.Processed(clock.GetUtcNow() - webhook.ReceivedAt);
    }

    private async Task<(ChannelWebhook, Channel)> FindAsync(Guid id, CancellationToken ct)
    {
        var found = await (
            from webhook in db.ChannelWebhooks.AsNoTracking()
            join channel in db.Channels.AsNoTracking() on webhook.ChannelId equals channel.Id
            where webhook.Id == id
            select new { webhook, channel }
        ).SingleAsync(ct);
        return (found.webhook, found.channel);
    }

    private async Task CloseAsync(ChannelWebhook webhook, IReadOnlyList<WebhookUpdate> updates, CancellationToken ct)
    {
        var (now, count) = (clock.GetUtcNow(), (int?)updates.Count);
        await db
            .ChannelWebhooks.Where(w => w.Id == webhook.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.ProcessedAt, now).SetProperty(w => w.Updates, count), ct);
        await db.NoteWebhookAsync(webhook.ChannelId, webhook.ReceivedAt, updates.Any(u => u is StatusChanged), ct);
    }

    private void Count(WebhookUpdate update)
    {
        if (update is MessageReceived message)
            metrics.Received(message);
        else if (update is StatusChanged status)
            metrics.Told(status.Status, status.Error?.Code);
    }

    private async Task<bool> FollowAsync(Channel channel, ChannelWebhook webhook, int ordinal, TemplateChanged template, CancellationToken ct)
    {
        await followTemplate.RunAsync(channel, template, webhook.ReceivedAt, ct);
        return await NoteAsync(channel.Id, webhook.Id, ordinal, template, isOurs: true, ct);
    }

    /// <summary>Kept and shown, so that nothing Meta says is lost because this version does not know it.</summary>
    private async Task<bool> NoteAsync(Guid channelId, Guid webhookId, int ordinal, WebhookUpdate update, bool isOurs, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var field = update switch
        {
            _ when !isOurs => OtherNumber,
            OtherUpdate other => other.Field,
            TemplateChanged template => $"template_{template.Event}",
            _ => "unreadable",
        };
        await db.TryAddNoticeAsync(channelId, webhookId, ordinal, id, field, keys.Seal(update.Json, MessagePlaces.Notice(id)), now, ct);
        // Of another number, or nothing that is counted.
        return false;
    }
}

using System.Diagnostics;
using System.Text;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CleanApp.Application.Channels.Webhooks;

/// <summary>
/// Reads what Meta posted for one number, for whoever holds its lease: what is usual all together, the rest one by one. What fails becomes a
/// piece of work of its own, with its tries, and holds nobody up. Two who read the same do nothing twice, since each thing is remembered with
/// its effect; the lease only saves the work.
/// </summary>
internal sealed class ReadWebhooks(
    IChannelsDb db,
    IReadings readings,
    IUnitOfWork unitOfWork,
    IWorkQueue work,
    IPersonalVault vault,
    IWhatsAppWebhooks webhooks,
    FollowStatuses follow,
    ProcessWhatsAppWebhook process,
    TimeProvider clock,
    ILogger<ReadWebhooks> logger
) : IReadWebhooks
{
    private const int MostAtOnce = 200;

    public async Task RunAsync(Guid channelId, Guid lease, CancellationToken ct)
    {
        var waiting = await readings.ListWaitingAsync(channelId, MostAtOnce, ct);
        if (waiting.Count > 0)
        {
            var keys = await vault.OpenAsync(ct);
            var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == channelId, ct);
            await ReadAsync(channel, keys, waiting.ConvertAll(w => Open(keys, w)), ct);
        }
        await readings.ReleaseAsync(channelId, lease, clock.GetUtcNow(), ct);
    }

    private ReadWebhook Open(ICompanyKeys keys, ChannelWebhook webhook) =>
        new(webhook, webhooks.Read(Encoding.UTF8.GetBytes(keys.Open(webhook.Body, MessagePlaces.Webhook(webhook.Id)))));

    private async Task ReadAsync(Channel channel, ICompanyKeys keys, List<ReadWebhook> all, CancellationToken ct)
    {
        var read = new HashSet<Guid>();
        try
        {
            read = await follow.RunAsync(channel, keys, all, ct);
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "{Count} webhooks of channel {ChannelId} could not be read together", all.Count, channel.Id);
        }
        foreach (var one in all.Where(w => !read.Contains(w.Webhook.Id)))
            await ReadOneAsync(channel, one, ct);
    }

    private async Task ReadOneAsync(Channel channel, ReadWebhook one, CancellationToken ct)
    {
        using var activity = Tracing.Start(ProcessWhatsAppWebhook.WorkKind, ActivityKind.Consumer, one.Webhook.TraceParent);
        activity?.SetTag("cleanapp.subject", one.Webhook.Id);
        try
        {
            await process.RunAsync(channel, one, ct);
        }
        catch (Exception e)
        {
            activity.Fail(e);
            logger.LogError(e, "Webhook {WebhookId} could not be read", one.Webhook.Id);
            await unitOfWork.InTransactionAsync(
                async inner =>
                {
                    await readings.DeferAsync(one.Webhook.Id, inner);
                    await work.NudgeAsync(ProcessWhatsAppWebhook.WorkKind, one.Webhook.Id, inner);
                },
                ct
            );
        }
    }
}

/// <summary>For the loop that gives numbers their turns.</summary>
public interface IReadWebhooks
{
    Task RunAsync(Guid channelId, Guid lease, CancellationToken ct);
}

/// <param name="Updates">What it says, in its order.</param>
internal sealed record ReadWebhook(ChannelWebhook Webhook, IReadOnlyList<WebhookUpdate> Updates);

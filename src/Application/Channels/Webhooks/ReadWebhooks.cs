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
            await ReadAsync(channel, keys, await OpenAsync(keys, waiting, ct), ct);
        }
        await readings.ReleaseAsync(channelId, lease, clock.GetUtcNow(), ct);
    }

    private async Task<List<ReadWebhook>> OpenAsync(ICompanyKeys keys, List<ChannelWebhook> waiting, CancellationToken ct)
    {
        var opened = new List<ReadWebhook>(waiting.Count);
        foreach (var webhook in waiting)
            try
            {
                var body = Encoding.UTF8.GetBytes(keys.Open(webhook.Body, MessagePlaces.Webhook(webhook.Id)));
                opened.Add(new ReadWebhook(webhook, webhooks.Read(body)));
            }
            catch (Exception e)
            {
                await DeferAsync(webhook, e, ct);
            }
        return opened;
    }

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
            await DeferAsync(one.Webhook, e, ct);
        }
    }

    /// <summary>Where the database is away this fails as well, and everything stays as it is until the lease ends.</summary>
    private Task DeferAsync(ChannelWebhook webhook, Exception e, CancellationToken ct)
    {
        logger.LogError(e, "Webhook {WebhookId} could not be read", webhook.Id);
        return unitOfWork.InTransactionAsync(
            async inner =>
            {
                await readings.DeferAsync(webhook.Id, inner);
                await work.NudgeAsync(ProcessWhatsAppWebhook.WorkKind, webhook.Id, inner);
            },
            ct
        );
    }
}

/// <summary>For the loop that gives numbers their turns.</summary>
public interface IReadWebhooks
{
    Task RunAsync(Guid channelId, Guid lease, CancellationToken ct);
}

/// <param name="Updates">What it says, in its order.</param>
internal sealed record ReadWebhook(ChannelWebhook Webhook, IReadOnlyList<WebhookUpdate> Updates);

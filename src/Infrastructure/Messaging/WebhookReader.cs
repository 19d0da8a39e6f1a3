using CleanApp.Application.Channels.Webhooks;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>Reads what Meta posted, number by number.</summary>
internal sealed class WebhookReader(
    ReaderTurns turns,
    DataSources dataSources,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<WebhookReader> logger
) : TurnLoop(turns, "cleanapp_webhooks", "channels.reading", parallel: 4, dataSources, scopes, clock, logger)
{
    protected override Task ServeAsync(NumberTurn turn, IServiceProvider services) =>
        services.GetRequiredService<IReadWebhooks>().RunAsync(turn.ChannelId, turn.Lease, CancellationToken.None);
}

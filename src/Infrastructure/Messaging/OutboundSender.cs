using CleanApp.Application.Channels.Sending;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>Sends what is due, number by number. Each turn needs a database connection only at its two ends.</summary>
internal sealed class OutboundSender(
    SenderTurns turns,
    DataSources dataSources,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<OutboundSender> logger
) : TurnLoop(turns, "cleanapp_outbound", "channels.turn", parallel: 32, dataSources, scopes, clock, logger)
{
    protected override Task ServeAsync(NumberTurn turn, IServiceProvider services) =>
        services.GetRequiredService<IDeliverBatch>().RunAsync(turn.ChannelId, turn.Lease, CancellationToken.None);
}

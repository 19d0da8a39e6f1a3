using System.Collections.Concurrent;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Agents;
using CleanApp.Infrastructure.Messaging;
using MediatR;
using Microsoft.AspNetCore.SignalR;
using Npgsql;

namespace CleanApp.Api.Realtime;

/// <summary>
/// This node's part of who is at work: the database is told of each screen of somebody who answers, and again while it is open. Nothing is
/// decided by what is remembered here; a screen the database has given up is made to connect anew.
/// </summary>
internal sealed class AgentScreensHere(AgentScreens screens, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AgentScreensHere> logger)
    : BackgroundService
{
    private static readonly object Key = new();
    private readonly ConcurrentDictionary<Guid, HubCallerContext> _open = new();

    public async Task OpenAsync(HubCallerContext context, Guid tenantId, Guid userId)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await SendAsync(tenantId, new ConnectAgent(id, userId), context.ConnectionAborted);
        context.Items[Key] = (id, tenantId);
        _open[id] = context;
    }

    public async Task CloseAsync(HubCallerContext context)
    {
        if (!context.Items.TryGetValue(Key, out var kept) || kept is not (Guid id, Guid tenantId))
            return;
        _open.TryRemove(id, out _);
        await SendAsync(tenantId, new DisconnectAgent(id), CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(AgentConnections.Beat, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await BeatAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops, and the loop ends with it.
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning("Who is here cannot be told: {Reason}", e.Message);
            }
        }
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        var open = _open.ToArray();
        if (open.Length == 0)
            return;
        var there = await screens.BeatAsync([.. open.Select(o => o.Key)], clock.GetUtcNow() + AgentConnections.Lasts, ct);
        foreach (var (_, context) in open.Where(o => !there.Contains(o.Key)))
            context.Abort();
    }

    private async Task SendAsync(Guid tenantId, IRequest<Done> request, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(tenantId);
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }
}

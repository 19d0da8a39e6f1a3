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
/// decided by what is remembered here; a screen the database has given up, because it was away for long, is told of anew.
/// </summary>
internal sealed class AgentScreensHere(AgentScreens screens, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AgentScreensHere> logger)
    : BackgroundService
{
    private static readonly object Key = new();
    private readonly ConcurrentDictionary<Guid, Screen> _open = new();

    public async Task OpenAsync(HubCallerContext context, Guid tenantId, Guid userId)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await SendAsync(tenantId, new ConnectAgent(id, userId), context.ConnectionAborted);
        _open[id] = new Screen(context, tenantId, userId);
        context.Items[Key] = id;
        // It may have been closed meanwhile, and nobody would close it once more.
        if (context.ConnectionAborted.IsCancellationRequested)
            await CloseAsync(context);
    }

    public async Task CloseAsync(HubCallerContext context)
    {
        if (context.Items.TryGetValue(Key, out var kept) && kept is Guid id && _open.TryRemove(id, out var screen))
            await SendAsync(screen.TenantId, new DisconnectAgent(id), CancellationToken.None);
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
        foreach (var (id, screen) in open.Where(o => !there.Contains(o.Key)))
            // Taken out first: whoever closes it at this moment does so for the one that was.
            if (_open.TryRemove(id, out _))
                await OpenAnewAsync(screen);
    }

    private async Task OpenAnewAsync(Screen screen)
    {
        try
        {
            await OpenAsync(screen.Context, screen.TenantId, screen.UserId);
        }
        catch (Exception e)
        {
            // Its client connects anew.
            screen.Context.Abort();
            logger.LogWarning("A screen cannot be told of anew: {Reason}", e.GetType().Name);
        }
    }

    private async Task SendAsync(Guid tenantId, IRequest<Done> request, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(tenantId);
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }

    private sealed record Screen(HubCallerContext Context, Guid TenantId, Guid UserId);
}

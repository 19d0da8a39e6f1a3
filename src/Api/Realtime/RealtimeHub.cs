using System.Collections.Concurrent;
using System.Security.Claims;
using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.Teams;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Persistence;
using CleanApp.Infrastructure.Security;
using MediatR;
using Microsoft.AspNetCore.SignalR;

namespace CleanApp.Api.Realtime;

/// <summary>Tells clients what changed, by topic and id, and of what is of the moment alone by whom; they ask the API for the rest, so what they may see is decided there.</summary>
internal sealed class RealtimeHub(OpenSockets sockets, AgentScreensHere screens, ITenantContext tenants, IMediator mediator) : Hub
{
    public static string MembersOf(string tenantId) => $"members:{tenantId}";

    public static string PanelsOf(string tenantId) => $"panels:{tenantId}";

    public static string TeamOf(string tenantId, string teamId) => $"team:{tenantId}:{teamId}";

    public static string PersonOf(string tenantId, string userId) => $"person:{tenantId}:{userId}";

    /// <summary>Whoever sees every conversation.</summary>
    public static string LeadersOf(string tenantId) => $"leaders:{tenantId}";

    public override async Task OnConnectedAsync()
    {
        // Groups come from what the server found in the token; a client cannot name one.
        var user = Context.User!;
        var tenant = user.FindFirst(AccessTokenClaims.Tenant)!.Value;
        var panel = user.FindFirst(Access.PanelClaim)?.Value;
        sockets.Add(Context, Guid.Parse(tenant), Guid.Parse(panel ?? user.FindFirst(AccessTokenClaims.Session)!.Value));
        await Groups.AddToGroupAsync(Context.ConnectionId, panel is null ? MembersOf(tenant) : PanelsOf(tenant));
        if (panel is null && user.May(Permissions.ConversationsRead))
            await HearConversationsAsync(user, tenant);
        if (panel is null && user.May(Permissions.ConversationsWrite))
            await screens.OpenAsync(Context, Guid.Parse(tenant), Guid.Parse(user.FindFirst("sub")!.Value));
    }

    private async Task HearConversationsAsync(ClaimsPrincipal user, string tenant)
    {
        var userId = user.FindFirst("sub")!.Value;
        await Groups.AddToGroupAsync(Context.ConnectionId, PersonOf(tenant, userId));
        if (user.May(Permissions.ConversationsReadAll))
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, LeadersOf(tenant));
            return;
        }
        tenants.Enter(Guid.Parse(tenant));
        foreach (var team in await mediator.Send(new ListTeamsOf(Guid.Parse(userId)), Context.ConnectionAborted))
            await Groups.AddToGroupAsync(Context.ConnectionId, TeamOf(tenant, team.ToString("D")));
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        sockets.Remove(Context.ConnectionId);
        return screens.CloseAsync(Context);
    }
}

/// <summary>This node's sockets, so that those of an ended session, an unpaired screen or a changed company can be closed.</summary>
internal sealed class OpenSockets
{
    private readonly ConcurrentDictionary<string, (HubCallerContext Context, Guid TenantId, Guid OwnerId)> _open = new();

    public OpenSockets(AccessCheck access) => access.Forgotten += Close;

    public void Add(HubCallerContext context, Guid tenantId, Guid ownerId) => _open[context.ConnectionId] = (context, tenantId, ownerId);

    public void Remove(string connectionId) => _open.TryRemove(connectionId, out _);

    private void Close(Guid id)
    {
        foreach (var socket in _open.Values.Where(s => s.OwnerId == id || s.TenantId == id))
            socket.Context.Abort();
    }
}

/// <summary>Hears of committed changes from PostgreSQL and passes them on to this node's clients.</summary>
internal sealed class RealtimeFanout(DataSources dataSources, IHubContext<RealtimeHub> hub, TimeProvider clock, ILogger<RealtimeFanout> logger)
    : BackgroundService
{
    private const string Channel = "cleanapp_realtime";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        NotificationListener.RunAsync(dataSources, Channel, PassOnAsync, clock, logger, stoppingToken);

    private async Task PassOnAsync(string payload)
    {
        if (payload.Split('|') is not [var tenant, var topic, var id, .. var whom])
            return;
        if (whom is [var team, var person, .. var by])
        {
            var change = new
            {
                topic,
                id,
                by = by.FirstOrDefault(),
            };
            var groups = new List<string> { RealtimeHub.LeadersOf(tenant), RealtimeHub.TeamOf(tenant, team) };
            if (person.Length > 0)
                groups.Add(RealtimeHub.PersonOf(tenant, person));
            await hub.Clients.Groups(groups).SendAsync("changed", change);
            return;
        }
        var forAll = new { topic, id };
        await hub.Clients.Group(RealtimeHub.MembersOf(tenant)).SendAsync("changed", forAll);
        if (topic == "call")
            await hub.Clients.Group(RealtimeHub.PanelsOf(tenant)).SendAsync("changed", forAll);
    }
}

internal static class Realtime
{
    public static IServiceCollection AddRealtime(this IServiceCollection services)
    {
        services.AddSignalR();
        services.AddSingleton<OpenSockets>();
        services.AddSingleton<AgentScreensHere>();
        services.AddHostedService(provider => provider.GetRequiredService<AgentScreensHere>());
        return services.AddHostedService<RealtimeFanout>();
    }

    public static void MapRealtime(this IEndpointRouteBuilder app) =>
        app.MapHub<RealtimeHub>("/hubs/realtime", options => options.CloseOnAuthenticationExpiration = true)
            .WithMetadata(new AccessRule("signed_in_or_panel"))
            .RequireAuthorization(policy =>
                policy
                    .AddAuthenticationSchemes(Access.UserScheme, Access.PanelScheme)
                    .RequireAuthenticatedUser()
                    .RequireClaim(AccessTokenClaims.Tenant)
            );
}

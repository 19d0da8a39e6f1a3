using System.Security.Claims;
using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Contracts;
using CleanApp.Application.Realtime.Events;
using CleanApp.Domain.Identity;
using CleanApp.Infrastructure.Security;
using Microsoft.AspNetCore.SignalR;

namespace CleanApp.Api.Realtime;

/// <summary>
/// Tells clients what changed, by topic and id; they ask the API for the rest, so what they may see is decided there. A client says the last
/// number it knows, and nothing else: what it hears is decided by what the server finds in its token and in the database.
/// </summary>
internal sealed class RealtimeHub(
    Listeners listeners,
    AgentScreensHere screens,
    IHubContext<RealtimeHub> hub,
    AccessCheck access,
    ITenantContext tenants,
    ITeamsOf teams,
    ITokenSource tokens
) : Hub
{
    public override async Task OnConnectedAsync()
    {
        var user = Context.User!;
        var tenant = Guid.Parse(user.FindFirst(AccessTokenClaims.Tenant)!.Value);
        var owner = Guid.Parse((user.FindFirst(Access.PanelClaim) ?? user.FindFirst(AccessTokenClaims.Session))!.Value);
        var person = user.FindFirst("sub")?.Value is { } sub ? Guid.Parse(sub) : (Guid?)null;
        await access.CaughtUpAsync(Context.ConnectionAborted);
        // Known first and asked for its access again after: who loses it in between is either closed or found here.
        var socket = new Socket(Context, hub.Clients.Client(Context.ConnectionId), tenant, owner, person);
        listeners.Add(socket);
        tenants.Enter(tenant);
        var audience = person is { } member ? await Audience.OfMemberAsync(member, user.May, teams, Context.ConnectionAborted) : Audience.OfPanel;
        if (!await IsStillLetInAsync(user, tenant, owner, person))
        {
            Context.Abort();
            return;
        }
        listeners.Begin(socket, audience, After);
        if (person is { } agent && user.May(Permissions.ConversationsWrite))
            await screens.OpenAsync(Context, tenant, agent);
    }

    private long? After => long.TryParse(Context.GetHttpContext()!.Request.Query["after"], out var after) && after >= 0 ? after : null;

    private async Task<bool> IsStillLetInAsync(ClaimsPrincipal user, Guid tenant, Guid owner, Guid? person)
    {
        var ct = Context.ConnectionAborted;
        if (person is not { } member)
            return Access.BearerToken(Context.GetHttpContext()!.Request) is { } token
                && await access.PanelOfAsync(tokens.Hash(token), ct) == (tenant, owner);
        var version = int.Parse(user.FindFirst(AccessTokenClaims.TokenVersion)!.Value, System.Globalization.CultureInfo.InvariantCulture);
        return await access.RoleOfAsync(member, tenant, owner, version, ct) is { } role && user.FindFirst("role")?.Value == role.ToString();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        listeners.Remove(Context.ConnectionId);
        return screens.CloseAsync(Context);
    }
}

using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.Agents;
using CleanApp.Application.Inbox.Settings;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Inbox;

internal static class AgentsEndpoints
{
    public static void MapAgents(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/inbox").WithTags("Inbox");
        group.MapGet("/agents", ListAsync).RequirePermission(Permissions.ConversationsRead);
        group.MapPut("/agents/me/state", ChangeMyStateAsync).RequirePermission(Permissions.ConversationsWrite);
        group.MapPut("/agents/{userId:guid}", ChangeAsync).RequirePermission(Permissions.TeamsManage).Fails(404);
        group.MapGet("/settings", GetSettingsAsync).RequirePermission(Permissions.ConversationsRead);
        group.MapPut("/settings", ChangeSettingsAsync).RequirePermission(Permissions.TeamsManage);
    }

    /// <summary>Who answers, by name: whether they are at work, and how much they have.</summary>
    private static async Task<Ok<ListAgents.Response>> ListAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListAgents(), ct));

    /// <summary>Says whether the caller is at work. From the answer on nothing is shared out to who is away.</summary>
    private static async Task<Ok<AgentView>> ChangeMyStateAsync(ChangeMyState body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>Says how much is shared out to somebody.</summary>
    private static async Task<Ok<AgentView>> ChangeAsync(Guid userId, AgentChanges body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangeAgent(userId, body.Capacity), ct));

    /// <summary>What holds for everybody who answers.</summary>
    private static async Task<Ok<InboxSettingsView>> GetSettingsAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetInboxSettings(), ct));

    /// <summary>Says what holds for everybody who answers.</summary>
    private static async Task<Ok<InboxSettingsView>> ChangeSettingsAsync(ChangeInboxSettings body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));
}

/// <param name="Capacity">Open conversations, up to 100; 0: none is shared out to them; null: as their teams say.</param>
internal sealed record AgentChanges(int? Capacity = null);

using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.Teams;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Inbox;

internal static class TeamsEndpoints
{
    public static void MapTeams(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/inbox/teams").WithTags("Inbox");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.ConversationsRead);
        group.MapPost("/", CreateAsync).RequirePermission(Permissions.TeamsManage).Fails(404, 409);
        group.MapPut("/{id:guid}", ChangeAsync).RequirePermission(Permissions.TeamsManage).Fails(404, 409);
    }

    /// <summary>The teams, and everybody a conversation can be given to.</summary>
    private static async Task<Ok<ListTeams.Response>> ListAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListTeams(), ct));

    /// <summary>Adds a team.</summary>
    private static async Task<Created<TeamView>> CreateAsync(CreateTeam body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Renames a team, says who belongs to it, what it gets and how that is shared out, or switches it off.</summary>
    private static async Task<Ok<TeamView>> ChangeAsync(Guid id, TeamChanges body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangeTeam(id, body.Name, body.Active, body.MemberIds, body.ChannelIds, body.Assignment), ct));
}

/// <param name="Assignment">Left out: as it is.</param>
internal sealed record TeamChanges(
    string Name,
    bool Active,
    IReadOnlyList<Guid> MemberIds,
    IReadOnlyList<Guid> ChannelIds,
    TeamAssignment? Assignment = null
);

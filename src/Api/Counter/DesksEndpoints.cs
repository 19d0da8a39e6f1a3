using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Counter.Desks;
using CleanApp.Application.Counter.QueueTickets;
using CleanApp.Application.Identity;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Counter;

internal static class DesksEndpoints
{
    public sealed record ChangeBody(string Name, bool Active);

    public static void MapDesks(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/counter/desks").WithTags("Desks");
        group.MapPost("/", CreateAsync).RequirePermission(Permissions.CounterSettingsManage).Fails(409);
        group.MapGet("/", ListAsync).RequirePermission(Permissions.TicketsRead);
        group.MapPut("/{id:guid}", ChangeAsync).RequirePermission(Permissions.CounterSettingsManage).Fails(404, 409);
        group.MapPost("/{deskId:guid}/calls", CallNextAsync).RequirePermission(Permissions.TicketsCall).Fails(404, 409);
    }

    /// <summary>Adds a desk at which customers are attended.</summary>
    private static async Task<Created<DeskView>> CreateAsync(CreateDesk body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Desks in the order they were added.</summary>
    private static async Task<Ok<Page<DeskView>>> ListAsync([AsParameters] Paging paging, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListDesks(paging.After, paging.Rows), ct));

    /// <summary>Renames a desk or switches it off.</summary>
    private static async Task<Ok<DeskView>> ChangeAsync(Guid id, ChangeBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangeDesk(id, body.Name, body.Active), ct));

    /// <summary>Calls the next ticket of today's queue to this desk; 204 when none waits.</summary>
    private static async Task<Results<Ok<CallNextTicket.Response>, NoContent>> CallNextAsync(Guid deskId, IMediator mediator, CancellationToken ct) =>
        await mediator.Send(new CallNextTicket(deskId), ct) is { } called ? TypedResults.Ok(called) : TypedResults.NoContent();
}

using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Counter.Services;
using CleanApp.Application.Identity;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Counter;

internal static class ServicesEndpoints
{
    public sealed record ChangeBody(
        string Name,
        string Prefix,
        MoneyView Price,
        short PriorityWeight,
        bool Active,
        CustomerAsk CustomerAsk = CustomerAsk.Never,
        string? CustomerPurpose = null
    );

    public static void MapServices(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/counter/services").WithTags("Services");
        group.MapPost("/", CreateAsync).RequirePermission(Permissions.CounterSettingsManage).Fails(409);
        group.MapGet("/", ListAsync).RequirePermission(Permissions.TicketsRead);
        group.MapPut("/{id:guid}", ChangeAsync).RequirePermission(Permissions.CounterSettingsManage).Fails(404, 409);
    }

    /// <summary>Adds a service customers can queue for.</summary>
    private static async Task<Created<ServiceView>> CreateAsync(CreateService body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Services in the order they were added.</summary>
    private static async Task<Ok<Page<ServiceView>>> ListAsync([AsParameters] Paging paging, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListServices(paging.After, paging.Rows), ct));

    /// <summary>Changes a service for tickets to come.</summary>
    private static async Task<Ok<ServiceView>> ChangeAsync(Guid id, ChangeBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(
            await mediator.Send(
                new ChangeService(id, body.Name, body.Prefix, body.Price, body.PriorityWeight, body.Active, body.CustomerAsk, body.CustomerPurpose),
                ct
            )
        );
}

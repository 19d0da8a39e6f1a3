using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.Alerts;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Inbox;

internal static class AlertsEndpoints
{
    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/inbox/alerts").WithTags("Inbox");
        group.MapGet("/", GetAsync).RequirePermission(Permissions.ConversationsRead);
        group.MapPut("/", ChangeAsync).RequirePermission(Permissions.ConversationsRead);
        group.MapPost("/devices", AddDeviceAsync).RequirePermission(Permissions.ConversationsRead).Fails(409);
        group.MapDelete("/devices/{deviceId:guid}", RemoveDeviceAsync).RequirePermission(Permissions.ConversationsRead).Fails(404);
        group.MapPost("/devices/{deviceId:guid}/tests", TestDeviceAsync).RequirePermission(Permissions.ConversationsRead).Fails(404, 429);
    }

    /// <summary>What the caller is told of while they look elsewhere, how, and on which devices.</summary>
    private static async Task<Ok<GetAlerts.Response>> GetAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetAlerts(), ct));

    /// <summary>Says what the caller wants to be told of, and how.</summary>
    private static async Task<Ok<AlertSettingsView>> ChangeAsync(ChangeAlerts body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>
    /// Has a browser told while no page is open, by the push service it named (RFC 8030). One that is known already is from now on the
    /// caller's, and of the session they are signed in with.
    /// </summary>
    private static async Task<Ok<AddDevice.Response>> AddDeviceAsync(AddDevice body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>One of the caller's browsers is told nothing any more.</summary>
    private static async Task<NoContent> RemoveDeviceAsync(Guid deviceId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new RemoveDevice(deviceId), ct);
        return TypedResults.NoContent();
    }

    /// <summary>Sends one of the caller's browsers a test, and tells what its push service answered. One that is subscribed no more is removed.</summary>
    private static async Task<Ok<TestDevice.Response>> TestDeviceAsync(Guid deviceId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new TestDevice(deviceId), ct));
}

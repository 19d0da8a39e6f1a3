using System.Security.Claims;
using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Counter.Panels;
using CleanApp.Application.Identity;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Counter;

internal static class PanelsEndpoints
{
    public static void MapPanels(this IEndpointRouteBuilder api)
    {
        var panels = api.MapGroup("/counter/panels").WithTags("Panels");
        panels.MapPost("/", PairAsync).RequirePermission(Permissions.CounterSettingsManage).AddEndpointFilter<CodeLimit>().Fails(404, 409, 429);
        panels.MapGet("/", ListAsync).RequirePermission(Permissions.CounterSettingsManage);
        panels.MapDelete("/{id:guid}", UnpairAsync).RequirePermission(Permissions.CounterSettingsManage).Fails(404);

        var pairings = api.MapGroup("/counter/panel-pairings").WithTags("Panels").AllowAnybody();
        pairings.MapPost("/", OfferAsync).AddEndpointFilter<CodeLimit>().Fails(429);
        pairings.MapPost("/claim", ClaimAsync).Fails(404);

        api.MapGet("/counter/panel", ReadAsync).RequirePanel().WithTags("Panels");
    }

    /// <summary>Pairs the screen that shows this six-digit code.</summary>
    private static async Task<Created<PanelView>> PairAsync(PairPanel body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Paired screens.</summary>
    private static async Task<Ok<Page<PanelView>>> ListAsync([AsParameters] Paging paging, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListPanels(paging.After, paging.Rows), ct));

    /// <summary>Ends a screen's access.</summary>
    private static async Task<NoContent> UnpairAsync(Guid id, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new UnpairPanel(id), ct);
        return TypedResults.NoContent();
    }

    /// <summary>A screen asks for a code to show.</summary>
    private static async Task<Created<OfferPanelPairing.Response>> OfferAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(new OfferPanelPairing(), ct));

    /// <summary>The screen fetches its token once its code was entered; 202 until then.</summary>
    private static async Task<Results<Ok<ClaimPanelToken.Response>, Accepted>> ClaimAsync(
        ClaimPanelToken body,
        IMediator mediator,
        CancellationToken ct
    ) => await mediator.Send(body, ct) is { } paired ? TypedResults.Ok(paired) : TypedResults.Accepted((string?)null);

    /// <summary>Announcements after a sequence, in order and without gap; without one, the last six. For the panel token.</summary>
    private static async Task<Ok<ReadPanel.Response>> ReadAsync(
        [FromQuery] long? after,
        ClaimsPrincipal panel,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ReadPanel(Guid.Parse(panel.FindFirst(Access.PanelClaim)!.Value), after), ct));
}

/// <summary>Six digits can be guessed, so offers and entries are counted per address.</summary>
internal sealed class CodeLimit(IAttemptLimiter limiter, RateLimitOptions limits, IClientAddress address) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // By operation: the path itself can be written in many ways.
        var operation = context.HttpContext.GetEndpoint()!.DisplayName;
        var wait = await limiter.TakeAsync(
            $"panel-code|{operation}|{address.Value}",
            limits.CodesPerMinute,
            TimeSpan.FromMinutes(1),
            context.HttpContext.RequestAborted
        );
        return wait is null ? await next(context) : throw new Domain.Common.DomainException(RequestErrors.TooMany) { RetryAfter = wait };
    }
}

using CleanApp.Api.Common;
using CleanApp.Application.Channels.Templates;
using CleanApp.Application.Identity;
using CleanApp.Domain.Channels;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Channels;

internal static class TemplatesEndpoints
{
    public static void MapTemplates(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/channels/{channelId:guid}/templates").WithTags("Channels");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.ChannelsRead).Fails(404);
        group.MapPost("/sync", SyncAsync).RequirePermission(Permissions.MessagesSend).Fails(404, 422, 503);
        group.MapGet("/{templateId:guid}", GetAsync).RequirePermission(Permissions.ChannelsRead).Fails(404);
        group.MapPost("/{templateId:guid}/preview", PreviewAsync).RequirePermission(Permissions.ChannelsRead).Fails(404);
    }

    /// <summary>A number's message templates by name; in any of the states, and with a part of the name, where asked.</summary>
    private static async Task<Ok<ListTemplates.Response>> ListAsync(
        Guid channelId,
        [FromQuery] string[]? status,
        [FromQuery] string? search,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(
                new ListTemplates(channelId, QueryEnum.Parse<TemplateStatus>("status", status), search, paging.After, paging.Rows),
                ct
            )
        );

    /// <summary>Asks Meta for all templates of the number's account now. It happens by itself once a day, and when Meta tells of a change.</summary>
    private static async Task<Ok<SyncTemplates.Response>> SyncAsync(Guid channelId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new SyncTemplates(channelId), ct));

    /// <summary>One template: its state, its texts and the places in them.</summary>
    private static async Task<Ok<TemplateView>> GetAsync(Guid channelId, Guid templateId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetTemplate(channelId, templateId), ct));

    /// <summary>The template with these values in its places, as the customer would see it. Nothing is stored or sent.</summary>
    private static async Task<Ok<RenderedTemplate>> PreviewAsync(
        Guid channelId,
        Guid templateId,
        TemplateValues body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new PreviewTemplate(channelId, templateId, body.Header, body.Body, body.Buttons), ct));
}

/// <param name="Header">For the header's one place, if it has one.</param>
/// <param name="Body">For the places of the body: by position, or all by name.</param>
/// <param name="Buttons">For buttons with a place.</param>
internal sealed record TemplateValues(
    TemplateHeader? Header = null,
    IReadOnlyList<TemplateParameter>? Body = null,
    IReadOnlyList<TemplateButton>? Buttons = null
);

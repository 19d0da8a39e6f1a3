using CleanApp.Api.Common;
using CleanApp.Application.Channels.Accounts;
using CleanApp.Application.Identity;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Channels;

internal static class ChannelsEndpoints
{
    public static void MapChannels(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/channels").WithTags("Channels");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.ChannelsRead);
        group.MapPost("/", ConnectAsync).RequirePermission(Permissions.ChannelsManage).Fails(409);
        group.MapGet("/{channelId:guid}", GetAsync).RequirePermission(Permissions.ChannelsManage).Fails(404);
        group.MapPut("/{channelId:guid}", ChangeAsync).RequirePermission(Permissions.ChannelsManage).Fails(404);
        group.MapGet("/{channelId:guid}/usage", UsageAsync).RequirePermission(Permissions.ChannelsManage).Fails(404);
        group.MapPost("/{channelId:guid}/check", CheckAsync).RequirePermission(Permissions.ChannelsManage).Fails(404, 503);
        group.MapPost("/{channelId:guid}/resume", ResumeAsync).RequirePermission(Permissions.ChannelsManage).Fails(404, 409);
    }

    /// <summary>The company's channels and how they are.</summary>
    private static async Task<Ok<ListChannels.Response>> ListAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListChannels(), ct));

    /// <summary>Connects a WhatsApp number of Meta's Cloud API; the answer says what has to be entered at Meta.</summary>
    private static async Task<Created<ChannelSettingsView>> ConnectAsync(ConnectChannel body, IMediator mediator, CancellationToken ct)
    {
        var channel = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/v1/channels/{channel.Id}", channel);
    }

    /// <summary>How a channel is reached, and what has to be entered at Meta.</summary>
    private static async Task<Ok<ChannelSettingsView>> GetAsync(Guid channelId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetChannel(channelId), ct));

    /// <summary>Changes how a channel is reached; secrets left out stay as they are.</summary>
    private static async Task<Ok<ChannelSettingsView>> ChangeAsync(Guid channelId, ChannelChanges body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(
            await mediator.Send(
                new ChangeChannel(
                    channelId,
                    body.Name,
                    body.WabaId,
                    body.GraphVersion,
                    body.ApiUrl,
                    body.AccessToken,
                    body.AppSecret,
                    body.ForgetOldAppSecret
                ),
                ct
            )
        );

    /// <summary>How many messages Meta took from a channel and brought to it, by the company's day, newest first; of the last 30 days, or so many as asked.</summary>
    private static async Task<Ok<ListUsage.Response>> UsageAsync(
        Guid channelId,
        IMediator mediator,
        CancellationToken ct,
        [FromQuery] int days = 30
    ) => TypedResults.Ok(await mediator.Send(new ListUsage(channelId, days), ct));

    /// <summary>Asks Meta whether token and number work.</summary>
    private static async Task<Ok<ChannelView>> CheckAsync(Guid channelId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new CheckChannel(channelId), ct));

    /// <summary>Sends again what waited while the channel was paused.</summary>
    private static async Task<Ok<ChannelView>> ResumeAsync(Guid channelId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ResumeChannel(channelId), ct));
}

/// <param name="AppSecret">The one before it goes on signing until <paramref name="ForgetOldAppSecret"/>.</param>
internal sealed record ChannelChanges(
    string Name,
    string WabaId,
    string GraphVersion,
    string? ApiUrl = null,
    string? AccessToken = null,
    string? AppSecret = null,
    bool ForgetOldAppSecret = false
);

using CleanApp.Api.Common;
using CleanApp.Application.Channels.Replays;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Domain.Channels;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Channels;

internal static class ReplaysEndpoints
{
    public static void MapReplays(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/channels/{channelId:guid}").WithTags("Channels");
        group.MapGet("/failures", ListFailuresAsync).RequirePermission(Permissions.ChannelsRead).Fails(404);
        group.MapPost("/failures/replays", ReplayMessagesAsync).RequirePermission(Permissions.MessagesReplay).Fails(404);
        group.MapGet("/dead-letters", ListDeadLettersAsync).RequirePermission(Permissions.MessagesReplay).Fails(404);
        group.MapPost("/dead-letters/replays", ReplayDeadLettersAsync).RequirePermission(Permissions.MessagesReplay).Fails(404);
        group.MapGet("/replays", ListReplaysAsync).RequirePermission(Permissions.MessagesReplay).Fails(404);
    }

    /// <summary>Why messages of a channel failed, the most frequent reason first.</summary>
    private static async Task<Ok<ListFailures.Response>> ListFailuresAsync(Guid channelId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListFailures(channelId), ct));

    /// <summary>Sends failed messages once more: all, these, or those of a reason. The window, expiry and consent are looked at when each goes.</summary>
    private static async Task<Ok<ReplayMessages.Response>> ReplayMessagesAsync(
        Guid channelId,
        FailedMessages body,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(
                new ReplayMessages(channelId, body.MessageIds, body.ErrorCode, body.ErrorReason, body.Class, body.FailedSince, body.FailedUntil),
                ct
            )
        );

    /// <summary>What Meta posted to a channel and could not be processed after all attempts, newest first.</summary>
    private static async Task<Ok<Page<DeadLetter>>> ListDeadLettersAsync(
        Guid channelId,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListDeadLetters(channelId, paging.After, paging.Rows), ct));

    /// <summary>Has what could not be processed tried once more: all, or these.</summary>
    private static async Task<Ok<ReplayDeadLetters.Response>> ReplayDeadLettersAsync(
        Guid channelId,
        DeadLetters body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ReplayDeadLetters(channelId, body.WebhookIds), ct));

    /// <summary>Who had what done once more on a channel, newest first.</summary>
    private static async Task<Ok<Page<ListReplays.Replay>>> ListReplaysAsync(
        Guid channelId,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListReplays(channelId, paging.After, paging.Rows), ct));
}

/// <param name="MessageIds">Only these, at most 500.</param>
/// <param name="ErrorReason">Exactly as it is shown.</param>
/// <param name="FailedUntil">As the answer before said, to go on with what is left.</param>
internal sealed record FailedMessages(
    IReadOnlyList<Guid>? MessageIds = null,
    int? ErrorCode = null,
    string? ErrorReason = null,
    MessageClass? Class = null,
    DateTimeOffset? FailedSince = null,
    DateTimeOffset? FailedUntil = null
);

/// <param name="WebhookIds">Only these, at most 500; all when left out.</param>
internal sealed record DeadLetters(IReadOnlyList<Guid>? WebhookIds = null);

using CleanApp.Api.Common;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Domain.Channels;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Channels;

internal static class MessagesEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/channels/{channelId:guid}").WithTags("Channels");
        group.MapPost("/messages", SendAsync).RequirePermission(Permissions.MessagesSend).Fails(404, 409);
        group.MapGet("/messages", ListAsync).RequirePermission(Permissions.MessagesRead).Fails(404);
        group.MapGet("/messages/{messageId:guid}", GetAsync).RequirePermission(Permissions.MessagesRead).Fails(404);
        group.MapPost("/messages/{messageId:guid}/decision", DecideAsync).RequirePermission(Permissions.MessagesReplay).Fails(404, 409);
        group.MapPost("/messages/{messageId:guid}/replay", ReplayAsync).RequirePermission(Permissions.MessagesReplay).Fails(404, 409);
        group.MapGet("/received", ListReceivedAsync).RequirePermission(Permissions.MessagesRead).Fails(404);
        group.MapGet("/notices", ListNoticesAsync).RequirePermission(Permissions.ChannelsManage).Fails(404);
        group.MapPost("/received/{messageId:guid}/read", MarkReadAsync).RequirePermission(Permissions.MessagesSend).Fails(404, 503);
    }

    /// <summary>Takes a message for sending; a repeated request with the same Idempotency-Key is the same message.</summary>
    private static async Task<Accepted<SendMessage.Response>> SendAsync(Guid channelId, NewMessage body, IMediator mediator, CancellationToken ct)
    {
        var sent = await mediator.Send(new SendMessage(channelId, body.To, body.Content, body.Class, body.ReplyTo, body.ExpiresAt, body.MediaId), ct);
        return TypedResults.Accepted($"/api/v1/channels/{channelId}/messages/{sent.Id}", sent);
    }

    /// <summary>What was sent on a channel, newest first; in any of the states, where asked.</summary>
    private static async Task<Ok<Page<OutboundMessageView>>> ListAsync(
        Guid channelId,
        [FromQuery] string[]? status,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(new ListMessages(channelId, QueryEnum.Parse<OutboundStatus>("status", status), paging.After, paging.Rows), ct)
        );

    /// <summary>One message with every attempt at sending it and everything Meta said of it.</summary>
    private static async Task<Ok<GetMessage.Response>> GetAsync(Guid channelId, Guid messageId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetMessage(channelId, messageId), ct));

    /// <summary>Decides about a message of which nobody can tell whether it was sent: once more, or not.</summary>
    private static async Task<Ok<OutboundMessageView>> DecideAsync(
        Guid channelId,
        Guid messageId,
        NewDecision body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new DecideMessage(channelId, messageId, body.Decision), ct));

    /// <summary>Sends a message that failed once more.</summary>
    private static async Task<Ok<OutboundMessageView>> ReplayAsync(Guid channelId, Guid messageId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ReplayMessage(channelId, messageId), ct));

    /// <summary>What customers sent on a channel, newest first.</summary>
    private static async Task<Ok<Page<InboundMessageView>>> ListReceivedAsync(
        Guid channelId,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListReceived(channelId, paging.After, paging.Rows), ct));

    /// <summary>What Meta said on a channel that is neither a message nor a status, newest first, as Meta wrote it.</summary>
    private static async Task<Ok<Page<ListNotices.Notice>>> ListNoticesAsync(
        Guid channelId,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListNotices(channelId, paging.After, paging.Rows), ct));

    /// <summary>Shows the customer that their message was read, and if wanted that an answer is being written.</summary>
    private static async Task<NoContent> MarkReadAsync(Guid channelId, Guid messageId, ReadReceipt body, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new MarkRead(channelId, messageId, body.Typing), ct);
        return TypedResults.NoContent();
    }
}

/// <param name="Class">May be left out of a template, whose category decides.</param>
/// <param name="To">Telephone number with area code, or Meta's id of a person who hides theirs; left out, the message goes to whoever <paramref name="ReplyTo"/> is from or to.</param>
/// <param name="MediaId">The file of a content of type <c>media</c>, put here before; in place of a link.</param>
internal sealed record NewMessage(
    MessageContent Content,
    MessageClass? Class = null,
    string? To = null,
    Guid? ReplyTo = null,
    DateTimeOffset? ExpiresAt = null,
    Guid? MediaId = null
);

internal sealed record NewDecision(MessageDecision Decision);

internal sealed record ReadReceipt(bool Typing = false);

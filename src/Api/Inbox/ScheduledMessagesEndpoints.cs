using CleanApp.Api.Common;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.ScheduledMessages;
using CleanApp.Domain.Channels;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Inbox;

internal static class ScheduledMessagesEndpoints
{
    public static void MapScheduledMessages(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/inbox/conversations/{conversationId:guid}/scheduled-messages").WithTags("Inbox");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.ConversationsRead).Fails(404);
        group.MapPost("/", ScheduleAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        group.MapDelete("/{scheduledMessageId:guid}", CancelAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
    }

    /// <summary>What is to be written to the customer, and what could not go and nobody has seen; the next first, at most some twenty.</summary>
    private static async Task<Ok<ListScheduledMessages.Response>> ListAsync(Guid conversationId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListScheduledMessages(conversationId), ct));

    /// <summary>Writes to the customer later; a repeated request with the same Idempotency-Key is the same message.</summary>
    private static async Task<Created<ScheduledMessageView>> ScheduleAsync(
        Guid conversationId,
        NewScheduledMessage body,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var message = new OutgoingMessage(body.Content, body.ReplyTo, body.MediaId);
        return TypedResults.Created((string?)null, await mediator.Send(new ScheduleMessage(conversationId, message, body.SendAt), ct));
    }

    /// <summary>Calls a scheduled message back, or says that its failure was seen.</summary>
    private static async Task<NoContent> CancelAsync(Guid conversationId, Guid scheduledMessageId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new CancelScheduledMessage(conversationId, scheduledMessageId), ct);
        return TypedResults.NoContent();
    }
}

/// <param name="SendAt">To come, within a year.</param>
/// <param name="ReplyTo">As of an answer.</param>
/// <param name="MediaId">As of an answer.</param>
internal sealed record NewScheduledMessage(MessageContent Content, DateTimeOffset SendAt, Guid? ReplyTo = null, Guid? MediaId = null);

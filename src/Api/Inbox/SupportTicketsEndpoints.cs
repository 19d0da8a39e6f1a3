using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.SupportTickets;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Inbox;

internal static class SupportTicketsEndpoints
{
    public static void MapSupportTickets(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/inbox/support-tickets").WithTags("Inbox");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.ConversationsRead);
        group.MapPost("/", OpenAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        var one = group.MapGroup("/{supportTicketId:guid}");
        one.MapGet("/", GetAsync).RequirePermission(Permissions.ConversationsRead).Fails(404);
        one.MapPut("/", ChangeAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        one.MapGet("/events", ListEventsAsync).RequirePermission(Permissions.ConversationsRead).Fails(404);
        one.MapPost("/comments", CommentAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        one.MapPut("/status", ChangeStatusAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        one.MapPut("/assignee", AssignAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        one.MapPut("/team", MoveAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        one.MapPost("/merge", MergeAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        one.MapPut("/conversations/{conversationId:guid}", LinkAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        one.MapDelete("/conversations/{conversationId:guid}", UnlinkAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
    }

    /// <summary>Tickets the caller may see, newest first by when something happened to them.</summary>
    private static async Task<Ok<Page<SupportTicketSummary>>> ListAsync(
        [AsParameters] SupportTicketQuery query,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(
                new ListSupportTickets(
                    QueryEnum.ParseOne("view", query.View, SupportTicketView.All),
                    query.Status is null ? null : QueryEnum.ParseOne("status", query.Status, SupportTicketStatus.Open),
                    query.Priority is null ? null : QueryEnum.ParseOne("priority", query.Priority, Priority.Normal),
                    query.TeamId,
                    query.ConversationId,
                    query.ContactId,
                    query.Number,
                    query.Overdue ?? false,
                    paging.After,
                    paging.Rows
                ),
                ct
            )
        );

    /// <summary>Opens a ticket: from a conversation, or by hand. A repeated request with the same Idempotency-Key is the same ticket.</summary>
    private static async Task<Created<SupportTicketSummary>> OpenAsync(OpenSupportTicket body, IMediator mediator, CancellationToken ct)
    {
        var ticket = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/v1/inbox/support-tickets/{ticket.Id}", ticket);
    }

    /// <summary>One ticket, what it says, and the conversations about it.</summary>
    private static async Task<Ok<GetSupportTicket.Response>> GetAsync(Guid supportTicketId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetSupportTicket(supportTicketId), ct));

    /// <summary>Changes what a ticket says and how urgent it is.</summary>
    private static async Task<Ok<SupportTicketSummary>> ChangeAsync(
        Guid supportTicketId,
        SupportTicketChanges body,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(new ChangeSupportTicket(supportTicketId, body.Title, body.Description, body.Type, body.Priority, body.DueAt), ct)
        );

    /// <summary>What happened to it, newest first, before a number.</summary>
    private static async Task<Ok<Page<ListTicketEvents.Event>>> ListEventsAsync(
        Guid supportTicketId,
        [FromQuery] int? before,
        [FromQuery] int? limit,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListTicketEvents(supportTicketId, before, new Paging(null, limit).Rows), ct));

    /// <summary>Writes something down for colleagues; the customer never sees it.</summary>
    private static async Task<Created<CommentOnTicket.Response>> CommentAsync(
        Guid supportTicketId,
        NewComment body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Created((string?)null, await mediator.Send(new CommentOnTicket(supportTicketId, body.Text), ct));

    /// <summary>Moves a ticket on, or opens it again.</summary>
    private static async Task<Ok<SupportTicketSummary>> ChangeStatusAsync(
        Guid supportTicketId,
        NewTicketStatus body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ChangeTicketStatus(supportTicketId, body.Status), ct));

    /// <summary>Gives a ticket to somebody, or back to its team.</summary>
    private static async Task<Ok<SupportTicketSummary>> AssignAsync(
        Guid supportTicketId,
        NewAssignee body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new AssignSupportTicket(supportTicketId, body.AssigneeId), ct));

    /// <summary>Hands a ticket over to another team; whoever does may see it no more afterwards.</summary>
    private static async Task<Ok<SupportTicketSummary>> MoveAsync(Guid supportTicketId, NewTeam body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new MoveSupportTicket(supportTicketId, body.TeamId), ct));

    /// <summary>Two are about the same: the other goes on, this one is closed for good. Answers the other.</summary>
    private static async Task<Ok<SupportTicketSummary>> MergeAsync(Guid supportTicketId, NewMerge body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new MergeSupportTickets(supportTicketId, body.IntoId), ct));

    /// <summary>Says that a conversation is about a ticket.</summary>
    private static async Task<Ok<SupportTicketSummary>> LinkAsync(
        Guid supportTicketId,
        Guid conversationId,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new LinkConversation(supportTicketId, conversationId), ct));

    /// <summary>The conversation was not about the ticket after all.</summary>
    private static async Task<NoContent> UnlinkAsync(Guid supportTicketId, Guid conversationId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new UnlinkConversation(supportTicketId, conversationId), ct);
        return TypedResults.NoContent();
    }
}

/// <param name="View"><c>mine</c>, <c>unassigned</c>, <c>all</c> (when left out).</param>
/// <param name="Status">Left out: whatever.</param>
/// <param name="Number">The one of this number.</param>
/// <param name="Overdue">True: only what should be resolved by now, and is not.</param>
internal readonly record struct SupportTicketQuery(
    [property: FromQuery(Name = "view")] string? View,
    [property: FromQuery(Name = "status")] string? Status,
    [property: FromQuery(Name = "priority")] string? Priority,
    [property: FromQuery(Name = "teamId")] Guid? TeamId,
    [property: FromQuery(Name = "conversationId")] Guid? ConversationId,
    [property: FromQuery(Name = "contactId")] Guid? ContactId,
    [property: FromQuery(Name = "number")] int? Number,
    [property: FromQuery(Name = "overdue")] bool? Overdue
);

/// <param name="Title">Up to 200 characters.</param>
/// <param name="Description">Up to 4,000 characters; null: nothing more is to be said.</param>
/// <param name="DueAt">Until when it should be resolved; null: none.</param>
internal sealed record SupportTicketChanges(
    string Title,
    TicketType Type,
    Priority Priority,
    string? Description = null,
    DateTimeOffset? DueAt = null
);

/// <param name="Text">Up to 4,000 characters.</param>
internal sealed record NewComment(string Text);

internal sealed record NewTicketStatus(SupportTicketStatus Status);

/// <param name="IntoId">The ticket that goes on.</param>
internal sealed record NewMerge(Guid IntoId);

using CleanApp.Api.Common;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.Inbox.Drafts;
using CleanApp.Application.Inbox.HeldReplies;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Inbox;

internal static class ConversationsEndpoints
{
    public static void MapConversations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/inbox/conversations").WithTags("Inbox");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.ConversationsRead);
        group.MapPost("/", StartAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        group.MapGet("/csv", ExportAsync).RequirePermission(Permissions.ConversationsRead).Produces<Stream>(200, "text/csv");
        group.MapGet("/messages/csv", ExportMessagesAsync).RequirePermission(Permissions.ConversationsRead).Produces<Stream>(200, "text/csv");
        group.MapGet("/counts", CountAsync).RequirePermission(Permissions.ConversationsRead);
        group.MapGet("/{conversationId:guid}", GetAsync).RequirePermission(Permissions.ConversationsRead).Fails(404);
        group.MapGet("/{conversationId:guid}/items", ListItemsAsync).RequirePermission(Permissions.ConversationsRead).Fails(404);
        group.MapPost("/{conversationId:guid}/messages", ReplyAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        group
            .MapPost("/{conversationId:guid}/messages/{messageId:guid}/withdraw", WithdrawAsync)
            .RequirePermission(Permissions.ConversationsWrite)
            .Fails(404, 409);
        group
            .MapGet("/{conversationId:guid}/messages/{messageId:guid}/file", OpenFileAsync)
            .RequirePermission(Permissions.ConversationsRead)
            .Produces<Stream>(200, "application/octet-stream")
            .Fails(404, 409);
        group.MapPost("/{conversationId:guid}/notes", AddNoteAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        group.MapPut("/{conversationId:guid}/status", ChangeStatusAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        group.MapPut("/{conversationId:guid}/assignee", AssignAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        group.MapPut("/{conversationId:guid}/team", MoveAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        group.MapPut("/{conversationId:guid}/priority", PrioritiseAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404);
        group.MapPut("/{conversationId:guid}/labels", LabelAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404);
        group.MapGet("/{conversationId:guid}/colleagues", ListColleaguesAsync).RequirePermission(Permissions.ConversationsRead).Fails(404);
        group.MapPost("/changes", ChangeManyAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        group.MapPut("/{conversationId:guid}/draft", SaveDraftAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404, 409);
        group.MapPost("/{conversationId:guid}/typing", ShowTypingAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404);
        group.MapPost("/{conversationId:guid}/viewing", ShowViewingAsync).RequirePermission(Permissions.ConversationsRead).Fails(404);
        group.MapDelete("/{conversationId:guid}/viewing", StopViewingAsync).RequirePermission(Permissions.ConversationsRead).Fails(404);
        group.MapPost("/{conversationId:guid}/read", MarkReadAsync).RequirePermission(Permissions.ConversationsWrite).Fails(404);
    }

    /// <summary>
    /// Conversations the caller may see, newest first by when somebody last wrote, in one view: open ones unless a state is asked for;
    /// where the caller is mentioned, of any. Those that wait for somebody who is at work: who waits longest first.
    /// </summary>
    private static async Task<Ok<Page<ConversationSummary>>> ListAsync(
        [FromQuery] string? view,
        [FromQuery] string? status,
        [FromQuery] Guid? teamId,
        [FromQuery] Guid? channelId,
        [FromQuery] Guid? contactId,
        [FromQuery] Guid? labelId,
        [FromQuery] string? priority,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var asked = QueryEnum.ParseOne("view", view, ConversationView.All);
        var listed = new ListConversations(
            asked,
            asked == ConversationView.Mentions && status is null ? null : QueryEnum.ParseOne("status", status, ConversationStatus.Open),
            teamId,
            channelId,
            contactId,
            labelId,
            priority is null ? null : QueryEnum.ParseOne("priority", priority, Priority.Normal),
            paging.After,
            paging.Rows
        );
        return TypedResults.Ok(await mediator.Send(listed, ct));
    }

    /// <summary>Writes first: by a template, to somebody who has not written for 24 hours. Goes on with the conversation there is.</summary>
    private static async Task<Created<ConversationSummary>> StartAsync(NewConversation body, IMediator mediator, CancellationToken ct)
    {
        var message = new OutgoingMessage(body.Content, body.ReplyTo, body.MediaId);
        var started = await mediator.Send(new StartConversation(body.ChannelId, body.To, message), ct);
        return TypedResults.Created($"/api/v1/inbox/conversations/{started.Id}", started);
    }

    /// <summary>A row for each conversation the caller may see that began in a time; as a spreadsheet, streamed.</summary>
    private static Task<PushStreamHttpResult> ExportAsync([AsParameters] ExportPeriod period, IMediator mediator, CancellationToken ct) =>
        RowsAsync(ExportedRows.Conversations, period, mediator, ct);

    /// <summary>A row for each message and note of those conversations, in their order; as a spreadsheet, streamed.</summary>
    private static Task<PushStreamHttpResult> ExportMessagesAsync([AsParameters] ExportPeriod period, IMediator mediator, CancellationToken ct) =>
        RowsAsync(ExportedRows.Messages, period, mediator, ct);

    private static async Task<PushStreamHttpResult> RowsAsync(ExportedRows rows, ExportPeriod period, IMediator mediator, CancellationToken ct)
    {
        var export = await mediator.Send(new ExportConversations(rows, period.From, period.To), ct);
        return TypedResults.Stream(stream => export.WriteAsync(stream, ct), export.MimeType, export.FileName);
    }

    /// <summary>
    /// How many open conversations the caller may see in each view, and in how many of any state they are mentioned without having looked;
    /// a hundred stands for a hundred or more. For whoever leads, also of how many they were told that nobody attends to them.
    /// </summary>
    private static async Task<Ok<CountConversations.Response>> CountAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new CountConversations(), ct));

    /// <summary>One conversation, and until when the customer may be written to freely.</summary>
    private static async Task<Ok<GetConversation.Response>> GetAsync(Guid conversationId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetConversation(conversationId), ct));

    /// <summary>What happened in it, newest first before a number; or oldest first since one, for a client that was away.</summary>
    private static async Task<Ok<Page<ListItems.Item>>> ListItemsAsync(
        Guid conversationId,
        [FromQuery] int? before,
        [FromQuery] int? since,
        [FromQuery] int? limit,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListItems(conversationId, before, since, new Paging(null, limit).Rows), ct));

    /// <summary>
    /// Writes to the customer; a repeated request with the same Idempotency-Key is the same message. Told what the caller has seen, it sends
    /// nothing when a colleague answered after that, unless it is to be sent anyway. Held for some seconds,
    /// it can be taken back before it goes.
    /// </summary>
    private static async Task<Accepted<QueuedMessage>> ReplyAsync(Guid conversationId, NewReply body, IMediator mediator, CancellationToken ct)
    {
        var message = new OutgoingMessage(body.Content, body.ReplyTo, body.MediaId);
        return TypedResults.Accepted(
            (string?)null,
            await mediator.Send(new ReplyToCustomer(conversationId, message, body.HoldSeconds, body.SeenThrough, body.Anyway), ct)
        );
    }

    /// <summary>
    /// Takes back a message the caller wrote, as long as nothing of it has left: the conversation stands as before it, and its words are
    /// kept nowhere.
    /// </summary>
    private static async Task<NoContent> WithdrawAsync(Guid conversationId, Guid messageId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new WithdrawReply(conversationId, messageId), ct);
        return TypedResults.NoContent();
    }

    /// <summary>The file of a message, the customer's or ours: pictures, sound and film to be shown, everything else to be saved.</summary>
    private static async Task<FileStreamHttpResult> OpenFileAsync(
        Guid conversationId,
        Guid messageId,
        HttpResponse response,
        IMediator mediator,
        CancellationToken ct
    ) => (await mediator.Send(new OpenFile(conversationId, messageId), ct)).Answer(response);

    /// <summary>Writes something down for colleagues; the customer never sees it.</summary>
    private static async Task<Created<AddNote.Response>> AddNoteAsync(Guid conversationId, NewNote body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(new AddNote(conversationId, body.Text, body.MentionedIds), ct));

    /// <summary>Resolves, reopens, holds or puts off a conversation.</summary>
    private static async Task<Ok<ConversationSummary>> ChangeStatusAsync(
        Guid conversationId,
        NewStatus body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ChangeStatus(conversationId, body.Status, body.SnoozedUntil), ct));

    /// <summary>Gives a conversation to somebody, or back to their team.</summary>
    private static async Task<Ok<ConversationSummary>> AssignAsync(Guid conversationId, NewAssignee body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new AssignConversation(conversationId, body.AssigneeId), ct));

    /// <summary>Hands a conversation over to another team; whoever does may see it no more afterwards.</summary>
    private static async Task<Ok<ConversationSummary>> MoveAsync(Guid conversationId, NewTeam body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new MoveConversation(conversationId, body.TeamId), ct));

    /// <summary>Says how soon a conversation wants somebody.</summary>
    private static async Task<Ok<ConversationSummary>> PrioritiseAsync(
        Guid conversationId,
        NewPriority body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new PrioritiseConversation(conversationId, body.Priority), ct));

    /// <summary>Gives a conversation these labels and no others.</summary>
    private static async Task<Ok<ConversationSummary>> LabelAsync(Guid conversationId, NewLabels body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new LabelConversation(conversationId, body.LabelIds), ct));

    /// <summary>Who may see a conversation, and so be mentioned in it; by name.</summary>
    private static async Task<Ok<ListColleagues.Response>> ListColleaguesAsync(Guid conversationId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListColleagues(conversationId), ct));

    /// <summary>
    /// The same changes to many conversations at once, first who has them, then their state. Those they cannot be done to stay as they are
    /// and are named; when they can be done to none, the first reason is the answer.
    /// </summary>
    private static async Task<Ok<ChangeConversations.Response>> ChangeManyAsync(ChangeConversations body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>
    /// Tells colleagues who see the conversation that the caller writes an answer, so that no two answer at once: every few seconds, for as
    /// long as they do. Nothing is kept of it.
    /// </summary>
    private static async Task<NoContent> ShowTypingAsync(Guid conversationId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new ShowTyping(conversationId), ct);
        return TypedResults.NoContent();
    }

    /// <summary>
    /// Tells colleagues who see the conversation that the caller has it before their eyes: every twenty seconds, for as long as they do.
    /// Nothing is kept of it.
    /// </summary>
    private static async Task<NoContent> ShowViewingAsync(Guid conversationId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new ShowViewing(conversationId, IsThere: true), ct);
        return TypedResults.NoContent();
    }

    /// <summary>Tells colleagues that the caller looks elsewhere.</summary>
    private static async Task<NoContent> StopViewingAsync(Guid conversationId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new ShowViewing(conversationId, IsThere: false), ct);
        return TypedResults.NoContent();
    }

    /// <summary>Keeps what the caller has begun to write, for them alone, until they send it; empty, nothing is kept.</summary>
    private static async Task<NoContent> SaveDraftAsync(Guid conversationId, NewDraft body, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new SaveDraft(conversationId, body.Reply, body.Note), ct);
        return TypedResults.NoContent();
    }

    /// <summary>Somebody of the company has looked.</summary>
    private static async Task<NoContent> MarkReadAsync(Guid conversationId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new MarkConversationRead(conversationId), ct);
        return TypedResults.NoContent();
    }
}

/// <param name="ReplyTo">Our id of the message that is quoted, or reacted to.</param>
/// <param name="MediaId">The file of a content of type <c>media</c>, put here before.</param>
/// <param name="HoldSeconds">How long it can be taken back before it goes, up to ten; left out: it goes at once.</param>
/// <param name="SeenThrough">The number of the last item the caller has seen; left out, nobody is kept from answering twice.</param>
/// <param name="Anyway">Also when a colleague answered after that.</param>
internal sealed record NewReply(
    MessageContent Content,
    Guid? ReplyTo = null,
    Guid? MediaId = null,
    int? HoldSeconds = null,
    int? SeenThrough = null,
    bool Anyway = false
);

/// <param name="To">Telephone number, or Meta's id of a person who hides theirs (<c>BR.123…</c>).</param>
/// <param name="ReplyTo">As of an answer.</param>
/// <param name="MediaId">As of an answer.</param>
internal sealed record NewConversation(Guid ChannelId, string To, MessageContent Content, Guid? ReplyTo = null, Guid? MediaId = null);

/// <param name="Text">Up to 4,000 characters.</param>
/// <param name="MentionedIds">Colleagues whose attention it wants, up to twenty; each must be one who may see the conversation.</param>
internal sealed record NewNote(string Text, IReadOnlyList<Guid>? MentionedIds = null);

/// <param name="Reply">To the customer, up to 10,000 characters; empty: nothing.</param>
/// <param name="Note">To colleagues, as long.</param>
internal sealed record NewDraft(string Reply, string Note);

/// <param name="SnoozedUntil">Of what is put off: until then, within a year; null: until the customer writes.</param>
internal sealed record NewStatus(ConversationStatus Status, DateTimeOffset? SnoozedUntil = null);

/// <param name="AssigneeId">Null: nobody's.</param>
internal sealed record NewAssignee(Guid? AssigneeId = null);

internal sealed record NewTeam(Guid TeamId);

internal sealed record NewPriority(Priority Priority);

/// <param name="LabelIds">Up to twenty; what is not named is taken off.</param>
internal sealed record NewLabels(IReadOnlyList<Guid> LabelIds);

/// <param name="From">The first business day; left out: thirty days before the last.</param>
/// <param name="To">The last business day, at most 366 days later; left out: today.</param>
internal readonly record struct ExportPeriod([property: FromQuery(Name = "from")] DateOnly? From, [property: FromQuery(Name = "to")] DateOnly? To);

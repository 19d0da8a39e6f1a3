using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Counter.QueueTickets;
using CleanApp.Application.Identity;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Counter;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Counter;

internal static class QueueTicketsEndpoints
{
    public sealed record CallBody(Guid DeskId);

    public sealed record TransferBody(Guid ServiceId);

    public sealed record CancelBody(string Reason);

    public sealed record ManualBody(PaymentMethod Method);

    public sealed record AttachBody(Guid PaymentId);

    public static void MapQueueTickets(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/counter/tickets").WithTags("Tickets");
        group.MapPost("/", IssueAsync).RequirePermission(Permissions.TicketsIssue).Fails(404, 409);
        group.MapGet("/", ListAsync).RequirePermission(Permissions.TicketsRead);
        group.MapGet("/{id:guid}", GetAsync).RequirePermission(Permissions.TicketsRead).Fails(404);
        group.MapGet("/{id:guid}/history", HistoryAsync).RequirePermission(Permissions.TicketsRead).Fails(404);
        group.MapPost("/{id:guid}/charge", ChargeAsync).RequirePermission(Permissions.TicketsCharge).Fails(404, 409, 422);
        group.MapPost("/{id:guid}/call", CallAsync).RequirePermission(Permissions.TicketsCall).Fails(404, 409);
        group.MapPost("/{id:guid}/recall", RecallAsync).RequirePermission(Permissions.TicketsCall).Fails(404, 409);
        group.MapPost("/{id:guid}/complete", CompleteAsync).RequirePermission(Permissions.TicketsCall).Fails(404, 409);
        group.MapPost("/{id:guid}/no-show", NoShowAsync).RequirePermission(Permissions.TicketsCall).Fails(404, 409);
        group.MapPost("/{id:guid}/transfer", TransferAsync).RequirePermission(Permissions.TicketsCall).Fails(404, 409);
        group.MapPost("/{id:guid}/cancel", CancelAsync).RequirePermission(Permissions.TicketsCancel).Fails(404, 409);
        group.MapPost("/{id:guid}/manual-payments", PayByHandAsync).RequirePermission(Permissions.ManualRecord).Fails(404, 409);
        group.MapPost("/{id:guid}/attached-payments", AttachAsync).RequirePermission(Permissions.SuspenseResolve).Fails(404, 409);

        var queue = api.MapGroup("/counter/queue").WithTags("Queue");
        queue.MapGet("/", QueueAsync).RequirePermission(Permissions.TicketsRead);
        queue.MapGet("/next", NextAsync).RequirePermission(Permissions.TicketsRead);
    }

    /// <summary>Issues a ticket. With an id of the caller's it may be repeated: the first ticket is the answer.</summary>
    private static async Task<Created<QueueTicketView>> IssueAsync(IssueQueueTicket body, IMediator mediator, CancellationToken ct)
    {
        var ticket = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/v1/counter/tickets/{ticket.Id}", ticket);
    }

    /// <summary>Tickets, newest first; filtered by any of the given statuses, by service, by business day and by contact.</summary>
    private static async Task<Ok<Page<QueueTicketView>>> ListAsync(
        [FromQuery] string[]? status,
        [FromQuery] Guid? serviceId,
        [FromQuery] DateOnly? businessDay,
        [FromQuery] Guid? contactId,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(
                new ListQueueTickets(
                    QueryEnum.Parse<QueueTicketStatus>("status", status),
                    serviceId,
                    businessDay,
                    contactId,
                    paging.After,
                    paging.Rows
                ),
                ct
            )
        );

    /// <summary>One ticket with its newest charge.</summary>
    private static async Task<Ok<QueueTicketView>> GetAsync(Guid id, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetQueueTicket(id), ct));

    /// <summary>Every transition of a ticket, oldest first.</summary>
    private static async Task<Ok<Page<GetQueueTicketHistory.Response>>> HistoryAsync(Guid id, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetQueueTicketHistory(id), ct));

    /// <summary>Charges a ticket by Pix. Repeated, it gives the same live charge; 202 while the bank has not answered.</summary>
    private static async Task<Results<Created<ChargeView>, Ok<ChargeView>, Accepted<ChargeView>>> ChargeAsync(
        Guid id,
        IMediator mediator,
        CancellationToken ct
    ) =>
        await mediator.Send(new ChargeTicket(id), ct) switch
        {
            { Status: ChargeStatus.Creating } waiting => TypedResults.Accepted((string?)null, waiting),
            { Created: true } created => TypedResults.Created((string?)null, created),
            var existing => TypedResults.Ok(existing),
        };

    /// <summary>Calls this ticket to a desk, out of turn.</summary>
    private static async Task<Ok<QueueTicketView>> CallAsync(Guid id, CallBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new CallTicket(id, body.DeskId), ct));

    /// <summary>Announces a called ticket once more.</summary>
    private static async Task<Ok<QueueTicketView>> RecallAsync(Guid id, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new RecallTicket(id), ct));

    /// <summary>Closes a ticket whose customer was attended.</summary>
    private static async Task<Ok<QueueTicketView>> CompleteAsync(Guid id, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new CompleteTicket(id), ct));

    /// <summary>Closes a ticket whose customer did not come.</summary>
    private static async Task<Ok<QueueTicketView>> NoShowAsync(Guid id, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new MarkTicketNoShow(id), ct));

    /// <summary>Sends a ticket to another service's queue.</summary>
    private static async Task<Ok<QueueTicketView>> TransferAsync(Guid id, TransferBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new TransferTicket(id, body.ServiceId), ct));

    /// <summary>Takes a ticket out of the queue and withdraws its open charge.</summary>
    private static async Task<Ok<QueueTicketView>> CancelAsync(Guid id, CancelBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new CancelTicket(id, body.Reason), ct));

    /// <summary>Pays a ticket with cash or card that a person took; the slip prints and an open charge is withdrawn.</summary>
    private static async Task<Ok<QueueTicketView>> PayByHandAsync(Guid id, ManualBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new RecordManualPayment(id, body.Method), ct));

    /// <summary>Pays a ticket with a Pix that came in and fitted nothing.</summary>
    private static async Task<Ok<QueueTicketView>> AttachAsync(Guid id, AttachBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new AttachPayment(id, body.PaymentId), ct));

    /// <summary>Today's queue in figures, by service.</summary>
    private static async Task<Ok<GetQueue.Response>> QueueAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetQueue(), ct));

    /// <summary>The tickets that would be called next, in order.</summary>
    private static async Task<Ok<Page<QueueTicketView>>> NextAsync([FromQuery] int? limit, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListNextTickets(new Paging(null, limit).Rows), ct));
}

using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Sales;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Sales;

internal static class OpportunitiesEndpoints
{
    public static void MapOpportunities(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sales/sellers", ListSellersAsync).WithTags("Sales").RequirePermission(Permissions.OpportunitiesRead);
        var group = api.MapGroup("/sales/opportunities").WithTags("Sales").AddEndpointFilter(VersionTag.WriteAsync);
        group.MapGet("/", ListAsync).RequirePermission(Permissions.OpportunitiesRead);
        group.MapPost("/", OpenAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409);
        var one = group.MapGroup("/{opportunityId:guid}");
        one.MapGet("/", GetAsync).RequirePermission(Permissions.OpportunitiesRead).Fails(404);
        one.MapPut("/", ChangeAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409, 412);
        one.MapPut("/owner", AssignAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 412);
        one.MapPut("/place", MoveAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409, 412);
        one.MapPost("/win", WinAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409, 412);
        one.MapPost("/lose", LoseAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409, 412);
        one.MapPost("/reopen", ReopenAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 412);
        one.MapPut("/next-step", SetNextStepAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409, 412);
        one.MapDelete("/next-step", CompleteNextStepAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 412);
        one.MapPost("/comments", CommentAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409);
        one.MapGet("/events", ListEventsAsync).RequirePermission(Permissions.OpportunitiesRead).Fails(404);
    }

    /// <summary>Whom an opportunity can be given to, by name.</summary>
    private static async Task<Ok<ListSellers.Response>> ListSellersAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListSellers(), ct));

    /// <summary>Opportunities the caller may see, newest first by when something happened to them.</summary>
    private static async Task<Ok<Page<OpportunitySummary>>> ListAsync(
        [AsParameters] OpportunityQuery query,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(
                new ListOpportunities(
                    query.Status is null ? null : QueryEnum.ParseOne("status", query.Status, OpportunityStatus.Open),
                    query.PipelineId,
                    query.StageId,
                    query.OwnerId,
                    query.Unowned ?? false,
                    query.ContactId,
                    query.Overdue ?? false,
                    query.Rotting ?? false,
                    query.Source is null ? null : QueryEnum.ParseOne("source", query.Source, LeadSource.Other),
                    DaySpan.Of(query.OpenedFrom, query.OpenedTo),
                    DaySpan.Of(query.ClosedFrom, query.ClosedTo),
                    paging.After,
                    paging.Rows
                ),
                ct
            )
        );

    /// <summary>Begins to sell something to somebody. A repeated request with the same Idempotency-Key is the same opportunity.</summary>
    private static async Task<Created<OpportunitySummary>> OpenAsync(OpenOpportunity body, IMediator mediator, CancellationToken ct)
    {
        var opportunity = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/v1/sales/opportunities/{opportunity.Id}", opportunity);
    }

    /// <summary>One opportunity; its <c>ETag</c> is what <c>If-Match</c> takes.</summary>
    private static async Task<Ok<OpportunitySummary>> GetAsync(Guid opportunityId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetOpportunity(opportunityId), ct));

    /// <summary>Changes what an opportunity says.</summary>
    private static async Task<Ok<OpportunitySummary>> ChangeAsync(
        Guid opportunityId,
        OpportunityChanges body,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(
                new ChangeOpportunity(opportunityId, body.Title, body.ContactId, body.Amount, body.ExpectedOn, VersionTag.Read(ifMatch)),
                ct
            )
        );

    /// <summary>Gives an opportunity to somebody, or to nobody; who gives theirs away may see it no more afterwards.</summary>
    private static async Task<Ok<OpportunitySummary>> AssignAsync(
        Guid opportunityId,
        NewOwner body,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new AssignOpportunity(opportunityId, body.OwnerId, VersionTag.Read(ifMatch)), ct));

    /// <summary>Moves an opportunity to a stage, of whatever pipeline, or within its own.</summary>
    private static async Task<Ok<OpportunitySummary>> MoveAsync(
        Guid opportunityId,
        NewPlace body,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new MoveOpportunity(opportunityId, body.StageId, body.AfterId, VersionTag.Read(ifMatch)), ct));

    /// <summary>It was sold. Undone by reopening it.</summary>
    private static async Task<Ok<OpportunitySummary>> WinAsync(
        Guid opportunityId,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new WinOpportunity(opportunityId, VersionTag.Read(ifMatch)), ct));

    /// <summary>It will not be sold. Undone by reopening it.</summary>
    private static async Task<Ok<OpportunitySummary>> LoseAsync(
        Guid opportunityId,
        NewLoss body,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new LoseOpportunity(opportunityId, body.LossReasonId, VersionTag.Read(ifMatch)), ct));

    /// <summary>It goes on after all: where it stood, or, where that stage is no more, in the first.</summary>
    private static async Task<Ok<OpportunitySummary>> ReopenAsync(
        Guid opportunityId,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ReopenOpportunity(opportunityId, VersionTag.Read(ifMatch)), ct));

    /// <summary>Says what is to be done next; instead of what was to be done before.</summary>
    private static async Task<Ok<OpportunitySummary>> SetNextStepAsync(
        Guid opportunityId,
        NewStep body,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new SetNextStep(opportunityId, body.Step, body.At, VersionTag.Read(ifMatch)), ct));

    /// <summary>The next step was done; the history keeps it.</summary>
    private static async Task<Ok<OpportunitySummary>> CompleteNextStepAsync(
        Guid opportunityId,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new CompleteNextStep(opportunityId, VersionTag.Read(ifMatch)), ct));

    /// <summary>Writes something down for colleagues; the customer never sees it.</summary>
    private static async Task<Created<CommentOnOpportunity.Response>> CommentAsync(
        Guid opportunityId,
        NewOpportunityComment body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Created((string?)null, await mediator.Send(new CommentOnOpportunity(opportunityId, body.Text), ct));

    /// <summary>What happened to it, newest first, before a number.</summary>
    private static async Task<Ok<Page<ListOpportunityEvents.Event>>> ListEventsAsync(
        Guid opportunityId,
        [FromQuery] int? before,
        [FromQuery] int? limit,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListOpportunityEvents(opportunityId, before, new Paging(null, limit).Rows), ct));
}

/// <param name="Status">Left out: whatever.</param>
/// <param name="OwnerId">Only this one's.</param>
/// <param name="Unowned">True: only nobody's.</param>
/// <param name="ContactId">Of this person, under whatever id they are known.</param>
/// <param name="Overdue">True: only open ones whose next step should have been done by now.</param>
/// <param name="Rotting">True: only open ones that have stood in their stage for too long.</param>
/// <param name="Source">Only of people who came so: of those that go on with a lead.</param>
/// <param name="OpenedFrom">Opened on this business day or later; the newest first by that.</param>
/// <param name="OpenedTo">Opened on this business day or earlier.</param>
/// <param name="ClosedFrom">Won or lost on this business day or later; the newest first by that.</param>
/// <param name="ClosedTo">Won or lost on this business day or earlier.</param>
internal readonly record struct OpportunityQuery(
    [property: FromQuery(Name = "status")] string? Status,
    [property: FromQuery(Name = "pipelineId")] Guid? PipelineId,
    [property: FromQuery(Name = "stageId")] Guid? StageId,
    [property: FromQuery(Name = "ownerId")] Guid? OwnerId,
    [property: FromQuery(Name = "unowned")] bool? Unowned,
    [property: FromQuery(Name = "contactId")] Guid? ContactId,
    [property: FromQuery(Name = "overdue")] bool? Overdue,
    [property: FromQuery(Name = "rotting")] bool? Rotting,
    [property: FromQuery(Name = "source")] string? Source,
    [property: FromQuery(Name = "openedFrom")] DateOnly? OpenedFrom,
    [property: FromQuery(Name = "openedTo")] DateOnly? OpenedTo,
    [property: FromQuery(Name = "closedFrom")] DateOnly? ClosedFrom,
    [property: FromQuery(Name = "closedTo")] DateOnly? ClosedTo
);

/// <param name="Title">Up to 200 characters.</param>
/// <param name="ContactId">Null: nobody in particular.</param>
/// <param name="Amount">Null: nobody knows yet.</param>
/// <param name="ExpectedOn">The day by which it is expected to be won; null: nobody said.</param>
internal sealed record OpportunityChanges(string Title, Guid? ContactId = null, MoneyView? Amount = null, DateOnly? ExpectedOn = null);

/// <param name="OwnerId">Null: nobody's.</param>
internal sealed record NewOwner(Guid? OwnerId = null);

/// <param name="AfterId">The opportunity behind which it then stands; null, or one that has gone from there meanwhile: before all others.</param>
internal sealed record NewPlace(Guid StageId, Guid? AfterId = null);

internal sealed record NewLoss(Guid LossReasonId);

/// <param name="Step">Up to 200 characters.</param>
/// <param name="At">Until when; null: nobody said.</param>
internal sealed record NewStep(string Step, DateTimeOffset? At = null);

/// <param name="Text">Up to 4,000 characters.</param>
internal sealed record NewOpportunityComment(string Text);

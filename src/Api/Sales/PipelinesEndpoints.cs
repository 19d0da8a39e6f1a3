using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Sales.LossReasons;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Application.Sales.Pipelines;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Sales;

internal static class PipelinesEndpoints
{
    public static void MapPipelines(this IEndpointRouteBuilder api)
    {
        var pipelines = api.MapGroup("/sales/pipelines").WithTags("Sales");
        pipelines.MapGet("/", ListAsync).RequirePermission(Permissions.OpportunitiesRead);
        pipelines.MapPost("/", CreateAsync).RequirePermission(Permissions.PipelinesManage).Fails(409);
        var one = pipelines.MapGroup("/{pipelineId:guid}");
        one.MapPut("/", ChangeAsync).RequirePermission(Permissions.PipelinesManage).Fails(404, 409);
        one.MapGet("/board", GetBoardAsync).RequirePermission(Permissions.OpportunitiesRead).Fails(404);
        one.MapGet("/forecast", GetForecastAsync).RequirePermission(Permissions.OpportunitiesRead).Fails(404);
        one.MapPost("/stages", CreateStageAsync).RequirePermission(Permissions.PipelinesManage).Fails(404, 409);
        one.MapPut("/stages/order", OrderStagesAsync).RequirePermission(Permissions.PipelinesManage).Fails(404, 409);
        one.MapPut("/stages/{stageId:guid}", ChangeStageAsync).RequirePermission(Permissions.PipelinesManage).Fails(404, 409);
        one.MapGet("/stages/{stageId:guid}/cards", ListCardsAsync).RequirePermission(Permissions.OpportunitiesRead).Fails(404);
        var reasons = api.MapGroup("/sales/loss-reasons").WithTags("Sales");
        reasons.MapGet("/", ListReasonsAsync).RequirePermission(Permissions.OpportunitiesRead);
        reasons.MapPost("/", CreateReasonAsync).RequirePermission(Permissions.PipelinesManage).Fails(409);
        reasons.MapPut("/{lossReasonId:guid}", ChangeReasonAsync).RequirePermission(Permissions.PipelinesManage).Fails(404, 409);
    }

    /// <summary>The company's pipelines with their stages, those that are switched off among them; at most 20.</summary>
    private static async Task<Ok<ListPipelines.Response>> ListAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListPipelines(), ct));

    /// <summary>Adds a pipeline, behind those there are, with its first stages.</summary>
    private static async Task<Created<PipelineView>> CreateAsync(CreatePipeline body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Renames a pipeline, or switches it off or on again; off only when nothing open stands in it, and never the last one.</summary>
    private static async Task<Ok<PipelineView>> ChangeAsync(Guid pipelineId, PipelineChanges body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangePipeline(pipelineId, body.Name, body.Active), ct));

    /// <summary>What is open in a pipeline, of what the caller may see: of each stage how many, how much, and the first of them.</summary>
    private static async Task<Ok<GetBoard.Response>> GetBoardAsync(
        Guid pipelineId,
        [AsParameters] BoardQuery query,
        [FromQuery] int? limit,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new GetBoard(pipelineId, query.Question, new Paging(null, limit).Rows), ct));

    /// <summary>What is open in a pipeline, by the month in which it is expected, of what the caller may see.</summary>
    private static async Task<Ok<GetForecast.Response>> GetForecastAsync(
        Guid pipelineId,
        [AsParameters] BoardQuery query,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new GetForecast(pipelineId, query.Question), ct));

    /// <summary>Adds a stage to a pipeline, behind those there are.</summary>
    private static async Task<Created<PipelineView>> CreateStageAsync(Guid pipelineId, NewStage body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(new CreateStage(pipelineId, body.Name, body.Probability, body.RottingDays), ct));

    /// <summary>Puts a pipeline's stages in an order; all of them are given, each once.</summary>
    private static async Task<Ok<PipelineView>> OrderStagesAsync(Guid pipelineId, StageOrder body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new OrderStages(pipelineId, body.StageIds), ct));

    /// <summary>Changes a stage, or switches it off or on again. What stands in one that is switched off goes to another.</summary>
    private static async Task<Ok<PipelineView>> ChangeStageAsync(
        Guid pipelineId,
        Guid stageId,
        StageChanges body,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(new ChangeStage(pipelineId, stageId, body.Name, body.Probability, body.RottingDays, body.Active, body.MoveToId), ct)
        );

    /// <summary>The following cards of one stage.</summary>
    private static async Task<Ok<Page<OpportunitySummary>>> ListCardsAsync(
        Guid pipelineId,
        Guid stageId,
        [AsParameters] BoardQuery query,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListCards(pipelineId, stageId, query.Question, paging.After, paging.Rows), ct));

    /// <summary>Why something is not sold, in the company's words, those that are switched off among them; at most 50.</summary>
    private static async Task<Ok<ListLossReasons.Response>> ListReasonsAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListLossReasons(), ct));

    /// <summary>Adds a reason why something is not sold.</summary>
    private static async Task<Created<LossReasonView>> CreateReasonAsync(CreateLossReason body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Renames a reason, or switches it off or on again; what was lost for it keeps it.</summary>
    private static async Task<Ok<LossReasonView>> ChangeReasonAsync(
        Guid lossReasonId,
        LossReasonChanges body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ChangeLossReason(lossReasonId, body.Name, body.Active), ct));
}

/// <param name="OwnerId">Only this one's.</param>
/// <param name="Unowned">True: only nobody's.</param>
/// <param name="Overdue">True: only those whose next step should have been done by now.</param>
/// <param name="Person">Only of people whom this text means: a number in full, or the beginnings of the words of a name.</param>
internal readonly record struct BoardQuery(
    [property: FromQuery(Name = "ownerId")] Guid? OwnerId,
    [property: FromQuery(Name = "unowned")] bool? Unowned,
    [property: FromQuery(Name = "overdue")] bool? Overdue,
    [property: FromQuery(Name = "person")] string? Person
)
{
    public BoardQuestion Question => new(OwnerId, Unowned ?? false, Overdue ?? false, Person);
}

internal sealed record PipelineChanges(string Name, bool Active);

/// <param name="Probability">0 to 100.</param>
/// <param name="RottingDays">1 to 365; null: something may stand here for ever.</param>
internal sealed record NewStage(string Name, int Probability, int? RottingDays = null);

/// <param name="Probability">0 to 100.</param>
/// <param name="RottingDays">1 to 365; null: something may stand here for ever.</param>
/// <param name="MoveToId">Where the open opportunities of a stage that is switched off go, behind those that are there.</param>
internal sealed record StageChanges(string Name, int Probability, bool Active, int? RottingDays = null, Guid? MoveToId = null);

/// <param name="StageIds">All of them, those that are switched off among them.</param>
internal sealed record StageOrder(IReadOnlyList<Guid> StageIds);

internal sealed record LossReasonChanges(string Name, bool Active);

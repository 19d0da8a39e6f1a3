using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Sales.Dashboards;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Sales;

internal static class DashboardEndpoints
{
    public static void MapDashboard(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sales/dashboard", GetAsync).WithTags("Sales").RequirePermission(Permissions.OpportunitiesRead).Fails(404);
        api.MapGet("/sales/dashboard.csv", ExportAsync).WithTags("Sales").RequirePermission(Permissions.OpportunitiesRead).Fails(404);
    }

    /// <summary>What was tried, won and lost in a time, beside another, of what the caller may see.</summary>
    private static async Task<Ok<DashboardView>> GetAsync([AsParameters] DashboardQuery query, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(query.Question(), ct));

    /// <summary>The same, figure by figure, as CSV for a spreadsheet.</summary>
    private static async Task<PushStreamHttpResult> ExportAsync([AsParameters] DashboardQuery query, IMediator mediator, CancellationToken ct)
    {
        var export = await mediator.Send(new ExportDashboard(query.Question()), ct);
        return TypedResults.Stream(stream => export.WriteAsync(stream, ct), export.MimeType, export.FileName);
    }
}

/// <param name="From">The first business day; left out: thirty days with the last.</param>
/// <param name="To">The last business day; left out: today. At most 366 days.</param>
/// <param name="CompareTo"><c>previous</c> (when left out): as many days right before; <c>year</c>: the same days a year before; <c>none</c>.</param>
/// <param name="PipelineId">Of opportunities, only of this one.</param>
/// <param name="OwnerId">Only this one's.</param>
/// <param name="Unowned">True: only nobody's.</param>
/// <param name="Source">Only of people who came so.</param>
internal readonly record struct DashboardQuery(
    [property: FromQuery(Name = "from")] DateOnly? From,
    [property: FromQuery(Name = "to")] DateOnly? To,
    [property: FromQuery(Name = "compareTo")] string? CompareTo,
    [property: FromQuery(Name = "pipelineId")] Guid? PipelineId,
    [property: FromQuery(Name = "ownerId")] Guid? OwnerId,
    [property: FromQuery(Name = "unowned")] bool? Unowned,
    [property: FromQuery(Name = "source")] string? Source
)
{
    public GetDashboard Question() =>
        new(
            From,
            To,
            QueryEnum.ParseOne("compareTo", CompareTo, ComparedTime.Previous),
            PipelineId,
            OwnerId,
            Unowned ?? false,
            Source is null ? null : QueryEnum.ParseOne("source", Source, LeadSource.Other)
        );
}

using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Counter.PrintJobs;
using CleanApp.Application.Identity;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Counter;

internal static class PrintJobsEndpoints
{
    public static void MapPrintJobs(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/counter/print-jobs").WithTags("Print jobs");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.TicketsRead);
        group.MapPost("/{id:guid}/reprint", ReprintAsync).RequirePermission(Permissions.PrintJobsReprint).Fails(404, 409);
    }

    /// <summary>Print jobs, newest first; of one ticket when given.</summary>
    private static async Task<Ok<Page<PrintJobView>>> ListAsync(
        [FromQuery] Guid? ticketId,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListPrintJobs(ticketId, paging.After, paging.Rows), ct));

    /// <summary>Prints a finished ticket job once more, marked "2ª via".</summary>
    private static async Task<Created<PrintJobView>> ReprintAsync(Guid id, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(new ReprintJob(id), ct));
}

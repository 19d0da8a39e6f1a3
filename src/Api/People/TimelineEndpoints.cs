using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.People.Timeline;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.People;

internal static class TimelineEndpoints
{
    public static void MapTimeline(this IEndpointRouteBuilder api) =>
        api.MapGroup("/people/contacts/{id:guid}/timeline")
            .WithTags("Contacts")
            .MapGet("/", ListAsync)
            .RequirePermission(Permissions.ContactsRead)
            .Fails(404);

    /// <summary>What happened to a contact in every module, newest first: of each what the caller may see there.</summary>
    private static async Task<Ok<Page<TimelineEntry>>> ListAsync(Guid id, [AsParameters] Paging paging, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListTimeline(id, paging.After, paging.Rows), ct));
}

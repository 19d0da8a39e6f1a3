using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.SavedFilters;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Inbox;

internal static class SavedFiltersEndpoints
{
    public static void MapSavedFilters(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/inbox/saved-filters").WithTags("Inbox");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.ConversationsRead);
        group.MapPost("/", SaveAsync).RequirePermission(Permissions.ConversationsRead).Fails(404, 409);
        group.MapDelete("/{savedFilterId:guid}", DeleteAsync).RequirePermission(Permissions.ConversationsRead).Fails(404);
    }

    /// <summary>Ways of looking at the inbox that the caller or one of their teams kept, by name.</summary>
    private static async Task<Ok<ListSavedFilters.Response>> ListAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListSavedFilters(), ct));

    /// <summary>Keeps a way of looking at the inbox, for oneself or for a team.</summary>
    private static async Task<Created<SavedFilterView>> SaveAsync(SaveFilter body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Takes a filter off its list: one's own, or, for whoever leads, one of their team's.</summary>
    private static async Task<NoContent> DeleteAsync(Guid savedFilterId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new DeleteSavedFilter(savedFilterId), ct);
        return TypedResults.NoContent();
    }
}

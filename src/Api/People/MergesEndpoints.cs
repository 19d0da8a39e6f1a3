using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.People.Merges;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.People;

internal static class MergesEndpoints
{
    /// <param name="OtherId">Who would become part of this contact.</param>
    public sealed record PreviewBody(Guid OtherId);

    /// <param name="OtherId">Who becomes part of this contact.</param>
    /// <param name="NameFrom">Whose name stays; when absent, this one's, or the other's where this one has none.</param>
    public sealed record MergeBody(Guid OtherId, NameSource? NameFrom = null);

    public static void MapMerges(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/people/contacts/{id:guid}/merges").WithTags("Merges");
        group.MapPost("/preview", PreviewAsync).RequirePermission(Permissions.ContactsMerge).Fails(404, 409);
        group.MapGet("/suggestions", SuggestAsync).RequirePermission(Permissions.ContactsMerge).Fails(404);
        group.MapPost("/", MergeAsync).RequirePermission(Permissions.ContactsMerge).Fails(404, 409);
        group.MapGet("/", ListAsync).RequirePermission(Permissions.ContactsRead).Fails(404);
        group.MapPost("/{mergeId:guid}/undo", UndoAsync).RequirePermission(Permissions.ContactsMerge).Fails(404, 409);
    }

    /// <summary>What merging another contact into this one would make of them. Changes nothing.</summary>
    private static async Task<Ok<PreviewMerge.Response>> PreviewAsync(Guid id, PreviewBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new PreviewMerge(id, body.OtherId), ct));

    /// <summary>Who might be the same person by their name; at most five. Changes nothing.</summary>
    private static async Task<Ok<SuggestMerges.Response>> SuggestAsync(Guid id, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new SuggestMerges(id), ct));

    /// <summary>Makes another contact part of this one; the other's id means this one from then on. Repeated, it changes nothing.</summary>
    private static async Task<Ok<MergeContacts.Response>> MergeAsync(Guid id, MergeBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new MergeContacts(id, body.OtherId, body.NameFrom), ct));

    /// <summary>What was merged into this contact, newest first, undone merges too.</summary>
    private static async Task<Ok<Page<ListMerges.Response>>> ListAsync(
        Guid id,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListMerges(id, paging.After, paging.Rows), ct));

    /// <summary>Makes two contacts again of what was merged, each with what it had. Repeated, it changes nothing.</summary>
    private static async Task<Ok<UndoMerge.Response>> UndoAsync(Guid id, Guid mergeId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new UndoMerge(id, mergeId), ct));
}

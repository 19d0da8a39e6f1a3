using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.People.Contacts;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.People;

internal static class ContactsEndpoints
{
    public sealed record ChangeBody(string? Name);

    /// <param name="Text">A number or address in full, or beginnings of the words of a name; empty or absent for all contacts.</param>
    /// <param name="After">The page before's <c>next</c>.</param>
    public sealed record SearchBody(string? Text = null, string? After = null, int? Limit = null);

    /// <param name="Reason">Why it has to be seen; kept with the name of who looked.</param>
    public sealed record RevealBody(string Reason);

    public static void MapContacts(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/people/contacts").WithTags("Contacts");
        group.MapPost("/", CreateAsync).RequirePermission(Permissions.ContactsWrite).Fails(409);
        // A POST, because what is searched for is personal and an address is written down everywhere.
        group.MapPost("/searches", SearchAsync).RequirePermission(Permissions.ContactsRead);
        group.MapGet("/{id:guid}", GetAsync).RequirePermission(Permissions.ContactsRead).Fails(404);
        group.MapPut("/{id:guid}", ChangeAsync).RequirePermission(Permissions.ContactsWrite).Fails(404, 409);
        group.MapPost("/{id:guid}/identifiers", AddIdentifierAsync).RequirePermission(Permissions.ContactsWrite).Fails(404, 409);
        group
            .MapDelete("/{id:guid}/identifiers/{identifierId:guid}", RemoveIdentifierAsync)
            .RequirePermission(Permissions.ContactsWrite)
            .Fails(404, 409);
        group.MapPost("/{id:guid}/reveals", RevealAsync).RequirePermission(Permissions.ContactsReveal).Fails(404, 409);
        group.MapGet("/{id:guid}/accesses", AccessesAsync).RequirePermission(Permissions.AccessesRead).Fails(404);
    }

    /// <summary>Adds a contact; no field is required. A number that another contact has is refused.</summary>
    private static async Task<Created<ContactView>> CreateAsync(CreateContact body, IMediator mediator, CancellationToken ct)
    {
        var contact = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/v1/people/contacts/{contact.Id}", contact);
    }

    /// <summary>Finds contacts by a number or address in full, or by beginnings of the words of their name; newest first.</summary>
    private static async Task<Ok<Page<ContactView>>> SearchAsync(SearchBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new SearchContacts(body.Text, body.After, new Paging(null, body.Limit).Rows), ct));

    /// <summary>A contact with its numbers masked.</summary>
    private static async Task<Ok<ContactView>> GetAsync(Guid id, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetContact(id), ct));

    /// <summary>Corrects a contact's name.</summary>
    private static async Task<Ok<ContactView>> ChangeAsync(Guid id, ChangeBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangeContact(id, body.Name), ct));

    /// <summary>Adds a number or address to a contact.</summary>
    private static async Task<Ok<ContactView>> AddIdentifierAsync(Guid id, IdentifierInput body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new AddIdentifier(id, body.Kind, body.Text), ct));

    /// <summary>Takes a number or address from a contact.</summary>
    private static async Task<Ok<ContactView>> RemoveIdentifierAsync(Guid id, Guid identifierId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new RemoveIdentifier(id, identifierId), ct));

    /// <summary>A contact's numbers in clear. Who looked, when and why is kept.</summary>
    private static async Task<Ok<RevealContact.Response>> RevealAsync(Guid id, RevealBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new RevealContact(id, body.Reason), ct));

    /// <summary>Who saw this contact's numbers in clear, newest first.</summary>
    private static async Task<Ok<Page<ListAccesses.Response>>> AccessesAsync(
        Guid id,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListAccesses(id, paging.After, paging.Rows), ct));
}

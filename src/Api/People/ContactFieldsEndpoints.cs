using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.People.Fields;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.People;

internal static class ContactFieldsEndpoints
{
    /// <param name="Options">Of a choice, all of them in the order they are offered in.</param>
    public sealed record ContactFieldChanges(string Name, bool Active, IReadOnlyList<string>? Options = null);

    /// <param name="Value">A number with a point, a day as 2026-11-29, an option as it is named, words; null takes it away.</param>
    public sealed record FieldBody(string? Value);

    public static void MapContactFields(this IEndpointRouteBuilder api)
    {
        var fields = api.MapGroup("/people/fields").WithTags("Contacts");
        fields.MapGet("/", ListAsync).RequirePermission(Permissions.ContactsRead);
        fields.MapPost("/", CreateAsync).RequirePermission(Permissions.ContactFieldsManage).Fails(409);
        fields.MapPut("/order", OrderAsync).RequirePermission(Permissions.ContactFieldsManage).Fails(404, 409);
        fields.MapPut("/{fieldId:guid}", ChangeAsync).RequirePermission(Permissions.ContactFieldsManage).Fails(404, 409);
        fields.MapDelete("/{fieldId:guid}", DeleteAsync).RequirePermission(Permissions.ContactFieldsManage).Fails(404, 409);
        var contact = api.MapGroup("/people/contacts/{id:guid}/fields").WithTags("Contacts");
        contact.MapGet("/", GetAsync).RequirePermission(Permissions.ContactsRead).Fails(404);
        contact.MapPut("/{fieldId:guid}", FillAsync).RequirePermission(Permissions.ContactsWrite).Fails(404, 409);
    }

    /// <summary>The company's own fields of a contact, in its order; at most 30.</summary>
    private static async Task<Ok<ListContactFields.Response>> ListAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListContactFields(), ct));

    /// <summary>Adds a field, behind those there are.</summary>
    private static async Task<Created<ContactFieldView>> CreateAsync(CreateContactField body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Puts the company's fields in an order; all of them are given, each once.</summary>
    private static async Task<Ok<ListContactFields.Response>> OrderAsync(OrderContactFields body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>Changes a field; what is written down in it stays as it is. Its kind stays.</summary>
    private static async Task<Ok<ContactFieldView>> ChangeAsync(Guid fieldId, ContactFieldChanges body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangeContactField(fieldId, body.Name, body.Active, body.Options), ct));

    /// <summary>Removes a field in which nothing is written down.</summary>
    private static async Task<NoContent> DeleteAsync(Guid fieldId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new DeleteContactField(fieldId), ct);
        return TypedResults.NoContent();
    }

    /// <summary>What the company asks for, and what is written down of this contact.</summary>
    private static async Task<Ok<GetFieldsOfContact.Response>> GetAsync(Guid id, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetFieldsOfContact(id), ct));

    /// <summary>Writes down what a contact is in one field, or takes it away.</summary>
    private static async Task<Ok<GetFieldsOfContact.Response>> FillAsync(
        Guid id,
        Guid fieldId,
        FieldBody body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new FillContactField(id, fieldId, body.Value), ct));
}

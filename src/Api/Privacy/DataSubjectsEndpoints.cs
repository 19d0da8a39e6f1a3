using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Privacy.DataSubjects;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Privacy;

internal static class DataSubjectsEndpoints
{
    /// <param name="Reason">Why it is handed out; kept with the name of who did it.</param>
    /// <param name="Format"><c>pdf</c> for the person to read, <c>json</c> for another system.</param>
    public sealed record ExportBody(string Reason, ExportFormat Format, Guid? RequestId = null);

    /// <param name="Reason">Why; kept with the name of who did it, so it must not name the person.</param>
    public sealed record AnonymiseBody(string Reason, Guid? RequestId = null);

    public static void MapDataSubjects(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/privacy/contacts/{contactId:guid}").WithTags("Data subjects");
        people
            .MapPost("/exports", ExportAsync)
            .RequirePermission(Permissions.PrivacyManage)
            .Produces<Stream>(200, "application/json", "application/pdf")
            .Fails(404);
        people.MapPost("/anonymisation", AnonymiseAsync).RequirePermission(Permissions.PrivacyManage).Fails(404, 409);
    }

    /// <summary>Everything the company holds of a person, as a download: <c>pdf</c> to read, <c>json</c> for another system. Who asked, when and why is kept.</summary>
    private static async Task<FileContentHttpResult> ExportAsync(Guid contactId, ExportBody body, IMediator mediator, CancellationToken ct)
    {
        var export = await mediator.Send(new ExportPersonalData(contactId, body.Reason, body.Format, body.RequestId), ct);
        return TypedResults.File(export.Content, export.ContentType, export.FileName);
    }

    /// <summary>Erases for good what tells who a contact is; tickets and payments stay. Refused while it has an open ticket today.</summary>
    private static async Task<Ok<AnonymiseContact.Response>> AnonymiseAsync(
        Guid contactId,
        AnonymiseBody body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new AnonymiseContact(contactId, body.Reason, body.RequestId), ct));
}

using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Sales.LeadImports;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Sales;

internal static class LeadImportsEndpoints
{
    /// <summary>What a form has around its file.</summary>
    private const long FormBytes = 64 * 1024;

    public static void MapLeadImports(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/sales/lead-imports").WithTags("Sales");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.LeadsImport);
        group
            .MapPost("/", UploadAsync)
            .RequirePermission(Permissions.LeadsImport)
            .WithMetadata(new RequestSizeLimitAttribute(LeadImport.MostBytes + FormBytes), FileForm.Instance)
            .Fails(409);
        var one = group.MapGroup("/{importId:guid}");
        one.MapGet("/", GetAsync).RequirePermission(Permissions.LeadsImport).Fails(404, 409);
        one.MapDelete("/", DiscardAsync).RequirePermission(Permissions.LeadsImport).Fails(404, 409);
        one.MapPut("/columns", MapAsync).RequirePermission(Permissions.LeadsImport).Fails(404, 409);
        one.MapPut("/start", StartAsync).RequirePermission(Permissions.LeadsImport).Fails(404, 409);
        one.MapPut("/cancellation", CancelAsync).RequirePermission(Permissions.LeadsImport).Fails(404, 409);
        one.MapPut("/undo", UndoAsync).RequirePermission(Permissions.LeadsImport).Fails(404, 409);
        one.MapGet("/problems/csv", ExportProblemsAsync).RequirePermission(Permissions.LeadsImport).Produces<Stream>(200, "text/csv").Fails(404, 409);
    }

    /// <summary>The company's imports of leads, newest first.</summary>
    private static async Task<Ok<Page<LeadImportView>>> ListAsync([AsParameters] Paging paging, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListLeadImports(paging.After, paging.Rows), ct));

    /// <summary>
    /// Takes in a spreadsheet to be looked at: text with a header, of at most 50 MB and 200,000 rows. Encoding and separator are found out; what
    /// its columns say is what was said of such a header before, else what their names usually mean.
    /// </summary>
    private static async Task<Created<LeadImportView>> UploadAsync(HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var import = await mediator.Send(new UploadLeads(new MultipartFile(request)), ct);
        return TypedResults.Created($"/api/v1/sales/lead-imports/{import.Id}", import);
    }

    /// <summary>One import, how far it has come; before it is started, with what would become of its first rows.</summary>
    private static async Task<Ok<GetLeadImport.Response>> GetAsync(Guid importId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetLeadImport(importId), ct));

    /// <summary>A spreadsheet that was not started is not wanted after all.</summary>
    private static async Task<NoContent> DiscardAsync(Guid importId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new DiscardLeadImport(importId), ct);
        return TypedResults.NoContent();
    }

    /// <summary>Says what its columns mean, which is remembered for the next with the same header, and looks at its first rows anew.</summary>
    private static async Task<Ok<GetLeadImport.Response>> MapAsync(Guid importId, LeadImportColumns body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new MapLeads(importId, body.Columns), ct));

    /// <summary>Begins to make leads of it; it goes on by itself, whatever happens to whoever began it.</summary>
    private static async Task<Ok<LeadImportView>> StartAsync(Guid importId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new StartLeadImport(importId), ct));

    /// <summary>Takes in no further row; what was made stays.</summary>
    private static async Task<Ok<LeadImportView>> CancelAsync(Guid importId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new CancelLeadImport(importId), ct));

    /// <summary>Begins to take back what it made: leads that nobody has worked with since, and people of whom nothing else is known.</summary>
    private static async Task<Ok<LeadImportView>> UndoAsync(Guid importId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new UndoLeadImport(importId), ct));

    /// <summary>The rows of which no lead was made, as they came, each with its number and why; streamed.</summary>
    private static async Task<PushStreamHttpResult> ExportProblemsAsync(Guid importId, IMediator mediator, CancellationToken ct)
    {
        var export = await mediator.Send(new ExportLeadImportProblems(importId), ct);
        return TypedResults.Stream(stream => export.WriteAsync(stream, ct), export.MimeType, export.FileName);
    }
}

/// <param name="Columns">What each says, in their order.</param>
internal sealed record LeadImportColumns(IReadOnlyList<LeadColumn> Columns);

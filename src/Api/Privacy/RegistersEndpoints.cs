using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Privacy.Registers;
using CleanApp.Domain.Privacy;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Privacy;

internal static class RegistersEndpoints
{
    /// <param name="Version">The version the change was made from.</param>
    public sealed record ChangeOperationBody(int Version, ProcessingOperation Entry);

    /// <param name="Version">The version the change was made from.</param>
    public sealed record ChangeIncidentBody(int Version, SecurityIncident Entry);

    public static void MapPrivacyRegisters(this IEndpointRouteBuilder api)
    {
        var operations = api.MapGroup("/privacy/operations").WithTags("Privacy registers");
        operations.MapGet("/", ListOperationsAsync).RequirePermission(Permissions.PrivacyManage);
        operations.MapPost("/", AddOperationAsync).RequirePermission(Permissions.PrivacyManage).Fails(409);
        operations.MapGet("/{operationId:guid}", GetOperationAsync).RequirePermission(Permissions.PrivacyManage).Fails(404);
        operations.MapPut("/{operationId:guid}", ChangeOperationAsync).RequirePermission(Permissions.PrivacyManage).Fails(404, 409);
        operations.MapGet("/csv", ExportOperationsAsync).RequirePermission(Permissions.PrivacyManage).Produces<Stream>(200, "text/csv");

        var incidents = api.MapGroup("/privacy/incidents").WithTags("Privacy registers");
        incidents.MapGet("/", ListIncidentsAsync).RequirePermission(Permissions.PrivacyManage);
        incidents.MapPost("/", AddIncidentAsync).RequirePermission(Permissions.PrivacyManage).Fails(409);
        incidents.MapGet("/{incidentId:guid}", GetIncidentAsync).RequirePermission(Permissions.PrivacyManage).Fails(404);
        incidents.MapPut("/{incidentId:guid}", ChangeIncidentAsync).RequirePermission(Permissions.PrivacyManage).Fails(404, 409);
        incidents.MapGet("/csv", ExportIncidentsAsync).RequirePermission(Permissions.PrivacyManage).Produces<Stream>(200, "text/csv");
    }

    /// <summary>The register of processing operations, as it is now.</summary>
    private static async Task<Ok<ListOperations.Response>> ListOperationsAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListOperations(), ct));

    /// <summary>Adds a processing operation.</summary>
    private static async Task<Created<OperationView>> AddOperationAsync(AddOperation body, IMediator mediator, CancellationToken ct)
    {
        var line = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/v1/privacy/operations/{line.Id}", line);
    }

    /// <summary>One processing operation in all its versions, the newest first.</summary>
    private static async Task<Ok<ListOperations.Response>> GetOperationAsync(Guid operationId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetOperation(operationId), ct));

    /// <summary>Writes the next version of a processing operation; earlier ones stay.</summary>
    private static async Task<Ok<OperationView>> ChangeOperationAsync(
        Guid operationId,
        ChangeOperationBody body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ChangeOperation(operationId, body.Version, body.Entry), ct));

    /// <summary>The register of processing operations as a table.</summary>
    private static Task<FileContentHttpResult> ExportOperationsAsync(IMediator mediator, CancellationToken ct) =>
        ExportAsync(PrivacyRegister.Operations, mediator, ct);

    /// <summary>The register of incidents, as they are known now.</summary>
    private static async Task<Ok<ListIncidents.Response>> ListIncidentsAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListIncidents(), ct));

    /// <summary>Adds an incident. The answer says by which day it has to be told.</summary>
    private static async Task<Created<IncidentView>> AddIncidentAsync(AddIncident body, IMediator mediator, CancellationToken ct)
    {
        var incident = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/v1/privacy/incidents/{incident.Id}", incident);
    }

    /// <summary>One incident in all its versions, the newest first: what was known when.</summary>
    private static async Task<Ok<ListIncidents.Response>> GetIncidentAsync(Guid incidentId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetIncident(incidentId), ct));

    /// <summary>Writes the next version of an incident; earlier ones stay.</summary>
    private static async Task<Ok<IncidentView>> ChangeIncidentAsync(
        Guid incidentId,
        ChangeIncidentBody body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ChangeIncident(incidentId, body.Version, body.Entry), ct));

    /// <summary>The register of incidents as a table.</summary>
    private static Task<FileContentHttpResult> ExportIncidentsAsync(IMediator mediator, CancellationToken ct) =>
        ExportAsync(PrivacyRegister.Incidents, mediator, ct);

    private static async Task<FileContentHttpResult> ExportAsync(PrivacyRegister register, IMediator mediator, CancellationToken ct)
    {
        var export = await mediator.Send(new ExportRegister(register), ct);
        return TypedResults.File(export.Content, "text/csv; charset=utf-8", export.FileName);
    }
}

using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Counter.Printers;
using CleanApp.Application.Counter.PrintJobs;
using CleanApp.Application.Identity;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Counter;

internal static class PrintersEndpoints
{
    public sealed record ChangeBody(string Name, string Host, int Port, PrinterProfile Profile, bool Active);

    public static void MapPrinters(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/counter/printers").WithTags("Printers");
        group.MapPost("/", CreateAsync).RequirePermission(Permissions.CounterSettingsManage).Fails(409);
        group.MapGet("/", ListAsync).RequirePermission(Permissions.TicketsRead);
        group.MapPut("/{id:guid}", ChangeAsync).RequirePermission(Permissions.CounterSettingsManage).Fails(404, 409);
        group.MapPost("/{id:guid}/test-page", TestPageAsync).RequirePermission(Permissions.CounterSettingsManage).Fails(404);
    }

    /// <summary>Sets up a thermal printer on the network.</summary>
    private static async Task<Created<PrinterView>> CreateAsync(CreatePrinter body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Printers in the order they were set up; tickets print on the first active one.</summary>
    private static async Task<Ok<Page<PrinterView>>> ListAsync([AsParameters] Paging paging, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListPrinters(paging.After, paging.Rows), ct));

    /// <summary>Changes a printer's address, profile or name, or switches it off.</summary>
    private static async Task<Ok<PrinterView>> ChangeAsync(Guid id, ChangeBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangePrinter(id, body.Name, body.Host, body.Port, body.Profile, body.Active), ct));

    /// <summary>Queues a test page.</summary>
    private static async Task<Accepted<PrintJobView>> TestPageAsync(Guid id, IMediator mediator, CancellationToken ct) =>
        TypedResults.Accepted((string?)null, await mediator.Send(new PrintTestPage(id), ct));
}

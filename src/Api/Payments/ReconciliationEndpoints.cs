using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Payments.Reconciliation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Payments;

internal static class ReconciliationEndpoints
{
    public static void MapReconciliation(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/payments/reconciliation").WithTags("Payments");
        group.MapGet("/days", DaysAsync).RequirePermission(Permissions.PaymentsRead);
        group.MapGet("/differences", DifferencesAsync).RequirePermission(Permissions.PaymentsRead);
        group.MapPost("/checks", CheckAsync).RequirePermission(Permissions.ReconciliationManage).Fails(409);
        group.MapPost("/signatures", SignAsync).RequirePermission(Permissions.ReconciliationManage).Fails(409);
    }

    /// <summary>The daily reports, newest day first: the bank's figures beside the books', and who signed them.</summary>
    private static async Task<Ok<Page<ListReconciliationDays.Response>>> DaysAsync(
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListReconciliationDays(paging.After, paging.Rows), ct));

    /// <summary>What the bank's list and the books did not agree on, newest first; of one day, and only what is open, where asked.</summary>
    private static async Task<Ok<Page<ListDifferences.Response>>> DifferencesAsync(
        [FromQuery] DateOnly? day,
        [FromQuery] bool? open,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListDifferences(day, open ?? false, paging.After, paging.Rows), ct));

    /// <summary>Has a business day compared with the bank's list now; the report shows when it is done.</summary>
    private static async Task<Accepted> CheckAsync(CheckDay body, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(body, ct);
        return TypedResults.Accepted((string?)null);
    }

    /// <summary>Puts the caller's name to a day's figures as they are now.</summary>
    private static async Task<NoContent> SignAsync(SignDay body, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(body, ct);
        return TypedResults.NoContent();
    }
}

using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Payments.Ledger;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Payments;

internal static class LedgerEndpoints
{
    public sealed record DismissBody(string Reason);

    public static void MapLedger(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/payments/ledger").WithTags("Payments");
        group.MapGet("/", EntriesAsync).RequirePermission(Permissions.PaymentsRead);
        group.MapGet("/days", DaysAsync).RequirePermission(Permissions.PaymentsRead);

        var payments = api.MapGroup("/payments").WithTags("Payments");
        payments.MapGet("/unmatched", UnmatchedAsync).RequirePermission(Permissions.PaymentsRead);
        payments.MapGet("/unmatched/resolved", ResolvedAsync).RequirePermission(Permissions.PaymentsRead);
        payments.MapPost("/unmatched/{paymentId:guid}/dismissal", DismissAsync).RequirePermission(Permissions.SuspenseResolve).Fails(404, 409);
        payments.MapGet("/manual", ManualAsync).RequirePermission(Permissions.PaymentsRead);
    }

    /// <summary>The lines of the books, newest first; of one business day and one account where asked.</summary>
    private static async Task<Ok<Page<ListLedgerEntries.Response>>> EntriesAsync(
        [FromQuery] DateOnly? day,
        [FromQuery] string[]? account,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(new ListLedgerEntries(day, QueryEnum.Parse<LedgerAccount>("account", account), paging.After, paging.Rows), ct)
        );

    /// <summary>The books by business day, newest first: what came in where, and what it was for.</summary>
    private static async Task<Ok<Page<ListLedgerDays.Response>>> DaysAsync([AsParameters] Paging paging, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListLedgerDays(paging.After, paging.Rows), ct));

    /// <summary>Payments the bank shows that pay nothing here and wait for a person, newest first.</summary>
    private static async Task<Ok<Page<ListUnmatchedPayments.Response>>> UnmatchedAsync(
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListUnmatchedPayments(paging.After, paging.Rows), ct));

    /// <summary>What became of payments that fitted nothing, newest decision first.</summary>
    private static async Task<Ok<Page<ListResolvedPayments.Response>>> ResolvedAsync(
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListResolvedPayments(paging.After, paging.Rows), ct));

    /// <summary>Closes a payment that fits nothing: it stays, and a person says why.</summary>
    private static async Task<NoContent> DismissAsync(Guid paymentId, DismissBody body, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new DismissPayment(paymentId, body.Reason), ct);
        return TypedResults.NoContent();
    }

    /// <summary>Cash and card that people took, newest first; apart from what a bank confirms.</summary>
    private static async Task<Ok<Page<ListManualPayments.Response>>> ManualAsync(
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListManualPayments(paging.After, paging.Rows), ct));
}

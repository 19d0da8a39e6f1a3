using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Application.Payments.Links;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Payments;

internal static class LinksEndpoints
{
    public sealed record AttachBody(Guid PaymentId);

    public static void MapPaymentLinks(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/payments/links").WithTags("Payments");
        group.MapPost("/", CreateAsync).RequirePermission(Permissions.LinksManage);
        group.MapGet("/", ListAsync).RequirePermission(Permissions.LinksManage);
        group.MapPost("/{linkId:guid}/cancellation", CancelAsync).RequirePermission(Permissions.LinksManage).Fails(404, 409);
        group.MapPost("/{linkId:guid}/attached-payments", AttachAsync).RequirePermission(Permissions.SuspenseResolve).Fails(404, 409);
    }

    /// <summary>Makes an address at which an amount can be paid by Pix, once or by many.</summary>
    private static async Task<Created<PaymentLinkView>> CreateAsync(CreatePaymentLink body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Payment links, newest first.</summary>
    private static async Task<Ok<Page<PaymentLinkView>>> ListAsync([AsParameters] Paging paging, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListPaymentLinks(paging.After, paging.Rows), ct));

    /// <summary>Closes a link; its open charges are withdrawn at the bank.</summary>
    private static async Task<Ok<PaymentLinkView>> CancelAsync(Guid linkId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new CancelPaymentLink(linkId), ct));

    /// <summary>Pays a link for one payment with a Pix that came in and fitted nothing.</summary>
    private static async Task<Ok<PaymentLinkView>> AttachAsync(Guid linkId, AttachBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new AttachPaymentToLink(linkId, body.PaymentId), ct));
}

using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Payments.Refunds;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Payments;

internal static class RefundsEndpoints
{
    public static void MapRefunds(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/payments/refunds").WithTags("Payments");
        group.MapPost("/", RequestAsync).RequirePermission(Permissions.RefundsRequest).Fails(404, 409);
        group.MapGet("/", ListAsync).RequirePermission(Permissions.PaymentsRead);
        group.MapGet("/{refundId:guid}", GetAsync).RequirePermission(Permissions.PaymentsRead).Fails(404);
        group.MapPost("/{refundId:guid}/approval", ApproveAsync).RequirePermission(Permissions.RefundsApprove).Fails(404, 409);
        group.MapPost("/{refundId:guid}/rejection", RejectAsync).RequirePermission(Permissions.RefundsApprove).Fails(404, 409);
        group.MapPut("/approval-limit", ChangeLimitAsync).RequirePermission(Permissions.PaymentsSettingsManage).Fails(409);
    }

    /// <summary>Asks for a Pix to be returned, all that is left of it or a part; above the company's limit a second person must approve.</summary>
    private static async Task<Created<RefundView>> RequestAsync(RequestRefund body, IMediator mediator, CancellationToken ct)
    {
        var refund = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/v1/payments/refunds/{refund.Id}", refund);
    }

    /// <summary>Refunds, newest first; of one payment, and in any of the states, where asked.</summary>
    private static async Task<Ok<Page<RefundView>>> ListAsync(
        [FromQuery] Guid? paymentId,
        [FromQuery] string[]? status,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(new ListRefunds(paymentId, QueryEnum.Parse<RefundStatus>("status", status), paging.After, paging.Rows), ct)
        );

    /// <summary>One refund as its receipt shows it.</summary>
    private static async Task<Ok<GetRefund.Response>> GetAsync(Guid refundId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetRefund(refundId), ct));

    /// <summary>The second person's yes; then it goes to the bank.</summary>
    private static async Task<Ok<RefundView>> ApproveAsync(Guid refundId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ApproveRefund(refundId), ct));

    /// <summary>The second person's no, or the first one's change of mind, while it waits.</summary>
    private static async Task<Ok<RefundView>> RejectAsync(Guid refundId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new RejectRefund(refundId), ct));

    /// <summary>From which amount on a refund needs a second person.</summary>
    private static async Task<NoContent> ChangeLimitAsync(ChangeRefundApproval body, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(body, ct);
        return TypedResults.NoContent();
    }
}

using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Privacy.Holds;
using CleanApp.Application.Privacy.Retention;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Privacy;

internal static class RetentionEndpoints
{
    /// <param name="Reason">The lawsuit, the order; kept sealed.</param>
    public sealed record HoldBody(string Reason);

    public static void MapRetention(this IEndpointRouteBuilder api)
    {
        var retention = api.MapGroup("/privacy/retention").WithTags("Retention");
        retention.MapGet("/", ListAsync).RequirePermission(Permissions.PrivacyManage);
        retention.MapPut("/", SetAsync).RequirePermission(Permissions.PrivacyManage).Fails(404);
        retention.MapPost("/previews", PreviewAsync).RequirePermission(Permissions.PrivacyManage).Fails(404);

        var holds = api.MapGroup("/privacy").WithTags("Retention");
        holds.MapGet("/holds", ListHoldsAsync).RequirePermission(Permissions.PrivacyManage).Fails(404);
        holds.MapPost("/contacts/{contactId:guid}/holds", PlaceAsync).RequirePermission(Permissions.PrivacyManage).Fails(404, 409);
        holds.MapPost("/holds/{holdId:guid}/lift", LiftAsync).RequirePermission(Permissions.PrivacyManage).Fails(404);
    }

    /// <summary>Every class of data, how long it is kept, and what was last removed.</summary>
    private static async Task<Ok<ListRetention.Response>> ListAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListRetention(), ct));

    /// <summary>Says how long a class of data is kept. What is older goes at night; see the preview first.</summary>
    private static async Task<Ok<RetentionView>> SetAsync(SetRetention body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>What would be removed if this class were kept for so many days. Changes nothing.</summary>
    private static async Task<Ok<PreviewRetention.Response>> PreviewAsync(PreviewRetention body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>Holds that stand; or all of one person's, lifted ones too. Newest first.</summary>
    private static async Task<Ok<Page<LegalHoldView>>> ListHoldsAsync(
        [FromQuery(Name = "contactId")] Guid? contactId,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListHolds(contactId, paging.After, paging.Rows), ct));

    /// <summary>From now on nothing of this person is erased, neither by request nor by age.</summary>
    private static async Task<Created<LegalHoldView>> PlaceAsync(Guid contactId, HoldBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(new PlaceHold(contactId, body.Reason), ct));

    /// <summary>The person's data may be erased again.</summary>
    private static async Task<Ok<LegalHoldView>> LiftAsync(Guid holdId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new LiftHold(holdId), ct));
}

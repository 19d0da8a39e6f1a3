using CleanApp.Api.Common;
using CleanApp.Api.Counter;
using CleanApp.Application.Common;
using CleanApp.Application.Counter.QueueTickets;
using CleanApp.Application.Payments.Charges;
using CleanApp.Application.Payments.Links;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Payments;

/// <summary>What customers see without signing in: each by an opaque token that shows one thing.</summary>
internal static class PublicEndpoints
{
    public static void MapPublicPages(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/public").WithTags("Public").AllowAnybody();
        group.MapGet("/pay/{token}", PayAsync).BelongsTo(Feature.Payments).Fails(404);
        group.MapPost("/pay/{token}/charges", PayLinkAsync).BelongsTo(Feature.Payments).AddEndpointFilter<CodeLimit>().Fails(404, 409, 422, 429);
        group.MapGet("/queue/{token}", FollowAsync).BelongsTo(Feature.Counter).Fails(404);
    }

    /// <summary>A charge for whoever opened a payment link; its page shows the code.</summary>
    private static async Task<Ok<PayLink.Response>> PayLinkAsync(string token, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new PayLink(token), ct));

    /// <summary>A charge, or a payment link, as its payer sees it.</summary>
    private static async Task<Ok<GetPayPage.Response>> PayAsync(string token, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetPayPage(token), ct));

    /// <summary>A ticket's place in the queue, as its holder sees it.</summary>
    private static async Task<Ok<FollowTicket.Response>> FollowAsync(string token, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new FollowTicket(token), ct));
}

using CleanApp.Api.Common;
using CleanApp.Application.Identity.Tenants;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Identity;

internal static class FeaturesEndpoints
{
    public static void MapFeatures(this IEndpointRouteBuilder api) =>
        api.MapGroup("/features").WithTags("Features").MapGet("/", ListAsync).RequireSignedIn();

    /// <summary>Every feature of the product, and whether the company has it. Operations of one it has not answer 404 `feature.not_available`.</summary>
    private static async Task<Ok<ListFeatures.Response>> ListAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListFeatures(), ct));
}

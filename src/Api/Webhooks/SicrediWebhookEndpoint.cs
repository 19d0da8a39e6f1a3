using CleanApp.Api.Common;
using CleanApp.Application.Payments.Sicredi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Webhooks;

internal static class SicrediWebhookEndpoint
{
    /// <summary>A batch of a few hundred payments; no bank sends more at once.</summary>
    private const int MaxBytes = 256 * 1024;

    public static void MapSicrediWebhook(this IEndpointRouteBuilder app) =>
        app.MapPost("/webhooks/sicredi/{token}/pix", ReceiveAsync)
            .AllowAnybody()
            .WithTags("Webhooks")
            .Accepts<object>("application/json")
            .Fails(404, 413);

    /// <summary>Notification of payments from Sicredi; answered once it is stored, and confirmed with the bank afterwards.</summary>
    private static async Task<Ok> ReceiveAsync(string token, HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new StoreSicrediWebhook(token, await request.ReadAllAsync(MaxBytes, ct)), ct);
        return TypedResults.Ok();
    }
}

using CleanApp.Api.Common;
using CleanApp.Application.Channels.Webhooks;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Webhooks;

internal static class WhatsAppWebhookEndpoints
{
    /// <summary>Meta's own limit.</summary>
    private const int MaxBytes = 3 * 1024 * 1024;

    public static void MapWhatsAppWebhook(this IEndpointRouteBuilder app)
    {
        app.MapGet("/webhooks/whatsapp/{token}", VerifyAsync).AllowAnybody().WithTags("Webhooks").Fails(403, 404);
        app.MapPost("/webhooks/whatsapp/{token}", ReceiveAsync)
            .AllowAnybody()
            .WithTags("Webhooks")
            .Accepts<object>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Fails(403, 404, 413);
    }

    /// <summary>Meta's question whether the address is ours; answered with its challenge.</summary>
    private static async Task<ContentHttpResult> VerifyAsync(
        string token,
        [FromQuery(Name = "hub.mode")] string? mode,
        [FromQuery(Name = "hub.verify_token")] string? verifyToken,
        [FromQuery(Name = "hub.challenge")] string? challenge,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Text(await mediator.Send(new VerifyWebhook(token, mode, verifyToken, challenge), ct));

    /// <summary>Messages and statuses from Meta, signed by it; answered once they are stored.</summary>
    private static async Task<Ok> ReceiveAsync(
        string token,
        [FromHeader(Name = "X-Hub-Signature-256")] string? signature,
        HttpRequest request,
        IMediator mediator,
        CancellationToken ct
    )
    {
        await mediator.Send(new StoreWhatsAppWebhook(token, await request.ReadAllAsync(MaxBytes, ct), signature), ct);
        return TypedResults.Ok();
    }
}

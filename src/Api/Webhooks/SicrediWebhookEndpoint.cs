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
        if (request.ContentLength > MaxBytes)
            throw new BadHttpRequestException("Larger than a notification.", 413);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0; )
        {
            if (body.Length + read > MaxBytes)
                throw new BadHttpRequestException("Larger than a notification.", 413);
            body.Write(buffer, 0, read);
        }
        await mediator.Send(new StoreSicrediWebhook(token, body.ToArray()), ct);
        return TypedResults.Ok();
    }
}

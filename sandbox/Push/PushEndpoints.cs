using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using CleanApp.Sandbox.Controls;

namespace CleanApp.Sandbox.Push;

/// <summary>The stand-in for the browsers' push services: /push for the product (RFC 8030), /sandbox/push for tests and people.</summary>
internal static class PushEndpoints
{
    private const int LargestBody = 4096;

    public static void MapPush(this IEndpointRouteBuilder app)
    {
        var browsers = new ConcurrentDictionary<string, PushBrowser>();
        app.MapPost("/push/{id}", (string id, HttpContext http, TimeProvider clock) => PushAsync(browsers.GetValueOrDefault(id), http, clock));
        app.MapPost(
            "/sandbox/push/browsers",
            async (HttpRequest request) =>
            {
                var browser = new PushBrowser { ApplicationServerKey = (string?)(await ControlJson.ReadAsync(request))?["applicationServerKey"] };
                browsers[browser.Id] = browser;
                return Results.Json(
                    new JsonObject
                    {
                        ["id"] = browser.Id,
                        ["endpoint"] = $"{request.Scheme}://{request.Host}/push/{browser.Id}",
                        ["p256dh"] = browser.P256dh,
                        ["auth"] = browser.Auth,
                    },
                    statusCode: 201
                );
            }
        );
        app.MapGet(
            "/sandbox/push/browsers/{id}/messages",
            (string id) =>
                browsers.GetValueOrDefault(id) is not { } browser
                    ? Results.NotFound()
                    : Results.Json(new JsonObject { ["items"] = new JsonArray([.. browser.Messages.Select(Told)]) })
        );
        // What it answers from now on; { "gone": true } unsubscribes the browser for good.
        app.MapPut(
            "/sandbox/push/browsers/{id}",
            async (string id, HttpRequest request) =>
            {
                if (browsers.GetValueOrDefault(id) is not { } browser || await ControlJson.ReadAsync(request) is not { } body)
                    return Results.NotFound();
                browser.IsGone = (bool?)body["gone"] == true;
                browser.Misbehave(
                    (body["answers"] as JsonArray ?? []).Select(a => new PushFault(
                        (int?)a!["status"] ?? 503,
                        (int?)a["times"],
                        (string?)a["retryAfter"],
                        (string?)a["location"],
                        (int?)a["delayMs"] ?? 0
                    ))
                );
                return Results.NoContent();
            }
        );
    }

    private static async Task<IResult> PushAsync(PushBrowser? browser, HttpContext http, TimeProvider clock)
    {
        if (browser is null)
            return Results.StatusCode(404);
        if (browser.IsGone)
            return Results.StatusCode(410);
        if (browser.NextFault() is { } fault)
        {
            await Task.Delay(fault.DelayMs, http.RequestAborted);
            if (fault.RetryAfter is not null)
                http.Response.Headers.RetryAfter = fault.RetryAfter;
            if (fault.Location is not null)
                http.Response.Headers.Location = fault.Location;
            return Results.StatusCode(fault.Status);
        }
        var request = http.Request;
        if (!int.TryParse(request.Headers["TTL"], NumberStyles.None, CultureInfo.InvariantCulture, out var ttl))
            return ControlJson.Problem(400, "push.ttl_missing", "Every message says how long it may wait.");
        if (request.Headers.ContentEncoding != "aes128gcm")
            return ControlJson.Problem(415, "push.encoding", "Only aes128gcm.");
        var topic = (string?)request.Headers["Topic"];
        if (topic is not null && (topic.Length > 32 || topic.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))))
            return ControlJson.Problem(400, "push.topic", "At most 32 letters of base64url.");
        var (contact, reason) = Vapid.Verify(
            request.Headers.Authorization.ToString(),
            $"{request.Scheme}://{request.Host}",
            browser.ApplicationServerKey,
            clock.GetUtcNow()
        );
        if (contact is null)
            return ControlJson.Problem(403, "push.vapid", reason!);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, http.RequestAborted);
        if (body.Length > LargestBody)
            return ControlJson.Problem(413, "push.too_large", "At most 4,096 bytes.");
        browser.Take(
            new PushedMessage(browser.Open(body.ToArray()), topic, request.Headers["Urgency"], ttl, contact, (int)body.Length, clock.GetUtcNow())
        );
        http.Response.Headers.Location = $"{request.Scheme}://{request.Host}/push/messages/{Guid.CreateVersion7():N}";
        return Results.StatusCode(201);
    }

    private static JsonNode Told(PushedMessage message) =>
        new JsonObject
        {
            ["text"] = message.Text,
            ["topic"] = message.Topic,
            ["urgency"] = message.Urgency,
            ["ttl"] = message.Ttl,
            ["contact"] = message.Subject,
            ["bytes"] = message.Bytes,
            ["at"] = message.At.ToString("O", CultureInfo.InvariantCulture),
        };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Sandbox.Psp;

namespace CleanApp.Sandbox.Controls;

internal static class PspControls
{
    private const int MostAtOnce = 200_000;

    public static void MapPspControls(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sandbox/pix/{txid}/pay", Pay);
        app.MapPost("/sandbox/pix/pay-key", PayKey);
        app.MapPut("/sandbox/pix/keys", OpenKey);
        app.MapGet("/sandbox/pix/charges", (PspStore store, string? chave, int? limit) => ControlJson.Items(store.Overview(chave, limit ?? 200)));
        app.MapGet("/sandbox/pix", (PspStore store, string? chave) => ControlJson.Items(store.ListPix(p => chave is null || p.Key == chave)));
        app.MapGet("/sandbox/faults", GetFaults);
        app.MapPut("/sandbox/faults", PutFaults);
        app.MapDelete("/sandbox/faults", ResetFaults);
        app.MapGet("/sandbox/webhooks", (WebhookDispatcher webhooks, string? chave) => ControlJson.Items(webhooks.Log(chave)));
        app.MapPost("/sandbox/webhooks/release", Release);
        app.MapPost("/sandbox/webhooks/forge", Forge);
    }

    private static async Task<IResult> Pay(HttpContext http, PspStore store, WebhookDispatcher webhooks, string txid)
    {
        var body = await ControlJson.ReadAsync(http.Request);
        if (body is null || !ControlJson.TryAmount(body["amount"], out var amount))
            return ControlJson.Problem(400, "sandbox.request.invalid", "The body is optional; amount is an amount above zero, such as \"1.00\".");
        try
        {
            if (store.Pay(txid, amount) is not { } pix)
                return ControlJson.Problem(404, "sandbox.charge.not_found", $"No charge has the txid {txid}.");
            webhooks.Notify(pix);
            return Paid(pix);
        }
        catch (PaymentRefusedException refused)
        {
            return ControlJson.Problem(409, "sandbox.charge.not_payable", refused.Message);
        }
    }

    private static async Task<IResult> PayKey(HttpContext http, PspStore store, WebhookDispatcher webhooks)
    {
        var body = await ControlJson.ReadAsync(http.Request);
        if (body is null || ChargeRequest.Text(body["chave"]) is not { Length: > 0 and <= 77 } key)
            return ControlJson.Problem(400, "sandbox.request.invalid", "chave is required.");
        if (!ControlJson.TryAmount(body["amount"], out var amount) || amount is null)
            return ControlJson.Problem(400, "sandbox.request.invalid", "amount is required, such as \"1.00\".");
        if (body["count"] is { } many)
        {
            if (many.GetValueKind() != JsonValueKind.Number || !many.AsValue().TryGetValue<int>(out var count) || count is < 1 or > MostAtOnce)
                return ControlJson.Problem(400, "sandbox.request.invalid", $"count is optional, from 1 to {MostAtOnce}.");
            // Nobody is notified: as many calls would only find out how fast the product hangs up.
            store.PayKeyOften(key, amount.Value, count);
            return Results.Ok();
        }
        var pix = store.PayKey(key, amount.Value, ChargeRequest.Text(body["txid"]));
        webhooks.Notify(pix);
        return Paid(pix);
    }

    private static async Task<IResult> OpenKey(HttpContext http, PspStore store)
    {
        var body = await ControlJson.ReadAsync(http.Request);
        if (
            ChargeRequest.Text(body?["chave"]) is not { Length: > 0 and <= 77 } key
            || ChargeRequest.Text(body?["client"]) is not { Length: > 0 } client
        )
            return ControlJson.Problem(400, "sandbox.request.invalid", "chave and client are required.");
        return store.OpenKey(client, key) ? Results.Ok() : ControlJson.Problem(409, "sandbox.key.taken", "The key is in another customer's account.");
    }

    private static IResult GetFaults(FaultBoard faults, string? chave, string? client) =>
        chave is null && client is null
            ? Results.Json(
                new Dictionary<string, object>
                {
                    ["global"] = faults.Get(FaultScope.Everybody),
                    ["scoped"] = faults
                        .All()
                        .Where(s => s.Scope != FaultScope.Everybody)
                        .Select(s => new
                        {
                            s.Scope.Chave,
                            s.Scope.Client,
                            s.Faults,
                        }),
                },
                PspEndpoints.Json
            )
            : Results.Json(faults.Get(new FaultScope(chave, client)), PspEndpoints.Json);

    private static async Task<IResult> PutFaults(HttpContext http, FaultBoard faults, string? chave, string? client)
    {
        // A misspelt switch that is silently ignored makes a test pass for the wrong reason.
        var strict = new JsonSerializerOptions(PspEndpoints.Json)
        {
            UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        };
        try
        {
            var set = await http.Request.ReadFromJsonAsync<FaultSet>(strict, http.RequestAborted);
            if (set is null)
                return ControlJson.Problem(400, "sandbox.request.invalid", "The body is the set of switches.");
            foreach (var answer in set.Answers)
                answer.Hits = 0;
            faults.Put(new FaultScope(chave, client), set);
            return Results.Json(set, PspEndpoints.Json);
        }
        catch (JsonException problem)
        {
            return ControlJson.Problem(400, "sandbox.request.invalid", problem.Message);
        }
    }

    private static IResult ResetFaults(FaultBoard faults, WebhookDispatcher webhooks, string? chave, string? client)
    {
        faults.Reset(new FaultScope(chave, client));
        // What a switch held back would otherwise never arrive.
        if (client is null)
            webhooks.Release(chave);
        return Results.NoContent();
    }

    private static IResult Release(WebhookDispatcher webhooks, string? chave) =>
        Results.Json(new Dictionary<string, int> { ["released"] = webhooks.Release(chave) });

    private static async Task<IResult> Forge(HttpContext http, WebhookDispatcher webhooks)
    {
        var body = await ControlJson.ReadAsync(http.Request);
        if (body is null || !Uri.TryCreate(ChargeRequest.Text(body["url"]), UriKind.Absolute, out var url) || !IsLocal(url))
            return ControlJson.Problem(400, "sandbox.request.invalid", "url is required and must be http(s) on this machine.");
        // A string is sent as it is, so that something that is no JSON can be forged too.
        var text = ChargeRequest.Text(body["body"]) ?? body["body"]?.ToJsonString(PspEndpoints.Json) ?? "";
        var delivery = await webhooks.ForgeAsync(url.AbsoluteUri, text, http.RequestAborted);
        return Results.Json(delivery, PspEndpoints.Json);
    }

    private static bool IsLocal(Uri url) => url is { IsLoopback: true, Scheme: "http" or "https" };

    private static IResult Paid(PixReceived pix) => Results.Json(new Dictionary<string, string> { ["endToEndId"] = pix.EndToEndId });
}

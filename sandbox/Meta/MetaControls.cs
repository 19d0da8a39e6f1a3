using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CleanApp.Sandbox.Controls;
using CleanApp.Sandbox.Psp;

namespace CleanApp.Sandbox.Meta;

/// <summary>Numbers, switches, webhooks. Templates are in <see cref="TemplateControls"/>. What customers do is in <see cref="CustomerControls"/>.</summary>
internal static class MetaControls
{
    private const int MostNumbersAtOnce = 100_000;

    /// <summary>A misspelt switch that is silently ignored makes a test pass for the wrong reason.</summary>
    internal static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static void MapMetaControls(this IEndpointRouteBuilder app)
    {
        var meta = app.MapGroup("/sandbox/meta");
        meta.MapGet("/numbers", (MetaStore store) => ControlJson.Items(store.All().Take(1000).Select(ChatView.Describe)));
        meta.MapGet("/numbers/{id}", (MetaStore store, string id) => store.Find(id) is { } number ? Answer(ChatView.Describe(number)) : NoNumber(id));
        meta.MapPut("/numbers/{id}", PutNumber);
        meta.MapPost("/numbers/bulk", PutNumbers);
        meta.MapDelete("/numbers/{id}", (MetaStore store, string id) => store.Remove(id) ? Results.NoContent() : NoNumber(id));
        meta.MapPost("/numbers/{id}/subscribe", Subscribe);
        meta.MapGet("/faults", GetFaults);
        meta.MapPut("/faults", PutFaults);
        meta.MapDelete("/faults", ResetFaults);
        meta.MapGet("/webhooks", Deliveries);
        meta.MapPost("/webhooks/release", Release);
        meta.MapPost("/webhooks/forge", Forge);
        meta.MapGet("/media/{id}", Media);
    }

    internal static IResult Answer(JsonNode body, int status = 200) => Results.Json(body, PspEndpoints.Json, statusCode: status);

    internal static IResult NoNumber(string id) => ControlJson.Problem(404, "sandbox.meta.number_not_found", $"No business number has the id {id}.");

    internal static IResult Invalid(string detail) => ControlJson.Problem(400, "sandbox.request.invalid", detail);

    private static async Task<IResult> PutNumber(HttpContext http, MetaStore store, string id)
    {
        if (await ControlJson.ReadAsync(http.Request) is not { } change)
            return Invalid("The body is an object.");
        return Change(store, id, change, out var problem) ? Answer(ChatView.Describe(store.Find(id)!)) : Invalid(problem);
    }

    /// <summary>{"firstId", "count", and the settings of them all}; each one's display number is the first one's plus its place.</summary>
    private static async Task<IResult> PutNumbers(HttpContext http, MetaStore store)
    {
        if (
            await ControlJson.ReadAsync(http.Request) is not { } change
            || !long.TryParse(ChargeRequest.Text(change["firstId"]), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || change["count"] is not JsonValue given
            || !given.TryGetValue<int>(out var count)
            || count is < 1 or > MostNumbersAtOnce
        )
            return Invalid($"firstId (digits, as text) and count (1 to {MostNumbersAtOnce}) are required.");
        change.Remove("firstId");
        change.Remove("count");
        var phone = long.Parse(Phones.Digits(ChargeRequest.Text(change["displayPhoneNumber"])) ?? "5511900000001", CultureInfo.InvariantCulture);
        for (var i = 0; i < count; i++)
        {
            change["displayPhoneNumber"] = string.Create(CultureInfo.InvariantCulture, $"+{phone + i}");
            if (!Change(store, (first + i).ToString(CultureInfo.InvariantCulture), change, out var problem))
                return Invalid(problem);
        }
        return Answer(new JsonObject { ["count"] = count });
    }

    private static bool Change(MetaStore store, string id, JsonObject change, out string problem)
    {
        problem = "";
        try
        {
            var merged = JsonSerializer.SerializeToNode(store.Find(id)?.Settings ?? new NumberSettings(), Strict)!.AsObject();
            foreach (var (name, value) in change)
                merged[name] = value?.DeepClone();
            var settings = merged.Deserialize<NumberSettings>(Strict)!;
            if (settings.WebhookUrl is { } url && !MetaWebhooks.IsAcceptable(url))
                problem = "webhookUrl must be https, or http on this machine.";
            else if (
                Phones.Digits(settings.DisplayPhoneNumber) is null
                || settings.Token.Length == 0
                || settings.AppSecret.Length == 0
                || settings.Senders < 1
            )
                problem = "displayPhoneNumber, token and appSecret are not empty; senders is at least 1.";
            else
                store.Put(id, settings);
        }
        catch (JsonException unknown)
        {
            problem = unknown.Message;
        }
        return problem.Length == 0;
    }

    private static async Task<IResult> Subscribe(HttpContext http, MetaStore store, MetaWebhooks webhooks, string id)
    {
        if (store.Find(id) is not { } number)
            return NoNumber(id);
        var body = await ControlJson.ReadAsync(http.Request) ?? [];
        var url = ChargeRequest.Text(body["webhookUrl"]) ?? number.Settings.WebhookUrl;
        var verifyToken = ChargeRequest.Text(body["verifyToken"]) ?? number.Settings.VerifyToken;
        if (url is null)
            return Invalid("webhookUrl is required, here or in the number.");
        var problem = await webhooks.HandshakeAsync(url, verifyToken, http.RequestAborted);
        // As in Meta's dashboard: an address that fails is not taken, and the one before stays.
        if (problem is null)
            store.Put(id, number.Settings with { WebhookUrl = url, VerifyToken = verifyToken });
        number.Subscribed = problem is null || url != number.Settings.WebhookUrl;
        return Answer(new JsonObject { ["ok"] = problem is null, ["detail"] = problem });
    }

    private static IResult GetFaults(MetaFaultBoard faults, string? phoneNumberId) =>
        phoneNumberId is not null
            ? Results.Json(faults.Get(phoneNumberId), PspEndpoints.Json)
            : Results.Json(new Dictionary<string, object> { ["global"] = faults.Get(null), ["scoped"] = faults.Scoped() }, PspEndpoints.Json);

    private static async Task<IResult> PutFaults(HttpContext http, MetaFaultBoard faults, string? phoneNumberId)
    {
        try
        {
            if (await http.Request.ReadFromJsonAsync<MetaFaultSet>(Strict, http.RequestAborted) is not { } set)
                return Invalid("The body is the set of switches.");
            if (set.Webhook?.Drop.Find(d => !MetaWebhookFaults.Kinds.Contains(d)) is { } kind)
                return Invalid($"drop: {kind} is none of {string.Join(", ", MetaWebhookFaults.Kinds)}.");
            if (set.Answers.Find(a => !MetaAnswerMatch.Calls.Contains(a.Match.Call)) is { } answer)
                return Invalid($"match.call: {answer.Match.Call} is none of {string.Join(", ", MetaAnswerMatch.Calls)}.");
            if (set.Answers.Exists(a => a.Malformed is not (null or "no_id" or "cut" or "html")))
                return Invalid("malformed is no_id, cut or html.");
            foreach (var one in set.Answers)
                one.Hits = 0;
            faults.Put(phoneNumberId, set);
            return Results.Json(set, PspEndpoints.Json);
        }
        catch (JsonException problem)
        {
            return Invalid(problem.Message);
        }
    }

    private static IResult ResetFaults(MetaStore store, MetaFaultBoard faults, MetaWebhooks webhooks, string? phoneNumberId)
    {
        faults.Reset(phoneNumberId);
        // What a switch held back would otherwise never arrive.
        foreach (var number in Chosen(store, phoneNumberId))
            webhooks.Release(number);
        return Results.NoContent();
    }

    private static IResult Deliveries(MetaStore store, string? phoneNumberId, int? limit) =>
        ControlJson.Items(Chosen(store, phoneNumberId).SelectMany(n => n.Outbox.Log()).OrderBy(d => d.At).TakeLast(limit ?? 200));

    private static IResult Release(MetaStore store, MetaWebhooks webhooks, string? phoneNumberId) =>
        Answer(new JsonObject { ["released"] = Chosen(store, phoneNumberId).Sum(webhooks.Release) });

    private static async Task<IResult> Forge(HttpContext http, MetaWebhooks webhooks)
    {
        var ask = await ControlJson.ReadAsync(http.Request);
        if (
            ask is null
            || !Uri.TryCreate(ChargeRequest.Text(ask["url"]), UriKind.Absolute, out var url)
            || url is not { IsLoopback: true, Scheme: "http" or "https" }
        )
            return Invalid("url is required and must be http(s) on this machine; body, appSecret and signature are optional.");
        // A string is sent as it is, so that something that is no JSON can be forged too.
        var text = ChargeRequest.Text(ask["body"]) ?? ask["body"]?.ToJsonString(PspEndpoints.Json) ?? "";
        var body = System.Text.Encoding.UTF8.GetBytes(text);
        var signature =
            ChargeRequest.Text(ask["signature"]) ?? (ChargeRequest.Text(ask["appSecret"]) is { } secret ? MetaBytes.Sign(secret, body) : null);
        return Results.Json(await webhooks.ForgeAsync(url.AbsoluteUri, body, signature, http.RequestAborted), PspEndpoints.Json);
    }

    /// <summary>For the phone page: the person sees media without anybody's token.</summary>
    private static IResult Media(HttpContext http, MediaShelf media, string id)
    {
        if (media.Find(id) is not { } item)
            return ControlJson.Problem(404, "sandbox.meta.media_not_found", $"No media has the id {id}.");
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return Results.Bytes(item.Bytes, item.MimeType, enableRangeProcessing: true);
    }

    internal static List<MetaNumber> Chosen(MetaStore store, string? id) =>
        id is null ? store.All()
        : store.Find(id) is { } number ? [number]
        : [];
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CleanApp.Sandbox.Meta;

internal sealed partial class GraphApi
{
    private const string AppId = "300000000000001";

    private static readonly string[] NumberFields = ["verified_name", "code_verification_status", "display_phone_number", "quality_rating"];
    private static readonly string[] TemplateFields = ["name", "parameter_format", "components", "language", "status", "category"];

    private Task<GraphAnswer> Describe(GraphCall call)
    {
        if (media.Find(call.Id) is { } item)
            return Metadata(call, item);
        if (store.Find(call.Id) is null && store.OfWaba(call.Id).Count > 0)
        {
            var name = Waba(call)[0].Settings.VerifiedName;
            return Json(new JsonObject { ["id"] = call.Id, ["name"] = name });
        }
        return Json(Show(Number(call), Fields(call, NumberFields)));
    }

    private Task<GraphAnswer> PhoneNumbers(GraphCall call)
    {
        var fields = Fields(call, NumberFields);
        return Json(new JsonObject { ["data"] = new JsonArray([.. Waba(call).Select(n => Show(n, fields))]) });
    }

    private Task<GraphAnswer> Templates(GraphCall call)
    {
        Waba(call);
        var query = call.Http.Request.Query;
        var found = templates
            .All(call.Id)
            .Where(t =>
                Has(query["name"], t.Name)
                && Has(query["status"], t.Status)
                && Has(query["language"], t.Language)
                && Has(query["category"], t.Category)
            )
            .ToList();
        var limit =
            int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? Math.Min(asked, 1000) : 25;
        var after = query["after"].FirstOrDefault() is { } cursor ? FromCursor(cursor) : 0;
        var fields = Fields(call, TemplateFields);
        var page = found.Skip(after).Take(limit).ToList();
        var paging = new JsonObject
        {
            ["cursors"] = new JsonObject { ["before"] = ToCursor(after), ["after"] = ToCursor(after + page.Count) },
        };
        if (after + page.Count < found.Count)
        {
            var http = call.Http.Request;
            paging["next"] =
                $"{http.Scheme}://{http.Host}{http.Path}?limit={limit}&after={ToCursor(after + page.Count)}&fields={string.Join(',', fields)}";
        }
        return Json(new JsonObject { ["data"] = new JsonArray([.. page.Select(t => Pick(t.Json, fields))]), ["paging"] = paging });
    }

    /// <summary>With override_callback_uri the address of this account alone changes, after the same handshake as in the dashboard.</summary>
    private async Task<GraphAnswer> Subscribe(GraphCall call)
    {
        var numbers = Waba(call);
        if (MessageRules.Text(call.Body, "override_callback_uri") is { } url)
        {
            var verifyToken = MessageRules.Text(call.Body, "verify_token") ?? throw new GraphException(100, "verify_token is required");
            if (await webhooks.HandshakeAsync(url, verifyToken, call.Http.RequestAborted) is { } problem)
                throw new GraphException(2200, problem);
            foreach (var number in numbers)
            {
                store.Put(number.Id, number.Settings with { WebhookUrl = url, VerifyToken = verifyToken });
                number.Subscribed = true;
            }
        }
        return Success();
    }

    private Task<GraphAnswer> Subscriptions(GraphCall call)
    {
        Waba(call);
        var app = new JsonObject
        {
            ["id"] = AppId,
            ["name"] = "CleanApp",
            ["link"] = "https://www.facebook.com/games/?app_id=" + AppId,
        };
        return Json(new JsonObject { ["data"] = new JsonArray(new JsonObject { ["whatsapp_business_api_data"] = app }) });
    }

    private Task<GraphAnswer> DebugToken(GraphCall call)
    {
        var input =
            call.Http.Request.Query["input_token"].FirstOrDefault()
            ?? throw new GraphException(100, message: "(#100) The parameter input_token is required.");
        // An app token, id|secret, may look at any token; so may a token at itself.
        if (call.Token is not { } token || (!token.Contains('|', StringComparison.Ordinal) && !store.KnowsToken(token)))
            throw new GraphException(190);
        var numbers = store.All().Where(n => n.Settings.Token == input).ToList();
        var data = new JsonObject
        {
            ["app_id"] = AppId,
            ["type"] = "SYSTEM_USER",
            ["application"] = "CleanApp",
            ["is_valid"] = numbers.Count > 0,
        };
        if (numbers.Count == 0)
        {
            data["error"] = new JsonObject { ["code"] = 190, ["message"] = "Invalid OAuth access token." };
            data["scopes"] = new JsonArray();
            return Json(new JsonObject { ["data"] = data });
        }
        JsonArray Wabas() => [.. numbers.Select(n => n.Settings.WabaId).Distinct().Select(w => JsonValue.Create(w))];
        data["data_access_expires_at"] = 0;
        data["expires_at"] = 0;
        data["issued_at"] = clock.GetUtcNow().AddDays(-1).ToUnixTimeSeconds();
        data["scopes"] = new JsonArray("whatsapp_business_management", "whatsapp_business_messaging");
        data["granular_scopes"] = new JsonArray(
            new JsonObject { ["scope"] = "whatsapp_business_management", ["target_ids"] = Wabas() },
            new JsonObject { ["scope"] = "whatsapp_business_messaging", ["target_ids"] = Wabas() }
        );
        data["user_id"] = "122000000000000001";
        return Json(new JsonObject { ["data"] = data });
    }

    private static JsonObject Show(MetaNumber number, string[] fields) =>
        Pick(
            new JsonObject
            {
                ["id"] = number.Id,
                ["display_phone_number"] = number.Settings.DisplayPhoneNumber,
                ["verified_name"] = number.Settings.VerifiedName,
                ["quality_rating"] = number.Settings.QualityRating,
                ["throughput"] = new JsonObject { ["level"] = number.Settings.Throughput is 0 or >= 1000 ? "HIGH" : "STANDARD" },
                ["code_verification_status"] = "VERIFIED",
                ["platform_type"] = "CLOUD_API",
                ["name_status"] = "APPROVED",
                ["status"] = "CONNECTED",
                ["account_mode"] = "LIVE",
                ["is_official_business_account"] = false,
                ["whatsapp_business_manager_messaging_limit"] = "TIER_2K",
            },
            fields
        );

    private static JsonObject Pick(JsonObject whole, string[] fields)
    {
        var picked = new JsonObject();
        foreach (var field in fields.Where(f => f != "id"))
            if (whole[field] is { } value)
                picked[field] = value.DeepClone();
        picked["id"] = whole["id"]!.DeepClone();
        return picked;
    }

    private static string[] Fields(GraphCall call, string[] usual) =>
        call.Http.Request.Query["fields"].FirstOrDefault() is { Length: > 0 } asked
            ? asked.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : usual;

    private static bool Has(string? asked, string value) =>
        string.IsNullOrEmpty(asked) || string.Equals(asked, value, StringComparison.OrdinalIgnoreCase);

    private static string ToCursor(int position) => Convert.ToBase64String(Encoding.ASCII.GetBytes(position.ToString(CultureInfo.InvariantCulture)));

    private static int FromCursor(string cursor)
    {
        var bytes = new byte[16];
        return
            Convert.TryFromBase64String(cursor, bytes, out var count)
            && int.TryParse(Encoding.ASCII.GetString(bytes, 0, count), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw new GraphException(100, message: "(#100) Param after is not a valid cursor.");
    }

    private static Task<GraphAnswer> Json(JsonObject body) => Task.FromResult(new GraphAnswer(200, MetaBytes.Write(json => body.WriteTo(json))));
}

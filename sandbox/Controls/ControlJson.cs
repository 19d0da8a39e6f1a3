using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Sandbox.Psp;

namespace CleanApp.Sandbox.Controls;

/// <summary>The controls are typed by people and by test scripts: they take whatever can only mean one thing.</summary>
internal static class ControlJson
{
    /// <returns>The body as an object; empty when there is none; null when it is something else.</returns>
    public static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (string.IsNullOrWhiteSpace(text))
            return [];
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Takes <c>{"value":"1.00"}</c>, <c>"1.00"</c> or <c>1.0</c>.</summary>
    public static bool TryAmount(JsonNode? node, out decimal? amount)
    {
        amount = null;
        if (node is JsonObject wrapped)
            node = wrapped["value"];
        if (node is null)
            return true;
        if (node is not JsonValue value)
            return false;
        var text = ChargeRequest.Text(value) ?? value.ToJsonString();
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number <= 0)
            return false;
        amount = decimal.Round(number, 2);
        return true;
    }

    public static IResult Problem(int status, string code, string detail) =>
        Results.Json(
            new Dictionary<string, object>
            {
                ["type"] = $"about:blank#{code}",
                ["title"] = code,
                ["status"] = status,
                ["detail"] = detail,
                ["code"] = code,
            },
            PspEndpoints.Json,
            "application/problem+json",
            status
        );

    public static IResult Items(IEnumerable<object> items) => Results.Json(new Dictionary<string, object> { ["items"] = items }, PspEndpoints.Json);
}

using System.Text.Json;
using CleanApp.Sandbox.Psp;

namespace CleanApp.Sandbox.Meta;

/// <summary>What customers really got, for the tests and benches that compare it with what the product believes.</summary>
internal static class LedgerControls
{
    private const int UsualPage = 1000;
    private const int LargestPage = 50_000;
    private const int FlushEvery = 500;

    public static void MapLedgerControls(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sandbox/meta/ledger", Read);
        app.MapDelete("/sandbox/meta/ledger", Reset);
        app.MapGet("/sandbox/meta/counts", Counts);
    }

    private static async Task Read(
        HttpContext http,
        MetaStore store,
        string? phoneNumberId,
        long? since,
        int? limit,
        string? to,
        string? callbackData,
        string? outcome,
        bool? content
    )
    {
        var page = Math.Clamp(limit ?? UsualPage, 1, LargestPage);
        var numbers = MetaControls.Chosen(store, phoneNumberId);
        var found = numbers.SelectMany(n => n.Ledger.After(since ?? 0, page)).OrderBy(e => e.Sequence).Take(page).ToList();
        var person = Phones.Digits(to) is { } digits ? Phones.Canonical(digits) : to;

        http.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(
            http.Response.BodyWriter,
            new JsonWriterOptions { Encoder = PspEndpoints.Json.Encoder, SkipValidation = true }
        );
        json.WriteStartObject();
        json.WriteStartArray("items");
        var written = 0;
        foreach (var entry in found)
        {
            if (!Wanted(entry, person, callbackData, outcome))
                continue;
            Write(json, entry, content ?? true);
            if (++written % FlushEvery == 0)
            {
                await json.FlushAsync(http.RequestAborted);
                await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            }
        }
        json.WriteEndArray();
        json.WriteNumber("next", found.Count > 0 ? found[^1].Sequence : since ?? 0);
        json.WriteBoolean("more", found.Count == page);
        json.WriteNumber("kept", numbers.Sum(n => n.Ledger.Count));
        json.WriteEndObject();
    }

    /// <param name="outcome">delivered (the usual: what the person got), failed or all (everything Meta said 200 to).</param>
    private static bool Wanted(MetaMessage entry, string? person, string? callbackData, string? outcome) =>
        (person is null || entry.Customer.Phone == person || entry.Customer.UserId == person)
        && (callbackData is null || entry.Callback == callbackData)
        && (outcome == "all" || entry.FailedCode is not null == (outcome == "failed"));

    private static void Write(Utf8JsonWriter json, MetaMessage entry, bool withContent)
    {
        json.WriteStartObject();
        json.WriteNumber("seq", entry.Sequence);
        json.WriteString("wamid", entry.Wamid);
        json.WriteString("phoneNumberId", entry.NumberId);
        json.WriteString("to", entry.Customer.Phone);
        json.WriteString("waId", entry.Customer.WaId);
        json.WriteString("userId", entry.Customer.UserId);
        json.WriteString("type", entry.Type);
        if (withContent && entry.Content.Length > 0)
        {
            json.WritePropertyName("content");
            json.WriteRawValue(entry.Content, skipInputValidation: true);
        }
        json.WriteString("callbackData", entry.Callback);
        json.WriteString("quoted", entry.QuotedWamid);
        json.WriteString("category", entry.Category);
        json.WriteString("status", entry.Status);
        if (entry.FailedCode is { } code)
            json.WriteNumber("failedCode", code);
        json.WriteString("at", Wire.Time(entry.At));
        json.WriteEndObject();
    }

    private static IResult Reset(MetaStore store, string? phoneNumberId)
    {
        foreach (var number in MetaControls.Chosen(store, phoneNumberId))
            number.Forget();
        return Results.NoContent();
    }

    private static IResult Counts(MetaStore store, string? phoneNumberId)
    {
        var all = MetaControls.Chosen(store, phoneNumberId).Select(n => n.Counts.Show()).ToList();
        var sum = all.SelectMany(c => c).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Value));
        return Results.Json(sum, PspEndpoints.Json);
    }
}

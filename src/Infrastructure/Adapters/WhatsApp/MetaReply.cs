using System.Net.Http.Headers;
using System.Text.Json;
using CleanApp.Application.Channels.Provider;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>What Meta's answer to a request says.</summary>
internal static class MetaReply
{
    private const string UsageHeader = "X-Business-Use-Case-Usage";

    /// <summary>A 200 that names the message is "taken"; a known code is "not taken"; everything else leaves it open.</summary>
    public static SendOutcome OutcomeOf(HttpResponseMessage response, JsonElement body)
    {
        var status = (int)response.StatusCode;
        var error = ErrorIn(body, response.Headers);
        if (response.IsSuccessStatusCode)
        {
            var message = body.Member("messages").First();
            if (error is not null || message.Text("id") is not { } wamid)
                return new SendOutcome.Unknown("no_id", error);
            var contact = body.Member("contacts").First();
            var held = message.Word("message_status") is "held_for_quality_assessment" or "paused";
            return new SendOutcome.Accepted(wamid, contact.Text("wa_id"), contact.Text("user_id"), held);
        }
        return error switch
        {
            null => new SendOutcome.Unknown($"http_{status}"),
            { Class: ErrorClass.Ambiguous } => new SendOutcome.Unknown($"code_{error.Code}", error),
            _ => new SendOutcome.Refused(error),
        };
    }

    /// <returns>Null when it is not Graph's error with a code.</returns>
    public static ProviderError? ErrorIn(JsonElement body, HttpResponseHeaders? headers = null)
    {
        var error = body.Member("error");
        if (error.Code("code") is not { } code)
            return null;
        var kind = MetaErrors.ClassOf(code);
        var after = MetaErrors.RetryAfter(code) ?? (kind == ErrorClass.RetryNumber ? RegainedAfter(headers) : null);
        return new ProviderError(code, kind, DetailOf(error), TraceId: error.Text("fbtrace_id") is { Length: <= 100 } trace ? trace : null, after);
    }

    public static string? DetailOf(JsonElement error) =>
        MetaErrors.Scrub(error.Member("error_data").Text("details") ?? error.Text("message") ?? error.Text("title"));

    /// <summary>
    /// Minutes until the app or account may call again: <c>{"account":[{"estimated_time_to_regain_access":5}]}</c>; calls before prolong it.
    /// </summary>
    private static TimeSpan? RegainedAfter(HttpResponseHeaders? headers)
    {
        if (headers is null || !headers.TryGetValues(UsageHeader, out var values) || values.FirstOrDefault() is not { Length: <= 8192 } usage)
            return null;
        try
        {
            using var document = JsonDocument.Parse(usage);
            if (!document.RootElement.IsObject())
                return null;
            var minutes = document
                .RootElement.EnumerateObject()
                .SelectMany(account => account.Value.Items().Select(use => use.Number("estimated_time_to_regain_access") ?? 0))
                .DefaultIfEmpty()
                .Max();
            return minutes is > 0 and <= 7 * 24 * 60 ? TimeSpan.FromMinutes(minutes) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

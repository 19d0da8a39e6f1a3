using System.Security.Cryptography;
using System.Text.Json;

namespace CleanApp.Sandbox.Meta;

internal readonly record struct GraphAnswer(int Status, byte[] Body, string ContentType = "application/json; charset=UTF-8");

/// <summary>A refusal in Meta's words. The HTTP status follows from the code, as at Meta: throttles are 400, not 429.</summary>
internal sealed class GraphException(int code, string? details = null, string? message = null) : Exception(message ?? GraphErrors.Title(code))
{
    public GraphAnswer Answer() => GraphErrors.Answer(code, details, message);
}

internal static class GraphErrors
{
    public const string Href = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/";

    private static readonly Dictionary<int, (int Status, string Title)> Known = new()
    {
        [0] = (401, "AuthException"),
        [1] = (400, "An unknown error occurred"),
        [2] = (503, "Service temporarily unavailable"),
        [3] = (500, "Capability or permission missing"),
        [4] = (400, "Application request limit reached"),
        [10] = (403, "Application does not have permission for this action"),
        [33] = (400, "Object does not exist or cannot be loaded due to missing permissions"),
        [100] = (400, "Invalid parameter"),
        [190] = (401, "Error validating access token: Session has expired or is invalid"),
        [200] = (403, "Permissions error"),
        [368] = (403, "Temporarily blocked for policies violations"),
        [2200] = (400, "Callback verification failed"),
        [2500] = (400, "Unknown path components"),
        [80007] = (400, "Rate limit issues"),
        [80008] = (400, "Business account management rate limit"),
        [130429] = (400, "Rate limit hit"),
        [130472] = (400, "User's number is part of an experiment"),
        [130497] = (403, "Business account is restricted from messaging users in this country"),
        [131000] = (500, "Something went wrong"),
        [131005] = (403, "Access denied"),
        [131008] = (400, "Required parameter is missing"),
        [131009] = (400, "Parameter value is not valid"),
        [131016] = (500, "Service unavailable"),
        [131021] = (400, "Recipient cannot be sender"),
        [131026] = (400, "Message undeliverable"),
        [131031] = (403, "Business Account locked"),
        [131037] = (400, "Display name approval needed"),
        [131042] = (400, "Business eligibility payment issue"),
        [131045] = (500, "Incorrect certificate"),
        [131047] = (400, "Re-engagement message"),
        [131048] = (400, "Spam rate limit hit"),
        [131049] = (400, "This message was not delivered to maintain healthy ecosystem engagement"),
        [131050] = (400, "User has stopped marketing messages"),
        [131051] = (400, "Unsupported message type"),
        [131052] = (400, "Media download error"),
        [131053] = (400, "Media upload error"),
        [131056] = (400, "Pair rate limit hit"),
        [131057] = (500, "Account in maintenance mode"),
        [131062] = (400, "Business-scoped user id is not allowed here"),
        [132000] = (400, "Number of parameters does not match the expected number of params"),
        [132001] = (404, "Template name does not exist in the translation"),
        [132005] = (400, "Translated text too long"),
        [132012] = (400, "Parameter format does not match format in the created template"),
        [132015] = (400, "Template is paused"),
        [132016] = (400, "Template is disabled"),
        [133004] = (503, "Server is temporarily unavailable"),
        [133010] = (400, "Phone number not registered"),
        [135000] = (400, "Generic user error"),
    };

    public static string Title(int code) => Known.TryGetValue(code, out var known) ? known.Title : "Unknown error";

    public static GraphAnswer Answer(int code, string? details = null, string? message = null)
    {
        var (status, title) = Known.GetValueOrDefault(code, (400, "Unknown error"));
        // 190 is the platform's own and the only one Meta words without its number.
        var text = message ?? (code == 190 ? title : FormattableString.Invariant($"(#{code}) {title}"));
        return new GraphAnswer(
            status,
            MetaBytes.Write(json =>
            {
                json.WriteStartObject();
                json.WriteStartObject("error");
                json.WriteString("message", text);
                json.WriteString("type", "OAuthException");
                json.WriteNumber("code", code);
                if (details is not null)
                {
                    json.WriteStartObject("error_data");
                    json.WriteString("messaging_product", "whatsapp");
                    json.WriteString("details", details);
                    json.WriteEndObject();
                }
                json.WriteString("fbtrace_id", "A" + RandomNumberGenerator.GetHexString(22));
                json.WriteEndObject();
                json.WriteEndObject();
            })
        );
    }

    /// <summary>What stands before Meta's own code: an overloaded gateway answers with what it has, not with a Graph error.</summary>
    public static GraphAnswer Gateway(int status) =>
        new(status, System.Text.Encoding.UTF8.GetBytes($"<html><body><h1>{status}</h1></body></html>"), "text/html; charset=UTF-8");

    /// <summary>The same error inside a status or a message.</summary>
    public static void WriteAsync(Utf8JsonWriter json, int code, string? details = null)
    {
        json.WriteStartArray("errors");
        json.WriteStartObject();
        json.WriteNumber("code", code);
        json.WriteString("title", Title(code));
        json.WriteString("message", Title(code));
        json.WriteStartObject("error_data");
        json.WriteString("details", details ?? Title(code));
        json.WriteEndObject();
        json.WriteString("href", Href);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>Reading Meta's JSON without trusting its types: a member may be absent, null, of another kind, a number written as text.</summary>
internal static class Json
{
    public static JsonElement Member(this JsonElement parent, string name)
    {
        try
        {
            return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            // A member beside it has a name of broken escapes, which the framework refuses to compare.
            return default;
        }
    }

    public static bool IsObject(this JsonElement value) => value.ValueKind == JsonValueKind.Object;

    public static JsonElement.ArrayEnumerator Items(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;

    public static JsonElement First(this JsonElement value)
    {
        foreach (var item in value.Items())
            return item;
        return default;
    }

    /// <summary>Null when absent or empty; of a number, how it is written.</summary>
    public static string? Text(this JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => String(value) is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => Raw(value),
            _ => null,
        };

    public static string? Text(this JsonElement parent, string name) => parent.Member(name).Text();

    /// <summary>For Meta's words, which come in capitals and not.</summary>
    public static string? Word(this JsonElement parent, string name) => parent.Text(name)?.ToLowerInvariant();

    public static long? Number(this JsonElement parent, string name) =>
        long.TryParse(parent.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static int? Code(this JsonElement parent, string name) =>
        parent.Number(name) is { } n and >= int.MinValue and <= int.MaxValue ? (int)n : null;

    public static bool? Flag(this JsonElement parent, string name) =>
        parent.Member(name) is var value && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : value.Text()?.ToLowerInvariant() switch
            {
                "true" or "1" => true,
                "false" or "0" => false,
                _ => null,
            };

    /// <summary>Unix seconds; null when absent, zero (Meta's "never") or beyond what a date can hold.</summary>
    public static DateTimeOffset? Time(this JsonElement parent, string name) =>
        parent.Number(name) is { } seconds and > 0 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>As written; bytes that are no UTF-8 replaced, where <see cref="JsonElement.GetRawText"/> throws.</summary>
    public static string Raw(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? "null" : Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));

    /// <summary>Meta writes a file's SHA-256 in base64 (webhooks) or hex (files).</summary>
    public static string? Sha256(this JsonElement parent, string name)
    {
        var text = parent.Text(name);
        if (text is { Length: 64 } && text.All(char.IsAsciiHexDigit))
            return text.ToLowerInvariant();
        Span<byte> hash = stackalloc byte[48];
        return text is { Length: <= 64 } && Convert.TryFromBase64String(text, hash, out var length) && length == 32
            ? Convert.ToHexStringLower(hash[..length])
            : null;
    }

    private static string String(JsonElement value)
    {
        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            text = Unescape(Raw(value).AsSpan(1..^1));
        }
        // PostgreSQL refuses it in a text.
        return text.Contains('\0') ? text.Replace("\0", "") : text;
    }

    /// <summary>Of text with half a surrogate pair (a customer's cut emoji), which the framework refuses to read.</summary>
    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
                text.Append(raw[i]);
            else if (
                raw[++i] == 'u'
                && i + 4 < raw.Length
                && ushort.TryParse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, null, out var unit)
            )
            {
                text.Append((char)unit);
                i += 4;
            }
            else
                text.Append(
                    raw[i] switch
                    {
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        'b' => '\b',
                        'f' => '\f',
                        var other => other,
                    }
                );
        }
        // Encoding.UTF8 writes half a pair as the replacement character.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}

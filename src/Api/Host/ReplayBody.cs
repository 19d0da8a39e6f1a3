using System.Text;
using System.Text.Json;
using CleanApp.Application.Channels.Webhooks;

namespace CleanApp.Api.Host;

/// <summary>One body of a folder: a file, or a named member of a file that holds several.</summary>
/// <param name="Name"><c>message.json</c>, or <c>message.json#text</c>.</param>
/// <param name="Bytes">As they stand in the file: they are what is signed.</param>
/// <param name="Fault">Why it cannot be posted.</param>
internal sealed record ReplayBody(string Name, byte[] Bytes, string? Fault = null)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 256 };

    /// <summary>The folder's own <c>.json</c> files, by name.</summary>
    public static async Task<IReadOnlyList<ReplayBody>> ReadAllAsync(string folder, CancellationToken ct)
    {
        var bodies = new List<ReplayBody>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            bodies.AddRange(Read(Path.GetFileName(path), WithoutMark(await File.ReadAllBytesAsync(path, ct))));
        return bodies;
    }

    /// <summary>With this channel's number in every place where Meta says whose it is, and every other byte as it stands.</summary>
    public byte[] AsOf(ReplayTarget target)
    {
        var written = new MemoryStream();
        var copied = 0;
        foreach (var (name, start, end) in FindNumbers())
        {
            var number = name == "phone_number_id" ? target.PhoneNumberId : string.Concat((target.DisplayNumber ?? "").Where(char.IsAsciiDigit));
            if (number.Length == 0)
                continue;
            written.Write(Bytes, copied, start - copied);
            written.Write(Encoding.ASCII.GetBytes($"\"{number}\""));
            copied = end;
        }
        written.Write(Bytes, copied, Bytes.Length - copied);
        return written.ToArray();
    }

    /// <summary>Where <c>entry[].changes[].value.metadata</c> holds its two numbers. Read as bytes: a body may hold text no parser unescapes.</summary>
    private List<(string Name, int Start, int End)> FindNumbers()
    {
        var found = new List<(string, int, int)>();
        var path = new string?[ReaderOptions.MaxDepth + 1];
        var reader = new Utf8JsonReader(Bytes, ReaderOptions);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.PropertyName)
                path[reader.CurrentDepth] = Encoding.UTF8.GetString(reader.ValueSpan);
            else if (
                reader is { CurrentDepth: 7, TokenType: JsonTokenType.String or JsonTokenType.Number }
                && (path[1], path[3], path[5], path[6]) == ("entry", "changes", "value", "metadata")
                && path[7] is "phone_number_id" or "display_phone_number"
            )
                found.Add((path[7]!, (int)reader.TokenStartIndex, (int)reader.BytesConsumed));
        return found;
    }

    private static List<ReplayBody> Read(string name, byte[] file)
    {
        try
        {
            using var document = JsonDocument.Parse(file, Options);
            var bodies = new List<ReplayBody>();
            if (IsCollection(document.RootElement))
                foreach (var member in document.RootElement.EnumerateObject())
                    Collect(bodies, $"{name}#{member.Name}", member.Value);
            return bodies.Count > 0 ? bodies : [new ReplayBody(name, file)];
        }
        catch (InvalidOperationException)
        {
            // A name of broken escapes, which the framework refuses to read: no file of several, and Meta's to send.
            return [new ReplayBody(name, file)];
        }
        catch (JsonException e)
        {
            return [new ReplayBody(name, file, $"not posted: is no JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})")];
        }
    }

    private static void Collect(List<ReplayBody> bodies, string name, JsonElement member)
    {
        if (!IsCollection(member))
            bodies.Add(new ReplayBody(name, Encoding.UTF8.GetBytes(member.GetRawText())));
        if (member.ValueKind == JsonValueKind.Object)
            foreach (var inner in member.EnumerateObject().Where(m => HoldsBody(m.Value)))
                Collect(bodies, $"{name}#{inner.Name}", inner.Value);
    }

    /// <summary>No body itself, and with bodies in it.</summary>
    private static bool IsCollection(JsonElement element) => !IsBody(element) && HoldsBody(element);

    private static bool HoldsBody(JsonElement element) =>
        IsBody(element) || element.ValueKind == JsonValueKind.Object && element.EnumerateObject().Any(m => HoldsBody(m.Value));

    private static bool IsBody(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("entry", out var entry) && entry.ValueKind == JsonValueKind.Array;

    private static byte[] WithoutMark(byte[] file) => file.AsSpan().StartsWith("\uFEFF"u8) ? file[3..] : file;
}

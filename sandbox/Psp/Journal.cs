using System.Text.Json;

namespace CleanApp.Sandbox.Psp;

internal sealed record JournalLine(string Kind, JsonElement Value);

/// <summary>
/// The state that survives a restart, one JSON line per change. Appending costs the same however many charges there are; the next start keeps
/// the last line of each record.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly StreamWriter _writer;

    private Journal(StreamWriter writer) => _writer = writer;

    /// <summary>Reads what an earlier run left. A line cut by a crash is skipped, it was never answered for.</summary>
    public static IEnumerable<JournalLine> Read(string path)
    {
        if (!File.Exists(path))
            yield break;
        foreach (var line in File.ReadLines(path))
        {
            JournalLine? entry;
            try
            {
                entry = JsonSerializer.Deserialize<JournalLine>(line);
            }
            catch (JsonException)
            {
                continue;
            }

            if (entry is not null)
                yield return entry;
        }
    }

    /// <summary>Starts a journal that holds only <paramref name="current"/>, so that the file does not grow from run to run.</summary>
    public static Journal Rewrite(string path, IEnumerable<(string Kind, object Value)> current)
    {
        var fresh = path + ".new";
        using (var writer = new StreamWriter(fresh))
        {
            foreach (var (kind, value) in current)
                writer.WriteLine(Line(kind, value));
        }

        File.Move(fresh, path, overwrite: true);
        return new Journal(new StreamWriter(path, append: true) { AutoFlush = true });
    }

    public void Append(string kind, object value) => _writer.WriteLine(Line(kind, value));

    public void Dispose() => _writer.Dispose();

    private static string Line(string kind, object value) =>
        JsonSerializer.Serialize(new JournalLine(kind, JsonSerializer.SerializeToElement(value, value.GetType())));
}

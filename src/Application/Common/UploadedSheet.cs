using System.Text;
using CleanApp.Domain.Common;
using CsvHelper;

namespace CleanApp.Application.Common;

/// <summary>
/// A table that somebody saved as text, with whatever program: how it is encoded and what divides its cells is found out, not asked for.
/// A cell that was defused (see <see cref="Spreadsheet"/>) is what it was before.
/// </summary>
/// <param name="Encoding"><c>utf-8</c>, <c>utf-16</c>, <c>utf-16BE</c> or <c>windows-1252</c>.</param>
/// <param name="Header">The first row that is not empty.</param>
/// <param name="Rows">Those after it that are not empty.</param>
public sealed record UploadedSheet(string Encoding, char Separator, IReadOnlyList<string> Header, IReadOnlyList<SheetRow> Rows)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    internal static readonly CsvReaderOptions Options = CsvReaderOptions.Default with
    {
        HasHeader = false,
        SkipEmptyLines = false,
        DetectSeparatorHint = true,
    };

    /// <exception cref="DomainException">It is no table, or larger than may be.</exception>
    public static UploadedSheet Read(byte[] file, SheetLimits limits)
    {
        if (file.Length > limits.MostBytes)
            throw new DomainException(limits.TooLarge);
        var (encoding, text) = Decode(file);
        // As in every other file that only calls itself one: programs and pictures, and what spreadsheet programs keep for themselves.
        if (text.Contains('\0'))
            throw new DomainException(limits.Unreadable);

        using var reader = CsvReader.Create(new StringReader(text), Options);
        var rows = new List<SheetRow>();
        for (var line = 1; reader.Read(); line++)
        {
            var cells = CellsOf(reader);
            if (cells.All(c => c.Length == 0))
                continue;
            // One more is the header.
            if (rows.Count > limits.MostRows || cells.Length > limits.MostColumns)
                throw new DomainException(limits.TooLarge);
            rows.Add(new SheetRow(line, cells));
        }
        return rows.Count == 0
            ? throw new DomainException(limits.Unreadable)
            : new UploadedSheet(encoding.WebName, reader.Separator, rows[0].Cells, rows[1..]);
    }

    private static (Encoding Encoding, string Text) Decode(byte[] file)
    {
        foreach (var encoding in new[] { System.Text.Encoding.UTF8, System.Text.Encoding.Unicode, System.Text.Encoding.BigEndianUnicode })
            if (file.AsSpan().StartsWith(encoding.Preamble))
                return (encoding, encoding.GetString(file, encoding.Preamble.Length, file.Length - encoding.Preamble.Length));
        try
        {
            return (Utf8, Utf8.GetString(file));
        }
        catch (DecoderFallbackException)
        {
            // Letters of any other encoding that is met in Brazil are at the same places.
            return (Windows1252, Windows1252.GetString(file));
        }
    }

    internal static string[] CellsOf(CsvReader reader)
    {
        var cells = new string[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Whole(reader.GetString(i).Trim());
        return cells;
    }

    private static string Whole(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? cell[1..] : cell;
}

/// <param name="Line">As the spreadsheet counts them, the first is 1.</param>
public sealed record SheetRow(int Line, IReadOnlyList<string> Cells);

/// <param name="MostRows">Without the header.</param>
/// <param name="TooLarge">What is said of one that has more.</param>
/// <param name="Unreadable">What is said of anything that is no table.</param>
public sealed record SheetLimits(int MostBytes, int MostRows, int MostColumns, Error TooLarge, Error Unreadable);

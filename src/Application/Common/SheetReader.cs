using System.Text;
using CleanApp.Domain.Common;
using CsvHelper;

namespace CleanApp.Application.Common;

/// <summary>As <see cref="UploadedSheet"/>, row by row, in as little memory for many as for few.</summary>
public sealed class SheetReader : IAsyncDisposable
{
    /// <summary>Longer than any row; else a quote that nobody closes would bring the rest of the file into memory.</summary>
    private const int LongestRow = 1024 * 1024;

    private readonly CsvReader _csv;
    private readonly SheetLimits _limits;
    private bool _isCut;
    private int _line;

    private SheetReader(Stream content, string encoding, SheetLimits limits)
    {
        _limits = limits;
        _csv = CsvReader.Create(
            content,
            UploadedSheet.Options with
            {
                // A byte order mark says the others.
                Encoding = encoding == UploadedSheet.Windows1252.WebName ? UploadedSheet.Windows1252 : null,
                MaxRecordSize = LongestRow,
                OnMalformedRecord = found => _isCut |= found.Reason == CsvMalformedReason.UnterminatedQuote,
            },
            leaveOpen: false
        );
    }

    /// <summary>The first row that is not empty.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>What divides its cells.</summary>
    public char Separator => _csv.Separator;

    /// <param name="content">Closed with the reader.</param>
    /// <param name="encoding">As <see cref="EncodingProbe"/> found it.</param>
    /// <exception cref="DomainException">It is no table.</exception>
    public static async Task<SheetReader> OpenAsync(Stream content, string encoding, SheetLimits limits, CancellationToken ct)
    {
        var reader = new SheetReader(content, encoding, limits);
        try
        {
            reader.Header = (await reader.ReadAsync(ct) ?? throw new DomainException(limits.Unreadable)).Cells;
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next row that is not empty; null at the end.</summary>
    /// <exception cref="DomainException">It is no table, or wider than may be.</exception>
    public async ValueTask<SheetRow?> ReadAsync(CancellationToken ct)
    {
        try
        {
            while (await _csv.ReadAsync(ct))
            {
                _line++;
                if (_csv.FieldCount > _limits.MostColumns)
                    throw new DomainException(_limits.TooLarge);
                var cells = UploadedSheet.CellsOf(_csv);
                // Programs and pictures have them; so has a quote that is never closed the rest of the file for a cell.
                if (_isCut || cells.Any(c => c.Contains('\0')))
                    throw new DomainException(_limits.Unreadable);
                if (cells.Any(c => c.Length > 0))
                    return new SheetRow(_line, cells);
            }
            return null;
        }
        catch (CsvFormatException)
        {
            throw new DomainException(_limits.Unreadable);
        }
    }

    /// <summary>The next rows; fewer than so many where they are long, none at the end.</summary>
    /// <exception cref="DomainException">As <see cref="ReadAsync"/>.</exception>
    public async Task<IReadOnlyList<SheetRow>> ReadSomeAsync(int most, CancellationToken ct)
    {
        var rows = new List<SheetRow>(most);
        for (var length = 0; rows.Count < most && length < LongestRow && await ReadAsync(ct) is { } row; length += row.Cells.Sum(c => c.Length))
            rows.Add(row);
        return rows;
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}

/// <summary>Finds out how a text is encoded from its bytes as they pass, in whatever pieces.</summary>
public sealed class EncodingProbe
{
    private readonly Decoder _utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] _scratch = new char[4096];
    private readonly List<byte> _beginning = [];
    private bool _isUtf8 = true;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_beginning.Count < 2)
            _beginning.AddRange(bytes[..Math.Min(bytes.Length, 2)]);
        Decode(bytes, flush: false);
    }

    /// <returns><c>utf-8</c>, <c>utf-16</c>, <c>utf-16BE</c> or <c>windows-1252</c>.</returns>
    public string End()
    {
        Decode([], flush: true);
        return _beginning switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.WebName,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.WebName,
            _ => _isUtf8 ? Encoding.UTF8.WebName : UploadedSheet.Windows1252.WebName,
        };
    }

    private void Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        try
        {
            var done = !_isUtf8;
            while (!done)
            {
                _utf8.Convert(bytes, _scratch, flush, out var used, out _, out done);
                bytes = bytes[used..];
            }
        }
        catch (DecoderFallbackException)
        {
            // Letters of any other encoding that is met in Brazil are at the places of Windows-1252.
            _isUtf8 = false;
        }
    }
}

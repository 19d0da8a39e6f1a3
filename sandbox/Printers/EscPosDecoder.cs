using System.Text;

namespace CleanApp.Sandbox.Printers;

/// <summary>Does with the bytes what a printer does, but onto a <see cref="Receipt"/>. Written apart from the product's emitter.</summary>
internal sealed class EscPosDecoder
{
    private const int DefaultLineDots = 30;
    private const int LongestQr = 7089;

    private readonly string _profile;
    private readonly List<Part> _parts = [];
    private readonly List<(string Text, Style Style)> _line = [];
    private Encoding? _encoding;
    private Alignment _alignment;
    private Style _style = Style.Normal;
    private int _lineDots = DefaultLineDots;
    private int _qrSize = 3;
    private char _qrCorrection = 'L';
    private string? _qrData;

    private EscPosDecoder(string profile)
    {
        _profile = profile;
        _encoding = CodeTables.Initial(profile);
    }

    public static Receipt Decode(ReadOnlyMemory<byte> bytes, string profile)
    {
        var decoder = new EscPosDecoder(profile);
        var offset = 0;
        while (EscPosTokenizer.TryRead(bytes, ref offset, out var token))
            decoder.Apply(token);
        decoder.EndLine(evenEmpty: false);
        return new Receipt(decoder._parts);
    }

    private void Apply(EscPosToken token)
    {
        switch (token.Name)
        {
            case "text":
                _line.Add((_encoding?.GetString(token.Data.Span) ?? new string('�', token.Data.Length), _style));
                break;
            case "control 10":
                EndLine(evenEmpty: true);
                break;
            case "control 9":
                _line.Add((new string(' ', 8 - _line.Sum(r => r.Text.Length) % 8), _style));
                break;
            case "ESC @":
                Initialise();
                break;
            case "ESC t":
                _encoding = CodeTables.Find(_profile, token[0]);
                break;
            case "ESC a":
                _alignment = (token[0] & 3) switch
                {
                    1 => Alignment.Center,
                    2 => Alignment.Right,
                    _ => Alignment.Left,
                };
                break;
            case "ESC !":
                var bits = token[0];
                _style = _style with
                {
                    Small = (bits & 0x01) != 0,
                    Bold = (bits & 0x08) != 0,
                    Height = (bits & 0x10) != 0 ? 2 : 1,
                    Width = (bits & 0x20) != 0 ? 2 : 1,
                    Underline = (bits & 0x80) != 0,
                };
                break;
            case "GS !":
                _style = _style with { Width = (token[0] >> 4 & 7) + 1, Height = (token[0] & 7) + 1 };
                break;
            case "ESC E" or "ESC G":
                _style = _style with { Bold = (token[0] & 1) != 0 };
                break;
            case "ESC -":
                _style = _style with { Underline = (token[0] & 3) != 0 };
                break;
            case "ESC M":
                _style = _style with { Small = (token[0] & 1) != 0 };
                break;
            case "GS B":
                _style = _style with { Inverted = (token[0] & 1) != 0 };
                break;
            case "ESC 2":
                _lineDots = DefaultLineDots;
                break;
            case "ESC 3":
                _lineDots = token[0];
                break;
            case "ESC d":
                Feed(token[0] * _lineDots);
                break;
            case "ESC J":
                Feed(token[0]);
                break;
            case "GS V":
                // With feed (65, 66 and so on) the paper moves first, so that the cut does not go through the last line.
                if (token[0] is 65 or 66)
                    Feed(token[1]);
                Add(new CutPart());
                break;
            case "ESC i" or "ESC m" or "ESC w":
                Add(new CutPart());
                break;
            case "ESC p" or "ESC v" when token.Name == "ESC p" || _profile == "bematech":
                Add(new DrawerPart());
                break;
            case "GS ( k":
                ApplySymbol(token);
                break;
            case "GS k Q":
                Add(new QrPart(_alignment, Encoding.UTF8.GetString(token.Data.Span), 4, 'L'));
                break;
            case "GS k":
                Add(new BarcodePart(_alignment, Encoding.Latin1.GetString(token.Data.Span).TrimEnd('\0')));
                break;
            case "GS v":
                var width = (token[1] + 256 * token[2]) * 8;
                Add(new PicturePart(_alignment, width, token[3] + 256 * token[4], token.Data[5..].ToArray()));
                break;
            case "ESC *":
                Add(Columns(token));
                break;
        }
    }

    private void ApplySymbol(EscPosToken token)
    {
        // cn 49 is the QR code; the others (PDF417 and so on) are not drawn.
        if (token[0] != 49)
            return;
        switch (token[1])
        {
            case 67:
                _qrSize = Math.Clamp((int)token[2], 1, 16);
                break;
            case 69:
                _qrCorrection = token[2] switch
                {
                    49 => 'M',
                    50 => 'Q',
                    51 => 'H',
                    _ => 'L',
                };
                break;
            case 80 when token.Data.Length is > 3 and <= LongestQr + 3:
                _qrData = Encoding.UTF8.GetString(token.Data.Span[3..]);
                break;
            // The stored symbol may be printed more than once; without one nothing comes out.
            case 81 when _qrData is not null:
                Add(new QrPart(_alignment, _qrData, _qrSize, _qrCorrection));
                break;
        }
    }

    // ESC * sends columns, top bit first, 8 or 24 dots high; turned here into rows.
    private PicturePart Columns(EscPosToken token)
    {
        var tall = token[0] >= 32 ? 24 : 8;
        var width = token[1] + 256 * token[2];
        var stride = (width + 7) / 8;
        var rows = new byte[stride * tall];
        for (var x = 0; x < width; x++)
        {
            for (var y = 0; y < tall; y++)
            {
                if ((token[3 + x * (tall / 8) + y / 8] & (0x80 >> (y % 8))) != 0)
                    rows[y * stride + x / 8] |= (byte)(0x80 >> (x % 8));
            }
        }

        return new PicturePart(_alignment, width, tall, rows);
    }

    private void Initialise()
    {
        EndLine(evenEmpty: false);
        _encoding = CodeTables.Initial(_profile);
        _alignment = Alignment.Left;
        _style = Style.Normal;
        _lineDots = DefaultLineDots;
        _qrData = null;
    }

    private void Feed(int dots)
    {
        EndLine(evenEmpty: false);
        if (dots > 0)
            _parts.Add(new FeedPart(dots));
    }

    private void Add(Part part)
    {
        EndLine(evenEmpty: false);
        _parts.Add(part);
    }

    private void EndLine(bool evenEmpty)
    {
        if (_line.Count == 0 && !evenEmpty)
            return;
        _parts.Add(new TextLine(_alignment, [.. _line]));
        _line.Clear();
    }
}

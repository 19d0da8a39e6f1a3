using System.Text;

namespace CleanApp.Adapter.Tests.Printing;

/// <summary>
/// Splits a stream the way a printer does, written from the byte facts and not from the encoder. A byte it has no rule for is an error, so that a
/// stray control byte cannot pass as text.
/// </summary>
internal sealed class EscPosReader
{
    private readonly byte[] stream;
    private readonly bool bematech;
    private readonly Encoding encoding;
    private readonly List<string> commands = [];
    private readonly List<string> lines = [];
    private int position;

    private EscPosReader(byte[] stream, bool bematech, int codePage)
    {
        this.stream = stream;
        this.bematech = bematech;
        encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
    }

    /// <summary>Commands in order ("ESC a 1"); text and line feeds left out.</summary>
    public IReadOnlyList<string> Commands => commands;

    public IReadOnlyList<string> Lines => lines;

    public string? QrPayload { get; private set; }

    public static EscPosReader Read(byte[] stream, int codePage, bool bematech = false)
    {
        var reader = new EscPosReader(stream, bematech, codePage);
        reader.ReadAll();
        return reader;
    }

    private void ReadAll()
    {
        var line = new List<byte>();
        while (position < stream.Length)
        {
            var value = stream[position++];
            switch (value)
            {
                case 0x0A:
                    lines.Add(encoding.GetString(line.ToArray()));
                    line.Clear();
                    break;
                case 0x1B:
                    ReadEsc((char)stream[position++]);
                    break;
                case 0x1C when Next() == '.':
                    Command("FS .", 0);
                    break;
                case 0x1D:
                    ReadGs((char)stream[position++]);
                    break;
                case < 0x20 or 0x7F:
                    throw new InvalidDataException($"Control byte {value:X2} at {position - 1}.");
                default:
                    line.Add(value);
                    break;
            }
        }

        if (line.Count > 0)
            throw new InvalidDataException("Text without a line feed.");
    }

    private void ReadEsc(char function) =>
        Command(
            $"ESC {function}",
            (function, bematech) switch
            {
                ('@', _) => 0,
                ('t' or 'a', _) => 1,
                ('E', false) => 1,
                ('E' or 'F' or 'w', true) => 0,
                ('W' or 'd', true) => 1,
                _ => throw new InvalidDataException($"ESC {function} at {position}."),
            }
        );

    private void ReadGs(char function)
    {
        switch (function)
        {
            case '!' when !bematech:
                Command("GS !", 1);
                break;
            case 'V' when !bematech:
                Command("GS V", 2);
                break;
            case '(' when !bematech:
                ReadParenthesis(Next());
                break;
            case 'v' when !bematech && Next() == '0' && stream[position++] == 0:
                var size = Length() * Length();
                Command("GS v 0", 0);
                position += size;
                break;
            case '\xF9' when bematech:
                Command("GS F9", 2);
                break;
            case 'k' when bematech && Next() == 'Q':
                Command("GS k Q", 4);
                QrPayload = Take(Length());
                break;
            default:
                throw new InvalidDataException($"GS {function} at {position}.");
        }
    }

    private void ReadParenthesis(char function)
    {
        var data = Take(Length());
        if (function == 'k' && data.StartsWith("1P0", StringComparison.Ordinal))
            QrPayload = data[3..];
        commands.Add($"GS ( {function} {data}");
    }

    private char Next() => (char)stream[position++];

    private int Length()
    {
        var length = stream[position] + 256 * stream[position + 1];
        position += 2;
        return length;
    }

    private string Take(int count)
    {
        var text = Encoding.Latin1.GetString(stream, position, count);
        position += count;
        return text;
    }

    private void Command(string name, int parameters)
    {
        commands.Add(string.Join(' ', [name, .. stream.AsSpan(position, parameters).ToArray().Select(value => value.ToString())]));
        position += parameters;
    }
}

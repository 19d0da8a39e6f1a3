namespace CleanApp.Sandbox.Printers;

/// <summary>One printable stretch (<see cref="Name"/> is "text"), one control character or one command with its parameters.</summary>
internal readonly record struct EscPosToken(string Name, ReadOnlyMemory<byte> Data)
{
    public byte this[int index] => index < Data.Length ? Data.Span[index] : (byte)0;
}

/// <summary>
/// Cuts a byte stream into commands. It must know every length, because a QR code or a picture may contain any byte, also those of a command.
/// </summary>
internal static class EscPosTokenizer
{
    private const byte Esc = 0x1B;
    private const byte Gs = 0x1D;
    private const byte Dle = 0x10;
    private const byte Fs = 0x1C;

    // Commands with a fixed number of parameter bytes.
    private static readonly Dictionary<char, int> EscLengths = new()
    {
        ['@'] = 0,
        ['2'] = 0,
        ['i'] = 0,
        ['m'] = 0,
        ['w'] = 0,
        ['<'] = 0,
        ['L'] = 0,
        ['S'] = 0,
        ['\f'] = 0,
        ['!'] = 1,
        ['%'] = 1,
        ['-'] = 1,
        ['3'] = 1,
        ['='] = 1,
        ['?'] = 1,
        ['E'] = 1,
        ['G'] = 1,
        ['J'] = 1,
        ['K'] = 1,
        ['M'] = 1,
        ['R'] = 1,
        ['T'] = 1,
        ['V'] = 1,
        ['a'] = 1,
        ['d'] = 1,
        ['e'] = 1,
        ['r'] = 1,
        ['t'] = 1,
        ['u'] = 1,
        ['v'] = 1,
        ['{'] = 1,
        [' '] = 1,
        ['$'] = 2,
        ['\\'] = 2,
        ['c'] = 2,
        ['p'] = 3,
        ['W'] = 8,
    };

    private static readonly Dictionary<char, int> GsLengths = new()
    {
        ['!'] = 1,
        ['/'] = 1,
        ['B'] = 1,
        ['H'] = 1,
        ['I'] = 1,
        ['T'] = 1,
        ['a'] = 1,
        ['b'] = 1,
        ['f'] = 1,
        ['h'] = 1,
        ['r'] = 1,
        ['w'] = 1,
        [':'] = 0,
        ['$'] = 2,
        ['L'] = 2,
        ['P'] = 2,
        ['W'] = 2,
        ['\\'] = 2,
        ['^'] = 3,
    };

    /// <returns>False when the rest of the command has not arrived yet; <paramref name="offset"/> then stays before it.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, ref int offset, out EscPosToken token)
    {
        token = default;
        if (offset >= bytes.Length)
            return false;
        var rest = bytes.Span[offset..];
        var (name, head, length) = Measure(rest);
        if (length < 0 || rest.Length < length)
            return false;
        token = new EscPosToken(name, bytes.Slice(offset + head, length - head));
        offset += length;
        return true;
    }

    // The name, how many bytes precede the parameters, and the whole length; -1 while that cannot be told yet.
    private static (string Name, int Head, int Length) Measure(ReadOnlySpan<byte> rest)
    {
        switch (rest[0])
        {
            case Esc or Gs or Dle or Fs when rest.Length < 2:
                return ("", 0, -1);
            case Esc:
                return MeasureEsc(rest);
            case Gs:
                return MeasureGs(rest);
            case Dle:
                return ($"DLE {rest[1]}", 2, rest[1] == 0x14 ? 5 : 3);
            case Fs:
                return (
                    $"FS {(char)rest[1]}",
                    2,
                    (char)rest[1] is '!' or '-' or 'C' or 'W' ? 3
                    : (char)rest[1] is 'S' or 'p' ? 4
                    : 2
                );
            case < 0x20:
                return ($"control {rest[0]}", 1, 1);
        }

        var end = 1;
        while (end < rest.Length && rest[end] >= 0x20)
            end++;
        return ("text", 0, end);
    }

    private static (string Name, int Head, int Length) MeasureEsc(ReadOnlySpan<byte> rest)
    {
        var letter = (char)rest[1];
        switch (letter)
        {
            case '*':
                return rest.Length < 5 ? ("", 0, -1) : ("ESC *", 2, 5 + (rest[3] + 256 * rest[4]) * (rest[2] >= 32 ? 3 : 1));
            case 'D':
                return UntilNul("ESC D", rest, 2);
            case '(':
                return rest.Length < 5 ? ("", 0, -1) : ($"ESC ( {(char)rest[2]}", 5, 5 + rest[3] + 256 * rest[4]);
            default:
                return ($"ESC {letter}", 2, 2 + EscLengths.GetValueOrDefault(letter, 0));
        }
    }

    private static (string Name, int Head, int Length) MeasureGs(ReadOnlySpan<byte> rest)
    {
        var letter = (char)rest[1];
        switch (letter)
        {
            case '(':
                return rest.Length < 5 ? ("", 0, -1) : ($"GS ( {(char)rest[2]}", 5, 5 + rest[3] + 256 * rest[4]);
            case 'v':
                return rest.Length < 8 ? ("", 0, -1) : ("GS v", 3, 8 + (rest[4] + 256 * rest[5]) * (rest[6] + 256 * rest[7]));
            case '*':
                return rest.Length < 4 ? ("", 0, -1) : ("GS *", 2, 4 + rest[2] * rest[3] * 8);
            case 'V':
                return rest.Length < 3 ? ("", 0, -1) : ("GS V", 2, rest[2] is 65 or 66 or 97 or 98 or 103 or 104 ? 4 : 3);
            case 'k' when rest.Length < 3:
                return ("", 0, -1);
            // Bematech's own QR code: six parameters, the last two of which are the length.
            case 'k' when rest[2] == 'Q':
                return rest.Length < 9 ? ("", 0, -1) : ("GS k Q", 9, 9 + rest[7] + 256 * rest[8]);
            case 'k' when rest[2] <= 6:
                return UntilNul("GS k", rest, 3);
            case 'k':
                return rest.Length < 4 ? ("", 0, -1) : ("GS k", 4, 4 + rest[3]);
            default:
                return ($"GS {letter}", 2, 2 + GsLengths.GetValueOrDefault(letter, 0));
        }
    }

    private static (string Name, int Head, int Length) UntilNul(string name, ReadOnlySpan<byte> rest, int head)
    {
        var end = rest[head..].IndexOf((byte)0);
        return end < 0 ? ("", 0, -1) : (name, head, head + end + 1);
    }
}

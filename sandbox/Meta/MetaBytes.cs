using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CleanApp.Sandbox.Meta;

/// <summary>How Meta writes JSON. Its signature is over these very bytes, so a receiver that parses and writes again cannot check it.</summary>
internal static class MetaBytes
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            content(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Non-ASCII as lower-case \uXXXX and every slash as \/; both occur only inside strings, so no parsing is needed.</summary>
    public static byte[] Escape(ReadOnlySpan<byte> json)
    {
        var escaped = new ArrayBufferWriter<byte>(json.Length + (json.Length / 4) + 16);
        Span<char> units = stackalloc char[2];
        for (var i = 0; i < json.Length; )
        {
            var b = json[i];
            if (b == '/')
            {
                escaped.Write("\\/"u8);
                i++;
            }
            else if (b == '\\')
            {
                // \uXXXX as .NET writes it is upper case; "\\" must not be taken for the start of one.
                var length = json[i + 1] == 'u' ? 6 : 2;
                foreach (var c in json.Slice(i, length))
                    Add(escaped, length == 6 && c is >= (byte)'A' and <= (byte)'F' ? (byte)(c | 0x20) : c);
                i += length;
            }
            else if (b < 0x80)
            {
                Add(escaped, b);
                i++;
            }
            else
            {
                Rune.DecodeFromUtf8(json[i..], out var rune, out var consumed);
                var count = rune.EncodeToUtf16(units);
                foreach (var unit in units[..count])
                    WriteUnit(escaped, unit);
                i += consumed;
            }
        }

        return escaped.WrittenSpan.ToArray();
    }

    /// <returns>The value of X-Hub-Signature-256.</returns>
    public static string Sign(string appSecret, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body));

    private static void WriteUnit(ArrayBufferWriter<byte> to, char unit)
    {
        var span = to.GetSpan(6);
        "\\u"u8.CopyTo(span);
        for (var i = 0; i < 4; i++)
            span[2 + i] = "0123456789abcdef"u8[(unit >> (12 - (4 * i))) & 0xF];
        to.Advance(6);
    }

    private static void Add(ArrayBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }
}

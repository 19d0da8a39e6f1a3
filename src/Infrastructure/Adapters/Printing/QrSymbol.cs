using System.Text;

namespace CleanApp.Infrastructure.Adapters.Printing;

/// <summary>The content of a QR code and how large it can be drawn. Error correction level M throughout: paper creases.</summary>
public sealed record QrSymbol(byte[] Content, int Version, int ModuleDots)
{
    private const int LargestModuleDots = 6; // 0.75 mm at 203 dpi, easy for any phone
    private const int SmallestModuleDots = 2;
    private const int QuietZone = 4;

    // Bytes that fit versions 1 to 40 at level M (ISO/IEC 18004, table 7).
    private static readonly int[] Capacity =
    [
        .. (int[])[14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666],
        .. (int[])[711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331],
    ];

    /// <summary>
    /// Anything but printable ASCII is percent-encoded: right for an address, and a printer that does not know the command and prints its data as
    /// text meets no control byte there either.
    /// </summary>
    /// <exception cref="ArgumentException">Too long to be drawn on this width.</exception>
    public static QrSymbol For(string url, int widthDots)
    {
        var content = Encode(url);
        var version = Array.FindIndex(Capacity, capacity => capacity >= content.Length) + 1;
        var modules = 17 + 4 * version + 2 * QuietZone;
        if (version == 0 || modules * SmallestModuleDots > widthDots)
            throw new ArgumentException($"An address of {content.Length} bytes does not fit a QR code of {widthDots} dots.", nameof(url));
        return new QrSymbol(content, version, Math.Min(LargestModuleDots, widthDots / modules));
    }

    private static byte[] Encode(string url)
    {
        var ascii = new StringBuilder(url.Length);
        foreach (var value in Encoding.UTF8.GetBytes(url))
        {
            if (value is > 0x20 and < 0x7F)
                ascii.Append((char)value);
            else
                ascii.Append('%').Append(value.ToString("X2"));
        }

        return Encoding.ASCII.GetBytes(ascii.ToString());
    }
}

using System.Globalization;
using System.Text;

namespace CleanApp.Sandbox.Psp;

/// <summary>The text behind a Pix QR code ("copia e cola"): tag, two-digit length, value, closed by a CRC.</summary>
internal static class BrCode
{
    /// <param name="location">Address of the charge's payload without scheme, at most 77 characters.</param>
    public static string Dynamic(string location, string amount, string name, string city)
    {
        var text = new StringBuilder();
        text.Append(Field("00", "01"));
        // Use once: the code stands for one charge.
        text.Append(Field("01", "12"));
        text.Append(Field("26", Field("00", "br.gov.bcb.pix") + Field("25", location)));
        text.Append(Field("52", "0000"));
        text.Append(Field("53", "986"));
        text.Append(Field("54", amount));
        text.Append(Field("58", "BR"));
        text.Append(Field("59", name));
        text.Append(Field("60", city));
        // A charge's txid (26 to 35 characters) does not fit the 25 of this field; the payload at the location carries it.
        text.Append(Field("62", Field("05", "***")));
        text.Append("6304");
        return text + Crc(text.ToString());
    }

    /// <summary>CRC-16, polynomial 0x1021, start 0xFFFF: always four digits, leading zeros included.</summary>
    internal static string Crc(string text)
    {
        var crc = 0xFFFF;
        foreach (var value in Encoding.ASCII.GetBytes(text))
        {
            crc ^= value << 8;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000) != 0 ? ((crc << 1) ^ 0x1021) & 0xFFFF : (crc << 1) & 0xFFFF;
        }

        return crc.ToString("X4", CultureInfo.InvariantCulture);
    }

    private static string Field(string id, string value) => string.Create(CultureInfo.InvariantCulture, $"{id}{value.Length:00}{value}");
}

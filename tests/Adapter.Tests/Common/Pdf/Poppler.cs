using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;

namespace CleanApp.Adapter.Tests.Common.Pdf;

/// <summary>A PDF as somebody else's program reads it (Debian: poppler-utils). What it complains of fails the test.</summary>
internal static class Poppler
{
    /// <summary>Each page's text, top to bottom, with columns where they stand.</summary>
    public static string[] Pages(byte[] pdf) => Read("pdftotext", pdf, ["-layout", "-enc", "UTF-8"], ["-"]).TrimEnd('\f').Split('\f');

    /// <summary>All text with every stretch of blanks and line breaks as one space.</summary>
    public static string Text(byte[] pdf) => Regex.Replace(string.Join(' ', Pages(pdf)), @"[\s\u00A0]+", " ");

    /// <summary>The document's properties, by the names that pdfinfo gives them.</summary>
    public static IReadOnlyDictionary<string, string> Info(byte[] pdf) =>
        Read("pdfinfo", pdf, ["-rawdates", "-enc", "UTF-8"], [])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim());

    /// <summary>Every word with its place in points from the page's left upper corner, by the reader's own widths of the fonts.</summary>
    public static IReadOnlyList<Word> Words(byte[] pdf) =>
        [
            .. Regex
                .Matches(
                    Read("pdftotext", pdf, ["-bbox", "-enc", "UTF-8"], ["-"]),
                    "<word xMin=\"(.*?)\" yMin=\"(.*?)\" xMax=\"(.*?)\" yMax=\"(.*?)\">(.*?)</word>"
                )
                .Select(m => new Word(System.Net.WebUtility.HtmlDecode(m.Groups[5].Value), Number(m, 1), Number(m, 3), Number(m, 4))),
        ];

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string Read(string tool, byte[] pdf, string[] before, string[] after)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            var start = new ProcessStartInfo(tool, [.. before, file, .. after])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var complaints = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            complaints.GetAwaiter().GetResult().ShouldBeEmpty();
            process.ExitCode.ShouldBe(0);
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }
}

internal sealed record Word(string Text, double Left, double Right, double Bottom);

using System.Text;

namespace CleanApp.Sandbox.Printers;

/// <summary>What <c>ESC t n</c> selects. The numbers are not portable: a brand's own mode means other tables by them.</summary>
internal static class CodeTables
{
    private static readonly Dictionary<int, int> Epson = new()
    {
        [0] = 437,
        [2] = 850,
        [3] = 860,
        [16] = 1252,
        [18] = 852,
        [19] = 858,
    };

    private static readonly Dictionary<int, int> Bematech = new()
    {
        [2] = 850,
        [3] = 437,
        [4] = 860,
        [8] = 65001,
    };

    /// <returns>Null for a table this profile does not know: the receipt then shows � and the mistake is seen.</returns>
    public static Encoding? Find(string profile, int number) =>
        (profile == "bematech" ? Bematech : Epson).TryGetValue(number, out var page)
            ? page == 65001
                ? Encoding.UTF8
                : CodePagesEncodingProvider.Instance.GetEncoding(page)
            : null;

    /// <summary>In force after <c>ESC @</c>.</summary>
    public static Encoding Initial(string profile) => Find(profile, profile == "bematech" ? 2 : 0)!;
}

using System.Text.Json;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Media;

/// <summary>What is kept sealed of a file: its own key and its name.</summary>
internal sealed record MediaDetails(string Secret, string? FileName = null)
{
    private const int LongestName = 240;

    public byte[] Seal(ICompanyKeys keys, SealedPlace place) => keys.Seal(JsonSerializer.Serialize(this, MessagePlaces.Json), place);

    public static MediaDetails Open(ICompanyKeys keys, byte[] box, SealedPlace place) =>
        JsonSerializer.Deserialize<MediaDetails>(keys.Open(box, place), MessagePlaces.Json)!;

    /// <summary>The last part of a path, without what no name has; null when nothing is left.</summary>
    public static string? NameOf(string? given)
    {
        var name = string.Concat((given ?? "").Split('/', '\\')[^1].Where(c => !char.IsControl(c))).Trim();
        return name.Length == 0 ? null
            : name.Length <= LongestName ? name
            : name[^LongestName..];
    }

    /// <summary>For a file that came without a name.</summary>
    public static string NameFor(string? mimeType) => $"arquivo.{MediaFormat.Find(mimeType)?.Extensions[0] ?? "bin"}";
}

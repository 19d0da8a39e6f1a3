using System.Text.RegularExpressions;

namespace CleanApp.Domain.Channels;

/// <summary>What a template consists of and where it has places for values.</summary>
/// <param name="Sendable">False when it has a part we have no values for, such as a carousel or a catalogue.</param>
public sealed record TemplateShape(
    TemplateHeaderShape? Header,
    TemplateText Body,
    string? Footer,
    IReadOnlyList<TemplateButtonShape> Buttons,
    bool Sendable
);

/// <param name="Text">With its places between double braces.</param>
/// <param name="Places">Each once, in the order in which values are given.</param>
public sealed partial record TemplateText(string Text, IReadOnlyList<TemplatePlace> Places)
{
    /// <param name="named">Whether the places have names; otherwise they are counted from 1.</param>
    /// <param name="samples">Meta's, by what stands between the braces.</param>
    public static TemplateText Of(string text, bool named, IReadOnlyDictionary<string, string> samples)
    {
        var keys = Place().Matches(text).Select(m => m.Groups[1].Value).Distinct();
        // Counted places are given by number, wherever they stand.
        if (!named)
            keys = keys.OrderBy(k => k.Length).ThenBy(k => k, StringComparer.Ordinal);
        return new TemplateText(text, [.. keys.Select(k => new TemplatePlace(k, samples.GetValueOrDefault(k)))]);
    }

    /// <summary>Puts values into the places of a text; those without one stay.</summary>
    public static string Fill(string text, Func<string, string?> valueOf) =>
        Place().Replace(text, place => valueOf(place.Groups[1].Value) ?? place.Value);

    public string Fill(Func<string, string?> valueOf) => Fill(Text, valueOf);

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Place();
}

/// <param name="Key">Its name, or its number from 1.</param>
/// <param name="Sample">What Meta was shown.</param>
public sealed record TemplatePlace(string Key, string? Sample = null);

/// <param name="Text">Of a header that is a line of text.</param>
public sealed record TemplateHeaderShape(TemplateHeaderKind Kind, TemplateText? Text = null);

public enum TemplateHeaderKind
{
    Text,
    Image,
    Video,
    Document,

    /// <summary>Something we cannot send.</summary>
    Other,
}

/// <param name="Takes">What value can be given; null: none.</param>
/// <param name="Needed">Whether the message cannot go without it.</param>
/// <param name="Url">Of a button that opens an address, with its place between double braces.</param>
public sealed record TemplateButtonShape(
    string Text,
    TemplateButtonKind? Takes = null,
    bool Needed = false,
    string? Url = null,
    string? Phone = null,
    string? Sample = null
);

/// <summary>A template with values in its places, as the customer sees it.</summary>
public sealed record RenderedTemplate(RenderedHeader? Header, string Body, string? Footer, IReadOnlyList<RenderedButton> Buttons)
{
    /// <summary>All that is to be read of it, line by line.</summary>
    public string InWords() =>
        string.Join(
            '\n',
            new[] { Header?.Text ?? Header?.FileName, Body, Footer }.Concat(Buttons.Select(b => b.Text)).Where(line => !string.IsNullOrEmpty(line))
        );
}

public sealed record RenderedHeader(TemplateHeaderKind Kind, string? Text = null, string? Link = null, string? FileName = null);

/// <param name="Code">What a button copies.</param>
public sealed record RenderedButton(string Text, string? Url = null, string? Phone = null, string? Code = null);

using CleanApp.Application.Channels.Webhooks;
using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Messages;

/// <summary>All that can be read of a message, line by line, for whoever searches it; null: nothing.</summary>
internal static class MessageWords
{
    public static string? Of(MessageContent content) =>
        content switch
        {
            TextContent text => text.Text,
            MediaContent media => Lines(media.Caption, media.FileName),
            TemplateContent { Shown: { } shown } => shown,
            // Of one sent before what it showed was kept, the values are known.
            TemplateContent template => Lines([template.Header?.Text, .. (template.Body ?? []).Select(p => p.Text)]),
            InteractiveContent interactive => Lines([
                interactive.Header,
                interactive.Body,
                interactive.Footer,
                .. (interactive.Buttons ?? []).Select(b => b.Title),
                interactive.List?.Button,
                .. (interactive.List?.Sections ?? []).SelectMany(s => s.Rows.SelectMany(r => new[] { r.Title, r.Description }).Prepend(s.Title)),
                interactive.Link?.Title,
            ]),
            LocationContent place => Lines(place.Name, place.Address),
            ContactsContent contacts => Lines([.. contacts.Contacts.SelectMany(c => new[] { c.FormattedName, c.Organization })]),
            _ => null,
        };

    public static string? Of(string kind, InboundContent content) => kind == "reaction" ? null : Lines(content.Text, content.Media?.FileName);

    private static string? Lines(params ReadOnlySpan<string?> lines)
    {
        var said = new List<string>();
        foreach (var line in lines)
            if (!string.IsNullOrWhiteSpace(line))
                said.Add(line);
        return said.Count == 0 ? null : string.Join('\n', said);
    }
}

using System.Text.Json;
using CleanApp.Domain.Channels;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

internal static class InteractiveJson
{
    public static void Write(Utf8JsonWriter json, InteractiveContent content)
    {
        json.WriteString(
            "type"u8,
            content switch
            {
                { Buttons: not null } => "button"u8,
                { List: not null } => "list"u8,
                { Link: not null } => "cta_url"u8,
                _ => throw new MessageNotSendableException("content_unknown"),
            }
        );
        if (!string.IsNullOrEmpty(content.Header))
        {
            json.WriteStartObject("header"u8);
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, content.Header);
            json.WriteEndObject();
        }
        Line(json, "body"u8, content.Body);
        Line(json, "footer"u8, content.Footer);
        json.WriteStartObject("action"u8);
        if (content.Buttons is { } buttons)
            Buttons(json, buttons);
        else if (content.List is { } list)
            List(json, list);
        else if (content.Link is { } link)
            Link(json, link);
        json.WriteEndObject();
    }

    private static void Buttons(Utf8JsonWriter json, IReadOnlyList<ReplyButton> buttons)
    {
        json.WriteStartArray("buttons"u8);
        foreach (var button in buttons)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "reply"u8);
            json.WriteStartObject("reply"u8);
            json.WriteString("id"u8, button.Id);
            json.WriteString("title"u8, button.Title);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void List(Utf8JsonWriter json, OptionList list)
    {
        json.WriteString("button"u8, list.Button);
        json.WriteStartArray("sections"u8);
        foreach (var section in list.Sections)
        {
            json.WriteStartObject();
            MessageJson.WriteIf(json, "title"u8, section.Title);
            json.WriteStartArray("rows"u8);
            foreach (var row in section.Rows)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, row.Id);
                json.WriteString("title"u8, row.Title);
                MessageJson.WriteIf(json, "description"u8, row.Description);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Link(Utf8JsonWriter json, LinkButton link)
    {
        json.WriteString("name"u8, "cta_url"u8);
        json.WriteStartObject("parameters"u8);
        json.WriteString("display_text"u8, link.Title);
        json.WriteString("url"u8, link.Url);
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        json.WriteStartObject(name);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }
}

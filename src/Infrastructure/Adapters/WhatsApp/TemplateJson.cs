using System.Globalization;
using System.Text.Json;
using CleanApp.Application.Channels.Provider;
using CleanApp.Domain.Channels;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

internal static class TemplateJson
{
    public static void Write(Utf8JsonWriter json, TemplateContent template)
    {
        json.WriteString("name"u8, template.Name);
        json.WriteStartObject("language"u8);
        json.WriteString("code"u8, template.Language);
        json.WriteEndObject();
        var body = template.Body is { Count: > 0 } ? template.Body : null;
        var buttons = template.Buttons is { Count: > 0 } ? template.Buttons : null;
        if (template.Header is null && body is null && buttons is null)
            return;
        json.WriteStartArray("components"u8);
        if (template.Header is { } header)
        {
            StartComponent(json, "header"u8);
            Header(json, header);
            EndComponent(json);
        }
        if (body is not null)
        {
            StartComponent(json, "body"u8);
            foreach (var parameter in body)
                Parameter(json, parameter);
            EndComponent(json);
        }
        foreach (var button in buttons ?? [])
            Button(json, button);
        json.WriteEndArray();
    }

    private static void Header(Utf8JsonWriter json, TemplateHeader header)
    {
        json.WriteStartObject();
        if (header.Media is { } media)
        {
            var word = MessageJson.WordOf(media);
            json.WriteString("type"u8, word);
            json.WriteStartObject(word);
            json.WriteString("link"u8, header.Link ?? throw new MessageNotSendableException("no_file"));
            MessageJson.WriteIf(json, "filename"u8, header.FileName);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type"u8, "text"u8);
            MessageJson.WriteIf(json, "parameter_name"u8, header.Name);
            json.WriteString("text"u8, header.Text);
        }
        json.WriteEndObject();
    }

    private static void Parameter(Utf8JsonWriter json, TemplateParameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        MessageJson.WriteIf(json, "parameter_name"u8, parameter.Name);
        json.WriteString("text"u8, parameter.Text);
        json.WriteEndObject();
    }

    private static void Button(Utf8JsonWriter json, TemplateButton button)
    {
        var (subType, type) = button.Kind switch
        {
            TemplateButtonKind.Url => ("url", "text"),
            TemplateButtonKind.QuickReply => ("quick_reply", "payload"),
            TemplateButtonKind.CopyCode => ("copy_code", "coupon_code"),
            _ => throw new MessageNotSendableException("content_unknown"),
        };
        json.WriteStartObject();
        json.WriteString("type"u8, "button"u8);
        json.WriteString("sub_type"u8, subType);
        json.WriteString("index"u8, button.Index.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("parameters"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString(type, button.Text);
        json.WriteEndObject();
        EndComponent(json);
    }

    private static void StartComponent(Utf8JsonWriter json, ReadOnlySpan<byte> type)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteStartArray("parameters"u8);
    }

    private static void EndComponent(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

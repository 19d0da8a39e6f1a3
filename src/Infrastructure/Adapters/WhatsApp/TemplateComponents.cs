using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Application.Channels.Provider;
using CleanApp.Domain.Channels;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>The components of a template as <c>GET /{waba}/message_templates</c> gives them.</summary>
internal sealed class TemplateComponents : IWhatsAppTemplates
{
    /// <summary>Of an authentication template whose text is Meta's own and not in the answer: it has the code in it.</summary>
    private const string CodeAlone = "{{1}}";

    private static readonly Dictionary<string, string> None = [];

    public TemplateShape Read(string components, bool hasNamedParameters)
    {
        using var document = Parse(components);
        var (header, body, footer) = ((TemplateHeaderShape?)null, TemplateText.Of("", hasNamedParameters, None), (string?)null);
        var buttons = new List<TemplateButtonShape>();
        var sendable = true;
        foreach (var component in document.RootElement.Items())
            switch (component.Word("type"))
            {
                case "header":
                    header = Header(component, hasNamedParameters);
                    sendable &= header.Kind != TemplateHeaderKind.Other;
                    break;
                case "body":
                    body = Body(component, hasNamedParameters);
                    break;
                case "footer":
                    footer = component.Text("text");
                    break;
                case "buttons":
                    foreach (var button in component.Member("buttons").Items())
                    {
                        // A form, and a list of products, go only with values of their own.
                        sendable &= button.Word("type") is not ("flow" or "mpm");
                        buttons.Add(Button(button));
                    }
                    break;
                default:
                    sendable = false;
                    break;
            }
        return new TemplateShape(header, body, footer, buttons, sendable);
    }

    public string Change(string components, TemplateTexts texts)
    {
        if (AsArray(components) is not { } parts)
            return components;
        foreach (var part in parts.OfType<JsonObject>())
        {
            var text = Word(part, "type") switch
            {
                "header" when Word(part, "format") == "text" => texts.Header,
                "body" => texts.Body,
                "footer" => texts.Footer,
                _ => null,
            };
            if (text is not null)
                part["text"] = text;
        }
        return parts.ToJsonString();
    }

    private static TemplateHeaderShape Header(JsonElement header, bool named) =>
        header.Word("format") switch
        {
            "text" or null => new(TemplateHeaderKind.Text, TemplateText.Of(header.Text("text") ?? "", named, Examples(header, "header_text"))),
            "image" => new(TemplateHeaderKind.Image),
            "video" or "gif" => new(TemplateHeaderKind.Video),
            "document" => new(TemplateHeaderKind.Document),
            _ => new(TemplateHeaderKind.Other),
        };

    private static TemplateText Body(JsonElement body, bool named) =>
        TemplateText.Of(body.Text("text") ?? (body.Flag("add_security_recommendation") is null ? "" : CodeAlone), named, Examples(body, "body_text"));

    private static TemplateButtonShape Button(JsonElement button)
    {
        var text = button.Text("text");
        switch (button.Word("type"))
        {
            case "quick_reply":
                return new(text ?? "", TemplateButtonKind.QuickReply);
            case "copy_code":
                return new(text ?? "", TemplateButtonKind.CopyCode, Needed: true, Sample: Example(button));
            // Sent as a button with an address, whatever it does with the code.
            case "otp":
                return new(text ?? "", TemplateButtonKind.Url, Needed: true);
            case "url":
                // The place is at its end and counted, in templates with names as well.
                var url = TemplateText.Of(button.Text("url") ?? "", named: false, None);
                return url.Places.Count == 0
                    ? new(text ?? "", Url: url.Text)
                    : new(text ?? "", TemplateButtonKind.Url, Needed: true, url.Text, Sample: Ending(url.Text, Example(button)));
            case "phone_number":
                return new(text ?? "", Phone: button.Text("phone_number"));
            default:
                return new(text ?? "");
        }
    }

    /// <summary>Meta was shown the whole address; a message gives its end.</summary>
    private static string? Ending(string url, string? example)
    {
        var start = url.IndexOf("{{", StringComparison.Ordinal);
        return example is not null && start > 0 && example.Length > start && example.StartsWith(url[..start], StringComparison.Ordinal)
            ? example[start..]
            : null;
    }

    private static string? Example(JsonElement button) => button.Text("example") ?? button.Member("example").First().Text();

    /// <summary>By name, or by number from 1; a body's are in a list of lists.</summary>
    private static Dictionary<string, string> Examples(JsonElement component, string member)
    {
        var examples = new Dictionary<string, string>();
        var given = component.Member("example");
        foreach (var named in given.Member($"{member}_named_params").Items())
            if (named.Text("param_name") is { } name && named.Text("example") is { } example)
                examples[name] = example;
        var list = given.Member(member);
        var number = 0;
        foreach (var counted in (list.First().ValueKind == JsonValueKind.Array ? list.First() : list).Items())
        {
            number++;
            if (counted.Text() is { } example)
                examples[number.ToString(System.Globalization.CultureInfo.InvariantCulture)] = example;
        }
        return examples;
    }

    private static JsonDocument Parse(string components)
    {
        try
        {
            return JsonDocument.Parse(components);
        }
        catch (JsonException)
        {
            return JsonDocument.Parse("[]");
        }
    }

    private static JsonArray? AsArray(string components)
    {
        try
        {
            return JsonNode.Parse(components) as JsonArray;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Word(JsonObject part, string name) =>
        part[name] is JsonValue value && value.TryGetValue<string>(out var word) ? word.ToLowerInvariant() : null;
}

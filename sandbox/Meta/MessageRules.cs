using System.Text.Json;

namespace CleanApp.Sandbox.Meta;

/// <param name="Content">The member named by the type.</param>
/// <param name="To">Digits with the country code, or null when sent to a BSUID.</param>
/// <param name="Input">What the sender wrote, as the answer repeats it.</param>
internal sealed record SendRequest(string Type, JsonElement Content, string? To, string? UserId, string Input, string? Quoted, string? Callback);

/// <summary>What Meta checks before it accepts a message. What it finds out only later (media, reactions, the window) is not here.</summary>
internal static class MessageRules
{
    private static readonly HashSet<string> Types =
    [
        "text",
        "image",
        "audio",
        "video",
        "document",
        "sticker",
        "location",
        "contacts",
        "reaction",
        "interactive",
        "template",
    ];

    public static SendRequest Check(JsonElement body, MetaNumber number)
    {
        if (body.ValueKind != JsonValueKind.Object || Text(body, "messaging_product") is not { } product)
            throw new GraphException(100, message: "(#100) The parameter messaging_product is required.");
        if (product != "whatsapp")
            throw new GraphException(100, "messaging_product must be whatsapp");
        if (Text(body, "recipient_type") is { } kind && kind != "individual")
            throw new GraphException(100, "recipient_type must be individual: this number is in no group");
        var (to, userId, input) = Recipient(body, number);
        var type = Text(body, "type") ?? "text";
        if (!Types.Contains(type))
            throw new GraphException(100, message: $"(#100) Param type must be one of {{{string.Join(", ", Types)}}} - got \"{type}\".");
        if (Member(body, type) is not { } content)
            throw new GraphException(131008, $"Required parameter '{type}' is missing");
        CheckContent(type, content);

        string? quoted = null;
        if (Member(body, "context") is { } context)
            quoted = Text(context, "message_id") ?? throw new GraphException(131008, "context.message_id is required");
        var callback = Member(body, "biz_opaque_callback_data") is null
            ? null
            : Required(body, "biz_opaque_callback_data", 512, "biz_opaque_callback_data");
        return new SendRequest(type, content, to, userId, input, quoted, callback);
    }

    public static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? member
            : null;

    public static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    public static string Required(JsonElement parent, string name, int most, string path, int code = 100)
    {
        if (Member(parent, name) is not { } member)
            throw new GraphException(131008, $"Required parameter '{path}' is missing");
        if (member.ValueKind != JsonValueKind.String)
            throw new GraphException(100, message: $"(#100) Param {path} must be a string.");
        var text = member.GetString()!;
        if (text.Length == 0)
            throw new GraphException(code == 100 ? 131008 : code, $"Parameter '{path}' must not be empty");
        if (text.Length > most)
            throw TooLong(path, most, code);
        return text;
    }

    public static void Optional(JsonElement parent, string name, int most, string path, int code = 100)
    {
        if (Member(parent, name) is { } member && (member.ValueKind != JsonValueKind.String || member.GetString()!.Length > most))
            throw TooLong(path, most, code);
    }

    public static GraphException TooLong(string path, int most, int code) =>
        code == 100
            ? new GraphException(100, message: $"(#100) Param {path} must be at most {most} characters long.")
            : new GraphException(code, $"{path} length invalid. Min length: 1, Max length: {most}");

    private static (string? To, string? UserId, string Input) Recipient(JsonElement body, MetaNumber number)
    {
        if (Text(body, "to") is not { Length: > 0 } typed)
        {
            if (Text(body, "recipient") is not { Length: > 0 } userId)
                throw new GraphException(100, message: "(#100) The parameter to is required.");
            return userId.Length > 3 && userId[2] == '.'
                ? (null, userId, userId)
                : throw new GraphException(131009, "recipient is not a valid user id");
        }

        var digits = Phones.Digits(typed) ?? throw new GraphException(131009, "Recipient is not a valid phone number");
        // Without a plus Meta may take a number for a national one of the business' country.
        if (typed[0] != '+' && digits.Length <= 11 && number.Digits.StartsWith("55", StringComparison.Ordinal))
            digits = "55" + digits;
        digits = Phones.Canonical(digits);
        return digits != Phones.Canonical(number.Digits)
            ? (digits, null, typed)
            : throw new GraphException(131021, "Recipient and sender are the same");
    }

    private static void CheckContent(string type, JsonElement content)
    {
        if (content.ValueKind != (type == "contacts" ? JsonValueKind.Array : JsonValueKind.Object))
            throw new GraphException(100, message: $"(#100) Param {type} must be {(type == "contacts" ? "an array" : "a JSON object")}.");
        switch (type)
        {
            case "text":
                Required(content, "body", 4096, "text['body']");
                break;
            case "image" or "video" or "document" or "audio" or "sticker":
                CheckMedia(type, content);
                break;
            case "location":
                Coordinate(content, "latitude", 90);
                Coordinate(content, "longitude", 180);
                break;
            case "contacts":
                CheckContacts(content);
                break;
            case "reaction":
                Required(content, "message_id", 1024, "reaction['message_id']");
                if (Member(content, "emoji") is not { ValueKind: JsonValueKind.String })
                    throw new GraphException(131008, "Required parameter 'reaction.emoji' is missing");
                break;
            case "interactive":
                InteractiveRules.Check(content);
                break;
        }
    }

    public static void CheckMedia(string type, JsonElement media)
    {
        var id = Text(media, "id");
        var link = Text(media, "link");
        if (id is null == link is null)
            throw new GraphException(100, message: $"(#100) Param {type} must have exactly one of {{id, link}}.");
        if (link is not null && !(Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            throw new GraphException(131009, $"{type}.link is not a valid address");
        if (type is "audio" or "sticker" && Member(media, "caption") is not null)
            throw new GraphException(100, message: $"(#100) Unexpected key \"caption\" on param \"{type}\".");
        Optional(media, "caption", 1024, $"{type}['caption']");
        Optional(media, "filename", 240, $"{type}['filename']");
    }

    private static void Coordinate(JsonElement location, string name, int most)
    {
        if (Member(location, name) is not { } member)
            throw new GraphException(131008, $"Required parameter 'location.{name}' is missing");
        var text = member.ValueKind == JsonValueKind.String ? member.GetString() : member.GetRawText();
        var style = System.Globalization.NumberStyles.Float;
        if (!double.TryParse(text, style, System.Globalization.CultureInfo.InvariantCulture, out var degrees) || Math.Abs(degrees) > most)
            throw new GraphException(131009, $"location.{name} is not valid");
    }

    private static void CheckContacts(JsonElement contacts)
    {
        if (contacts.GetArrayLength() is 0 or > 257)
            throw new GraphException(131009, "contacts must have from 1 to 257 elements");
        foreach (var contact in contacts.EnumerateArray())
        {
            if (Member(contact, "name") is not { } name)
                throw new GraphException(131008, "Required parameter 'contacts.name' is missing");
            Required(name, "formatted_name", 1024, "contacts.name.formatted_name");
        }
    }
}

internal static class InteractiveRules
{
    private const int Invalid = 131009;

    public static void Check(JsonElement interactive)
    {
        var type = MessageRules.Text(interactive, "type") ?? throw new GraphException(131008, "Required parameter 'interactive.type' is missing");
        if (type is not ("button" or "list" or "cta_url"))
            throw new GraphException(100, $"interactive.type {type} is not known to this sandbox; it knows button, list and cta_url");
        if (MessageRules.Member(interactive, "action") is not { } action)
            throw new GraphException(131008, "Required parameter 'interactive.action' is missing");
        if (MessageRules.Member(interactive, "body") is not { } body)
            throw new GraphException(131008, "Required parameter 'interactive.body' is missing");
        MessageRules.Required(body, "text", type == "list" ? 4096 : 1024, "Body text", Invalid);
        if (MessageRules.Member(interactive, "footer") is { } footer)
            MessageRules.Required(footer, "text", 60, "Footer text", Invalid);
        if (MessageRules.Member(interactive, "header") is { } header)
            CheckHeader(type, header);
        if (type == "button")
            CheckButtons(action);
        else if (type == "list")
            CheckList(action);
        else
            CheckLink(action);
    }

    private static void CheckHeader(string type, JsonElement header)
    {
        var kind = MessageRules.Text(header, "type") ?? throw new GraphException(131008, "Required parameter 'interactive.header.type' is missing");
        if (kind == "text")
            MessageRules.Required(header, "text", 60, "Header text", Invalid);
        else if (type == "list" || kind is not ("image" or "video" or "document"))
            throw new GraphException(Invalid, $"Header type {kind} is not allowed here");
        else if (MessageRules.Member(header, kind) is { } media)
            MessageRules.CheckMedia(kind, media);
        else
            throw new GraphException(131008, $"Required parameter 'interactive.header.{kind}' is missing");
    }

    private static void CheckButtons(JsonElement action)
    {
        var buttons = Array(action, "buttons");
        if (buttons.Count is 0 or > 3)
            throw new GraphException(Invalid, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3");
        HashSet<string> ids = [],
            titles = [];
        foreach (var button in buttons)
        {
            if (MessageRules.Text(button, "type") != "reply" || MessageRules.Member(button, "reply") is not { } reply)
                throw new GraphException(131008, "A button needs type reply and reply");
            var isNew = ids.Add(MessageRules.Required(reply, "id", 256, "Button id", Invalid));
            if (!isNew || !titles.Add(MessageRules.Required(reply, "title", 20, "Button title", Invalid)))
                throw new GraphException(Invalid, "Duplicated button id or title");
        }
    }

    private static void CheckList(JsonElement action)
    {
        MessageRules.Required(action, "button", 20, "Button label", Invalid);
        var sections = Array(action, "sections");
        if (sections.Count is 0 or > 10)
            throw new GraphException(Invalid, "Invalid sections count. Min allowed sections: 1, Max allowed sections: 10");
        HashSet<string> ids = [];
        foreach (var section in sections)
        {
            if (sections.Count > 1)
                MessageRules.Required(section, "title", 24, "Section title", Invalid);
            else
                MessageRules.Optional(section, "title", 24, "Section title", Invalid);
            var rows = Array(section, "rows");
            if (rows.Count == 0)
                throw new GraphException(Invalid, "A section needs at least one row");
            foreach (var row in rows)
            {
                if (!ids.Add(MessageRules.Required(row, "id", 200, "Row id", Invalid)))
                    throw new GraphException(Invalid, "Duplicated row id");
                MessageRules.Required(row, "title", 24, "Row title", Invalid);
                MessageRules.Optional(row, "description", 72, "Row description", Invalid);
            }
        }
        if (ids.Count > 10)
            throw new GraphException(Invalid, "Total row count exceed max allowed count: 10");
    }

    private static void CheckLink(JsonElement action)
    {
        if (MessageRules.Text(action, "name") != "cta_url" || MessageRules.Member(action, "parameters") is not { } parameters)
            throw new GraphException(131008, "cta_url needs action.name cta_url and action.parameters");
        MessageRules.Required(parameters, "display_text", 20, "Display text", Invalid);
        var url = MessageRules.Required(parameters, "url", 2000, "url", Invalid);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new GraphException(Invalid, "url is not a valid address");
    }

    private static List<JsonElement> Array(JsonElement parent, string name) =>
        MessageRules.Member(parent, name) is { ValueKind: JsonValueKind.Array } array
            ? [.. array.EnumerateArray()]
            : throw new GraphException(131008, $"Required parameter '{name}' is missing");
}

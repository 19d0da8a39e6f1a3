using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CleanApp.Sandbox.Meta;

/// <summary>A message template as a business account keeps it, and what a send must bring for it.</summary>
internal sealed partial class Template
{
    private readonly JsonObject _json;
    private readonly string[] _header;
    private readonly string[] _body;
    private readonly List<(string Type, bool NeedsParameter)> _buttons = [];

    public Template(JsonObject json)
    {
        _json = json;
        var header = Component("HEADER");
        HeaderFormat = Text(header, "format");
        _header = Placeholders(Text(header, "text"));
        _body = Placeholders(Text(Component("BODY"), "text"));
        foreach (var button in Component("BUTTONS")?["buttons"] as JsonArray ?? [])
        {
            var type = Text(button, "type") ?? "";
            _buttons.Add((type, type is "COPY_CODE" or "OTP" || Placeholders(Text(button, "url")).Length > 0));
        }
    }

    public string Id => Text(_json, "id")!;
    public string Name => Text(_json, "name")!;
    public string Language => Text(_json, "language")!;
    public string Category => Text(_json, "category")!;
    public string Status => Text(_json, "status")!;
    public string? Quality => Text(_json["quality_score"], "score");
    public bool Named => Text(_json, "parameter_format") == "NAMED";
    public string? HeaderFormat { get; }
    public JsonObject Json => _json;

    /// <summary>Refuses what does not fit, with Meta's three codes for it.</summary>
    public void Check(JsonElement content)
    {
        if (Status is not "APPROVED")
            throw new GraphException(
                Status switch
                {
                    "PAUSED" => 132015,
                    "DISABLED" => 132016,
                    _ => 132001,
                },
                $"template name ({Name}) is {Status}"
            );
        List<JsonElement> components = MessageRules.Member(content, "components") is { ValueKind: JsonValueKind.Array } given
            ? [.. given.EnumerateArray()]
            : [];
        foreach (var component in components)
            if (MessageRules.Text(component, "type")?.ToLowerInvariant() is not ("header" or "body" or "button"))
                throw new GraphException(100, "A component's type is header, body or button");

        var header = Parameters(components.Find(c => Is(c, "header")));
        if (HeaderFormat is "IMAGE" or "VIDEO" or "DOCUMENT" or "LOCATION")
            CheckMediaHeader(header, HeaderFormat.ToLowerInvariant());
        else
            CheckTexts("header", _header, header);
        CheckTexts("body", _body, Parameters(components.Find(c => Is(c, "body"))));
        CheckButtons(components);
    }

    private static bool Is(JsonElement component, string type) =>
        component.ValueKind == JsonValueKind.Object && string.Equals(MessageRules.Text(component, "type"), type, StringComparison.OrdinalIgnoreCase);

    private static List<JsonElement> Parameters(JsonElement component) =>
        MessageRules.Member(component, "parameters") is { ValueKind: JsonValueKind.Array } given ? [.. given.EnumerateArray()] : [];

    private static void CheckMediaHeader(List<JsonElement> parameters, string kind)
    {
        if (parameters.Count != 1)
            throw new GraphException(132012, $"header: Format mismatch, expected {kind.ToUpperInvariant()}, received UNKNOWN");
        var type = MessageRules.Text(parameters[0], "type");
        if (type != kind || MessageRules.Member(parameters[0], kind) is not { } media)
            throw new GraphException(132012, $"header: Format mismatch, expected {kind.ToUpperInvariant()}, received {type?.ToUpperInvariant()}");
        if (kind != "location")
            MessageRules.CheckMedia(kind, media);
    }

    private void CheckTexts(string component, string[] expected, List<JsonElement> parameters)
    {
        if (parameters.Count != expected.Length)
            throw new GraphException(
                132000,
                $"{component}: number of localizable_params ({parameters.Count}) does not match the expected number of params ({expected.Length})"
            );
        HashSet<string> names = [];
        foreach (var parameter in parameters)
        {
            if (MessageRules.Text(parameter, "type") is not ("text" or "currency" or "date_time"))
                throw new GraphException(132012, $"{component}: a parameter's type is text, currency or date_time");
            if (MessageRules.Text(parameter, "type") == "text" && MessageRules.Text(parameter, "text") is not { Length: > 0 })
                throw new GraphException(131008, $"{component}: a text parameter needs its text");
            var name = MessageRules.Text(parameter, "parameter_name");
            if (Named ? name is null || !expected.Contains(name) || !names.Add(name) : name is not null)
                throw new GraphException(
                    Named && name is not null ? 132012 : 100,
                    Named ? $"{component}: Parameter name is missing or unknown" : $"{component}: this template has positional parameters"
                );
        }
    }

    private void CheckButtons(List<JsonElement> components)
    {
        HashSet<int> seen = [];
        foreach (var component in components.Where(c => Is(c, "button")))
        {
            var raw = MessageRules.Member(component, "index");
            var text = raw is { ValueKind: JsonValueKind.Number } ? raw.Value.GetRawText() : MessageRules.Text(component, "index");
            if (!int.TryParse(text, out var index) || index < 0 || index >= _buttons.Count || !seen.Add(index))
                throw new GraphException(132012, $"buttons: Button at index {text} of the template does not exist");
            var subType = MessageRules.Text(component, "sub_type")?.ToLowerInvariant();
            var fits = _buttons[index].Type switch
            {
                "QUICK_REPLY" => subType == "quick_reply",
                "COPY_CODE" => subType == "copy_code",
                "URL" or "OTP" => subType == "url",
                _ => false,
            };
            if (!fits)
                throw new GraphException(132012, $"buttons: Button at index {index} is a {_buttons[index].Type}, not a {subType}");
            if (_buttons[index].NeedsParameter && Parameters(component).Count != 1)
                throw new GraphException(132000, $"buttons: Button at index {index} requires exactly one parameter");
        }
        var missing = _buttons.FindIndex(b => b.NeedsParameter);
        if (missing >= 0 && _buttons.Select((b, i) => (b, i)).Any(b => b.b.NeedsParameter && !seen.Contains(b.i)))
            throw new GraphException(131008, $"buttons: Button at index {missing} of type {_buttons[missing].Type} requires a parameter");
    }

    internal JsonObject? Component(string type) =>
        (_json["components"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(c => Text(c, "type") == type);

    internal static string? Text(JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static string[] Placeholders(string? text) =>
        text is null ? [] : [.. Placeholder().Matches(text).Select(m => m.Groups[1].Value).Distinct()];

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    internal static partial Regex Placeholder();
}

/// <summary>The templates of every business account.</summary>
internal sealed class TemplateBook
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<(string Name, string Language), Template>> _books = new();

    public Template? Find(string wabaId, string name, string language) => Book(wabaId).GetValueOrDefault((name, language));

    public List<Template> All(string wabaId) =>
        [.. Book(wabaId).Values.OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Language, StringComparer.Ordinal)];

    public void Put(string wabaId, JsonObject json)
    {
        var template = new Template(json);
        Book(wabaId)[(template.Name, template.Language)] = template;
    }

    public bool Remove(string wabaId, string name, string language) => Book(wabaId).TryRemove((name, language), out _);

    /// <summary>The same in every run, so that a page or a script may keep it.</summary>
    public static string NewId(string wabaId, string name, string language)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{wabaId}/{name}/{language}"));
        return (1_000_000_000_000_000 + (BitConverter.ToUInt64(hash) % 8_000_000_000_000_000)).ToString(
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    private ConcurrentDictionary<(string, string), Template> Book(string wabaId) =>
        _books.GetOrAdd(
            wabaId,
            static waba =>
            {
                var book = new ConcurrentDictionary<(string, string), Template>();
                foreach (var seed in JsonNode.Parse(TemplateSeeds.Json)!.AsArray())
                {
                    var json = seed!.DeepClone().AsObject();
                    json["id"] = NewId(waba, Template.Text(json, "name")!, Template.Text(json, "language")!);
                    var template = new Template(json);
                    book[(template.Name, template.Language)] = template;
                }
                return book;
            }
        );
}

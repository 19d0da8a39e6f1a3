using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Sandbox.Psp;

namespace CleanApp.Sandbox.Meta;

/// <summary>A chat as the customer's phone shows it.</summary>
internal sealed class ChatView(TemplateBook templates, MetaStore store, TimeProvider clock)
{
    public static JsonObject Describe(MetaNumber number) =>
        new()
        {
            ["phoneNumberId"] = number.Id,
            ["settings"] = JsonSerializer.SerializeToNode(number.Settings, PspEndpoints.Json),
            ["subscribed"] = number.Subscribed,
            ["counts"] = JsonSerializer.SerializeToNode(number.Counts.Show(), PspEndpoints.Json),
        };

    public JsonObject Describe(Customer customer)
    {
        var last = customer.Lines().LastOrDefault(IsBubble);
        return new JsonObject
        {
            ["key"] = customer.Key,
            ["phone"] = customer.Phone,
            ["waId"] = customer.WaId,
            ["userId"] = customer.UserId,
            ["name"] = customer.Name,
            ["username"] = customer.Username,
            ["undeliverable"] = customer.Undeliverable,
            ["windowOpen"] = customer.WindowOpen(clock.GetUtcNow()),
            ["windowUntil"] = customer.WindowUntil() is { } until ? Wire.Time(until) : null,
            ["unread"] = customer.Lines().Count(m => !m.FromCustomer && m.Status is not ("read" or "played" or "failed") && IsBubble(m)),
            ["lastAt"] = last is null ? null : Wire.Time(last.At),
            ["version"] = customer.Version,
        };
    }

    public JsonObject Chat(Customer customer, int limit)
    {
        // Before the lines: what comes while they are read is then seen as a change the next time.
        var version = customer.Version;
        return new JsonObject
        {
            ["version"] = version,
            ["typing"] = customer.TypingUntil > clock.GetUtcNow(),
            ["customer"] = Describe(customer),
            ["items"] = new JsonArray([.. customer.Lines().Where(IsBubble).TakeLast(limit).Select(Line)]),
        };
    }

    private static bool IsBubble(MetaMessage line) => line.Type is not ("reaction" or "edit" or "revoke");

    private JsonObject Line(MetaMessage line)
    {
        var content = line.Content.Length > 0 ? JsonNode.Parse(line.Content) : null;
        var shown = new JsonObject
        {
            ["wamid"] = line.Wamid,
            ["fromCustomer"] = line.FromCustomer,
            ["type"] = line.Type,
            ["at"] = Wire.Time(line.At),
            ["status"] = line.Status,
            ["quoted"] = line.QuotedWamid,
            ["customerReaction"] = line.CustomerReaction,
            ["businessReaction"] = line.BusinessReaction,
            ["revoked"] = line.Revoked,
        };
        if (!line.Revoked)
            shown["content"] = line.Type == "template" ? Rendered(line, content as JsonObject ?? []) : content;
        return shown;
    }

    /// <summary>A template with its parameters filled in, as only the person sees it.</summary>
    private JsonObject Rendered(MetaMessage line, JsonObject content)
    {
        var name = Template.Text(content, "name") ?? "";
        var language = Template.Text(content["language"], "code") ?? "";
        var shown = new JsonObject { ["template"] = name, ["language"] = language };
        if (store.Find(line.NumberId) is not { } number || templates.Find(number.Settings.WabaId, name, language) is not { } template)
            return shown;
        var sent = (content["components"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var header = Parameters(sent, "header");
        if (template.HeaderFormat is "TEXT")
            shown["header"] = new JsonObject { ["type"] = "text", ["text"] = Fill(Template.Text(template.Component("HEADER"), "text"), header) };
        else if (header.FirstOrDefault() is { } media)
            shown["header"] = media.DeepClone();
        shown["body"] = Fill(Template.Text(template.Component("BODY"), "text"), Parameters(sent, "body"));
        shown["footer"] = Template.Text(template.Component("FOOTER"), "text");
        var buttons = new JsonArray();
        foreach (var (button, index) in (template.Component("BUTTONS")?["buttons"] as JsonArray ?? []).Select((b, i) => (b!.AsObject(), i)))
        {
            var given = sent.Find(c =>
                Is(c, "button") && c["index"]?.ToString() == index.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
            var parameter = (given?["parameters"] as JsonArray)?.FirstOrDefault();
            var url = Template.Text(button, "url");
            buttons.Add(
                new JsonObject
                {
                    ["type"] = Template.Text(button, "type"),
                    ["text"] = Template.Text(button, "text") ?? "Copiar código",
                    ["url"] = url is null ? null : Template.Placeholder().Replace(url, Template.Text(parameter, "text") ?? ""),
                    // Without a payload of its own a quick reply answers with its label.
                    ["payload"] = Template.Text(parameter, "payload") ?? Template.Text(button, "text"),
                }
            );
        }
        shown["buttons"] = buttons;
        return shown;
    }

    private static List<JsonObject> Parameters(List<JsonObject> components, string type) =>
        [.. (components.Find(c => Is(c, type))?["parameters"] as JsonArray ?? []).OfType<JsonObject>()];

    private static bool Is(JsonObject component, string type) =>
        string.Equals(Template.Text(component, "type"), type, StringComparison.OrdinalIgnoreCase);

    private static string Fill(string? text, List<JsonObject> parameters)
    {
        var next = 0;
        return Template
            .Placeholder()
            .Replace(
                text ?? "",
                hole =>
                {
                    var named = parameters.Find(p => Template.Text(p, "parameter_name") == hole.Groups[1].Value);
                    var parameter = named ?? (next < parameters.Count ? parameters[next] : null);
                    next++;
                    return Template.Text(parameter, "text")
                        ?? Template.Text(parameter?["currency"], "fallback_value")
                        ?? Template.Text(parameter?["date_time"], "fallback_value")
                        ?? hole.Value;
                }
            );
    }
}

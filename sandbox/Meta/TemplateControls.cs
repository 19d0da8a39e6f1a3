using System.Globalization;
using System.Text.Json.Nodes;
using CleanApp.Sandbox.Controls;
using CleanApp.Sandbox.Psp;

namespace CleanApp.Sandbox.Meta;

/// <summary>What an account's owner and Meta's reviewers do to templates, with the webhooks that tell of it.</summary>
internal static class TemplateControls
{
    private static readonly string[] Known = ["language", "category", "status", "parameter_format", "components", "reason", "quality", "silent"];

    public static void MapTemplateControls(this IEndpointRouteBuilder app)
    {
        var templates = app.MapGroup("/sandbox/meta/wabas/{wabaId}/templates");
        templates.MapPut("/{name}", PutTemplate);
        // As in the WhatsApp Manager: gone from the list, and nobody is told.
        templates.MapDelete(
            "/{name}",
            (TemplateBook book, string wabaId, string name, string? language) =>
                book.Remove(wabaId, name, language ?? "pt_BR")
                    ? Results.NoContent()
                    : ControlJson.Problem(404, "sandbox.meta.template_not_found", $"There is no template {name}.")
        );
    }

    private static async Task<IResult> PutTemplate(
        HttpContext http,
        MetaStore store,
        TemplateBook templates,
        MetaWebhooks webhooks,
        string wabaId,
        string name
    )
    {
        if (await ControlJson.ReadAsync(http.Request) is not { } change)
            return MetaControls.Invalid("The body is an object.");
        var language = ChargeRequest.Text(change["language"]) ?? "pt_BR";
        if (change.Select(c => c.Key).FirstOrDefault(c => !Known.Contains(c)) is { } unknown)
            return MetaControls.Invalid($"{unknown} is not known; a template has {string.Join(", ", Known)}.");
        var before = templates.Find(wabaId, name, language);
        if (before is null && change["components"] is not JsonArray)
            return MetaControls.Invalid($"There is no template {name} in {language}; a new one needs components.");

        var json =
            before?.Json.DeepClone().AsObject()
            ?? new JsonObject
            {
                ["name"] = name,
                ["language"] = language,
                ["category"] = "UTILITY",
                ["status"] = "APPROVED",
                ["parameter_format"] = "POSITIONAL",
                ["id"] = TemplateBook.NewId(wabaId, name, language),
            };
        foreach (var (member, value) in change.Where(c => c.Key is not ("reason" or "quality" or "silent")))
            json[member] = value?.DeepClone();
        if (ChargeRequest.Text(change["quality"]) is { } quality)
            json["quality_score"] = new JsonObject { ["score"] = quality };
        var reason = ChargeRequest.Text(change["reason"]) ?? "NONE";
        if (change.ContainsKey("status"))
            json["rejected_reason"] = reason;
        templates.Put(wabaId, json);
        var after = templates.Find(wabaId, name, language)!;
        var told = store.OfWaba(wabaId).Find(n => n.Settings.WebhookUrl is not null);
        if (told is not null && before is not null && change["silent"]?.GetValueKind() != System.Text.Json.JsonValueKind.True)
            Tell(webhooks, told, before, after, reason);
        return MetaControls.Answer(after.Json.DeepClone());
    }

    private static void Tell(MetaWebhooks webhooks, MetaNumber number, Template before, Template after, string reason)
    {
        JsonObject Value(string first, string? text) =>
            new()
            {
                [first] = text,
                ["message_template_id"] = long.Parse(after.Id, CultureInfo.InvariantCulture),
                ["message_template_name"] = after.Name,
                ["message_template_language"] = after.Language,
            };

        void Send(string field, JsonObject value) =>
            webhooks.Send(
                number,
                new WebhookEvent
                {
                    Field = field,
                    Kind = "template",
                    Id = after.Id,
                    At = webhooks.Stamp(number),
                    Item = MetaBytes.Write(json => value.WriteTo(json)),
                }
            );

        if (before.Status != after.Status)
        {
            var value = Value("event", after.Status);
            value["reason"] = reason;
            value["message_template_category"] = after.Category;
            Send("message_template_status_update", value);
        }
        if (before.Category != after.Category)
        {
            var value = Value("previous_category", before.Category);
            value["new_category"] = after.Category;
            Send("template_category_update", value);
        }
        if (before.Quality != after.Quality)
        {
            var value = Value("previous_quality_score", before.Quality);
            value["new_quality_score"] = after.Quality;
            Send("message_template_quality_update", value);
        }
        if (before.Json["components"]!.ToJsonString() != after.Json["components"]!.ToJsonString())
            Send("message_template_components_update", Texts(Value("message_template_element", Text(after, "BODY")), after));
    }

    /// <summary>Less than the components are: no examples, no formats, not which kind of address.</summary>
    private static JsonObject Texts(JsonObject value, Template template)
    {
        if (Text(template, "HEADER") is { } title)
            value["message_template_title"] = title;
        if (Text(template, "FOOTER") is { } footer)
            value["message_template_footer"] = footer;
        if (template.Component("BUTTONS")?["buttons"] is JsonArray buttons)
            value["message_template_buttons"] = new JsonArray([
                .. buttons
                    .OfType<JsonObject>()
                    .Select(b => new JsonObject
                    {
                        ["message_template_button_type"] = b["type"]?.DeepClone(),
                        ["message_template_button_text"] = b["text"]?.DeepClone(),
                    }),
            ]);
        return value;
    }

    private static string? Text(Template template, string component) => Template.Text(template.Component(component), "text");
}

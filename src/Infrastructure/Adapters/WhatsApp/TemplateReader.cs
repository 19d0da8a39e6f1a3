using System.Text.Json;
using CleanApp.Application.Channels.Provider;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>What Meta did to a template.</summary>
internal static class TemplateReader
{
    /// <returns>Null when it does not say what changed, as of a category that will change later.</returns>
    public static TemplateChanged? Read(WebhookSource source, string field, JsonElement value)
    {
        var (kind, changed, reason) = field switch
        {
            "message_template_status_update" => ("status", value.Word("event"), Reason(value)),
            "message_template_quality_update" => ("quality", value.Word("new_quality_score"), null),
            "message_template_components_update" => ("components", null, null),
            _ => ("category", value.Word("new_category"), null),
        };
        if (!value.IsObject() || (changed is null && kind != "components"))
            return null;
        return new TemplateChanged(
            source.WabaId,
            source.PhoneNumberId,
            value.Raw(),
            value.Text("message_template_id"),
            value.Text("message_template_name"),
            value.Text("message_template_language"),
            kind,
            changed,
            reason,
            source.At,
            kind == "components"
                ? new TemplateTexts(
                    value.Text("message_template_title"),
                    value.Text("message_template_element"),
                    value.Text("message_template_footer")
                )
                : null
        );
    }

    /// <summary>The sentence if there is one; <c>NONE</c> is Meta's word for no reason.</summary>
    private static string? Reason(JsonElement value) =>
        value.Member("rejection_info").Text("reason")
        ?? value.Member("other_info").Text("description")
        ?? (value.Text("reason") is { } reason && !reason.Equals("NONE", StringComparison.OrdinalIgnoreCase) ? reason : null);
}

using System.Globalization;
using System.Text.Json;

namespace CleanApp.Sandbox.Meta;

/// <summary>Something to tell a number's webhook; its JSON is written once, however often and in whatever company it travels.</summary>
internal sealed class WebhookEvent
{
    public const string Messages = "messages";

    /// <summary>messages, or another field whose whole value the item is.</summary>
    public string Field { get; init; } = Messages;

    /// <summary>message, template or a status.</summary>
    public required string Kind { get; init; }

    public required string Id { get; init; }

    /// <summary>When it happened; of what concerns the account, since messages have times of their own.</summary>
    public DateTimeOffset? At { get; init; }
    public required byte[] Item { get; init; }
    public byte[]? Contact { get; init; }

    /// <summary>Runs after the first attempt, whatever came of it, or at once when the notification is dropped or held.</summary>
    public Action? Then { get; init; }
}

internal static class WebhookBodies
{
    public static byte[] Envelope(MetaNumber number, IReadOnlyList<WebhookEvent> events, MetaBatch? batch)
    {
        var json = MetaBytes.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("object", "whatsapp_business_account");
            writer.WriteStartArray("entry");
            var changes = events.Chunk(Math.Max(1, batch?.Items ?? int.MaxValue)).SelectMany(Changes).ToList();
            foreach (var entry in changes.Chunk(Math.Max(1, batch?.Changes ?? int.MaxValue)))
            {
                writer.WriteStartObject();
                writer.WriteString("id", number.Settings.WabaId);
                if (entry.SelectMany(change => change).Max(e => e.At) is { } at)
                    writer.WriteNumber("time", at.ToUnixTimeSeconds());
                writer.WriteStartArray("changes");
                foreach (var change in entry)
                    WriteChange(writer, number, change);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        return MetaBytes.Escape(json);
    }

    public static byte[] Status(MetaMessage message, string status, DateTimeOffset at, bool omitRecipient, bool omitCallback) =>
        MetaBytes.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("id", message.Wamid);
            json.WriteString("status", status);
            json.WriteString("timestamp", Unix(at));
            if (message.Customer.WaId is { } waId && !omitRecipient)
                json.WriteString("recipient_id", waId);
            if (message.Customer.UserId is { } userId)
                json.WriteString("recipient_user_id", userId);
            if (message.Callback is not null && !omitCallback)
                json.WriteString("biz_opaque_callback_data", message.Callback);
            if (status is "sent" or "delivered")
                WritePricing(json, message.Category);
            if (status == "failed")
                GraphErrors.WriteAsync(json, message.FailedCode!.Value, message.FailedDetails);
            json.WriteEndObject();
        });

    public static string Unix(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static void WritePricing(Utf8JsonWriter json, string category)
    {
        json.WriteStartObject("pricing");
        json.WriteBoolean("billable", category != "service");
        json.WriteString("pricing_model", "PMP");
        json.WriteString("type", category == "service" ? "free_customer_service" : "regular");
        json.WriteString("category", category);
        json.WriteEndObject();
    }

    /// <summary>Only what belongs to the field messages can share a change.</summary>
    private static IEnumerable<List<WebhookEvent>> Changes(WebhookEvent[] events)
    {
        var messages = events.Where(e => e.Field == WebhookEvent.Messages).ToList();
        if (messages.Count > 0)
            yield return messages;
        foreach (var other in events.Where(e => e.Field != WebhookEvent.Messages))
            yield return [other];
    }

    private static void WriteChange(Utf8JsonWriter json, MetaNumber number, List<WebhookEvent> events)
    {
        json.WriteStartObject();
        json.WritePropertyName("value");
        if (events[0].Field != WebhookEvent.Messages)
        {
            json.WriteRawValue(events[0].Item, skipInputValidation: true);
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("messaging_product", "whatsapp");
            json.WriteStartObject("metadata");
            json.WriteString("display_phone_number", number.Digits);
            json.WriteString("phone_number_id", number.Id);
            json.WriteEndObject();
            WriteAll(json, "contacts", events.Select(e => e.Contact).OfType<byte[]>().Distinct());
            WriteAll(json, "messages", events.Where(e => e.Kind == "message").Select(e => e.Item));
            WriteAll(json, "statuses", events.Where(e => e.Kind != "message").Select(e => e.Item));
            json.WriteEndObject();
        }
        json.WriteString("field", events[0].Field);
        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<byte[]> items)
    {
        var started = false;
        foreach (var item in items)
        {
            if (!started)
                json.WriteStartArray(name);
            started = true;
            json.WriteRawValue(item, skipInputValidation: true);
        }
        if (started)
            json.WriteEndArray();
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CleanApp.Application.Channels.Provider;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>What Meta posts: signed by the app's secret over the bytes as sent, which hold <c>\u</c> and <c>\/</c> escapes.</summary>
internal sealed class WhatsAppWebhooks(TimeProvider clock) : IWhatsAppWebhooks
{
    private const string Prefix = "sha256=";
    private const string Unreadable = "unreadable";
    private const int MaxUnreadable = 16 * 1024;

    // Meta's own bodies are a dozen deep; the parser itself does not recurse.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    public bool IsSigned(ReadOnlySpan<byte> body, string? signature, IReadOnlyList<string> appSecrets)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        // Without a readable signature the work is done all the same, so that the time does not tell what was wrong.
        var isReadable =
            signature is not null
            && signature.Length == Prefix.Length + 2 * HMACSHA256.HashSizeInBytes
            && signature.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && Convert.FromHexString(signature.AsSpan(Prefix.Length), given, out _, out _) == System.Buffers.OperationStatus.Done;
        Span<byte> ours = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var isSigned = false;
        foreach (var secret in appSecrets)
        {
            // Everyone can sign with an empty secret.
            if (string.IsNullOrEmpty(secret))
                continue;
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, ours);
            isSigned |= CryptographicOperations.FixedTimeEquals(ours, given);
        }
        return isSigned & isReadable;
    }

    public string Sign(ReadOnlySpan<byte> body, string appSecret) =>
        Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body));

    public IReadOnlyList<WebhookUpdate> Read(ReadOnlyMemory<byte> body)
    {
        var updates = new List<WebhookUpdate>();
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            foreach (var entry in document.RootElement.Member("entry").Items())
            foreach (var change in entry.Member("changes").Items())
                ReadChange(updates, entry, change);
            if (updates.Count == 0)
                updates.Add(new OtherUpdate(null, null, document.RootElement.Raw(), Unreadable));
        }
        catch (JsonException)
        {
            updates.Add(new OtherUpdate(null, null, AsJsonText(body.Span), Unreadable));
        }
        return updates;
    }

    private void ReadChange(List<WebhookUpdate> updates, JsonElement entry, JsonElement change)
    {
        var before = updates.Count;
        var value = change.Member("value");
        var source = new WebhookSource(entry.Text("id"), value.Member("metadata").Text("phone_number_id"), entry.Time("time"));
        var field = change.Text("field");
        switch (field)
        {
            case "messages":
                ReadMessages(updates, source, value);
                break;
            case "message_template_status_update":
            case "message_template_quality_update":
            case "message_template_components_update":
            case "template_category_update":
            case "message_template_category_update":
                if (TemplateReader.Read(source, field, value) is { } update)
                    updates.Add(update);
                break;
        }
        if (updates.Count == before)
            updates.Add(source.Other(field ?? Unreadable, value.ValueKind == JsonValueKind.Undefined ? change : value));
    }

    private void ReadMessages(List<WebhookUpdate> updates, WebhookSource source, JsonElement value)
    {
        var people = new WebhookPeople(value.Member("contacts"));
        var errors = value.Member("errors");
        foreach (var message in value.Member("messages").Items())
            updates.Add((WebhookUpdate?)MessageReader.Read(source, message, people, errors, clock) ?? source.Other("messages", message));
        foreach (var status in value.Member("statuses").Items())
            updates.Add((WebhookUpdate?)StatusReader.Read(source, status, clock) ?? source.Other("messages", status));
        foreach (var error in errors.Items())
            updates.Add(source.Other("errors", error));
    }

    /// <summary>Whatever it was, as a JSON text, since it is kept where JSON is expected.</summary>
    private static string AsJsonText(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxUnreadable)]);
        return JsonSerializer.Serialize(text.Replace("\0", ""));
    }
}

/// <param name="At">Of the entry: there for what concerns the account, not for messages, which have times of their own.</param>
internal readonly record struct WebhookSource(string? WabaId, string? PhoneNumberId, DateTimeOffset? At = null)
{
    public OtherUpdate Other(string field, JsonElement json) => new(WabaId, PhoneNumberId, json.Raw(), field);
}

/// <summary>The people a body introduces, to be found by number or user id: a body can hold a thousand of each.</summary>
internal sealed class WebhookPeople
{
    private readonly Dictionary<string, JsonElement> _byId = [];
    private readonly JsonElement _only;

    public WebhookPeople(JsonElement contacts)
    {
        var count = 0;
        foreach (var contact in contacts.Items())
        {
            count++;
            _only = count == 1 ? contact : default;
            if (contact.Text("wa_id") is { } number)
                _byId[number] = contact;
            if (contact.Text("user_id") is { } user)
                _byId[user] = contact;
        }
    }

    /// <summary>A message that names nobody is by the only person there is; one that names another is not.</summary>
    public JsonElement Of(string? number, string? userId) =>
        number is not null && _byId.TryGetValue(number, out var byNumber) ? byNumber
        : userId is not null && _byId.TryGetValue(userId, out var byUser) ? byUser
        : number is null && userId is null ? _only
        : default;
}

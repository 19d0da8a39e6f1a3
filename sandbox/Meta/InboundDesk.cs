using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Sandbox.Psp;

namespace CleanApp.Sandbox.Meta;

/// <summary>What a control asked for makes no sense; the text says what would.</summary>
internal sealed class BadControlException(string detail) : Exception(detail);

/// <summary>Customers write to a business: any type Meta has a webhook for, and whatever else a test wants to see survived.</summary>
internal sealed class InboundDesk(MediaShelf media, MetaWebhooks webhooks, TimeProvider clock)
{
    private static readonly HashSet<string> Names =
    [
        "from",
        "userId",
        "name",
        "username",
        "type",
        "id",
        "media",
        "quote",
        "forwarded",
        "frequentlyForwarded",
        "context",
        "referral",
        "identity",
        "errors",
        "count",
        "customers",
    ];

    private static readonly Dictionary<string, (string MimeType, byte[] Bytes)> Samples = new()
    {
        ["image"] = (
            "image/png",
            Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
        ),
        ["audio"] = ("audio/ogg; codecs=opus", Encoding.ASCII.GetBytes("OggS sandbox voice")),
        ["video"] = ("video/mp4", Encoding.ASCII.GetBytes("\0\0\0\u0018ftypmp42 sandbox")),
        ["document"] = ("application/pdf", Encoding.ASCII.GetBytes("%PDF-1.4\n% sandbox\n%%EOF\n")),
        ["sticker"] = ("image/webp", Encoding.ASCII.GetBytes("RIFF\u001a\0\0\0WEBPVP8L sandbox")),
    };

    public MetaMessage Receive(MetaNumber number, JsonObject ask, string baseAddress)
    {
        var type = ChargeRequest.Text(ask["type"]) ?? (ask["text"] is null ? throw new BadControlException("type is required.") : "text");
        if (ask.Select(m => m.Key).FirstOrDefault(n => n != type && !Names.Contains(n)) is { } unknown)
            throw new BadControlException($"{unknown} is not known here; the content goes into a member named by the type.");
        var customer = Sender(number, ask);
        var content = Content(number, type, ask, baseAddress);
        var now = clock.GetUtcNow();
        var message = new MetaMessage
        {
            Wamid = ChargeRequest.Text(ask["id"]) ?? MetaMessage.NewWamid(customer.Address, fromCustomer: true),
            NumberId = number.Id,
            Customer = customer,
            FromCustomer = true,
            Type = type,
            At = now,
            Content = content?.ToJsonString(PspEndpoints.Json) ?? "",
            QuotedWamid = ChargeRequest.Text(ask["quote"]),
            Status = "received",
        };
        Interlocked.Increment(ref number.Counts.Inbound);
        // In and out share the throughput; a customer is never refused for it.
        number.HasThroughput(now);
        customer.OpenWindow(now);
        number.Remember(message);
        Apply(number, message, content as JsonObject);

        var item = Message(number, message, ask, content, type);
        webhooks.Send(
            number,
            new WebhookEvent
            {
                Kind = "message",
                Id = message.Wamid,
                Item = MetaBytes.Write(json => item.WriteTo(json)),
                Contact = type == "system" ? null : customer.Contact(),
            }
        );
        return message;
    }

    private static Customer Sender(MetaNumber number, JsonObject ask)
    {
        var from = ChargeRequest.Text(ask["from"]);
        var userId = ChargeRequest.Text(ask["userId"]);
        if (from is null && userId is null)
            throw new BadControlException("from (a phone) or userId is required.");
        if (from is not null && Phones.Digits(from) is null)
            throw new BadControlException("from is not a phone number.");
        return number.Customer(
            new CustomerProfile
            {
                Phone = from,
                UserId = userId,
                Name = ChargeRequest.Text(ask["name"]),
                Username = ChargeRequest.Text(ask["username"]),
            }
        );
    }

    private JsonObject Message(MetaNumber number, MetaMessage message, JsonObject ask, JsonNode? content, string type)
    {
        var item = new JsonObject();
        if (Context(number, ask) is { } context)
            item["context"] = context;
        if (message.Customer.WaId is { } waId)
            item["from"] = waId;
        if (message.Customer.UserId is { } userId)
            item["from_user_id"] = userId;
        item["id"] = message.Wamid;
        item["timestamp"] = WebhookBodies.Unix(webhooks.Stamp(number));
        item["type"] = type;
        if (content is not null)
            item[type] = content.DeepClone();
        foreach (var name in new[] { "referral", "identity", "errors" })
            if (ask[name] is { } given)
                item[name] = given.DeepClone();
        if (type == "unsupported" && item["errors"] is null)
        {
            var details = new JsonObject { ["details"] = "Message type is currently not supported." };
            const string title = "Message type unknown";
            item["errors"] = new JsonArray(
                new JsonObject
                {
                    ["code"] = 131051,
                    ["title"] = title,
                    ["message"] = title,
                    ["error_data"] = details,
                }
            );
        }
        return item;
    }

    private static JsonObject? Context(MetaNumber number, JsonObject ask)
    {
        if (ask["context"] is JsonObject given)
            return given.DeepClone().AsObject();
        if (IsTrue(ask["forwarded"]))
            return new JsonObject { ["forwarded"] = true };
        if (IsTrue(ask["frequentlyForwarded"]))
            return new JsonObject { ["frequently_forwarded"] = true };
        if (ChargeRequest.Text(ask["quote"]) is not { } wamid)
            return null;
        var author = number.Find(wamid) is { FromCustomer: true } own ? own.Customer.WaId : number.Digits;
        return new JsonObject { ["from"] = author, ["id"] = wamid };
    }

    private JsonNode? Content(MetaNumber number, string type, JsonObject ask, string baseAddress)
    {
        var given = ask[type];
        if (type == "text" && ChargeRequest.Text(given) is { } words)
            return new JsonObject { ["body"] = words };
        if (type == "edit" && given is JsonObject edit && ChargeRequest.Text(edit["text"]) is { } corrected)
            return new JsonObject
            {
                ["original_message_id"] = ChargeRequest.Text(edit["original_message_id"]),
                ["message"] = new JsonObject
                {
                    ["type"] = "text",
                    ["text"] = new JsonObject { ["body"] = corrected },
                },
            };
        if (given is not null)
            return given.DeepClone();
        if (Samples.TryGetValue(type, out var sample))
            return Media(number, type, ask["media"] as JsonObject ?? [], sample, baseAddress);
        return type is "unsupported" or "unknown" ? null : throw new BadControlException($"The content of the message is required in \"{type}\".");
    }

    private JsonObject Media(MetaNumber number, string type, JsonObject spec, (string MimeType, byte[] Bytes) sample, string baseAddress)
    {
        var bytes = sample.Bytes;
        if (ChargeRequest.Text(spec["base64"]) is { } base64)
        {
            try
            {
                bytes = Convert.FromBase64String(base64);
            }
            catch (FormatException)
            {
                throw new BadControlException("media.base64 is not Base64.");
            }
        }
        var fileName = ChargeRequest.Text(spec["fileName"]);
        var item = media.Receive(number, ChargeRequest.Text(spec["mimeType"]) ?? sample.MimeType, fileName, bytes);
        var content = new JsonObject
        {
            ["mime_type"] = item.MimeType,
            ["sha256"] = item.Sha256Base64,
            ["id"] = item.Id,
        };
        if (ChargeRequest.Text(spec["caption"]) is { Length: > 0 } caption)
            content["caption"] = caption;
        if (type == "document")
            content["filename"] = fileName ?? "documento.pdf";
        if (type == "audio")
            content["voice"] = spec["voice"] is null || IsTrue(spec["voice"]);
        if (type == "sticker")
            content["animated"] = IsTrue(spec["animated"]);
        // Gradually since November 2025.
        if (IsTrue(spec["withUrl"]))
            content["url"] = baseAddress + media.Url(item);
        return content;
    }

    /// <summary>What an edit, a removal or a reaction does to the chat on the phone.</summary>
    private static void Apply(MetaNumber number, MetaMessage message, JsonObject? content)
    {
        var target = ChargeRequest.Text(content?["original_message_id"]) ?? ChargeRequest.Text(content?["message_id"]);
        if (target is null || number.Find(target) is not { } known)
            return;
        switch (message.Type)
        {
            case "reaction":
                known.CustomerReaction = ChargeRequest.Text(content!["emoji"]) is { Length: > 0 } emoji ? emoji : null;
                break;
            case "revoke":
                known.Revoked = true;
                break;
            case "edit":
                if (content!["message"] is JsonObject edited && edited[known.Type] is { } corrected)
                    known.Content = corrected.ToJsonString(PspEndpoints.Json);
                break;
        }
        message.Customer.Touch();
    }

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.True;
}

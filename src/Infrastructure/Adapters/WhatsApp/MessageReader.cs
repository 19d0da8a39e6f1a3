using System.Text.Json;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Channels.Provider;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>One of <c>value.messages[]</c>.</summary>
internal static class MessageReader
{
    /// <returns>Null for what has no id and so could not be told from its own repetition.</returns>
    public static MessageReceived? Read(WebhookSource source, JsonElement message, WebhookPeople people, JsonElement errors, TimeProvider clock)
    {
        if (message.Text("id") is not { } wamid)
            return null;
        // Absent or empty when the customer has a username and keeps the number to themselves.
        var from = message.Text("from");
        var userId = message.Text("from_user_id");
        var person = people.Of(from, userId);
        var type = message.Word("type") ?? "unknown";
        var content = message.Member(type);
        var read = Parts(type, content);
        var referral = message.Member("referral");
        // An error of the whole body is about the message that came without its content.
        var isEmpty = content.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        return new MessageReceived(
            source.WabaId,
            source.PhoneNumberId,
            message.Raw(),
            wamid,
            from ?? person.Text("wa_id"),
            userId ?? person.Text("user_id"),
            person.Member("profile").Text("name"),
            person.Member("profile").Text("username"),
            message.Time("timestamp") ?? clock.GetUtcNow(),
            read.Kind,
            read.Text,
            read.Media,
            read.About ?? message.Member("context").Text("id"),
            read.Removed,
            read.ReplyId,
            referral.IsObject() ? new Referral(referral.Text("source_id"), referral.Text("headline"), referral.Text("source_url")) : null,
            message.Member("errors").First().Code("code") ?? (isEmpty ? errors.First().Code("code") : null)
        );
    }

    private static MessageParts Parts(string type, JsonElement content) =>
        type switch
        {
            "text" => new(type, content.Text("body")),
            "interactive" => Answer(content),
            "button" => new(type, content.Text("text")) { ReplyId = content.Text("payload") },
            "reaction" => new(type, content.Text("emoji"))
            {
                About = content.Text("message_id"),
                // Taken back: the emoji is empty, or there is none.
                Removed = content.Text("emoji") is null,
            },
            "location" => new(type, content.Text("name") ?? content.Text("address")),
            "contacts" => new(type, Names(content)),
            "order" => new(type, content.Text("text")),
            "system" => new(type, content.Text("body")),
            "edit" => Edit(content),
            "revoke" => new(type, null) { About = content.Text("original_message_id") },
            // image, video, audio, document, sticker, and what will come: a caption or body is readable, an id with a type is a file.
            _ => new(type, content.Text("caption") ?? content.Text("body")) { Media = Media(content) },
        };

    private static MessageParts Edit(JsonElement edit)
    {
        var message = edit.Member("message");
        var type = message.Word("type") ?? "unknown";
        return Parts(type, message.Member(type)) with { Kind = "edit", About = edit.Text("original_message_id") };
    }

    private static MessageParts Answer(JsonElement interactive)
    {
        var type = interactive.Word("type") ?? "interactive";
        var answer = interactive.Member(type);
        // Whether we may call (call_permission_reply) is a bare word, accept or reject.
        // A form (nfm_reply) says "Sent" in its body; its answers are a text of JSON in response_json, to be read from the whole.
        return new(type, answer.Text("title") ?? answer.Text("body")) { ReplyId = answer.Text("id") ?? answer.Text("response") };
    }

    private static ReceivedMedia? Media(JsonElement media) =>
        media.Text("id") is { } id && (media.Text("mime_type") is not null || media.Text("sha256") is not null)
            ? new ReceivedMedia(
                id,
                media.Text("mime_type") ?? "application/octet-stream",
                media.Sha256("sha256"),
                media.Text("filename"),
                media.Flag("voice") ?? false,
                media.Flag("animated") ?? false,
                media.Text("url")
            )
            : null;

    private static string? Names(JsonElement cards)
    {
        var names = new List<string>();
        foreach (var card in cards.Items())
            if ((card.Member("name").Text("formatted_name") ?? card.Member("name").Text("first_name")) is { } name)
                names.Add(name);
        return names.Count == 0 ? null : string.Join(", ", names);
    }
}

/// <param name="Text">What is to be read of it.</param>
internal sealed record MessageParts(string Kind, string? Text)
{
    public ReceivedMedia? Media { get; init; }
    public string? About { get; init; }
    public bool Removed { get; init; }
    public string? ReplyId { get; init; }
}

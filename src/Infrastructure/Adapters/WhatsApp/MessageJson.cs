using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CleanApp.Application.Channels.Provider;
using CleanApp.Domain.Channels;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>A message as <c>POST /{number}/messages</c> takes it.</summary>
internal static class MessageJson
{
    // Letters as they are and not as \u escapes: a third of the size in Portuguese. Nothing here is put into a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? _writer;

    /// <exception cref="MessageNotSendableException">It names a file or message that was not given, or no recipient.</exception>
    public static byte[] Of(OutgoingMessage message) => Write(message, Message);

    public static byte[] Read(string wamid, bool typing) =>
        Write(
            (wamid, typing),
            static (json, read) =>
            {
                json.WriteString("messaging_product"u8, "whatsapp"u8);
                json.WriteString("status"u8, "read"u8);
                json.WriteString("message_id"u8, read.wamid);
                if (!read.typing)
                    return;
                json.WriteStartObject("typing_indicator"u8);
                json.WriteString("type"u8, "text"u8);
                json.WriteEndObject();
            }
        );

    private static byte[] Write<T>(T value, Action<Utf8JsonWriter, T> members)
    {
        // Rendering does not await, so the thread's own writer serves every message.
        var (buffer, json) = _writer ??= NewWriter();
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        members(json, value);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) NewWriter()
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }

    private static void Message(Utf8JsonWriter json, OutgoingMessage message)
    {
        json.WriteString("messaging_product"u8, "whatsapp"u8);
        json.WriteString("recipient_type"u8, "individual"u8);
        if (message.To is { Length: > 0 } to)
            // Without the plus Meta may put the company's own country code before it.
            json.WriteString("to"u8, to[0] == '+' ? to : $"+{to}");
        else if (message.ToUserId is { Length: > 0 } user)
            json.WriteString("recipient"u8, user);
        else
            throw new MessageNotSendableException("no_recipient");
        if (message.ReplyTo is { } quoted && message.Content is not ReactionContent)
        {
            json.WriteStartObject("context"u8);
            json.WriteString("message_id"u8, quoted);
            json.WriteEndObject();
        }
        json.WriteString("biz_opaque_callback_data"u8, message.Key);
        Content(json, message);
    }

    private static void Content(Utf8JsonWriter json, OutgoingMessage message)
    {
        switch (message.Content)
        {
            case TextContent text:
                Start(json, "text"u8);
                json.WriteString("body"u8, text.Text);
                json.WriteBoolean("preview_url"u8, text.PreviewUrl);
                break;
            case MediaContent media:
                Start(json, WordOf(media.Media));
                if (message.MediaId is { } file)
                    json.WriteString("id"u8, file);
                else
                    json.WriteString("link"u8, media.Link ?? throw new MessageNotSendableException("no_file"));
                WriteIf(json, "caption"u8, media.Caption);
                WriteIf(json, "filename"u8, media.FileName);
                if (media.Voice)
                    json.WriteBoolean("voice"u8, true);
                break;
            case TemplateContent template:
                Start(json, "template"u8);
                TemplateJson.Write(json, template);
                break;
            case InteractiveContent interactive:
                Start(json, "interactive"u8);
                InteractiveJson.Write(json, interactive);
                break;
            case LocationContent location:
                Start(json, "location"u8);
                json.WriteString("latitude"u8, location.Latitude.ToString(CultureInfo.InvariantCulture));
                json.WriteString("longitude"u8, location.Longitude.ToString(CultureInfo.InvariantCulture));
                WriteIf(json, "name"u8, location.Name);
                WriteIf(json, "address"u8, location.Address);
                break;
            case ContactsContent contacts:
                json.WriteString("type"u8, "contacts"u8);
                json.WriteStartArray("contacts"u8);
                foreach (var card in contacts.Contacts)
                    Card(json, card);
                json.WriteEndArray();
                return;
            case ReactionContent reaction:
                Start(json, "reaction"u8);
                json.WriteString("message_id"u8, message.ReactsTo ?? throw new MessageNotSendableException("no_message"));
                json.WriteString("emoji"u8, reaction.Emoji);
                break;
            default:
                throw new MessageNotSendableException("content_unknown");
        }
        json.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter json, ReadOnlySpan<byte> type)
    {
        json.WriteString("type"u8, type);
        json.WriteStartObject(type);
    }

    private static void Card(Utf8JsonWriter json, ContactCard card)
    {
        json.WriteStartObject();
        json.WriteStartObject("name"u8);
        json.WriteString("formatted_name"u8, card.FormattedName);
        // Meta wants one more part of the name beside the formatted one.
        WriteIf(json, "first_name"u8, card.FirstName ?? (card.LastName is null ? card.FormattedName : null));
        WriteIf(json, "last_name"u8, card.LastName);
        json.WriteEndObject();
        if (card.Organization is { } company)
        {
            json.WriteStartObject("org"u8);
            json.WriteString("company"u8, company);
            json.WriteEndObject();
        }
        if (card.Phones is { Count: > 0 } phones)
        {
            json.WriteStartArray("phones"u8);
            foreach (var phone in phones)
            {
                json.WriteStartObject();
                json.WriteString("phone"u8, phone.Phone);
                WriteIf(json, "type"u8, phone.Label);
                WriteIf(json, "wa_id"u8, phone.WhatsAppId);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (card.Emails is { Count: > 0 } emails)
        {
            json.WriteStartArray("emails"u8);
            foreach (var email in emails)
            {
                json.WriteStartObject();
                json.WriteString("email"u8, email.Email);
                WriteIf(json, "type"u8, email.Label);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    public static ReadOnlySpan<byte> WordOf(MediaKind kind) =>
        kind switch
        {
            MediaKind.Image => "image"u8,
            MediaKind.Audio => "audio"u8,
            MediaKind.Video => "video"u8,
            MediaKind.Document => "document"u8,
            MediaKind.Sticker => "sticker"u8,
            _ => throw new MessageNotSendableException("content_unknown"),
        };

    public static void WriteIf(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }
}

/// <summary>Nothing was sent, and nothing ever will be of this message.</summary>
internal sealed class MessageNotSendableException(string reason) : Exception(reason)
{
    public string Reason { get; } = reason;
}

using System.Text.Json;
using System.Text.Json.Serialization;
using CleanApp.Application.Common;

namespace CleanApp.Application.Channels.Messages;

/// <summary>Where sealed parts of messages are stored, and how contents are written there.</summary>
internal static class MessagePlaces
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static SealedPlace Recipient(Guid messageId) => new("outbound_messages", "recipient", messageId);

    public static SealedPlace Content(Guid messageId) => new("outbound_messages", "content", messageId);

    public static SealedPlace Wamid(Guid messageId) => new("outbound_messages", "wamid", messageId);

    public static SealedPlace InboundWamid(Guid messageId) => new("inbound_messages", "wamid", messageId);

    public static SealedPlace Sender(Guid messageId) => new("inbound_messages", "sender", messageId);

    public static SealedPlace InboundContent(Guid messageId) => new("inbound_messages", "content", messageId);

    public static SealedPlace Webhook(Guid webhookId) => new("channel_webhooks", "body", webhookId);

    public static SealedPlace ReceivedFile(Guid messageId) => new("received_files", "details", messageId);

    public static SealedPlace Asset(Guid assetId) => new("media_assets", "details", assetId);

    public static SealedPlace Notice(Guid noticeId) => new("channel_notices", "content", noticeId);
}

using System.Text.Json;
using CleanApp.Application.Channels.Messages;
using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Contracts;

/// <summary>Messages as whoever writes them has them; kept by whoever will send them later.</summary>
public static class OutgoingMessages
{
    /// <param name="text">Up to 4,096 characters; the first address in it is shown with a picture.</param>
    public static OutgoingMessage OfText(string text) => new(new TextContent(text, PreviewUrl: true));

    public static bool IsReaction(this OutgoingMessage message) => message.Content is ReactionContent;

    public static string Pack(this OutgoingMessage message) => JsonSerializer.Serialize(message, MessagePlaces.Json);

    public static OutgoingMessage Unpack(string packed) => JsonSerializer.Deserialize<OutgoingMessage>(packed, MessagePlaces.Json)!;
}

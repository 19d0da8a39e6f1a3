using System.Text.Json;
using CleanApp.Application.Channels.Messages;
using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Contracts;

/// <summary>Messages as whoever writes them has them; kept by whoever will send them later.</summary>
public static class OutgoingMessages
{
    public static bool IsReaction(this OutgoingMessage message) => message.Content is ReactionContent;

    public static string Pack(this OutgoingMessage message) => JsonSerializer.Serialize(message, MessagePlaces.Json);

    public static OutgoingMessage Unpack(string packed) => JsonSerializer.Deserialize<OutgoingMessage>(packed, MessagePlaces.Json)!;
}

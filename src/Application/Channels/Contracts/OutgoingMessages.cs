using System.Text.Json;
using CleanApp.Application.Channels.Messages;

namespace CleanApp.Application.Channels.Contracts;

/// <summary>A message that is kept by whoever will send it later.</summary>
public static class OutgoingMessages
{
    public static string Pack(this OutgoingMessage message) => JsonSerializer.Serialize(message, MessagePlaces.Json);

    public static OutgoingMessage Unpack(string packed) => JsonSerializer.Deserialize<OutgoingMessage>(packed, MessagePlaces.Json)!;
}

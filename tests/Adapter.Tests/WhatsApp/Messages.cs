using CleanApp.Application.Channels.Provider;
using CleanApp.Domain.Channels;

namespace CleanApp.Adapter.Tests.WhatsApp;

internal static class Messages
{
    public const string Link = "https://a.example/f";

    public static OutgoingMessage Of(
        MessageContent content,
        string? replyTo = null,
        string? reactsTo = null,
        string? to = "+5511987654321",
        string? user = null
    ) => new(to, user, content, "v1.key", replyTo, reactsTo);

    public static OutgoingMessage Text(string text = "Olá") => Of(new TextContent(text));
}

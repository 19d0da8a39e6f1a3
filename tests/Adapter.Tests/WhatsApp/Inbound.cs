using System.Text;
using CleanApp.Application.Channels.Provider;
using CleanApp.Infrastructure.Adapters.WhatsApp;

namespace CleanApp.Adapter.Tests.WhatsApp;

internal static class Inbound
{
    public static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly WhatsAppWebhooks Webhooks = new(new StoppedClock());

    public static IReadOnlyList<WebhookUpdate> Read(string body) => Webhooks.Read(Encoding.UTF8.GetBytes(body));

    public static IReadOnlyList<WebhookUpdate> Read(byte[] body) => Webhooks.Read(body);

    public static string Change(string field, string value) =>
        $$"""{"object":"whatsapp_business_account","entry":[{"id":"4001","changes":[{"field":"{{field}}","value":{{value}}}]}]}""";

    public static string Value(string members) =>
        Change(
            "messages",
            $$"""{"messaging_product":"whatsapp","metadata":{"display_phone_number":"551133334444","phone_number_id":"5001"},{{members}}}"""
        );

    /// <summary>A message of a customer with that part.</summary>
    public static MessageReceived Message(string part) =>
        Read(
                Value(
                    $$"""
                    "contacts":[{"profile":{"name":"Ana","username":"ana.lima"},"wa_id":"551187654321","user_id":"BR.9001"}],
                    "messages":[{"from":"551187654321","id":"wamid.in1","timestamp":"1760000000",{{part}}}]
                    """
                )
            )
            .OfType<MessageReceived>()
            .Single();

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}

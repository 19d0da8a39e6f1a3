using System.Security.Cryptography;
using System.Text;

namespace CleanApp.Bench.Outbound;

/// <summary>Posts signed statuses as Meta does.</summary>
internal sealed class WebhookLoad(Uri server, Func<Number, string> path, IReadOnlyList<Number> numbers)
{
    private int _made;

    /// <param name="perSecond">Null: each connection posts again once it is answered.</param>
    public Task<Slice> RunAsync(int connections, TimeSpan duration, Cpu cpu, int? perSecond = null)
    {
        var ready = new List<byte[][]>();
        for (var i = 0; i < 4096; i++)
        {
            var number = numbers[_made++ % numbers.Count];
            var wamid = "wamid." + Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));
            ready.Add([Status(path(number), number.PhoneNumberId, wamid, "delivered")]);
        }
        return SocketLoad.RunAsync(server, turn => ready[turn % ready.Count], connections, cpu, duration, perSecond);
    }

    /// <param name="key">What was given to Meta with the message and comes back.</param>
    public static byte[] Status(string path, string phoneNumberId, string wamid, string status, string? key = null)
    {
        var callback = key is null ? "" : $"\"biz_opaque_callback_data\":\"{key}\",";
        var body = Encoding.UTF8.GetBytes(
            $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"9{{{phoneNumberId}}}","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"5511900000001","phone_number_id":"{{{phoneNumberId}}}"},"statuses":[{"id":"{{{wamid}}}","status":"{{{status}}}","timestamp":"{{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}}","recipient_id":"5511987654321",{{{callback}}}"conversation":{"id":"a1b2c3d4e5f60718293a4b5c6d7e8f90","origin":{"type":"service"}},"pricing":{"billable":false,"pricing_model":"PMP","category":"service","type":"free_customer_service"}}]},"field":"messages"}]}]}
            """
        );
        return Signed(path, body);
    }

    /// <summary>What a customer wrote.</summary>
    public static byte[] Message(string path, string phoneNumberId, string from, string wamid, string text) =>
        Signed(
            path,
            Encoding.UTF8.GetBytes(
                $$$"""
                {"object":"whatsapp_business_account","entry":[{"id":"9{{{phoneNumberId}}}","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"5511900000001","phone_number_id":"{{{phoneNumberId}}}"},"contacts":[{"profile":{"name":"Ana"},"wa_id":"{{{from}}}"}],"messages":[{"from":"{{{from}}}","id":"{{{wamid}}}","timestamp":"{{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}}","type":"text","text":{"body":"{{{text}}}"}}]},"field":"messages"}]}]}
                """
            )
        );

    private static byte[] Signed(string path, byte[] body)
    {
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(OutboundWorld.AppSecret), body));
        return SocketLoad.Post(path, body, $"X-Hub-Signature-256: sha256={signature}\r\n");
    }
}

using System.Collections.Concurrent;
using System.Text;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Telemetry;

/// <summary>What a collector is sent, over its wire: the way of a message through the queue is one trace.</summary>
public sealed class TracesTests(TestHost host)
{
    [Fact]
    public async Task From_the_request_over_the_queue_to_Meta_it_is_one_trace_that_names_nobody()
    {
        var sent = new ConcurrentQueue<byte[]>();
        await using var collector = await CollectorAsync(sent);
        await using var database = await OwnDatabase.CreateAsync();
        var port = TestHost.FreePort();
        var settings = new Dictionary<string, string?>(database.Settings())
        {
            ["Traces:OtlpEndpoint"] = $"{collector.Urls.First()}/v1/traces",
            ["Traces:Protocol"] = "HttpProtobuf",
        };
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using (var app = host.Build(port, settings))
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))));
            var meta = await Meta.ConnectAsync(company);
            await meta.SyncTemplatesAsync();
            company.Owner.Http.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
            var id = await meta.SentAsync(
                new
                {
                    type = "template",
                    name = "boas_vindas",
                    language = "pt_BR",
                },
                "+5511987654321",
                "utility"
            );
            await meta.WaitForAsync(id, "delivered");
            await app.StopAsync(TestContext.Current.CancellationToken);
        }

        var spans = Spans(sent);
        spans.ShouldContain(s => s.Trace == trace && s.Name == "SendMessage");
        var call = spans.Where(s => s.Trace == trace && s.Name == "channels.send").ShouldHaveSingleItem();
        call.Bytes.ShouldContain("Accepted");
        var stored = spans.Where(s => s.Name == "StoreWhatsAppWebhook").Select(s => s.Trace).ToHashSet();
        spans.ShouldContain(s => s.Name == "channels.process_webhook" && stored.Contains(s.Trace));
        foreach (var own in (string[])["98765432", "wamid", "/api/v1", "/webhooks", "token-", "Empresa", "example"])
            spans.ShouldAllBe(s => !s.Bytes.Contains(own, StringComparison.OrdinalIgnoreCase), own);
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentQueue<byte[]> sent)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost(
            "/v1/traces",
            async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                sent.Enqueue(body.ToArray());
                return Results.Bytes([], "application/x-protobuf");
            }
        );
        await app.StartAsync();
        return app;
    }

    /// <summary>ExportTraceServiceRequest → resource_spans (1) → scope_spans (2) → spans (2) → trace_id (1), name (5).</summary>
    private static List<(string Trace, string Name, string Bytes)> Spans(IEnumerable<byte[]> requests) =>
        [
            .. from request in requests
            from resource in Fields(request, 1)
            from scope in Fields(resource, 2)
            from span in Fields(scope, 2)
            select (
                Convert.ToHexStringLower(Fields(span, 1).Single()),
                Encoding.UTF8.GetString(Fields(span, 5).Single()),
                Encoding.Latin1.GetString(span)
            ),
        ];

    private static List<byte[]> Fields(byte[] message, int number)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < message.Length; )
        {
            var key = Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    if ((int)(key >> 3) == number)
                        found.Add(message[at..(at + length)]);
                    at += length;
                    break;
            }
        }
        return found;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }
}

using System.Net.Http.Headers;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Payments;

public sealed class NotificationTests(TestHost host)
{
    private static readonly string[] EachOnce = ["issue", "pay"];

    [Theory]
    [InlineData("""{ "webhook": { "duplicate": 20 } }""")]
    [InlineData("""{ "webhook": { "delayMs": 1500 } }""")]
    [InlineData("""{ "webhook": { "batch": 7, "duplicate": 3 } }""")]
    [InlineData("""{ "horarioAsObject": true }""")]
    [InlineData("""{ "answers": [{ "match": "GET /api/v2/cob", "times": 1, "status": 503 }] }""")]
    [InlineData("""{ "answers": [{ "match": "GET /api/v2/cob", "times": 1, "malformed": true }] }""")]
    public async Task A_payment_counts_once_however_it_is_notified(string faults)
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.NotifyingAsync(company);
        var (ticket, txid) = await company.ChargedTicketAsync();
        await bank.FaultsAsync(System.Text.Json.Nodes.JsonNode.Parse(faults)!);

        var endToEnd = await company.PayAsync(txid);

        await company.WaitForTicketAsync(ticket, "paid");
        await AllProcessedAsync(company, bank);
        (await ActionsAsync(company, ticket)).ShouldBe(EachOnce);
        (await LedgerAsync(company)).ShouldBe([endToEnd]);
        (await company.UnmatchedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Notifications_out_of_order_pay_both_tickets()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.NotifyingAsync(company);
        var (first, firstTxid) = await company.ChargedTicketAsync();
        var (second, secondTxid) = await company.ChargedTicketAsync(prefix: "Q");
        await bank.FaultsAsync(new { webhook = new { reorder = true } });

        await company.PayAsync(firstTxid);
        await company.PayAsync(secondTxid);

        await company.WaitForTicketAsync(second, "paid");
        await company.WaitForTicketAsync(first, "paid");
        (await LedgerAsync(company)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Twenty_of_the_same_body_at_once_are_all_answered_and_count_once()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.NotifyingAsync(company);
        await bank.FaultsAsync(new { webhook = new { drop = true } });
        var (ticket, txid) = await company.ChargedTicketAsync();
        var endToEnd = await company.PayAsync(txid);
        var body = new
        {
            pix = new[]
            {
                new
                {
                    endToEndId = endToEnd,
                    txid,
                    chave = bank.Key,
                    valor = "10.00",
                    horario = "2026-11-22T12:00:00Z",
                },
            },
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.Anonymous().PostAsync(Path(bank), body)));

        answers.ShouldAllBe(a => a.Status == 200);
        await company.WaitForTicketAsync(ticket, "paid");
        await AllProcessedAsync(company, bank, 20);
        (await LedgerAsync(company)).ShouldBe([endToEnd]);
        (await ActionsAsync(company, ticket)).ShouldBe(EachOnce);
    }

    [Fact]
    public async Task A_forged_notification_is_stored_and_not_believed()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.NotifyingAsync(company);
        var (ticket, txid) = await company.ChargedTicketAsync();
        var stranger = await host.NewTenantAsync();
        var (_, theirTxid) = await stranger.ChargedTicketAsync();
        var theirPayment = await stranger.PayAsync(theirTxid);
        var invented = $"E00000000202611221200{Guid.CreateVersion7():N}"[..32];

        await ForgeAsync(invented, txid, "10.00"); // an end-to-end id the bank does not know, with our txid
        await ForgeAsync(theirPayment, txid, "10.00"); // somebody's real payment, with our txid
        await ForgeAsync(theirPayment, theirTxid, "10.00"); // somebody's real payment as it is
        await ForgeAsync(invented, "a' or 1=1 --", "10.00");
        await ForgeAsync(invented, new string('x', 35), "99999999999999.00");

        await AllProcessedAsync(company, bank, 5);
        (await company.TicketAsync(ticket))["status"].ShouldBe("pending");
        (await LedgerAsync(company)).ShouldBeEmpty();
        (await company.UnmatchedAsync()).ShouldBeEmpty();

        async Task ForgeAsync(string endToEndId, string withTxid, string valor)
        {
            var entry = new
            {
                endToEndId,
                txid = withTxid,
                chave = bank.Key,
                valor,
                horario = "2026-11-22T12:00:00Z",
            };
            (await host.Anonymous().PostAsync(Path(bank), new { pix = new[] { entry } })).ShouldBe(200);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"pix":"x"}""")]
    [InlineData("""{"pix":[1,null,"x",{"txid":5,"endToEndId":{}}]}""")]
    [InlineData("""{"pix":[{"txid":"\ud800","endToEndId":"\u0000"}]}""")]
    public async Task What_is_no_notification_is_kept_and_does_nothing(string body)
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.NotifyingAsync(company);
        using var content = new StringContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await host.Anonymous().PostAsync(Path(bank), content)).ShouldBe(200);

        await AllProcessedAsync(company, bank, 1);
        (await Behind.ScalarAsync<long>($"select count(*) from work_items where tenant_id = '{company.Id}' and last_error is not null")).ShouldBe(0);
        (await LedgerAsync(company)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_huge_body_is_refused_and_not_stored(bool lengthIsTold)
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.NotifyingAsync(company);
        var bytes = new byte[300 * 1024];
        using HttpContent content = lengthIsTold ? new ByteArrayContent(bytes) : new StreamContent(new EndlessStream(bytes.Length));

        (await host.Anonymous().PostAsync(Path(bank), content)).ShouldFail(413, "request.too_large");
        (await Behind.ScalarAsync<long>($"select count(*) from inbound_webhooks where tenant_id = '{company.Id}'")).ShouldBe(0);
    }

    [Fact]
    public async Task An_unknown_address_is_not_found()
    {
        var answer = await host.Anonymous().PostAsync($"/webhooks/sicredi/{Guid.CreateVersion7():N}/pix", new { pix = Array.Empty<object>() });
        answer.ShouldFail(404, "payments.webhook.not_found");
    }

    [Theory]
    [InlineData("""{ "webhook": { "drop": true } }""")]
    [InlineData("""{ "webhook": { "drop": true }, "answers": [{ "match": "GET /api/v2/cob", "times": 1, "status": 503 }] }""")]
    public async Task A_payment_whose_notification_is_lost_is_found_within_seconds(string faults)
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.NotifyingAsync(company);
        await bank.FaultsAsync(System.Text.Json.Nodes.JsonNode.Parse(faults)!);
        var (ticket, txid) = await company.ChargedTicketAsync();

        await company.PayAsync(txid);

        // Before the poller comes by for the first time, half a minute after the account was opened.
        await Eventually.Async(() => company.TicketAsync(ticket), t => t["status"] == "paid", "the paid ticket", 28);
        (await bank.DeliveriesAsync()).ShouldAllBe(d => d["status"] == null);
    }

    /// <summary>Until nothing the bank announced is left to do.</summary>
    internal static Task AllProcessedAsync(TestTenant company, Bank bank, int atLeast = 0) =>
        Eventually.Async(
            async () =>
                (
                    Open: await Behind.ScalarAsync<long>(
                        $"select count(*) from inbound_webhooks where tenant_id = '{company.Id}' and processed_at is null"
                    ),
                    Stored: await Behind.ScalarAsync<long>($"select count(*) from inbound_webhooks where tenant_id = '{company.Id}'"),
                    Delivered: (await bank.DeliveriesAsync()).Count(d => d["status"]?.GetValue<int>() == 200)
                ),
            n => n.Open == 0 && n.Stored >= Math.Max(n.Delivered, atLeast),
            "all notifications to be processed"
        );

    internal static async Task<List<string>> LedgerAsync(TestTenant company) =>
        [
            .. (
                await Behind.ScalarAsync<string[]>(
                    $"select coalesce(array_agg(end_to_end_id order by end_to_end_id), array[]::text[]) from payments where tenant_id = '{company.Id}'"
                )
            ),
        ];

    private static async Task<List<string?>> ActionsAsync(TestTenant company, Guid ticket) =>
        [.. (await company.ItemsAsync($"/api/v1/counter/tickets/{ticket}/history")).Select(h => h.Text("action"))];

    private static string Path(Bank bank) => new Uri(bank.NotificationUrl).AbsolutePath;

    /// <summary>Of unknown length, so it travels chunked.</summary>
    private sealed class EndlessStream(int length) : Stream
    {
        private int _left = length;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Math.Min(count, _left);
            _left -= read;
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

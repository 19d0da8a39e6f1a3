using System.Text.Json.Nodes;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>The sandbox's bank as seen from one company's key: its books, its faults, its notifications.</summary>
public sealed class Bank(TestTenant company, string key, string webhookUrl)
{
    private readonly ApiClient _sandbox = new(company.Host.SandboxClient);

    public string Key => key;

    /// <summary>Where the bank posts, <c>/pix</c> included.</summary>
    public string NotificationUrl => webhookUrl + "/pix";

    public static async Task<Bank> OfAsync(TestTenant company)
    {
        var account = (await company.Owner.GetAsync("/api/v1/payments/sicredi")).ShouldBe(200);
        return new Bank(company, account["pixKey"]!, account["webhookUrl"]!);
    }

    /// <summary>As <see cref="OfAsync"/>, once the bank was told where to post: what is paid before that, it tells nobody.</summary>
    public static async Task<Bank> NotifyingAsync(TestTenant company)
    {
        await Eventually.Async(
            () =>
                Behind.ScalarAsync<long>($"select count(*) from work_items where tenant_id = '{company.Id}' and kind = 'payments.register_webhook'"),
            waiting => waiting == 0,
            "the bank to be told where to post"
        );
        return await OfAsync(company);
    }

    /// <summary>
    /// The company as a bank customer with a key, books and tokens of its own, so that lists and token faults concern nobody else. The key
    /// is a new one, as a bank has each in one account only.
    /// </summary>
    public static async Task<(Bank Bank, string ClientId)> OwnBooksAsync(TestTenant company)
    {
        var clientId = $"sandbox-client-{Guid.CreateVersion7():N}";
        var pixKey = Guid.CreateVersion7().ToString("D");
        // At the bank first: money may come to the key before the product has used it.
        (await new ApiClient(company.Host.SandboxClient).PutAsync("/sandbox/pix/keys", new { chave = pixKey, client = clientId })).ShouldBe(200);
        (await ConfigureAsync(company, new { clientId, pixKey })).ShouldBe(200);
        return (await OfAsync(company), clientId);
    }

    /// <summary>Saves the account as it is, but for <paramref name="changes"/>; the worker then polls the bank at once.</summary>
    public static async Task<Answer> ConfigureAsync(TestTenant company, object changes)
    {
        var account = (await company.Owner.GetAsync("/api/v1/payments/sicredi")).ShouldBe(200).Json.AsObject();
        var body = new JsonObject();
        foreach (var name in new[] { "environment", "baseUrl", "tokenPath", "apiPath", "cobPath", "clientId", "pixKey" })
            body[name] = account[name]?.DeepClone();
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(changes)!.AsObject())
            body[name] = value?.DeepClone();
        return await company.Owner.PutAsync("/api/v1/payments/sicredi", body);
    }

    public async Task PollAsync() => (await ConfigureAsync(company, new { })).ShouldBe(200);

    public async Task FaultsAsync(object faults) => (await _sandbox.PutAsync($"/sandbox/faults?chave={key}", faults)).ShouldBe(200);

    public async Task ClientFaultsAsync(string clientId, object faults) =>
        (await _sandbox.PutAsync($"/sandbox/faults?client={clientId}", faults)).ShouldBe(200);

    public async Task BehaveAsync() => await _sandbox.DeleteAsync($"/sandbox/faults?chave={key}");

    public async Task BehaveForAsync(string clientId) => await _sandbox.DeleteAsync($"/sandbox/faults?client={clientId}");

    public Task<Answer> PayAsync(string txid, string? amount = null) =>
        _sandbox.PostAsync($"/sandbox/pix/{txid}/pay", amount is null ? null : new { amount });

    public async Task<string> PayKeyAsync(string amount, string? txid = null) =>
        (
            await _sandbox.PostAsync(
                "/sandbox/pix/pay-key",
                txid is null
                    ? new { chave = key, amount }
                    : new
                    {
                        chave = key,
                        amount,
                        txid,
                    }
            )
        ).ShouldBe(200)["endToEndId"]!;

    public async Task ReleaseAsync() => (await _sandbox.PostAsync($"/sandbox/webhooks/release?chave={key}")).ShouldBe(200);

    public async Task<List<JsonNode>> ChargesAsync() => await ItemsAsync($"/sandbox/pix/charges?chave={key}");

    public async Task<List<JsonNode>> PixAsync() => await ItemsAsync($"/sandbox/pix?chave={key}");

    public async Task<List<JsonNode>> DeliveriesAsync() => await ItemsAsync($"/sandbox/webhooks?chave={key}");

    private async Task<List<JsonNode>> ItemsAsync(string path) =>
        [.. (await _sandbox.GetAsync(path)).ShouldBe(200).Json["items"]!.AsArray().OfType<JsonNode>()];
}

/// <summary>One of the sandbox's printers, for one test.</summary>
public sealed class PaperPrinter(TestHost host, int port)
{
    private readonly ApiClient _sandbox = new(host.SandboxClient);

    public int Port => port;

    public static async Task<PaperPrinter> AddAsync(TestHost host, string behaviour = "confirms", string profile = "epson")
    {
        var added = await new ApiClient(host.SandboxClient).PostAsync("/sandbox/printers", new { behaviour, profile });
        return new PaperPrinter(host, int.Parse(added.ShouldBe(201)["port"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    public async Task BecomeAsync(string behaviour) => (await _sandbox.PutAsync($"/sandbox/printers/{port}", new { behaviour })).ShouldBe(200);

    public async Task<List<JsonNode>> SlipsAsync() =>
        [.. (await _sandbox.GetAsync($"/sandbox/printers/{port}/jobs")).ShouldBe(200).Json["items"]!.AsArray().OfType<JsonNode>()];
}

/// <summary>Short ways to what a test looks at.</summary>
public static class TestTenantViews
{
    public static Task<Answer> PostAsync(this TestTenant company, Guid ticketId, string verb, object? body = null) =>
        company.Owner.PostAsync($"/api/v1/counter/tickets/{ticketId}/{verb}", body);

    public static async Task<List<JsonNode>> ItemsAsync(this TestTenant company, string path) =>
        [.. (await company.Owner.GetAsync(path)).ShouldBe(200).Json["items"]!.AsArray().OfType<JsonNode>()];

    public static Task<List<JsonNode>> PrintJobsAsync(this TestTenant company, Guid ticketId) =>
        company.ItemsAsync($"/api/v1/counter/print-jobs?ticketId={ticketId}");

    /// <summary>The ticket's only job, once it is in this state.</summary>
    public static async Task<JsonNode> WaitForJobAsync(this TestTenant company, Guid ticketId, string status, double seconds = 40) =>
        (
            await Eventually.Async(
                () => company.PrintJobsAsync(ticketId),
                jobs => jobs is [var job] && job.Text("status") == status,
                $"one job {status}",
                seconds
            )
        )[0];

    public static Task<List<JsonNode>> UnmatchedAsync(this TestTenant company) => company.ItemsAsync("/api/v1/payments/unmatched");

    public static Task<List<JsonNode>> WaitForUnmatchedAsync(this TestTenant company, string reason, double seconds = 40) =>
        Eventually.Async(() => company.UnmatchedAsync(), all => all.Any(p => p.Text("reason") == reason), $"an unmatched payment {reason}", seconds);

    /// <summary>A pending ticket of 10.00 and its active charge.</summary>
    public static async Task<(Guid Ticket, string Txid)> ChargedTicketAsync(this TestTenant company, decimal price = 10m, string prefix = "P")
    {
        var ticket = await company.IssueAsync(await company.AddServiceAsync(prefix, price));
        var charge = (await company.ChargeAsync(ticket.Id)).ShouldBe(201);
        return (ticket.Id, charge["txid"]!);
    }

    public static string? Text(this JsonNode node, string name) => node[name]?.ToString();

    public static Guid Id(this JsonNode node) => Guid.Parse(node["id"]!.ToString());
}

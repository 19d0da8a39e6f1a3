using System.Text.Json.Nodes;
using Shouldly;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>One address at the sandbox's mail server: what came, and what is to go wrong on the way.</summary>
public sealed class Mailbox(TestHost host, string address)
{
    private readonly ApiClient _sandbox = new(host.SandboxClient);

    private string Query => $"to={Uri.EscapeDataString(address)}";

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReadAsync() =>
        [.. (await _sandbox.GetAsync($"/sandbox/mail/messages?{Query}")).ShouldBe(200).Json["items"]!.AsArray().Select(m => m!)];

    /// <summary>The newest one, when so many have come.</summary>
    public async Task<JsonNode> WaitForAsync(int count = 1) =>
        (await Eventually.Async(ReadAsync, mails => mails.Count >= count, $"{count} mails"))[0];

    /// <summary>What the newest mail's link carries behind its last slash or sharp.</summary>
    public async Task<string> WaitForTokenAsync(int count = 1) =>
        (await WaitForAsync(count))["links"]!.AsArray().ShouldHaveSingleItem()!.ToString().Split('/', '#')[^1];

    public async Task FailAsync(string effect, int? times = null) =>
        (await _sandbox.PutAsync($"/sandbox/mail/faults?{Query}", times is null ? new { effect } : new { effect, times })).ShouldBe(204);

    public async Task WorkAgainAsync() => (await _sandbox.DeleteAsync($"/sandbox/mail/faults?{Query}")).ShouldBe(204);

    public async Task<string> HtmlAsync(JsonNode mail) =>
        (await _sandbox.GetAsync($"/sandbox/mail/messages/{mail["index"]}.html")).ShouldBe(200).Text;

    public async Task<string> RawAsync(JsonNode mail) => (await _sandbox.GetAsync($"/sandbox/mail/messages/{mail["index"]}.eml")).ShouldBe(200).Text;
}

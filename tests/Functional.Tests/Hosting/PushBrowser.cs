using System.Text.Json.Nodes;
using Shouldly;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>A browser at the sandbox's push service: what it is told it has opened with its own keys.</summary>
public sealed class PushBrowser(ApiClient sandbox, string id, object subscription)
{
    /// <summary>As the product is told of it.</summary>
    public object Subscription => subscription;

    /// <summary>Where a member is signed in with this browser and asks to be told there.</summary>
    public Guid DeviceId { get; private set; }

    public static async Task<PushBrowser> NewAsync(TestHost host, string? applicationServerKey = null)
    {
        var sandbox = new ApiClient(host.SandboxClient);
        var made = (await sandbox.PostAsync("/sandbox/push/browsers", new { applicationServerKey })).ShouldBe(201);
        return new PushBrowser(
            sandbox,
            made["id"]!,
            new
            {
                name = "Chrome, Windows",
                endpoint = made["endpoint"],
                p256dh = made["p256dh"],
                auth = made["auth"],
            }
        );
    }

    public static async Task<PushBrowser> OfAsync(TestHost host, ApiClient member)
    {
        var key = (await member.GetAsync("/api/v1/inbox/alerts")).ShouldBe(200)["publicKey"];
        var browser = await NewAsync(host, key);
        browser.DeviceId = (await member.PostAsync("/api/v1/inbox/alerts/devices", browser.Subscription)).ShouldBe(200).Id;
        return browser;
    }

    public async Task AnswerAsync(object behaviour) => (await sandbox.PutAsync($"/sandbox/push/browsers/{id}", behaviour)).ShouldBe(204);

    public async Task<List<JsonNode>> MessagesAsync() =>
        [.. (await sandbox.GetAsync($"/sandbox/push/browsers/{id}/messages")).ShouldBe(200).Json["items"]!.AsArray().Select(m => m!)];

    /// <summary>What it was told, opened.</summary>
    public async Task<List<JsonNode>> ToldAsync() => [.. (await MessagesAsync()).Select(m => JsonNode.Parse(m.Text("text")!)!)];

    public Task<List<JsonNode>> WaitForAsync(int count) => Eventually.Async(ToldAsync, told => told.Count >= count, $"{count} alerts");
}

using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>A company's WhatsApp number at the sandbox's Meta, of its own: what happens to it concerns no other test.</summary>
public sealed class Meta(TestTenant company, Guid channelId, string phoneNumberId, string wabaId)
{
    private static long _last = 300_000_000_000_000 + Environment.ProcessId * 100_000L;
    private readonly ApiClient _sandbox = new(company.Host.SandboxClient);

    public Guid ChannelId => channelId;
    public string PhoneNumberId => phoneNumberId;
    public string WabaId => wabaId;
    public string Messages => $"/api/v1/channels/{channelId}/messages";
    public string Templates => $"/api/v1/channels/{channelId}/templates";

    /// <summary>Connected in the product, and Meta told of the address, as a company does it.</summary>
    public static async Task<Meta> ConnectAsync(TestTenant company, object? number = null, string? account = null)
    {
        var id = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        account ??= $"9{id}";
        var sandbox = new ApiClient(company.Host.SandboxClient);
        var channel = (
            await company.Owner.PostAsync(
                "/api/v1/channels",
                new
                {
                    name = "WhatsApp",
                    phoneNumberId = id,
                    wabaId = account,
                    accessToken = $"token-{id}",
                    appSecret = $"secret-{id}",
                    apiUrl = $"{company.Host.Sandbox.BaseAddress}graph",
                }
            )
        ).ShouldBe(201);
        var made = new JsonObject
        {
            ["wabaId"] = account,
            ["displayPhoneNumber"] = "+55 11 4000-" + id[^4..],
            ["token"] = $"token-{id}",
            ["appSecret"] = $"secret-{id}",
            ["verifyToken"] = channel["verifyToken"],
            ["webhookUrl"] = channel["webhookUrl"],
        };
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(number ?? new { })!.AsObject())
            made[name] = value?.DeepClone();
        (await sandbox.PutAsync($"/sandbox/meta/numbers/{id}", made)).Status.ShouldBeOneOf(200, 201);
        return new Meta(company, channel.Id, id, account);
    }

    public async Task<Answer> SubscribeAsync() =>
        (await _sandbox.PostAsync($"/sandbox/meta/numbers/{phoneNumberId}/subscribe", new { })).ShouldBe(200);

    public async Task<Answer> WriteAsync(object message) =>
        await _sandbox.PostAsync($"/sandbox/meta/numbers/{phoneNumberId}/inbound", message) is { Status: < 300 } answer
            ? answer
            : throw new ShouldAssertException("The customer could not write.");

    public async Task FaultsAsync(object faults) =>
        (await _sandbox.PutAsync($"/sandbox/meta/faults?phoneNumberId={phoneNumberId}", faults)).ShouldBe(200);

    public async Task BehaveAsync() => await _sandbox.DeleteAsync($"/sandbox/meta/faults?phoneNumberId={phoneNumberId}");

    public async Task ReleaseAsync() => await _sandbox.PostAsync($"/sandbox/meta/webhooks/release?phoneNumberId={phoneNumberId}");

    public async Task<Answer> SyncTemplatesAsync() => (await company.Owner.PostAsync($"{Templates}/sync")).ShouldBe(200);

    /// <summary>Connecting asks for the templates as well: until that is over, what is stored can change under a test.</summary>
    public async Task SettleTemplatesAsync() =>
        await Eventually.Async(
            () =>
                Behind.ScalarAsync<long>(
                    $"select count(*) from work_items where kind = 'channels.sync_templates' and subject_id = '{channelId}' and lease_token is null and run_at > now() + interval '1 minute'"
                ),
            waiting => waiting == 1,
            "the templates to have been asked for"
        );

    /// <summary>At Meta: made, changed or reviewed, with the webhooks of it.</summary>
    public async Task PutTemplateAsync(string name, object change) =>
        (await _sandbox.PutAsync($"/sandbox/meta/wabas/{WabaId}/templates/{name}", change)).ShouldBe(200);

    public async Task RemoveTemplateAsync(string name) =>
        (await _sandbox.DeleteAsync($"/sandbox/meta/wabas/{WabaId}/templates/{name}")).Status.ShouldBe(204);

    /// <summary>What Meta tells of the account, signed, with the time it says it happened at.</summary>
    public async Task TellAsync(string field, DateTimeOffset at, object value)
    {
        var settings = (await company.Owner.GetAsync($"/api/v1/channels/{channelId}")).ShouldBe(200);
        var body = new
        {
            @object = "whatsapp_business_account",
            entry = new[]
            {
                new
                {
                    id = WabaId,
                    time = at.ToUnixTimeSeconds(),
                    changes = new[] { new { field, value } },
                },
            },
        };
        var told = await _sandbox.PostAsync(
            "/sandbox/meta/webhooks/forge",
            new
            {
                url = settings["webhookUrl"],
                body,
                appSecret = $"secret-{phoneNumberId}",
            }
        );
        told.ShouldBe(200).Json["status"]!.GetValue<int>().ShouldBe(200);
    }

    public async Task<JsonNode> TemplateAsync(string name) =>
        (await company.ItemsAsync($"{Templates}?search={name}")).Single(t => t.Text("name") == name);

    public Task<JsonNode> WaitForTemplateAsync(string name, Func<JsonNode, bool> isSo) =>
        Eventually.Async(() => TemplateAsync(name), isSo, $"template {name}");

    public async Task OpenChatAsync(string customer) =>
        (await _sandbox.PostAsync($"/sandbox/meta/numbers/{phoneNumberId}/customers/{Uri.EscapeDataString(customer)}/open")).Status.ShouldBeLessThan(
            300
        );

    /// <summary>What customers really got.</summary>
    public async Task<List<JsonNode>> LedgerAsync() =>
        [
            .. (await _sandbox.GetAsync($"/sandbox/meta/ledger?phoneNumberId={phoneNumberId}&limit=1000")).ShouldBe(200).Json["items"]!
                .AsArray()
                .OfType<JsonNode>(),
        ];

    public Task<Answer> SendAsync(object content, string to = "+5511987654321", string @class = "reply", string? key = null) =>
        company.Owner.PostAsync(
            Messages,
            new
            {
                to,
                content,
                @class,
            },
            key
        );

    public async Task<Guid> SentAsync(object content, string to = "+5511987654321", string @class = "reply") =>
        (await SendAsync(content, to, @class)).ShouldBe(202).Id;

    public async Task<JsonNode> MessageAsync(Guid id) => (await company.Owner.GetAsync($"{Messages}/{id}")).ShouldBe(200).Json;

    public Task<JsonNode> WaitForAsync(Guid id, params string[] statuses) =>
        Eventually.Async(() => MessageAsync(id), m => statuses.Contains(m["message"]!.Text("status")), $"message {string.Join(" or ", statuses)}");

    /// <summary>Everything Meta posted is read once more, as if it had posted it again; done when this ends.</summary>
    public async Task ReadAgainAsync()
    {
        await Behind.ExecuteAsync($"update channel_webhooks set processed_at = null where channel_id = '{channelId}'");
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where channel_id = '{channelId}' and processed_at is null"),
            open => open == 0,
            "the webhooks to be read again"
        );
    }

    /// <summary>A form with one file, as a browser sends it.</summary>
    public static HttpContent Form(byte[] bytes, string? mimeType, string? fileName, string part = "file")
    {
        var file = new ByteArrayContent(bytes);
        if (mimeType is not null)
            file.Headers.TryAddWithoutValidation("Content-Type", mimeType);
        var form = new MultipartFormDataContent();
        if (fileName is null)
            form.Add(file, part);
        else
            form.Add(file, part, fileName);
        return form;
    }

    public Task<Answer> UploadAsync(byte[] bytes, string? mimeType, string? fileName, ApiClient? by = null) =>
        (by ?? company.Owner).PostAsync($"/api/v1/channels/{channelId}/media", Form(bytes, mimeType, fileName));

    public Task<Answer> SendFileAsync(Guid mediaId, object content, string to = "+5511987654321") =>
        company.Owner.PostAsync(
            Messages,
            new
            {
                to,
                content,
                @class = "reply",
                mediaId,
            }
        );

    public string MediaOf(Guid messageId) => $"/api/v1/channels/{channelId}/received/{messageId}/media";

    /// <summary>The newest received message, once its file is in one of these states.</summary>
    public Task<JsonNode> WaitForMediaAsync(params string[] states) =>
        Eventually.Async(
            async () => (await WaitForReceivedAsync(1))[0],
            m => m["media"] is { } media && states.Contains(media.Text("state")),
            $"the file {string.Join(" or ", states)}"
        );

    public async Task<List<JsonNode>> ReceivedAsync() => await company.ItemsAsync($"/api/v1/channels/{channelId}/received");

    public Task<List<JsonNode>> WaitForReceivedAsync(int count) => Eventually.Async(ReceivedAsync, all => all.Count >= count, $"{count} received");
}

using System.Globalization;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>A company with a WhatsApp number, whose inbox is looked into over HTTP.</summary>
public sealed class InboxCompany(TestTenant company, Meta meta)
{
    public const string Ana = "+5511987654321";
    public const string Conversations = "/api/v1/inbox/conversations";

    public TestTenant Company => company;
    public Meta Meta => meta;
    public ApiClient Owner => company.Owner;

    public static async Task<InboxCompany> OpenAsync(TestHost host)
    {
        var company = await host.NewTenantAsync();
        return new InboxCompany(company, await Meta.ConnectAsync(company));
    }

    public Task WriteAsync(string text, string from = Ana, string name = "Ana") =>
        meta.WriteAsync(
            new
            {
                from,
                name,
                text,
            }
        );

    /// <summary>As Meta tells of what was written long ago.</summary>
    public Task WriteAtAsync(DateTimeOffset at, string from, params string[] texts) =>
        meta.TellAsync(
            "messages",
            at,
            new
            {
                messaging_product = "whatsapp",
                metadata = new { phone_number_id = meta.PhoneNumberId },
                contacts = new[] { new { wa_id = from[1..], profile = new { name = "Ana" } } },
                messages = texts.Select(text => new
                {
                    from = from[1..],
                    id = $"wamid.{Guid.CreateVersion7():N}",
                    timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                    type = "text",
                    text = new { body = text },
                }),
            }
        );

    public static async Task<List<JsonNode>> ListAsync(ApiClient by, string query = "") =>
        [.. (await by.GetAsync($"{Conversations}{query}")).ShouldBe(200).Json["items"]!.AsArray().Select(i => i!)];

    /// <summary>The customer's one conversation, once what they wrote is in it.</summary>
    public async Task<Guid> WrittenAsync(string text, string from = Ana, string name = "Ana")
    {
        await WriteAsync(text, from, name);
        var found = await Eventually.Async(
            () => ListAsync(Owner),
            all => all.Exists(c => c.Text("preview") == text),
            $"a conversation that ends with {text}"
        );
        return Guid.Parse(found.Single(c => c.Text("preview") == text).Text("id")!);
    }

    public async Task<JsonNode> GetAsync(Guid id, ApiClient? by = null) =>
        (await (by ?? Owner).GetAsync($"{Conversations}/{id}")).ShouldBe(200).Json["conversation"]!;

    /// <summary>In the order in which it happened.</summary>
    public async Task<List<JsonNode>> ItemsAsync(Guid id, string query = "?since=0", ApiClient? by = null) =>
        [.. (await (by ?? Owner).GetAsync($"{Conversations}/{id}/items{query}")).ShouldBe(200).Json["items"]!.AsArray().Select(i => i!)];

    public Task<Answer> ReplyAsync(Guid id, string text, ApiClient? by = null, string? key = null) =>
        (by ?? Owner).PostAsync($"{Conversations}/{id}/messages", new { content = new { type = "text", text } }, key);

    public Task<Answer> StatusAsync(Guid id, string status, DateTimeOffset? snoozedUntil = null, ApiClient? by = null) =>
        (by ?? Owner).PutAsync($"{Conversations}/{id}/status", new { status, snoozedUntil });

    public Task<Answer> AssignAsync(Guid id, Guid? assigneeId, ApiClient? by = null) =>
        (by ?? Owner).PutAsync($"{Conversations}/{id}/assignee", new { assigneeId });

    public Task<Answer> MoveAsync(Guid id, Guid teamId, ApiClient? by = null) => (by ?? Owner).PutAsync($"{Conversations}/{id}/team", new { teamId });

    public async Task<Guid> AddTeamAsync(string name, Guid[] memberIds, Guid[]? channelIds = null) => (
            await Owner.PostAsync(
                "/api/v1/inbox/teams",
                new
                {
                    name,
                    memberIds,
                    channelIds = channelIds ?? [],
                }
            )
        ).ShouldBe(201).Id;

    /// <summary>Everything is made findable anew, as what was said before there was a search.</summary>
    public async Task IndexAgainAsync()
    {
        await Behind.ExecuteAsync(
            $"""
            update conversation_items set terms = null where tenant_id = '{company.Id}';
            insert into work_items (tenant_id, id, kind, subject_id, run_at)
            values ('{company.Id}', gen_random_uuid(), 'inbox.index_messages', '{company.Id}', now())
            on conflict (tenant_id, kind, subject_id) do update set run_at = now(), dead_at = null, attempts = 0;
            """
        );
        await Eventually.Async(
            () =>
                Behind.ScalarAsync<long>(
                    $"select count(*) from conversation_items where tenant_id = '{company.Id}' and terms is null and kind <> 'change'"
                ),
            left => left == 0,
            "everything to be indexed"
        );
    }

    public static async Task<Guid> IdOfAsync(ApiClient member) =>
        Guid.Parse((await member.GetAsync("/api/v1/me")).ShouldBe(200).Json["user"]!.Text("id")!);
}

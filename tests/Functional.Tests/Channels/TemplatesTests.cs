using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>Templates as Meta has them: listed, told of by webhooks, previewed.</summary>
public sealed class TemplatesTests(TestHost host)
{
    private static readonly object[] Text = [new { type = "BODY", text = "Oi" }];

    [Fact]
    public async Task A_list_of_several_pages_is_stored_whole_and_what_vanished_is_marked()
    {
        var (company, meta) = await ConnectAsync();
        // The adapter asks for a hundred at a time.
        foreach (var i in Enumerable.Range(0, 125))
            await meta.PutTemplateAsync($"aviso_{i:000}", new { components = Text });

        var first = await meta.SyncTemplatesAsync();
        (first["total"], first["deleted"]).ShouldBe(("133", "0"));
        int.Parse(first["added"]!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(125);
        await meta.RemoveTemplateAsync("aviso_007");
        await meta.PutTemplateAsync("aviso_008", new { status = "PAUSED", silent = true });
        var second = await meta.SyncTemplatesAsync();

        (second["total"], second["added"], second["changed"], second["deleted"]).ShouldBe(("132", "0", "1", "1"));
        (await meta.TemplateAsync("aviso_007")).Text("status").ShouldBe("deleted");
        (await meta.TemplateAsync("aviso_008")).Text("status").ShouldBe("paused");
        var names = new List<string>();
        string? after = null;
        do
        {
            var page = (await company.Owner.GetAsync($"{meta.Templates}?limit=50{(after is null ? "" : $"&after={after}")}")).ShouldBe(200);
            names.AddRange(page.Json["items"]!.AsArray().Select(t => t!.Text("name")!));
            (after, _) = (page["next"], page["syncedAt"].ShouldNotBeNull());
        } while (after is not null);
        names.Distinct().Count().ShouldBe(133);
        names.ShouldBe(names.Order(StringComparer.Ordinal));
        (await company.ItemsAsync($"{meta.Templates}?status=paused&status=deleted")).Select(t => t.Text("name")).ShouldBe(["aviso_007", "aviso_008"]);
        (await company.ItemsAsync($"{meta.Templates}?search=VISO_12")).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_list_that_breaks_off_changes_nothing()
    {
        var (company, meta) = await ConnectAsync();
        await meta.SyncTemplatesAsync();
        await meta.RemoveTemplateAsync("boas_vindas");
        await meta.FaultsAsync(new { answers = new[] { new { match = new { call = "templates" }, status = 500 } } });

        (await company.Owner.PostAsync($"{meta.Templates}/sync")).ShouldFail(503, "channels.channel.unreachable");

        (await meta.TemplateAsync("boas_vindas")).Text("status").ShouldBe("approved");
    }

    [Fact]
    public async Task An_account_or_token_that_Meta_refuses_is_said()
    {
        var (company, meta) = await ConnectAsync();
        await meta.FaultsAsync(new { answers = new[] { new { match = new { call = "templates" }, errorCode = 190 } } });

        (await company.Owner.PostAsync($"{meta.Templates}/sync")).ShouldFail(422, "channels.channel.refused_by_meta");
    }

    [Fact]
    public async Task What_is_told_by_webhook_is_so_at_once()
    {
        var (_, meta) = await ConnectAsync();
        await meta.SyncTemplatesAsync();

        await meta.PutTemplateAsync("pesquisa_em_analise", new { status = "APPROVED" });
        await meta.PutTemplateAsync("boas_vindas", new { status = "REJECTED", reason = "INVALID_FORMAT" });
        await meta.PutTemplateAsync("pedido_pronto", new { category = "MARKETING" });
        await meta.PutTemplateAsync("oferta_semana", new { quality = "RED" });

        await meta.WaitForTemplateAsync("pesquisa_em_analise", t => t.Text("status") == "approved" && t["usable"]!.GetValue<bool>());
        await meta.WaitForTemplateAsync("boas_vindas", t => t.Text("status") == "rejected" && t.Text("reason") == "INVALID_FORMAT");
        await meta.WaitForTemplateAsync("pedido_pronto", t => t.Text("category") == "marketing");
        await meta.WaitForTemplateAsync("oferta_semana", t => t.Text("quality") == "red");
    }

    [Fact]
    public async Task Changed_components_are_stored_and_the_rest_of_them_is_asked_for()
    {
        var (_, meta) = await ConnectAsync();
        await meta.SyncTemplatesAsync();

        object[] components =
        [
            new
            {
                type = "BODY",
                text = "Olá, {{1}}!",
                example = new { body_text = new[] { new[] { "Ana" } } },
            },
        ];
        await meta.PutTemplateAsync("boas_vindas", new { components });

        // The example is in the list alone.
        await meta.WaitForTemplateAsync("boas_vindas", t => t["body"]!["places"]!.AsArray() is [{ } place] && place.Text("sample") == "Ana");
    }

    /// <summary>Both may hold what the other needs next: one would be refused for nothing it has done.</summary>
    [Fact]
    public async Task Whoever_asks_for_the_list_keeps_nobody_from_noting_what_Meta_tells()
    {
        var meta = await Meta.ConnectAsync(await host.NewTenantAsync());
        await meta.SyncTemplatesAsync();
        await using var connection = await Behind.OpenAsync();
        await using var webhook = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        async Task<object?> RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, webhook);
            return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }
        var pid = await RunAsync($"select pg_backend_pid() from channel_templates where channel_id = '{meta.ChannelId}' for update");
        var sync = meta.SyncTemplatesAsync();
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from pg_stat_activity where {pid} = any(pg_blocking_pids(pid))"),
            waiting => waiting > 0,
            "the list to wait for the templates"
        );

        await RunAsync(
            $"""
            set local lock_timeout = '2s';
            insert into channel_notices (tenant_id, id, channel_id, webhook_id, ordinal, field, content, received_at)
            select tenant_id, gen_random_uuid(), id, gen_random_uuid(), 0, 'account_update', '\x00', now() from channels where id = '{meta.ChannelId}'
            """
        );

        await webhook.RollbackAsync(TestContext.Current.CancellationToken);
        await sync;
    }

    [Fact]
    public async Task Late_and_repeated_webhooks_never_take_a_newer_state_back()
    {
        var (company, meta) = await ConnectAsync();
        await meta.SyncTemplatesAsync();
        var template = await AtMetaAsync(meta, "boas_vindas");
        var now = TimeProvider.System.GetUtcNow();

        await meta.TellAsync("message_template_status_update", now.AddSeconds(20), Event(template, "PAUSED"));
        await meta.WaitForTemplateAsync("boas_vindas", t => t.Text("status") == "paused");
        await meta.TellAsync("message_template_status_update", now.AddSeconds(10), Event(template, "APPROVED"));
        await meta.TellAsync("message_template_status_update", now.AddSeconds(20), Event(template, "PAUSED"));
        await ProcessedAsync(company, 3);

        (await meta.TemplateAsync("boas_vindas")).Text("status").ShouldBe("paused");
        await meta.TellAsync("message_template_status_update", now.AddSeconds(30), Event(template, "APPROVED"));
        await meta.WaitForTemplateAsync("boas_vindas", t => t.Text("status") == "approved");
    }

    [Fact]
    public async Task Of_a_template_that_is_not_known_the_list_is_asked_for()
    {
        var (company, meta) = await ConnectAsync();
        await meta.SyncTemplatesAsync();
        await meta.PutTemplateAsync("novidade", new { components = Text, status = "PENDING" });
        (await company.ItemsAsync($"{meta.Templates}?search=novidade")).ShouldBeEmpty();

        await meta.PutTemplateAsync("novidade", new { status = "APPROVED" });

        var found = await Eventually.Async(
            () => company.ItemsAsync($"{meta.Templates}?search=novidade"),
            all => all.Count == 1,
            "the template to be asked for"
        );
        found[0].Text("status").ShouldBe("approved");
    }

    [Fact]
    public async Task Two_numbers_of_one_account_have_the_same_templates_told_of_once()
    {
        var (company, meta) = await ConnectAsync();
        var second = await Meta.ConnectAsync(company, account: meta.WabaId);
        await meta.SyncTemplatesAsync();
        (await company.Owner.PostAsync($"{second.Templates}/sync")).ShouldBe(200);

        await meta.PutTemplateAsync("boas_vindas", new { status = "DISABLED" });

        await meta.WaitForTemplateAsync("boas_vindas", t => t.Text("status") == "disabled");
        await second.WaitForTemplateAsync("boas_vindas", t => t.Text("status") == "disabled");
    }

    [Fact]
    public async Task The_preview_is_what_the_customer_gets()
    {
        var (company, meta) = await ConnectAsync();
        await meta.SyncTemplatesAsync();
        var template = await meta.TemplateAsync("pedido_pronto");
        (await company.Owner.GetAsync($"{meta.Templates}/{template.Text("id")}")).ShouldBe(200)["name"].ShouldBe("pedido_pronto");
        var preview = $"{meta.Templates}/{template.Text("id")}/preview";

        var shown = (
            await company.Owner.PostAsync(
                preview,
                new
                {
                    header = new { text = "A-7" },
                    body = new[] { new { text = "Ana" }, new { text = "R$ 12,00" } },
                    buttons = new[]
                    {
                        new
                        {
                            index = 0,
                            kind = "url",
                            text = "7",
                        },
                    },
                }
            )
        ).ShouldBe(200);

        shown.Json["header"]!.Text("text").ShouldBe("Pedido A-7");
        shown["body"].ShouldBe("Oi, Ana. Seu pedido de R$ 12,00 está pronto para retirada.");
        shown.Json["buttons"]!.AsArray().Select(b => b!.Text("url") ?? b!.Text("phone")).ShouldBe(["https://exemplo.com.br/p/7", "+551130000000"]);
        (await company.Owner.PostAsync(preview, new { body = new[] { new { text = "Ana" } } })).ShouldFail(422, "request.invalid").Json["errors"]!
            .AsObject()
            .Select(e => e.Key)
            .ShouldBe(["header.text", "body[1].text", "buttons"], ignoreOrder: true);
    }

    [Fact]
    public async Task Another_company_sees_none_of_it_and_who_may_not_is_refused()
    {
        var (company, meta) = await ConnectAsync();
        await meta.SyncTemplatesAsync();
        var id = (await meta.TemplateAsync("boas_vindas")).Text("id");
        var other = await host.NewTenantAsync();
        var theirs = await Meta.ConnectAsync(other);

        (await other.Owner.GetAsync(meta.Templates)).ShouldFail(404, "channels.channel.not_found");
        (await other.Owner.PostAsync($"{meta.Templates}/sync")).ShouldFail(404, "channels.channel.not_found");
        (await other.Owner.GetAsync($"{meta.Templates}/{id}")).ShouldFail(404, "channels.template.not_found");
        (await other.Owner.GetAsync($"{theirs.Templates}/{id}")).ShouldFail(404, "channels.template.not_found");
        (await other.Owner.PostAsync($"{meta.Templates}/{id}/preview", new { })).ShouldFail(404, "channels.template.not_found");

        var operatorOfOurs = await company.AddMemberAsync("operator");
        (await operatorOfOurs.GetAsync(meta.Templates)).ShouldFail(403, "auth.forbidden");
        (await operatorOfOurs.PostAsync($"{meta.Templates}/sync")).ShouldFail(403, "auth.forbidden");
    }

    [Fact]
    public async Task Connected_the_list_is_asked_for_by_itself()
    {
        var (company, meta) = await ConnectAsync();
        // Not before Meta knows the number; a change asks again.
        (
            await company.Owner.PutAsync(
                $"/api/v1/channels/{meta.ChannelId}",
                new
                {
                    name = "WhatsApp",
                    wabaId = meta.WabaId,
                    graphVersion = "v24.0",
                }
            )
        ).ShouldBe(200);

        await Eventually.Async(() => company.ItemsAsync(meta.Templates), all => all.Count == 8, "the templates");
    }

    private async Task<(TestTenant Company, Meta Meta)> ConnectAsync()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.SettleTemplatesAsync();
        return (company, meta);
    }

    private static object Event(JsonNode template, string status) =>
        new
        {
            @event = status,
            message_template_id = long.Parse(template.Text("id")!, System.Globalization.CultureInfo.InvariantCulture),
            message_template_name = template.Text("name"),
            message_template_language = "pt_BR",
            reason = "NONE",
        };

    private async Task<JsonNode> AtMetaAsync(Meta meta, string name) =>
        (
            await new ApiClient(host.SandboxClient).SendAsync(
                new HttpRequestMessage(HttpMethod.Get, $"/graph/v24.0/{meta.WabaId}/message_templates?name={name}")
                {
                    Headers = { { "Authorization", $"Bearer token-{meta.PhoneNumberId}" } },
                }
            )
        )
            .ShouldBe(200)
            .Json["data"]![0]!;

    private static Task ProcessedAsync(TestTenant company, int count) =>
        Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where tenant_id = '{company.Id}' and processed_at is not null"),
            done => done == count,
            $"{count} webhooks to be processed"
        );
}

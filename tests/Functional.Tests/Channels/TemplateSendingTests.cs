using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>Messages by a template: held against it before anything is stored.</summary>
public sealed class TemplateSendingTests(TestHost host)
{
    [Fact]
    public async Task By_name_in_any_order_and_by_position_it_arrives()
    {
        var (_, meta) = await SyncedAsync();

        var named = await meta.SentAsync(Reminder(("hora", "14:00"), ("nome", "Ana"), ("data", "12/03")));
        var counted = await meta.SentAsync(
            new
            {
                type = "template",
                name = "pedido_pronto",
                language = "pt_BR",
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
            },
            to: "+5511912345678"
        );

        await meta.WaitForAsync(named, "delivered");
        await meta.WaitForAsync(counted, "delivered");
    }

    [Fact]
    public async Task A_name_in_the_header_is_filled_in()
    {
        var (_, meta) = await SyncedAsync();
        await meta.PutTemplateAsync(
            "loja",
            new
            {
                parameter_format = "NAMED",
                components = new object[]
                {
                    new
                    {
                        type = "HEADER",
                        format = "TEXT",
                        text = "Loja {{loja}}",
                    },
                    new { type = "BODY", text = "Oi" },
                },
            }
        );
        await meta.SyncTemplatesAsync();

        var id = await meta.SentAsync(Content("loja", ("header", new { text = "Sul" })));

        await meta.WaitForAsync(id, "delivered");
    }

    [Theory]
    [InlineData(
        """{"name":"lembrete_agendamento","body":[{"name":"nome","text":"Ana"},{"name":"dia","text":"x"}]}""",
        "content.body[1].name content.body"
    )]
    [InlineData(
        """{"name":"lembrete_agendamento","body":[{"text":"Ana"},{"text":"b"},{"text":"c"}]}""",
        "content.body[0].name content.body[1].name content.body[2].name content.body"
    )]
    [InlineData(
        """{"name":"pedido_pronto","header":{"text":"A"},"body":[{"text":"Ana"}],"buttons":[{"index":0,"kind":"url","text":"7"}]}""",
        "content.body[1].text"
    )]
    [InlineData(
        """{"name":"pedido_pronto","body":[{"text":"a"},{"text":"b"},{"text":"c"}]}""",
        "content.header.text content.body[2].text content.buttons"
    )]
    [InlineData(
        """{"name":"oferta_semana","header":{"media":"video","link":"https://a.example/v"},"body":[{"text":"a"},{"text":"b"}],"buttons":[{"index":2,"kind":"copy_code","text":"X"}]}""",
        "content.header.media"
    )]
    [InlineData(
        """{"name":"oferta_semana","header":{"media":"image","link":"https://a.example/v"},"body":[{"text":"a"},{"text":"b"}],"buttons":[{"index":2,"kind":"url","text":"X"},{"index":7,"kind":"url","text":"X"}]}""",
        "content.buttons[0].kind content.buttons[1].index"
    )]
    [InlineData("""{"name":"boas_vindas","header":{"text":"a"},"body":[{"text":"a"}]}""", "content.header content.body[0].text")]
    public async Task What_does_not_fit_is_named_field_by_field_and_nothing_is_stored(string content, string fields)
    {
        var (company, meta) = await SyncedAsync();
        var message = JsonNode.Parse(content)!.AsObject();
        (message["type"], message["language"]) = ("template", "pt_BR");

        var refused = (await meta.SendAsync(message, @class: "utility")).ShouldFail(422, "request.invalid");

        refused.Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe(fields.Split(' '), ignoreOrder: true);
        (await Behind.ScalarAsync<long>($"select count(*) from outbound_messages where tenant_id = '{company.Id}'")).ShouldBe(0);
    }

    [Theory]
    [InlineData("PENDING", "channels.template.pending")]
    [InlineData("REJECTED", "channels.template.rejected")]
    [InlineData("PAUSED", "channels.template.paused")]
    [InlineData("DISABLED", "channels.template.disabled")]
    [InlineData("PENDING_DELETION", "channels.template.deleted")]
    [InlineData("ARCHIVED", "channels.template.not_usable")]
    public async Task A_template_Meta_does_not_send_is_refused_by_its_state(string status, string code)
    {
        var (_, meta) = await SyncedAsync();
        await meta.PutTemplateAsync("boas_vindas", new { status });
        await meta.WaitForTemplateAsync("boas_vindas", t => t.Text("status") != "approved");

        (await meta.SendAsync(Content("boas_vindas"))).ShouldFail(409, code);
    }

    [Fact]
    public async Task A_template_that_is_unknown_vanished_or_of_another_number_is_refused()
    {
        var (company, meta) = await SyncedAsync();
        (await meta.SendAsync(Content("nao_existe"))).ShouldFail(404, "channels.template.not_found");
        (await meta.SendAsync(Content("hello_world"))).ShouldFail(404, "channels.template.not_found");
        await meta.RemoveTemplateAsync("boas_vindas");
        await meta.SyncTemplatesAsync();
        (await meta.SendAsync(Content("boas_vindas"))).ShouldFail(409, "channels.template.deleted");

        var second = await Meta.ConnectAsync(company);
        await meta.PutTemplateAsync(
            "so_do_primeiro",
            new
            {
                language = "pt_BR",
                status = "APPROVED",
                category = "UTILITY",
                components = new[] { new { type = "BODY", text = "Olá" } },
            }
        );
        await meta.SyncTemplatesAsync();
        (await second.SendAsync(Content("so_do_primeiro"))).ShouldFail(404, "channels.template.not_found");
    }

    [Fact]
    public async Task A_template_with_a_part_we_cannot_fill_is_refused()
    {
        var (_, meta) = await SyncedAsync();
        await meta.PutTemplateAsync(
            "vitrine",
            new { components = new object[] { new { type = "BODY", text = "Veja" }, new { type = "CAROUSEL", cards = Array.Empty<object>() } } }
        );
        await meta.SyncTemplatesAsync();

        (await meta.SendAsync(Content("vitrine"))).ShouldFail(409, "channels.template.not_supported");
        (await meta.TemplateAsync("vitrine"))["usable"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("boas_vindas", "utility", "marketing")]
    [InlineData("boas_vindas", "sensitive", "marketing")]
    [InlineData("boas_vindas", null, "marketing")]
    [InlineData("pesquisa", "sensitive", "sensitive")]
    [InlineData("pesquisa", null, "utility")]
    [InlineData("codigo", "utility", "code")]
    public async Task What_it_counts_as_follows_the_category(string name, string? asked, string counts)
    {
        var (company, meta) = await SyncedAsync();
        foreach (var (template, category) in new[] { ("pesquisa", "UTILITY"), ("codigo", "AUTHENTICATION") })
            await meta.PutTemplateAsync(template, new { category, components = new[] { new { type = "BODY", text = "Oi" } } });
        await meta.SyncTemplatesAsync();
        var message = new JsonObject { ["to"] = "+5511987654321", ["content"] = Content(name) };
        if (asked is not null)
            message["class"] = asked;

        var sent = (await company.Owner.PostAsync(meta.Messages, message)).ShouldBe(202);

        sent["class"].ShouldBe(counts);
        (await meta.MessageAsync(sent.Id))["message"]!.Text("class").ShouldBe(counts);
    }

    [Fact]
    public async Task Anything_else_says_what_it_is()
    {
        var (company, meta) = await SyncedAsync();

        (await company.Owner.PostAsync(meta.Messages, new { to = "+5511987654321", content = new { type = "text", text = "oi" } }))
            .ShouldFail(422, "request.invalid")
            .Json["errors"]!
            ["class"]
            .ShouldNotBeNull();
    }

    [Fact]
    public async Task Refused_by_Meta_for_its_template_the_list_is_asked_for()
    {
        var (_, meta) = await SyncedAsync();
        await meta.PutTemplateAsync("boas_vindas", new { status = "PAUSED", silent = true });

        var id = await meta.SentAsync(Content("boas_vindas"));

        await meta.WaitForAsync(id, "failed");
        await meta.WaitForTemplateAsync("boas_vindas", t => t.Text("status") == "paused");
    }

    private async Task<(TestTenant Company, Meta Meta)> SyncedAsync()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.SettleTemplatesAsync();
        await meta.SyncTemplatesAsync();
        return (company, meta);
    }

    private static JsonObject Content(string name, params (string Part, object Value)[] parts)
    {
        var content = new JsonObject
        {
            ["type"] = "template",
            ["name"] = name,
            ["language"] = "pt_BR",
        };
        foreach (var (part, value) in parts)
            content[part] = System.Text.Json.JsonSerializer.SerializeToNode(value);
        return content;
    }

    private static JsonObject Reminder(params (string Name, string Text)[] values) =>
        Content("lembrete_agendamento", ("body", values.Select(v => new { name = v.Name, text = v.Text })));
}

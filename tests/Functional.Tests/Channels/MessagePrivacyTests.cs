using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>Whoever writes is a person of the company's, with a person's rights.</summary>
public sealed class MessagePrivacyTests(TestHost host)
{
    private const string Ana = "+5511987654321";

    [Fact]
    public async Task What_was_written_both_ways_is_handed_out_and_goes_with_the_person()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.WriteAsync(
            new
            {
                from = Ana,
                name = "Ana",
                text = "Zwqfome de pão",
            }
        );
        var received = (await meta.WaitForReceivedAsync(1))[0];
        var contact = received.Text("contactId")!;
        var answered = await meta.SentAsync(new { type = "text", text = "Zwqtemos de queijo" }, to: Ana);
        await meta.WaitForAsync(answered, "delivered");
        // Held back, so that it is still to be sent when she goes.
        await Behind.ExecuteAsync($"update channel_senders set paused = true where id = '{meta.ChannelId}'");
        var waiting = await meta.SentAsync(new { type = "text", text = "Zwqaté amanhã" }, to: Ana);

        var export = (await ExportAsync(company, contact)).Text;
        foreach (var words in new[] { "fome de pão", "temos de queijo", "até amanhã", Ana[1..] })
            export.ShouldContain(words);
        (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido 1" })).ShouldBe(200);

        (await ExportAsync(company, contact)).Text.ShouldNotContain("Zwq");
        var shown = (await meta.ReceivedAsync()).ShouldHaveSingleItem();
        (shown.Text("from"), shown.Text("name"), shown.Text("text")).ShouldBe(("•••", null, null));
        var gone = (await company.Owner.GetAsync($"{meta.Messages}/{waiting}")).ShouldBe(200);
        (gone.Json["message"]!.Text("status"), gone.Json["message"]!.Text("to"), gone.Json["content"]).ShouldBe(("abandoned", "•••", null));
        (await company.Owner.GetAsync($"{meta.Messages}/{answered}")).ShouldBe(200).Json["message"]!.Text("status").ShouldBe("delivered");
        (
            await Behind.ScalarAsync<long>(
                $"""
                select (select count(*) from outbound_messages where tenant_id = '{company.Id}' and (recipient is not null or content is not null or wamid is not null))
                     + (select count(*) from inbound_messages where tenant_id = '{company.Id}' and (sender is not null or content is not null or wamid is not null))
                     + (select count(*) from outbound_queue where tenant_id = '{company.Id}')
                     + (select count(*) from channel_windows where tenant_id = '{company.Id}')
                """
            )
        ).ShouldBe(0);
        // Nothing that was hers can be answered, sent again or found.
        await Behind.ExecuteAsync($"update channel_senders set paused = false where id = '{meta.ChannelId}'");
        (
            await company.Owner.PostAsync(
                meta.Messages,
                new
                {
                    replyTo = received.Text("id"),
                    @class = "reply",
                    content = new { type = "text", text = "Ainda aí?" },
                }
            )
        ).ShouldFail(404, "channels.message.reply_to_not_found");
    }

    [Fact]
    public async Task What_Meta_repeats_does_not_bring_back_who_was_anonymised_and_what_they_write_anew_is_somebody_elses()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.WriteAsync(new { from = Ana, text = "oi" });
        var contact = (await meta.WaitForReceivedAsync(1))[0].Text("contactId")!;
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where tenant_id = '{company.Id}' and processed_at is null"),
            open => open == 0,
            "the webhook to be processed"
        );
        (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido 1" })).ShouldBe(200);

        await meta.ReadAgainAsync();
        (await Behind.ScalarAsync<long>($"select count(*) from contacts where tenant_id = '{company.Id}'")).ShouldBe(1);
        await meta.WriteAsync(new { from = Ana, text = "voltei" });

        var back = (await meta.WaitForReceivedAsync(2)).Single(m => m.Text("text") == "voltei");
        back.Text("contactId").ShouldNotBe(contact);
    }

    [Fact]
    public async Task An_answer_needs_no_number_it_goes_to_whoever_wrote()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.WriteAsync(new { from = Ana, text = "Abrem hoje?" });
        var received = (await meta.WaitForReceivedAsync(1))[0];

        var content = new { type = "text", text = "Até as 18h" };
        var sent = (
            await company.Owner.PostAsync(
                meta.Messages,
                new
                {
                    replyTo = received.Text("id"),
                    @class = "reply",
                    content,
                }
            )
        ).ShouldBe(202);
        await meta.WaitForAsync(sent.Id, "delivered");

        (await company.Owner.GetAsync($"{meta.Messages}/{sent.Id}")).ShouldBe(200).Json["message"]!.Text("to").ShouldBe("+55 11 *******21");
        (await company.Owner.PostAsync(meta.Messages, new { @class = "reply", content })).ShouldFail(422, "channels.message.recipient_missing");
    }

    [Fact]
    public async Task Who_hides_their_number_is_a_person_and_the_same_one_when_they_show_it()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        const string id = "BR.13491208655302741918";
        await meta.WriteAsync(
            new
            {
                userId = id,
                name = "Caio",
                text = "oi",
            }
        );
        var hidden = (await meta.WaitForReceivedAsync(1))[0].Text("contactId").ShouldNotBeNull();
        (await company.Owner.GetAsync($"/api/v1/people/contacts/{hidden}")).ShouldBe(200).Json["identifiers"]!
            .AsArray()
            .Select(i => (i!.Text("kind"), i!.Text("masked")))
            .ShouldBe([("whatsapp", "BR.•••")]);

        await meta.WriteAsync(
            new
            {
                from = Ana,
                userId = id,
                text = "este é meu número",
            }
        );

        (await meta.WaitForReceivedAsync(2)).Select(m => m.Text("contactId")).Distinct().ShouldBe([hidden]);
        (await company.Owner.GetAsync($"/api/v1/people/contacts/{hidden}")).ShouldBe(200).Json["identifiers"]!
            .AsArray()
            .Select(i => i!.Text("kind"))
            .ShouldBe(["phone", "whatsapp"]);
    }

    [Fact]
    public async Task Who_is_written_to_first_is_a_person_too()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.SyncTemplatesAsync();
        var id = await meta.SentAsync(
            new
            {
                type = "template",
                name = "boas_vindas",
                language = "pt_BR",
            },
            to: Ana,
            @class: "utility"
        );
        await meta.WaitForAsync(id, "delivered");

        var contact = await Behind.ScalarAsync<Guid>($"select contact_id from outbound_messages where id = '{id}'");

        (await ExportAsync(company, contact.ToString())).Text.ShouldContain("Bem-vindo! Como podemos ajudar?");
    }

    private static async Task<Answer> ExportAsync(TestTenant company, string contact) =>
        (
            await company.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/exports", new { reason = "Pedido da titular", format = "json" })
        ).ShouldBe(200);
}

using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What users of other products complain about, each replayed as it happened to them.</summary>
public sealed class ComplaintTests(TestHost host)
{
    [Fact]
    public async Task chatwoot_11901_and_9314_duplicate_or_lost_messages()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        await inbox.Meta.FaultsAsync(
            new
            {
                webhook = new
                {
                    duplicate = 3,
                    reorder = true,
                    batch = new
                    {
                        entries = 2,
                        changes = 2,
                        items = 2,
                        waitMs = 200,
                    },
                },
            }
        );

        for (var i = 0; i < 8; i++)
            await inbox.WriteAsync($"mensagem {i}");

        await inbox.Meta.WaitForReceivedAsync(8);
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where tenant_id = '{inbox.Company.Id}' and processed_at is null"),
            open => open == 0,
            "all webhooks to be processed"
        );
        var conversation = (await InboxCompany.ListAsync(inbox.Owner)).ShouldHaveSingleItem();
        conversation["unread"]!.GetValue<int>().ShouldBe(8);
        (await inbox.ItemsAsync(Guid.Parse(conversation.Text("id")!)))
            .Select(i => i["message"]!.Text("text"))
            .Order()
            .ShouldBe(Enumerable.Range(0, 8).Select(i => $"mensagem {i}"));
    }

    [Fact]
    public async Task chatwoot_5840_the_ninth_digit_splits_a_customer()
    {
        var inbox = await InboxCompany.OpenAsync(host);

        var first = await inbox.WrittenAsync("com nove", "+5531987654321");
        var second = await inbox.WrittenAsync("sem nove", "+553187654321");

        second.ShouldBe(first);
        (await inbox.ItemsAsync(first)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task chatwoot_15586_a_contact_without_phone_vanishes_from_lists()
    {
        var inbox = await InboxCompany.OpenAsync(host);

        await inbox.Meta.WriteAsync(
            new
            {
                userId = "BR.13491208655302741918",
                name = "Sem Número",
                text = "Oi, sou eu",
            }
        );

        var conversation = (
            await Eventually.Async(() => InboxCompany.ListAsync(inbox.Owner), all => all.Count == 1, "the conversation to be listed")
        )[0];
        conversation["customer"]!.Text("name").ShouldBe("Sem Número");
        conversation["customer"]!.Text("phone").ShouldBeNull();
        var id = Guid.Parse(conversation.Text("id")!);
        var sent = (await inbox.ReplyAsync(id, "Olá!")).ShouldBe(202);
        await inbox.Meta.WaitForAsync(sent.Id, "delivered", "read");
        (await inbox.Owner.GetAsync($"{InboxCompany.Conversations}?contactId={conversation["customer"]!.Text("contactId")}")).ShouldBe(200).Json[
            "items"
        ]!
            .AsArray()
            .Count.ShouldBe(1);
    }

    [Fact]
    public async Task chatwoot_9516_agent_writes_outside_the_window_and_the_customer_never_gets_it()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        await inbox.Meta.SyncTemplatesAsync();
        var id = await inbox.WrittenAsync("Oi");
        await Behind.ExecuteAsync(
            $"update channel_windows set last_inbound_at = last_inbound_at - interval '24 hours' where tenant_id = '{inbox.Company.Id}'"
        );

        (await inbox.Owner.GetAsync($"{InboxCompany.Conversations}/{id}")).ShouldBe(200).Json["windowUntil"].ShouldBeNull();
        var refused = (await inbox.ReplyAsync(id, "Ainda aí?")).ShouldFail(409, "channels.message.window_closed");

        refused["usableTemplates"].ShouldNotBe("0");
        (await inbox.ItemsAsync(id)).Count.ShouldBe(1);
        var template = await inbox.Owner.PostAsync(
            $"{InboxCompany.Conversations}/{id}/messages",
            new
            {
                content = new
                {
                    type = "template",
                    name = "boas_vindas",
                    language = "pt_BR",
                },
            }
        );
        await inbox.Meta.WaitForAsync(template.ShouldBe(202).Id, "delivered", "read");
    }

    [Fact]
    public async Task chatwoot_11656_search_is_cut_at_three_months()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var threeYearsAgo = TimeProvider.System.GetUtcNow().AddYears(-3);
        await inbox.WrittenAsync("A geladeira chegou");

        await inbox.WriteAtAsync(threeYearsAgo, InboxCompany.Ana, "Vocês consertam geladeiras antigas?");

        var found = await Eventually.Async(
            () => inbox.Owner.SearchAsync("geladeira"),
            page => page["items"]!.AsArray().Count == 2,
            "both to be found"
        );
        var old = found["items"]![1]!;
        old["snippet"]!.Text("text").ShouldBe("Vocês consertam geladeiras antigas?");
        DateTimeOffset.Parse(old.Text("at")!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThan(threeYearsAgo.AddDays(1));
        (await inbox.Owner.FindAsync("geladeira", new { lastDay = threeYearsAgo.AddDays(2).ToString("yyyy-MM-dd") })).Count.ShouldBe(1);
    }
}

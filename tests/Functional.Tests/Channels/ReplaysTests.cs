using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>What failed, done once more by a person's decision: many at once, each looked at anew, and on record who asked.</summary>
public sealed class ReplaysTests(TestHost host)
{
    private const string Ana = "+5511987654321";
    private static readonly object Hello = new { type = "text", text = "Olá" };
    private static readonly object Reminder = new
    {
        type = "template",
        name = "boas_vindas",
        language = "pt_BR",
    };

    [Fact]
    public async Task Those_of_one_reason_go_once_more_the_others_stay_and_it_is_on_record()
    {
        var (company, meta) = await ConnectAsync();
        var rejected = await FailAsync(meta, 131009, 3);
        var limited = await FailAsync(meta, 132001, 1);

        var reasons = await company.ItemsAsync($"{Of(meta)}/failures");
        reasons.Select(r => (r.Text("errorCode"), r.Text("count"), r.Text("expiredCount"))).ShouldBe([("131009", "3", "0"), ("132001", "1", "0")]);
        var answer = (await ReplayAsync(company, meta, new { errorCode = 131009 })).ShouldBe(200);

        (answer["count"], answer["more"]).ShouldBe(("3", "false"));
        foreach (var id in rejected)
            await meta.WaitForAsync(id, "delivered");
        (await meta.MessageAsync(limited[0]))["message"]!.Text("status").ShouldBe("failed");
        (await meta.LedgerAsync()).Count.ShouldBe(3);
        var record = (await company.ItemsAsync($"{Of(meta)}/replays")).ShouldHaveSingleItem();
        (record.Text("subject"), record.Text("count"), record.Text("byName")).ShouldBe(("messages", "3", "Dona Teste"));
        record.Text("filter").ShouldBe("{\"errorCode\":131009}");
    }

    [Fact]
    public async Task Only_the_named_ones_go_and_only_if_they_failed_on_this_channel()
    {
        var (company, meta) = await ConnectAsync();
        var other = await Meta.ConnectAsync(company);
        await other.SyncTemplatesAsync();
        var failed = await FailAsync(meta, 131009, 2);
        var elsewhere = await FailAsync(other, 131009, 1);
        var delivered = await meta.SentAsync(Reminder, Ana, "utility");
        await meta.WaitForAsync(delivered, "delivered");

        (await ReplayAsync(company, meta, new { messageIds = new[] { failed[1], elsewhere[0] } })).ShouldFail(404, "channels.message.not_found");
        (await ReplayAsync(company, meta, new { messageIds = new[] { failed[1], failed[1], delivered } })).ShouldBe(200)["count"].ShouldBe("1");

        await meta.WaitForAsync(failed[1], "delivered");
        (await meta.MessageAsync(failed[0]))["message"]!.Text("status").ShouldBe("failed");
        (await other.LedgerAsync()).ShouldBeEmpty();
        (await meta.LedgerAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Asked_by_several_at_once_each_goes_once()
    {
        var (company, meta) = await ConnectAsync();
        var failed = await FailAsync(meta, 131009, 6);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ReplayAsync(company, meta, new { })));

        answers.Sum(a => int.Parse(a.ShouldBe(200)["count"]!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(6);
        foreach (var id in failed)
            await meta.WaitForAsync(id, "delivered");
        (await meta.LedgerAsync()).Count.ShouldBe(6);
    }

    [Fact]
    public async Task What_may_not_go_any_more_fails_with_the_reason_of_today_and_is_not_taken_twice()
    {
        var (company, meta) = await ConnectAsync();
        await meta.WriteAsync(new { from = Ana, text = "oi" });
        await meta.WaitForReceivedAsync(1);
        await meta.FaultsAsync(new { answers = new[] { new { times = 1, errorCode = 131009 } } });
        var text = await meta.SentAsync(Hello);
        await meta.WaitForAsync(text, "failed");
        await Behind.ExecuteAsync($"update channel_windows set last_inbound_at = now() - interval '25 hours' where channel_id = '{meta.ChannelId}'");

        var first = (await ReplayAsync(company, meta, new { })).ShouldBe(200);
        first["count"].ShouldBe("1");
        await Eventually.Async(() => meta.MessageAsync(text), m => m["message"]!.Text("errorReason") == "window_closed", "the closed window");
        (await ReplayAsync(company, meta, new { failedUntil = first["failedUntil"] })).ShouldBe(200)["count"].ShouldBe("0");
        (await meta.LedgerAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_offer_does_not_reach_who_took_consent_back_meanwhile()
    {
        var (company, meta) = await ConnectAsync();
        var failed = await FailAsync(meta, 131009, 2, "marketing");
        var contact = await Behind.ScalarAsync<Guid>($"select contact_id from outbound_messages where id = '{failed[0]}'");
        (
            await company.Owner.PostAsync(
                $"/api/v1/privacy/contacts/{contact}/consents",
                new
                {
                    purpose = "marketing",
                    channel = "whatsapp",
                    granted = false,
                    evidence = "Pediu por telefone",
                }
            )
        ).ShouldBe(201);

        (await ReplayAsync(company, meta, new { @class = "marketing" })).ShouldBe(200)["count"].ShouldBe("2");

        await meta.WaitForAsync(failed[1], "delivered");
        await Eventually.Async(() => meta.MessageAsync(failed[0]), m => m["message"]!.Text("errorReason") == "consent_refused", "the refusal");
        (await meta.LedgerAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_Meta_repeats_of_the_one_that_failed_does_not_keep_the_new_one_from_going()
    {
        var (company, meta) = await ConnectAsync();
        await meta.FaultsAsync(new { answers = new[] { new { times = 1, failedCode = 131026 } } });
        var id = await meta.SentAsync(Reminder, Ana, "utility");
        await meta.WaitForAsync(id, "failed");
        await Behind.ExecuteAsync($"update channel_senders set paused = true where id = '{meta.ChannelId}'");
        (await ReplayAsync(company, meta, new { })).ShouldBe(200)["count"].ShouldBe("1");

        await meta.ReadAgainAsync();

        (await meta.MessageAsync(id))["message"]!.Text("status").ShouldBe("queued");
        await Behind.ExecuteAsync($"update channel_senders set paused = false where id = '{meta.ChannelId}'");
        await meta.WaitForAsync(id, "delivered");
        (await company.ItemsAsync($"{Of(meta)}/usage")).Sum(d => d["accepted"]!.GetValue<int>()).ShouldBe(2);
    }

    [Fact]
    public async Task A_webhook_that_was_given_up_is_shown_and_processed_once_more()
    {
        var (company, meta) = await ConnectAsync();
        await meta.WriteAsync(new { from = Ana, text = "oi" });
        await meta.WaitForReceivedAsync(1);
        var webhook = await Behind.ScalarAsync<Guid>($"select id from channel_webhooks where channel_id = '{meta.ChannelId}'");
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where id = '{webhook}' and processed_at is null"),
            left => left == 0,
            "the webhook to be read"
        );
        // As it is after the last attempt failed before it had any effect.
        await Behind.ExecuteAsync(
            $"""
            delete from inbound_messages where channel_id = '{meta.ChannelId}';
            update channel_webhooks set processed_at = null, updates = null, deferred = true where id = '{webhook}';
            insert into work_items (tenant_id, id, kind, subject_id, run_at, attempts, last_error, dead_at)
            values ('{company.Id}', gen_random_uuid(), 'channels.process_webhook', '{webhook}', now(), 25, 'TimeoutException', now())
            """
        );
        var theirs = await host.NewTenantAsync();
        var elsewhere = await Meta.ConnectAsync(theirs);

        var letter = (await company.ItemsAsync($"{Of(meta)}/dead-letters")).ShouldHaveSingleItem();
        (letter.Text("id"), letter.Text("error"), letter.Text("attempts")).ShouldBe(($"{webhook}", "TimeoutException", "25"));
        (await theirs.ItemsAsync($"{Of(elsewhere)}/dead-letters")).ShouldBeEmpty();
        (await theirs.Owner.PostAsync($"{Of(elsewhere)}/dead-letters/replays", new { webhookIds = new[] { webhook } })).ShouldFail(
            404,
            "channels.dead_letter.not_found"
        );
        (await theirs.Owner.PostAsync($"{Of(meta)}/dead-letters/replays", new { })).ShouldFail(404, "channels.channel.not_found");
        (await meta.ReceivedAsync()).ShouldBeEmpty();

        (await company.Owner.PostAsync($"{Of(meta)}/dead-letters/replays", new { })).ShouldBe(200)["count"].ShouldBe("1");

        (await meta.WaitForReceivedAsync(1)).Count.ShouldBe(1);
        (await company.ItemsAsync($"{Of(meta)}/dead-letters")).ShouldBeEmpty();
        (await company.ItemsAsync($"{Of(meta)}/replays")).ShouldHaveSingleItem().Text("subject").ShouldBe("dead_letters");
    }

    [Fact]
    public async Task Who_answers_customers_sees_why_messages_failed_but_does_not_send_them_all_again()
    {
        var (company, meta) = await ConnectAsync();
        await FailAsync(meta, 131009, 1);
        var agent = await company.AddMemberAsync("agent");

        (await agent.GetAsync($"{Of(meta)}/failures")).ShouldBe(200);
        (await agent.PostAsync($"{Of(meta)}/failures/replays", new { })).Status.ShouldBe(403);
        (await agent.PostAsync($"{Of(meta)}/dead-letters/replays", new { })).Status.ShouldBe(403);
        (await agent.GetAsync($"{Of(meta)}/replays")).Status.ShouldBe(403);
        (await ReplayAsync(company, meta, new { messageIds = Array.Empty<Guid>() })).Status.ShouldBe(422);
        (await ReplayAsync(company, meta, new { errorCode = -2 })).Status.ShouldBe(422);
    }

    private async Task<(TestTenant Company, Meta Meta)> ConnectAsync()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.SyncTemplatesAsync();
        return (company, meta);
    }

    /// <summary>Each to a customer of its own.</summary>
    private static async Task<List<Guid>> FailAsync(Meta meta, int code, int count, string @class = "utility")
    {
        await meta.FaultsAsync(new { answers = new[] { new { times = count, errorCode = code } } });
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
            ids.Add(await meta.SentAsync(Reminder, PhoneOf(i), @class));
        foreach (var id in ids)
            await meta.WaitForAsync(id, "failed");
        await meta.BehaveAsync();
        return ids;
    }

    private static string PhoneOf(int i) => $"+551198765430{i}";

    private static Task<Answer> ReplayAsync(TestTenant company, Meta meta, object filter) =>
        company.Owner.PostAsync($"{Of(meta)}/failures/replays", filter);

    private static string Of(Meta meta) => $"/api/v1/channels/{meta.ChannelId}";
}

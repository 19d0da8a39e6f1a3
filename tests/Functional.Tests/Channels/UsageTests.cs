using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>How much a number was used: each message once, whoever tells of it, however often.</summary>
public sealed class UsageTests(TestHost host)
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
    public async Task A_message_whose_answer_was_lost_counts_when_a_status_tells_and_once()
    {
        var (company, meta) = await OpenAsync();
        await meta.FaultsAsync(new { answers = new[] { new { times = 1, dropConnectionAfterEffect = true } }, webhook = new { duplicate = 2 } });

        await meta.WaitForAsync(await meta.SentAsync(Hello), "delivered");
        await meta.ReadAgainAsync();

        (await TotalAsync(company, meta)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_message_of_which_a_status_told_first_does_not_count_again_when_the_answer_comes()
    {
        var (company, meta) = await OpenAsync();
        await meta.FaultsAsync(
            new
            {
                statusBeforeAnswer = true,
                webhook = new { duplicate = 1 },
                answers = new[] { new { times = 1, delayAfterEffectMs = 5000 } },
            }
        );

        var id = await meta.SentAsync(Hello);
        await Eventually.Async(() => TotalAsync(company, meta), total => total == (1, 1), "the status to be counted");
        (await WaitingAsync(id)).ShouldBe(1);
        await Eventually.Async(() => WaitingAsync(id), waiting => waiting == 0, "the answer");

        (await TotalAsync(company, meta)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Sent_anew_after_it_failed_a_message_counts_again()
    {
        var (company, meta) = await OpenAsync();
        await meta.FaultsAsync(new { answers = new[] { new { times = 1, failedCode = 131026 } } });
        var id = await meta.SentAsync(Hello);
        await meta.WaitForAsync(id, "failed");

        (await company.Owner.PostAsync($"/api/v1/channels/{meta.ChannelId}/failures/replays", new { })).ShouldBe(200)["count"].ShouldBe("1");
        await meta.WaitForAsync(id, "delivered");

        (await TotalAsync(company, meta)).ShouldBe((2, 1));
    }

    [Fact]
    public async Task What_was_refused_or_never_left_does_not_count()
    {
        var (company, meta) = await OpenAsync();
        await meta.FaultsAsync(new { answers = new[] { new { times = 1, errorCode = 131009 } } });

        await meta.WaitForAsync(await meta.SentAsync(Hello), "failed");

        (await TotalAsync(company, meta)).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Several_workers_at_once_lose_no_count_and_what_Meta_repeats_adds_none()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.SyncTemplatesAsync();
        await using var second = host.Build(TestHost.FreePort(), new() { ["Instance:PublicUrl"] = host.BaseAddress.ToString() });
        await second.StartAsync(TestContext.Current.CancellationToken);
        await meta.FaultsAsync(new { webhook = new { duplicate = 2, reorder = true } });

        var writing = Enumerable.Range(10, 12).Select(i => meta.WriteAsync(new { from = $"+55119876543{i}", text = "oi" }));
        var sending = Enumerable.Range(40, 12).Select(i => meta.SentAsync(Reminder, $"+55119876543{i}", "utility")).ToList();
        await Task.WhenAll(writing);
        foreach (var id in await Task.WhenAll(sending))
            await meta.WaitForAsync(id, "delivered");
        await meta.WaitForReceivedAsync(12);
        await second.StopAsync(TestContext.Current.CancellationToken);
        await meta.ReadAgainAsync();

        (await TotalAsync(company, meta)).ShouldBe((12, 12));
        (await company.ItemsAsync(Usage(meta))).Count.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Days_are_asked_for_up_to_a_year_back_and_those_without_any_are_left_out()
    {
        var (company, meta) = await OpenAsync();
        await Behind.ExecuteAsync(
            $"""
            insert into channel_usage (tenant_id, id, channel_id, day, accepted, received)
            select '{company.Id}', gen_random_uuid(), '{meta.ChannelId}', (now() at time zone 'America/Sao_Paulo')::date - back, back, 0
            from unnest(array[1, 29, 30, 365, 366]) as back
            """
        );

        (await AcceptedAsync("")).ShouldBe(["0", "1", "29"]);
        (await AcceptedAsync("?days=1")).ShouldBe(["0"]);
        (await AcceptedAsync("?days=31")).ShouldBe(["0", "1", "29", "30"]);
        (await AcceptedAsync("?days=366")).ShouldBe(["0", "1", "29", "30", "365"]);
        foreach (var days in new[] { 0, -1, 367, int.MaxValue, int.MinValue })
            (await company.Owner.GetAsync($"{Usage(meta)}?days={days}")).ShouldFail(422, "request.invalid");
        (await company.Owner.GetAsync($"{Usage(meta)}?days=all")).ShouldFail(400, "request.malformed");

        async Task<List<string?>> AcceptedAsync(string query) => [.. (await company.ItemsAsync(Usage(meta) + query)).Select(d => d.Text("accepted"))];
    }

    [Fact]
    public async Task A_day_is_the_companys_and_not_the_servers()
    {
        // Of these two one is always in another day than UTC.
        var zone = TimeProvider.System.GetUtcNow().Hour < 11 ? "Pacific/Pago_Pago" : "Pacific/Kiritimati";
        var company = await host.NewTenantAsync();
        await Behind.ExecuteAsync($"update tenants set time_zone = '{zone}' where id = '{company.Id}'");
        var meta = await Meta.ConnectAsync(company);
        await meta.WriteAsync(new { from = Ana, text = "oi" });
        await meta.WaitForReceivedAsync(1);

        var usage = (await company.Owner.GetAsync(Usage(meta))).ShouldBe(200);

        var day = await Behind.ScalarAsync<string>($"select (now() at time zone '{zone}')::date::text");
        (usage["today"], usage.Json["items"]!.AsArray().Single()!.Text("day")).ShouldBe((day, day));
        day.ShouldNotBe(await Behind.ScalarAsync<string>("select (now() at time zone 'utc')::date::text"));
    }

    [Fact]
    public async Task Only_who_manages_the_companys_own_number_sees_it()
    {
        var (company, meta) = await OpenAsync();

        (await (await host.NewTenantAsync()).Owner.GetAsync(Usage(meta))).ShouldFail(404, "channels.channel.not_found");
        (await (await company.AddMemberAsync("agent")).GetAsync(Usage(meta))).ShouldFail(403, "auth.forbidden");
        (await host.Anonymous().GetAsync(Usage(meta))).ShouldFail(401, "auth.required");
    }

    private static string Usage(Meta meta) => $"/api/v1/channels/{meta.ChannelId}/usage";

    private static async Task<(int Accepted, int Received)> TotalAsync(TestTenant company, Meta meta)
    {
        var days = await company.ItemsAsync(Usage(meta));
        return (days.Sum(d => d["accepted"]!.GetValue<int>()), days.Sum(d => d["received"]!.GetValue<int>()));
    }

    /// <summary>Attempts at a message whose answer is awaited.</summary>
    private static Task<long> WaitingAsync(Guid id) =>
        Behind.ScalarAsync<long>(
            $"select count(*) from send_attempts a join channel_senders s on s.tenant_id = a.tenant_id and a.id = any(s.under_way) where a.message_id = '{id}'"
        );

    /// <summary>A number to which the customer has written.</summary>
    private async Task<(TestTenant Company, Meta Meta)> OpenAsync()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.WriteAsync(new { from = Ana, text = "oi" });
        await meta.WaitForReceivedAsync(1);
        return (company, meta);
    }
}

using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>What Meta posts: kept if it is signed, understood once.</summary>
public sealed class ReceivingTests(TestHost host)
{
    [Fact]
    public async Task Meta_verifies_the_address_and_a_wrong_token_is_refused()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        (await meta.SubscribeAsync()).Json["ok"]!.GetValue<bool>().ShouldBeTrue();

        var settings = (await company.Owner.GetAsync($"/api/v1/channels/{meta.ChannelId}")).ShouldBe(200);
        var path = new Uri(settings["webhookUrl"]!).AbsolutePath;
        (await host.Anonymous().GetAsync($"{path}?hub.mode=subscribe&hub.verify_token=outro&hub.challenge=42")).ShouldFail(
            403,
            "channels.webhook.verification_refused"
        );
        (await host.Anonymous().GetAsync("/webhooks/whatsapp/ninguem?hub.mode=subscribe&hub.verify_token=x&hub.challenge=42")).ShouldFail(
            404,
            "channels.webhook.not_found"
        );
    }

    [Fact]
    public async Task A_body_that_is_not_signed_is_not_kept()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        var path = new Uri((await company.Owner.GetAsync($"/api/v1/channels/{meta.ChannelId}"))["webhookUrl"]!).AbsolutePath;

        (await host.Anonymous().PostAsync(path, new { @object = "whatsapp_business_account", entry = Array.Empty<object>() })).ShouldFail(
            403,
            "channels.webhook.signature_invalid"
        );

        (await Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where tenant_id = '{company.Id}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Delivered_three_times_in_batches_a_message_is_one_and_its_writer_a_person()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.FaultsAsync(
            new
            {
                webhook = new
                {
                    duplicate = 2,
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
            await meta.WriteAsync(
                new
                {
                    from = "+5531987654321",
                    name = "João",
                    text = $"mensagem {i} / ç",
                }
            );

        await meta.WaitForReceivedAsync(8);
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where tenant_id = '{company.Id}' and processed_at is null"),
            open => open == 0,
            "all webhooks to be processed"
        );
        var received = await meta.ReceivedAsync();
        received.Count.ShouldBe(8);
        received.Select(m => m.Text("contactId")).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        received.ShouldAllBe(m => m.Text("from") == "+55 31 *******21" && m.Text("name") == "João");
    }

    [Fact]
    public async Task What_comes_in_counts_against_the_pace_of_the_number()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await Behind.ExecuteAsync($"update channels set messages_per_second = 1 where id = '{meta.ChannelId}'");

        for (var i = 0; i < 20; i++)
            await meta.WriteAsync(new { from = "+5511987654321", text = $"mensagem {i}" });
        await meta.WaitForReceivedAsync(20);

        // Twenty at one a second are twenty seconds, less what passed since the first.
        await Eventually.Async(
            () =>
                Behind.ScalarAsync<double>(
                    $"select extract(epoch from paid_until - now())::float8 from channel_senders where id = '{meta.ChannelId}'"
                ),
            seconds => seconds > 5,
            "the pace to be used up"
        );
    }

    [Fact]
    public async Task Without_the_ninth_digit_it_is_the_same_person_and_may_be_answered()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        (
            await new ApiClient(host.SandboxClient).PutAsync(
                $"/sandbox/meta/numbers/{meta.PhoneNumberId}/customers",
                new
                {
                    phone = "+5531991234567",
                    name = "Bia",
                    waIdWithoutNinth = true,
                }
            )
        ).Status.ShouldBeLessThan(300);
        await meta.WriteAsync(new { from = "+5531991234567", text = "oi" });
        await meta.WaitForReceivedAsync(1);

        var id = await meta.SentAsync(new { type = "text", text = "Olá, Bia" }, to: "(31) 99123-4567");

        await meta.WaitForAsync(id, "delivered");
    }

    [Fact]
    public async Task Every_kind_of_message_is_kept_and_an_unknown_one_stays_visible()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        const string from = "+5511987654321";
        object[] messages =
        [
            new { from, text = "oi" },
            new { from, type = "image" },
            new
            {
                from,
                type = "location",
                location = new
                {
                    latitude = -23.5,
                    longitude = -46.6,
                    name = "Praça da Sé",
                },
            },
            new { from, type = "unsupported" },
        ];
        foreach (var message in messages)
            await meta.WriteAsync(message);

        var received = await meta.WaitForReceivedAsync(messages.Length);

        received.Select(m => m.Text("kind")).Order().ShouldBe(["image", "location", "text", "unsupported"]);
        received.Single(m => m.Text("kind") == "location").Text("text").ShouldBe("Praça da Sé");
        received.Single(m => m.Text("kind") == "image")["hasFile"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Who_hides_their_number_is_answered_by_Metas_id()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.WriteAsync(
            new
            {
                userId = "BR.13491208655302741918",
                name = "Caio",
                text = "oi",
            }
        );
        (await meta.WaitForReceivedAsync(1))[0].Text("from").ShouldBe("BR.•••");

        var id = await meta.SentAsync(new { type = "text", text = "Olá" }, to: "BR.13491208655302741918");

        await meta.WaitForAsync(id, "delivered");
    }
}

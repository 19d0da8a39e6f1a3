using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Settings and browsers are their owner's alone; an address that a browser names is held against what may be called.</summary>
public sealed class AlertDeviceTests(TestHost host)
{
    private const string Alerts = "/api/v1/inbox/alerts";
    private const string Devices = $"{Alerts}/devices";

    [Fact]
    public async Task Who_never_chose_has_what_most_want_and_what_they_choose_is_theirs_alone()
    {
        var company = await host.NewTenantAsync();
        var agent = await company.AddMemberAsync("agent");
        var begin = (await agent.GetAsync(Alerts)).ShouldBe(200);
        begin.Json["settings"]!.ToJsonString().ShouldBe("""{"scope":"mine","sound":true,"showsWords":true,"quietFrom":null,"quietUntil":null}""");
        begin["timeZone"].ShouldBe("America/Sao_Paulo");

        var chosen = new
        {
            scope = "all",
            sound = false,
            showsWords = false,
            quietFrom = "20:00",
            quietUntil = "07:30",
        };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await agent.PutAsync(Alerts, chosen)).ShouldBe(200)));

        (await agent.GetAsync(Alerts)).Json["settings"]!.ToJsonString().ShouldBe(System.Text.Json.JsonSerializer.Serialize(chosen));
        (await company.Owner.GetAsync(Alerts)).Json["settings"]!.Text("scope").ShouldBe("mine");
        foreach (var (from, until) in new[] { ("20:00", null), (null, "07:30"), ("20:00", "20:00") })
            (
                await agent.PutAsync(
                    Alerts,
                    new
                    {
                        scope = "all",
                        sound = true,
                        showsWords = true,
                        quietFrom = from,
                        quietUntil = until,
                    }
                )
            ).ShouldFail(422, "inbox.alert.quiet_incomplete");
        (
            await agent.PutAsync(
                Alerts,
                new
                {
                    scope = "some",
                    sound = true,
                    showsWords = true,
                }
            )
        ).ShouldBe(400);
        (
            await agent.PutAsync(
                Alerts,
                new
                {
                    scope = "all",
                    sound = true,
                    showsWords = true,
                    quietFrom = "8pm",
                    quietUntil = "25:00",
                }
            )
        ).ShouldFail(422, "request.invalid");
        (await (await company.AddMemberAsync("operator")).GetAsync(Alerts)).ShouldBe(403);
    }

    [Fact]
    public async Task A_browser_is_entered_once_and_belongs_to_whoever_is_signed_in_there()
    {
        var company = await host.NewTenantAsync();
        var (bia, caio) = (await company.AddMemberAsync("agent"), await company.AddMemberAsync("agent"));
        var browser = await PushBrowser.NewAsync(host);

        var entered = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(async _ => (await bia.PostAsync(Devices, browser.Subscription)).ShouldBe(200).Id)
        );
        entered.Distinct().ShouldHaveSingleItem();
        var device = (await bia.GetAsync(Alerts)).Json["devices"]!.AsArray().ShouldHaveSingleItem()!;
        (device.Text("name"), device["isThisSession"]!.GetValue<bool>()).ShouldBe(("Chrome, Windows", true));
        (await caio.PostAsync(Devices, browser.Subscription)).ShouldBe(200).Id.ShouldBe(entered[0]);

        (await bia.GetAsync(Alerts)).Json["devices"]!.AsArray().ShouldBeEmpty();
        // Not hers any more: neither to test nor to remove.
        foreach (var stranger in new[] { bia, company.Owner, (await host.NewTenantAsync()).Owner })
        {
            (await stranger.PostAsync($"{Devices}/{entered[0]}/tests")).ShouldFail(404, "inbox.alert.device_not_found");
            (await stranger.DeleteAsync($"{Devices}/{entered[0]}")).ShouldFail(404, "inbox.alert.device_not_found");
        }
        (await caio.DeleteAsync($"{Devices}/{entered[0]}")).ShouldBe(204);
        (await caio.GetAsync(Alerts)).Json["devices"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_inside_of_the_network_and_keys_that_are_none_are_refused()
    {
        var owner = (await host.NewTenantAsync()).Owner;
        var browser = (await new ApiClient(host.SandboxClient).PostAsync("/sandbox/push/browsers")).ShouldBe(201);
        Task<Answer> AddAsync(string? endpoint = null, string? p256dh = null, string? auth = null, string name = "Chrome") =>
            owner.PostAsync(
                Devices,
                new
                {
                    name,
                    endpoint = endpoint ?? browser["endpoint"],
                    p256dh = p256dh ?? browser["p256dh"],
                    auth = auth ?? browser["auth"],
                }
            );

        foreach (
            var endpoint in new[]
            {
                "http://push.example/x",
                "https://127.0.0.1/x",
                "https://[::1]/x",
                "https://localhost/x",
                "https://push.example:8443/x",
                "https://me@push.example/x",
                "x",
            }
        )
            (await AddAsync(endpoint)).ShouldFail(422, "inbox.alert.endpoint_not_allowed");
        (await AddAsync($"https://push.example/{new string('x', 1000)}")).ShouldFail(422, "request.invalid");
        (await AddAsync(p256dh: "AAAA")).ShouldFail(422, "inbox.alert.keys_invalid");
        (await AddAsync(auth: "AAAA")).ShouldFail(422, "inbox.alert.keys_invalid");
        (await AddAsync(name: " ")).ShouldFail(422, "request.invalid");
        (await AddAsync()).ShouldBe(200);
        for (var i = 1; i < 20; i++)
            (await owner.PostAsync(Devices, (await PushBrowser.NewAsync(host)).Subscription)).ShouldBe(200);
        (await owner.PostAsync(Devices, (await PushBrowser.NewAsync(host)).Subscription)).ShouldFail(409, "inbox.alert.too_many_devices");
        (await AddAsync(name: "Outro nome")).ShouldBe(200);
    }

    [Fact]
    public async Task A_test_tells_what_the_push_service_answered()
    {
        var owner = (await host.NewTenantAsync()).Owner;
        var browser = await PushBrowser.OfAsync(host, owner);
        Task<Answer> TestAsync() => owner.PostAsync($"{Devices}/{browser.DeviceId}/tests");

        var sent = (await TestAsync()).ShouldBe(200);
        (sent["outcome"], sent.Json["httpStatus"]!.GetValue<int>()).ShouldBe(("accepted", 201));
        var told = (await browser.ToldAsync()).ShouldHaveSingleItem();
        (told.Text("reason"), told.Text("subject")).ShouldBe(("test", sent["test"]));
        var tooSoon = (await TestAsync()).ShouldFail(429, "inbox.alert.tested_just_now");
        tooSoon.Headers.Keys.ShouldContain("Retry-After");

        await browser.AnswerAsync(new { answers = new[] { new { status = 503 } } });
        await LaterAsync(browser.DeviceId);
        (await TestAsync()).ShouldBe(200)["outcome"].ShouldBe("later");
        await browser.AnswerAsync(new { gone = true });
        await LaterAsync(browser.DeviceId);
        (await TestAsync()).ShouldBe(200)["outcome"].ShouldBe("gone");
        (await owner.GetAsync(Alerts)).Json["devices"]!.AsArray().ShouldBeEmpty();
    }

    private static Task LaterAsync(Guid device) =>
        Behind.ExecuteAsync($"update push_subscriptions set tested_at = tested_at - interval '3 seconds' where id = '{device}'");
}

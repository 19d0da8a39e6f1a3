using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Counter;

public sealed class PanelTests(TestHost host)
{
    [Fact]
    public async Task A_screen_is_paired_by_its_code_once_and_fetches_the_same_token_however_often()
    {
        var company = await host.NewTenantAsync();
        var screen = host.Anonymous();
        var offer = (await screen.PostAsync("/api/v1/counter/panel-pairings")).ShouldBe(201);
        var claim = new { secret = offer["secret"]! };
        (await screen.PostAsync("/api/v1/counter/panel-pairings/claim", claim)).ShouldBe(202);
        (await screen.PostAsync("/api/v1/counter/panel-pairings/claim", new { secret = "x" })).ShouldFail(404, "counter.panel_pairing.not_found");

        (await PairAsync(company, "12345")).ShouldFail(422, "request.invalid");
        var other = offer["code"] == "000000" ? "000001" : "000000";
        (await PairAsync(company, other)).ShouldFail(404, "counter.panel_pairing.not_found");
        var panel = (await PairAsync(company, offer["code"]!)).ShouldBe(201);
        (await PairAsync(company, offer["code"]!)).ShouldFail(404, "counter.panel_pairing.not_found");
        (await PairAsync(await host.NewTenantAsync(), offer["code"]!)).ShouldFail(404, "counter.panel_pairing.not_found");

        var claims = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => screen.PostAsync("/api/v1/counter/panel-pairings/claim", claim)));
        claims.ShouldAllBe(c => c.Status == 200 && c["panelToken"] == claims[0]["panelToken"]);
        claims[0].Json["panel"]!.Text("id").ShouldBe(panel["id"]);
        (await screen.SignedIn(claims[0]["panelToken"]!).GetAsync("/api/v1/counter/panel")).ShouldBe(200);
    }

    [Fact]
    public async Task Of_companies_that_enter_the_same_code_at_once_one_gets_the_screen()
    {
        var companies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.NewTenantAsync()));
        for (var round = 0; round < 5; round++)
        {
            var code = (await host.Anonymous().PostAsync("/api/v1/counter/panel-pairings")).ShouldBe(201)["code"]!;

            var answers = await Task.WhenAll(companies.Select(c => PairAsync(c, code)));

            answers.Count(a => a.Status == 201).ShouldBe(1);
            foreach (var refused in answers.Where(a => a.Status != 201))
                refused.ShouldFail(404, "counter.panel_pairing.not_found");
        }
    }

    [Fact]
    public async Task An_expired_code_pairs_nothing()
    {
        var company = await host.NewTenantAsync();
        var offer = (await host.Anonymous().PostAsync("/api/v1/counter/panel-pairings")).ShouldBe(201);
        await Behind.ExecuteAsync($"update panel_pairings set expires_at = now() where code = '{offer["code"]}'");

        (await PairAsync(company, offer["code"]!)).ShouldFail(404, "counter.panel_pairing.not_found");
        (await host.Anonymous().PostAsync("/api/v1/counter/panel-pairings/claim", new { secret = offer["secret"] })).ShouldFail(
            404,
            "counter.panel_pairing.not_found"
        );
    }

    [Fact]
    public async Task An_unpaired_screen_loses_access_and_socket_at_once()
    {
        var company = await host.NewTenantAsync();
        var (panel, token) = await PairedAsync(company);
        await using var socket = await HubSocket.OpenAsync(host.BaseAddress, token);

        (await company.Owner.DeleteAsync($"/api/v1/counter/panels/{panel}")).ShouldBe(204);

        (await host.Anonymous().SignedIn(token).GetAsync("/api/v1/counter/panel")).ShouldBe(401)["code"].ShouldBe("auth.required");
        await socket.WaitUntilClosedAsync(3);
        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => HubSocket.OpenAsync(host.BaseAddress, token));
    }

    [Fact]
    public async Task The_feed_has_no_gap_and_is_in_order_while_thirty_calls_and_recalls_run()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("A");
        var desks = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => company.AddDeskAsync($"Guichê {i}")));
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => company.IssueAsync(service)));
        var panel = host.Anonymous().SignedIn((await PairedAsync(company)).Token);

        var calling = Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(async i =>
                {
                    var called = (await company.CallNextAsync(desks[i % desks.Length])).ShouldBe(200);
                    if (i % 3 == 0)
                        (await company.PostAsync(Guid.Parse(called["ticketId"]!), "recall")).ShouldBe(200);
                })
        );
        var heard = new List<(long Sequence, string Code)>();
        await Eventually.Async(
            async () =>
            {
                var after = heard.Count == 0 ? 0 : heard[^1].Sequence;
                var page = (await panel.GetAsync($"/api/v1/counter/panel?after={after}")).ShouldBe(200);
                heard.AddRange(page.Json["items"]!.AsArray().Select(c => (c!["sequence"]!.GetValue<long>(), c.Text("code")!)));
                page.Json["lastSequence"]!.GetValue<long>().ShouldBe(heard.Count == 0 ? 0 : heard[^1].Sequence);
                return heard.Count;
            },
            count => count >= 40,
            "forty announcements"
        );
        await calling;

        heard.Select(c => c.Sequence).ShouldBe(Enumerable.Range(1, 40).Select(n => (long)n));
        heard.Select(c => c.Code).Distinct().Count().ShouldBe(30);
        var last = (await panel.GetAsync("/api/v1/counter/panel")).ShouldBe(200).Json["items"]!.AsArray();
        last.Select(c => c!["sequence"]!.GetValue<long>()).ShouldBe([35, 36, 37, 38, 39, 40]);
    }

    [Fact]
    public async Task The_hub_tells_members_of_changes_panels_of_calls_only_and_others_nothing()
    {
        var company = await host.NewTenantAsync();
        var other = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("A");
        var desk = await company.AddDeskAsync();
        await using var member = await HubSocket.OpenAsync(host.BaseAddress, company.Session["accessToken"]!);
        await using var panel = await HubSocket.OpenAsync(host.BaseAddress, (await PairedAsync(company)).Token);
        await using var stranger = await HubSocket.OpenAsync(host.BaseAddress, other.Session["accessToken"]!);

        var ticket = await company.IssueAsync(service);
        await member.WaitForAsync("ticket", ticket.Id.ToString());
        (await company.CallNextAsync(desk)).ShouldBe(200);
        await member.WaitForAsync("call");
        await panel.WaitForAsync("call");
        // Something of its own shows that the stranger's socket works, and comes after all of the above.
        var own = await other.AddServiceAsync("A");
        await stranger.WaitForAsync("settings", own.ToString());

        panel.Changes.ShouldAllBe(c => c.Topic == "call");
        // That its owner is at their screen is of their own company too.
        var owner = other.Session.Json["user"]!.Text("id");
        stranger.Changes.ShouldAllBe(c => (c.Topic == "settings" && c.Id == own.ToString()) || (c.Topic == "agent" && c.Id == owner));
    }

    [Fact]
    public async Task The_socket_of_an_ended_session_is_closed()
    {
        var company = await host.NewTenantAsync();
        var session = (
            await host.Anonymous().PostAsync("/api/v1/auth/login", new { email = company.Email, password = TestTenant.Password })
        ).ShouldBe(200);
        await using var ended = await HubSocket.OpenAsync(host.BaseAddress, session["accessToken"]!);
        await using var stays = await HubSocket.OpenAsync(host.BaseAddress, company.Session["accessToken"]!);

        (await host.Anonymous().PostAsync("/api/v1/auth/logout", new { refreshToken = session["refreshToken"] })).ShouldBe(204);

        await ended.WaitUntilClosedAsync(5);
        stays.IsOpen.ShouldBeTrue();
        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => HubSocket.OpenAsync(host.BaseAddress, session["accessToken"]!));
    }

    private static Task<Answer> PairAsync(TestTenant company, string code) =>
        company.Owner.PostAsync("/api/v1/counter/panels", new { code, name = "Entrada" });

    internal static async Task<(Guid Id, string Token)> PairedAsync(TestTenant company, ApiClient? screen = null)
    {
        screen ??= company.Host.Anonymous();
        var offer = (await screen.PostAsync("/api/v1/counter/panel-pairings")).ShouldBe(201);
        var panel = (await PairAsync(company, offer["code"]!)).ShouldBe(201);
        var claim = await screen.PostAsync("/api/v1/counter/panel-pairings/claim", new { secret = offer["secret"] });
        return (panel.Id, claim.ShouldBe(200)["panelToken"]!);
    }
}

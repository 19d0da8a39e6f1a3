using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Realtime;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Browsers are told of conversations while no page is open: what their owner may see at that moment and wants to know, once.</summary>
public sealed class AlertTests(TestHost host)
{
    private const string Alerts = "/api/v1/inbox/alerts";

    [Fact]
    public async Task A_customer_s_burst_is_told_once_to_those_who_may_see_it_and_nobody_else_can_read_it()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var (seller, support) = (await inbox.Company.AddMemberAsync("agent"), await inbox.Company.AddMemberAsync("agent"));
        await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)], [inbox.Meta.ChannelId]);
        var (leading, team, others) = (await BrowserOfAsync(inbox.Owner), await BrowserOfAsync(seller), await BrowserOfAsync(support));

        // One after the other, or either may come last.
        await inbox.WrittenAsync("Bom dia!");
        var id = await inbox.WrittenAsync("Tem bolo de fubá?");

        foreach (var browser in new[] { leading, team })
        {
            var told = (await browser.WaitForAsync(1)).ShouldHaveSingleItem();
            (told.Text("reason"), told.Text("subject"), told.Text("customer"), told.Text("words")).ShouldBe(
                ("message", id.ToString(), "Ana", "Tem bolo de fubá?")
            );
            (await browser.MessagesAsync())[0].Text("topic")!.Length.ShouldBe(32);
        }
        await SettledAsync(id);
        (await leading.ToldAsync()).Count.ShouldBe(1);
        (await others.ToldAsync()).ShouldBeEmpty();
        // What is kept says neither where nor how.
        (
            await Behind.ScalarAsync<long>(
                $"select count(*) from push_subscriptions where tenant_id = '{inbox.Company.Id}' and position('push/'::bytea in target) > 0"
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task What_somebody_has_read_by_then_is_told_to_nobody_and_what_comes_after_is()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var browser = await BrowserOfAsync(inbox.Owner);
        var id = await inbox.WrittenAsync("Oi");
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/read")).ShouldBe(204);
        await SettledAsync(id);
        (await browser.ToldAsync()).ShouldBeEmpty();

        await inbox.WrittenAsync("Alguém?");
        (await browser.WaitForAsync(1))[0].Text("words").ShouldBe("Alguém?");
        await SettledAsync(id);
        await inbox.WrittenAsync("Alô?");
        (await browser.WaitForAsync(2))[1].Text("words").ShouldBe("Alô?");
    }

    [Fact]
    public async Task Everybody_chooses_what_they_are_told_of_and_when_it_is_quiet()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var ids = new Dictionary<string, (ApiClient Member, PushBrowser Browser)>();
        var time = TimeOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo")).DateTime
        );
        foreach (
            var (name, settings) in new (string, object)[]
            {
                (
                    "all",
                    new
                    {
                        scope = "all",
                        sound = true,
                        showsWords = true,
                    }
                ),
                (
                    "mine",
                    new
                    {
                        scope = "mine",
                        sound = true,
                        showsWords = true,
                    }
                ),
                (
                    "other",
                    new
                    {
                        scope = "mine",
                        sound = true,
                        showsWords = true,
                    }
                ),
                (
                    "none",
                    new
                    {
                        scope = "none",
                        sound = true,
                        showsWords = true,
                    }
                ),
                (
                    "discreet",
                    new
                    {
                        scope = "all",
                        sound = false,
                        showsWords = false,
                    }
                ),
                (
                    "quiet",
                    new
                    {
                        scope = "all",
                        sound = true,
                        showsWords = true,
                        quietFrom = $"{time.AddHours(-1):HH:mm}",
                        quietUntil = $"{time.AddHours(1):HH:mm}",
                    }
                ),
                (
                    "loud",
                    new
                    {
                        scope = "all",
                        sound = true,
                        showsWords = true,
                        quietFrom = $"{time.AddHours(1):HH:mm}",
                        quietUntil = $"{time.AddHours(-1):HH:mm}",
                    }
                ),
            }
        )
        {
            var member = await inbox.Company.AddMemberAsync("agent");
            (await member.PutAsync(Alerts, settings)).ShouldBe(200);
            ids[name] = (member, await BrowserOfAsync(member));
        }
        // Nobody's: everybody who wants any is told.
        var id = await inbox.WrittenAsync("Oi");
        foreach (var name in new[] { "all", "mine", "other", "discreet", "loud" })
            await ids[name].Browser.WaitForAsync(1);
        await SettledAsync(id);
        (await ids["discreet"].Browser.ToldAsync())[0]
            .ShouldSatisfyAllConditions(
                told => told.Text("reason").ShouldBe("message"),
                told => told.Text("customer").ShouldBeNull(),
                told => told.Text("words").ShouldBeNull()
            );
        // Somebody's: they, and who wants all.
        (await inbox.AssignAsync(id, await InboxCompany.IdOfAsync(ids["mine"].Member), ids["mine"].Member)).ShouldBe(200);
        await SettledAsync(id);
        await inbox.WrittenAsync("Ainda aí?");
        foreach (var name in new[] { "all", "mine", "discreet", "loud" })
            await ids[name].Browser.WaitForAsync(2);
        await SettledAsync(id);

        (await ids["other"].Browser.ToldAsync()).Count.ShouldBe(1);
        (await ids["none"].Browser.ToldAsync()).ShouldBeEmpty();
        (await ids["quiet"].Browser.ToldAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mention_and_a_conversation_given_are_told_to_the_one_they_are_for()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var (bia, caio) = (await inbox.Company.AddMemberAsync("agent"), await inbox.Company.AddMemberAsync("agent"));
        var id = await inbox.WrittenAsync("Oi");
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/read")).ShouldBe(204);
        var (hers, his) = (await BrowserOfAsync(bia), await BrowserOfAsync(caio));
        var her = await InboxCompany.IdOfAsync(bia);

        (await caio.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "@Bia, vê isto?", mentionedIds = new[] { her } })).ShouldBe(
            201
        );
        (await hers.WaitForAsync(1))[0].Text("reason").ShouldBe("mention");
        await SettledAsync(id);
        (await inbox.AssignAsync(id, her, caio)).ShouldBe(200);
        (await hers.WaitForAsync(2))[1].Text("reason").ShouldBe("assigned");
        await SettledAsync(id);
        // What she takes herself is no news to her.
        (await inbox.AssignAsync(id, null, bia)).ShouldBe(200);
        (await inbox.AssignAsync(id, her, bia)).ShouldBe(200);
        await SettledAsync(id);

        (await hers.ToldAsync()).Count.ShouldBe(2);
        (await his.ToldAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_see_it_any_more_when_it_is_sent_is_told_nothing()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)], [inbox.Meta.ChannelId]);
        var helpdesk = await inbox.AddTeamAsync("Suporte", []);
        var (team, leading) = (await BrowserOfAsync(seller), await BrowserOfAsync(inbox.Owner));

        var id = await inbox.WrittenAsync("Quebrou");
        (await inbox.MoveAsync(id, helpdesk)).ShouldBe(200);

        await leading.WaitForAsync(1);
        await SettledAsync(id);
        (await team.ToldAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_the_session_ends_what_its_browser_is_told_and_elsewhere_it_is_told_of_elsewhere()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var browser = await BrowserOfAsync(inbox.Owner);
        var session = (
            await host.Anonymous().PostAsync("/api/v1/auth/login", new { email = inbox.Company.Email, password = TestTenant.Password })
        ).ShouldBe(200);
        var again = host.Anonymous().SignedIn(session["accessToken"]!);
        var ended = await BrowserOfAsync(again);
        var away = await inbox.Company.AddMemberAsync("agent");
        var elsewhere = await BrowserOfAsync(away);
        await Behind.ExecuteAsync(
            $"update sessions set current_tenant_id = '{(await host.NewTenantAsync()).Id}' where user_id = '{await InboxCompany.IdOfAsync(away)}'"
        );
        (await host.Anonymous().PostAsync("/api/v1/auth/logout", new { refreshToken = session["refreshToken"] })).ShouldBe(204);

        var id = await inbox.WrittenAsync("Oi");
        await browser.WaitForAsync(1);
        await SettledAsync(id);

        (await ended.ToldAsync()).ShouldBeEmpty();
        (await elsewhere.ToldAsync()).ShouldBeEmpty();
        (await Behind.ScalarAsync<long>($"select count(*) from push_subscriptions where id = '{ended.DeviceId}'")).ShouldBe(0);
        (await Behind.ScalarAsync<long>($"select count(*) from push_subscriptions where id = '{elsewhere.DeviceId}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_browser_that_is_gone_is_forgotten_and_a_service_in_trouble_is_tried_again_without_telling_others_twice()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var agents = new List<ApiClient>();
        for (var i = 0; i < 3; i++)
            agents.Add(await inbox.Company.AddMemberAsync("agent"));
        var (fine, gone, busy) = (await BrowserOfAsync(agents[0]), await BrowserOfAsync(agents[1]), await BrowserOfAsync(agents[2]));
        await gone.AnswerAsync(new { gone = true });
        await busy.AnswerAsync(
            new
            {
                answers = new[]
                {
                    new
                    {
                        status = 503,
                        times = 2,
                        retryAfter = "1",
                    },
                },
            }
        );

        var id = await inbox.WrittenAsync("Oi");

        (await busy.WaitForAsync(1)).Count.ShouldBe(1);
        await SettledAsync(id);
        (await fine.ToldAsync()).Count.ShouldBe(1);
        (await agents[1].GetAsync(Alerts)).ShouldBe(200).Json["devices"]!.AsArray().ShouldBeEmpty();
        (await agents[2].GetAsync(Alerts)).ShouldBe(200).Json["devices"]!.AsArray().Count.ShouldBe(1);

        // However long one service asks to be left alone, nobody else waits for it.
        await busy.AnswerAsync(new { answers = new[] { new { status = 429, retryAfter = "600" } } });
        await inbox.WrittenAsync("Alguém?");
        await fine.WaitForAsync(2);
        await inbox.WrittenAsync("Alô?");
        (await fine.WaitForAsync(3))[2].Text("words").ShouldBe("Alô?");
    }

    private Task<PushBrowser> BrowserOfAsync(ApiClient member) => PushBrowser.OfAsync(host, member);

    /// <summary>Nothing more is going to be sent.</summary>
    private static Task SettledAsync(Guid conversationId) =>
        Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from work_items where kind = 'inbox.ring_devices' and subject_id = '{conversationId}'"),
            waiting => waiting == 0,
            "the alerts to be settled"
        );
}

using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Realtime;

/// <summary>Who loses access on one node loses the socket on every other within two seconds; whose access changes opens it anew.</summary>
public sealed class AccessTests(TestHost host)
{
    private const double Seconds = 2;

    [Fact]
    public async Task Who_signs_out_here_loses_the_socket_there_and_nobody_else_does()
    {
        await using var other = await host.StartAsync([]);
        var company = await host.NewTenantAsync();
        var session = await SignInAsync(company);
        await using var ended = await HubSocket.OpenAsync(other.Address, session["accessToken"]!);
        await using var stays = await company.Owner.ListenAsync(other.Address);

        (await host.Anonymous().PostAsync("/api/v1/auth/logout", new { refreshToken = session["refreshToken"] })).ShouldBe(204);

        await ended.WaitUntilClosedAsync(Seconds);
        stays.IsOpen.ShouldBeTrue();
        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => HubSocket.OpenAsync(other.Address, session["accessToken"]!));
    }

    [Fact]
    public async Task Who_is_switched_off_or_has_another_password_or_whose_session_ends_elsewhere_loses_the_socket()
    {
        await using var other = await host.StartAsync([]);
        var company = await host.NewTenantAsync();
        var (agent, colleague) = (await company.AddMemberAsync("agent"), await company.AddMemberAsync("agent"));
        var id = await InboxCompany.IdOfAsync(agent);
        await using var stays = await colleague.ListenAsync(other.Address);
        var session = await SignInAsync(company);
        // Written behind the product: what ends a session, whichever use case it will be, is seen by the database.
        await using (var socket = await HubSocket.OpenAsync(other.Address, session["accessToken"]!))
        {
            await Behind.ExecuteAsync($"update sessions set ended_at = now() where user_id = '{await InboxCompany.IdOfAsync(company.Owner)}'");
            await socket.WaitUntilClosedAsync(Seconds);
        }
        await using (var socket = await agent.ListenAsync(other.Address))
        {
            await Behind.ExecuteAsync($"update users set token_version = token_version + 1 where id = '{id}'");
            await socket.WaitUntilClosedAsync(Seconds);
        }
        await Behind.ExecuteAsync($"update users set token_version = token_version - 1 where id = '{id}'");
        var owner = host.Anonymous().SignedIn((await SignInAsync(company))["accessToken"]!);
        await Eventually.Async(() => agent.GetAsync("/api/v1/me"), me => me.Status == 200, "the agent to be let in again");
        await using (var socket = await agent.ListenAsync(other.Address))
        {
            (await owner.PutAsync($"/api/v1/members/{id}", new { role = "agent", active = false })).ShouldBe(200);
            await socket.WaitUntilClosedAsync(Seconds);
        }
        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => agent.ListenAsync(other.Address));
        stays.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task A_node_that_no_longer_hears_notifications_closes_sockets_and_tells_what_happens_all_the_same()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var deaf = await host.StartAsync(database.Settings());
        await using var other = await host.StartAsync(database.Settings());
        var company = await TestTenant.RegisterAsync(host, other.Anonymous());
        var session = (
            await other.Anonymous().PostAsync("/api/v1/auth/login", new { email = company.Email, password = TestTenant.Password })
        ).ShouldBe(200);
        await using var ended = await HubSocket.OpenAsync(deaf.Address, session["accessToken"]!);
        await ended.WaitForAsync("agent");
        await using var stays = await company.Owner.ListenAsync(deaf.Address);
        // Nobody says anything from now on: rows alone are left.
        await database.ExecuteAsync(
            """
            create or replace function access_changed(subject uuid) returns void language sql as 'insert into access_changes (subject_id) values (subject)';
            select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'
            """
        );

        (await other.Anonymous().PostAsync("/api/v1/auth/logout", new { refreshToken = session["refreshToken"] })).ShouldBe(204);
        await ended.WaitUntilClosedAsync(Seconds);
        var missed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => company.Owner.ChangeSomethingAsync()));

        await stays.HearAsync(missed);
        stays.Whole().Select(i => i.Id).Order().ShouldBe(missed.Order());
        stays.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task Another_role_or_another_team_opens_the_socket_anew_with_what_is_heard_from_then_on()
    {
        await using var other = await host.StartAsync([]);
        var inbox = await InboxCompany.OpenAsync(host);
        var (agent, colleague) = (await inbox.Company.AddMemberAsync("agent"), await inbox.Company.AddMemberAsync("agent"));
        var me = await InboxCompany.IdOfAsync(agent);
        await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(colleague)], [inbox.Meta.ChannelId]);
        var id = await inbox.WrittenAsync("Oi");
        await using var stays = await colleague.ListenAsync(other.Address);
        await using var first = await agent.ListenAsync(other.Address);
        await inbox.WrittenAsync("Alô?");
        await stays.WaitForAsync("message", id.ToString());

        var sales = (await inbox.Owner.GetAsync("/api/v1/inbox/teams")).ShouldBe(200).Json["teams"]!
            .AsArray()
            .Single(t => t!.Text("name") == "Vendas")!;
        (
            await inbox.Owner.PutAsync(
                $"/api/v1/inbox/teams/{sales.Text("id")}",
                new
                {
                    name = "Vendas",
                    memberIds = new[] { me, await InboxCompany.IdOfAsync(colleague) },
                    channelIds = new[] { inbox.Meta.ChannelId },
                    active = true,
                }
            )
        ).ShouldBe(200);
        await first.WaitUntilClosedAsync(Seconds);
        first.Changes.ShouldNotContain(c => c.Id == id.ToString());
        await using var second = await agent.ListenAsync(other.Address, first.Through);
        await inbox.WrittenAsync("Tem alguém aí?");
        await second.WaitForAsync("message", id.ToString());
        stays.IsOpen.ShouldBeTrue();

        (await inbox.Owner.PutAsync($"/api/v1/members/{me}", new { role = "operator", active = true })).ShouldBe(200);
        await second.WaitUntilClosedAsync(Seconds);
        await using var third = await agent.ListenAsync(other.Address, second.Through);
        await inbox.WrittenAsync("Desisto");
        await stays.HearAsync([await inbox.Owner.ChangeSomethingAsync()]);
        await third.WaitForAsync("settings");
        third.Whole().ShouldNotContain(i => i.Id == id.ToString());
    }

    [Fact]
    public async Task A_screen_that_is_unpaired_here_loses_its_socket_there()
    {
        await using var other = await host.StartAsync([]);
        var company = await host.NewTenantAsync();
        var (panel, token) = await Counter.PanelTests.PairedAsync(company);
        await using var socket = await HubSocket.OpenAsync(other.Address, token);

        (await company.Owner.DeleteAsync($"/api/v1/counter/panels/{panel}")).ShouldBe(204);

        await socket.WaitUntilClosedAsync(Seconds);
    }

    private async Task<Answer> SignInAsync(TestTenant company) =>
        (await host.Anonymous().PostAsync("/api/v1/auth/login", new { email = company.Email, password = TestTenant.Password })).ShouldBe(200);
}

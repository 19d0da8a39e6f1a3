using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What each look into a full inbox reads: the rows it shows and few more, whoever looks.</summary>
public sealed class ReadingTests(TestHost host)
{
    private const int Conversations = 40_000;
    private const int MostForEach = 500;

    [Fact]
    public async Task No_look_into_the_inbox_reads_more_than_it_shows()
    {
        await using var database = await OwnDatabase.CreateAsync();
        // One connection, so that it is known when it tells what it has read.
        await using var side = await host.StartAsync(new(database.Settings()) { ["Database:MaxConnections"] = "1" });
        var company = await TestTenant.RegisterAsync(host, side.Anonymous());
        var agent = await company.AddMemberAsync("agent");
        var me = await InboxCompany.IdOfAsync(agent);
        var channel = (
            await company.Owner.PostAsync(
                "/api/v1/channels",
                new
                {
                    name = "WhatsApp",
                    phoneNumberId = "700000000000001",
                    wabaId = "900000000000001",
                    accessToken = "token-de-acesso",
                    appSecret = "segredo-do-aplicativo",
                }
            )
        ).ShouldBe(201);
        async Task<Guid> TeamAsync(string name, params Guid[] memberIds) => (
                await company.Owner.PostAsync(
                    "/api/v1/inbox/teams",
                    new
                    {
                        name,
                        memberIds,
                        channelIds = Array.Empty<Guid>(),
                    }
                )
            ).ShouldBe(201).Id;
        var (large, small) = (await TeamAsync("Grande"), await TeamAsync("Pequena", me));
        // Ten of the small team are the oldest; ten are the agent's own.
        await database.ExecuteAsync(
            $"""
            insert into conversations (tenant_id, id, channel_id, address_lookup, status, team_id, assignee_id, unread, last_sequence, last_message_at,
                                       preview_is_ours, created_at, resolved_at)
            select '{company.Id}', gen_random_uuid(), '{channel.Id}', uuid_send(gen_random_uuid()), case when n % 2 = 0 then 'open' else 'resolved' end,
                   case when n <= 20 then '{small}'::uuid else '{large}'::uuid end, case when n % 2000 = 0 then '{me}'::uuid end, 0, 5,
                   now() - interval '1 year' + n * interval '1 minute', false, now(), case when n % 2 = 1 then now() end
            from generate_series(1, {Conversations}) n;
            insert into conversation_items (tenant_id, id, conversation_id, sequence, kind, at)
            select c.tenant_id, gen_random_uuid(), c.id, n, 'note', now() from conversations c, generate_series(1, 5) n;
            analyze;
            """
        );
        var one = await database.ScalarAsync<Guid>($"select id from conversations where assignee_id = '{me}' and status = 'open' limit 1");
        string[] looks =
        [
            "",
            "?view=mine",
            "?view=unassigned",
            "?status=resolved",
            $"?teamId={small}",
            $"?teamId={large}",
            $"?channelId={channel.Id}",
            "/counts",
            $"/{one}",
            $"/{one}/items",
            $"/{one}/items?since=2",
        ];
        foreach (var (who, by) in new[] { ("owner", company.Owner), ("agent", agent) })
        {
            // The first prepares and plans for the values at hand, the later ones for any.
            for (var i = 0; i < 7; i++)
                await LookAsync(by);
            var before = await ReadAsync(database, by);
            await LookAsync(by);
            var after = await ReadAsync(database, by);

            (after - before).ShouldBeInRange(100, MostForEach * looks.Length, $"rows that the {who} reads");
        }
        (await InboxCompany.ListAsync(agent, "?limit=200")).Count.ShouldBe(30);

        async Task LookAsync(ApiClient by)
        {
            foreach (var look in looks)
                (await by.GetAsync($"{InboxCompany.Conversations}{look}")).ShouldBe(200);
        }
    }

    /// <summary>Rows of the inbox's tables that were read so far, in whatever way. A session tells it with what it does a second later.</summary>
    private static async Task<long> ReadAsync(OwnDatabase database, ApiClient by)
    {
        await Task.Delay(1_200);
        (await by.GetAsync("/api/v1/me")).ShouldBe(200);
        return await database.ScalarAsync<long>(
            "select sum(seq_tup_read + idx_tup_fetch)::bigint from pg_stat_user_tables where relname in ('conversations', 'conversation_items')"
        );
    }
}

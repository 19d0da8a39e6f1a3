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
        var owner = await InboxCompany.IdOfAsync(company.Owner);
        var (rare, common) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        // Ten of the small team are the oldest; ten are the agent's own. What is urgent, or has the rare label, is among the oldest as well.
        await database.ExecuteAsync(
            $"""
            insert into conversations (tenant_id, id, channel_id, address_lookup, status, team_id, assignee_id, unread, last_sequence, last_message_at,
                                       preview_is_ours, created_at, resolved_at)
            select '{company.Id}', gen_random_uuid(), '{channel.Id}', uuid_send(gen_random_uuid()), case when n % 2 = 0 then 'open' else 'resolved' end,
                   case when n <= 20 then '{small}'::uuid else '{large}'::uuid end, case when n % 2000 = 0 then '{me}'::uuid end, 0, 5,
                   now() - interval '1 year' + n * interval '1 minute', false, now(), case when n % 2 = 1 then now() end
            from generate_series(1, {Conversations}) n;
            update conversations set waiting_since = last_message_at, unattended_since = last_message_at, alerts = 1, alerted_at = now()
            where status = 'open' and assignee_id is null;
            update conversations set priority = 'urgent' where team_id = '{large}' and last_message_at < now() - interval '1 year' + interval '2 hours' and status = 'open';
            insert into labels (tenant_id, id, name, color, created_at) values ('{company.Id}', '{rare}', 'VIP', 'red', now()), ('{company.Id}', '{common}', 'Loja', 'teal', now());
            insert into conversation_labels (tenant_id, id, conversation_id, label_id)
            select tenant_id, gen_random_uuid(), id, '{common}'::uuid from conversations
            union all select tenant_id, gen_random_uuid(), id, '{rare}' from conversations where team_id = '{small}' or priority = 'urgent';
            insert into conversation_participants (tenant_id, id, conversation_id, user_id, mentioned_at, unseen_mentions)
            select tenant_id, gen_random_uuid(), id, '{me}'::uuid, now(), 1 from conversations where team_id = '{small}'
            union all select tenant_id, gen_random_uuid(), id, '{owner}', now(), 1 from conversations where priority = 'urgent';
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
            "?view=mentions",
            "?view=waiting",
            $"?view=waiting&teamId={small}",
            "?priority=urgent",
            "?priority=normal",
            $"?labelId={rare}",
            $"?labelId={common}",
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
            "select sum(seq_tup_read + idx_tup_fetch)::bigint from pg_stat_user_tables where relname in ('conversations', 'conversation_items', 'conversation_labels', 'conversation_participants')"
        );
    }
}

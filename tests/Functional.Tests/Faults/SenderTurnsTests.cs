using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Messaging;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>Whose turn it is, in a queue that the planner has last seen empty.</summary>
public sealed class SenderTurnsTests
{
    private const int Numbers = 200;
    private const int Campaign = 100_000;
    private static readonly Guid Tenant = Guid.CreateVersion7();

    [Fact]
    public async Task Numbers_are_found_without_looking_through_what_their_company_planned_for_later()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var data = database.Connect();
        // Rows without what they belong to: only how they are found is looked at.
        await database.ExecuteAsync(
            $"""
            set session_replication_role = replica;
            alter table outbound_queue set (autovacuum_enabled = off);
            insert into channel_senders (tenant_id, id, next_at, paid_until, paused)
            select '{Tenant}', gen_random_uuid(), now() - interval '1 minute', now(), false from generate_series(1, {Numbers});
            analyze channel_senders;
            {Fill("1", "now() + interval '1 day'")}
            """
        );
        await database.ExecuteAsync("delete from outbound_queue where ctid <> (select max(ctid) from outbound_queue)");
        await database.ExecuteAsync("vacuum analyze outbound_queue");
        await database.ExecuteAsync(
            $"""
            set session_replication_role = replica;
            {Fill($"{Campaign / Numbers}", "now() + interval '1 day'")};
            update outbound_queue set not_before = now() - interval '1 minute' where id = (select max(id::text)::uuid from outbound_queue)
            """
        );
        var due = await database.ScalarAsync<Guid>("select channel_id from outbound_queue where not_before < now()");

        // Having each look at all of its company's takes longer than a command may.
        var turns = await new SenderTurns(data, TimeProvider.System).ClaimAsync(Numbers, TestContext.Current.CancellationToken);

        turns.Select(t => t.ChannelId).ShouldBe([due]);
    }

    private static string Fill(string each, string notBefore) =>
        $"""
            insert into outbound_queue (tenant_id, id, channel_id, lane, not_before, recipient_lookup)
            select tenant_id, gen_random_uuid(), id, 2, {notBefore}, uuid_send(gen_random_uuid()) from channel_senders, generate_series(1, {each})
            """;
}

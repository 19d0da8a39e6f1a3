using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Persistence;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>
/// What is read to find out whose turn it is, while one number of four hundred has everything that waits and statistics know it: to the
/// planner any row of the queue is then one of its. Counted by the database, whatever the plan.
/// </summary>
public sealed class TurnPlanTests : IAsyncLifetime
{
    private const int Numbers = 400;
    private const int OfTheLoud = 100_000;
    private const int Quiet = 5;

    private OwnDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await OwnDatabase.CreateAsync();
        // Of a hundred thousand and five rows the first number has all but five.
        var each =
            $"generate_series(0, {OfTheLoud + Quiet - 1}) n cross join lateral (select md5((greatest(n - {OfTheLoud} + 1, 0))::text)::uuid as number) c";
        await _database.ExecuteAsync(
            $"""
            set session_replication_role = replica;
            insert into channel_senders (tenant_id, id, next_at, paid_until, paused)
            select gen_random_uuid(), md5(n::text)::uuid, now() - interval '1 hour', now(), false from generate_series(0, {Numbers - 1}) n;
            insert into channel_readers (tenant_id, id) select tenant_id, id from channel_senders;
            insert into outbound_queue (tenant_id, id, channel_id, lane, not_before, recipient_lookup)
            select gen_random_uuid(), gen_random_uuid(), number, 1, now() - interval '1 minute', '\x00' from {each};
            insert into channel_webhooks (tenant_id, id, channel_id, body, received_at)
            select gen_random_uuid(), gen_random_uuid(), number, '\x00', now() from {each};
            set session_replication_role = origin;
            """
        );
        await _database.ExecuteAsync("vacuum analyze");
        await _database.ExecuteAsync("select pg_stat_reset()");
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public Task Who_has_something_to_send_is_found_by_a_row_of_each_number() =>
        FoundByARowOfEachAsync("outbound_queue", d => new SenderTurns(d, TimeProvider.System));

    [Fact]
    public Task Who_was_posted_something_is_found_by_a_row_of_each_number() =>
        FoundByARowOfEachAsync("channel_webhooks", d => new ReaderTurns(d, TimeProvider.System));

    private async Task FoundByARowOfEachAsync(string table, Func<DataSources, NumberTurns> of)
    {
        List<NumberTurn> turns;
        // Closed, a connection has told the database's statistics what it read.
        await using (var data = _database.Connect())
            turns = await of(data).ClaimAsync(limit: Numbers, TestContext.Current.CancellationToken);

        turns.Count.ShouldBe(Quiet + 1);
        await Eventually.Async(() => ReadAsync("coalesce(idx_scan, 0) + seq_scan", table), scans => scans > 0, "what was read");
        (await ReadAsync("coalesce(idx_tup_fetch, 0) + seq_tup_read", table)).ShouldBeLessThanOrEqualTo(Numbers);
    }

    private Task<long> ReadAsync(string what, string table) =>
        _database.ScalarAsync<long>($"select {what} from pg_stat_user_tables where relname = '{table}'");
}

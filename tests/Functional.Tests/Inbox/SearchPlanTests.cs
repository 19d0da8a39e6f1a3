using CleanApp.Functional.Tests.Hosting;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>
/// How the database looks for words, as the role that serves requests: by the index from the newest month on, or through the little that
/// somebody may see; never through everything.
/// </summary>
public sealed class SearchPlanTests(SearchPlanTests.Said said) : IClassFixture<SearchPlanTests.Said>
{
    private const int Months = 24;
    private const int OfMonth = 2_500;
    private const int Newest = 2026 * 12 + 9;

    private static readonly Guid Tenant = Guid.CreateVersion7();
    private static readonly Guid Large = Guid.CreateVersion7();
    private static readonly Guid Small = Guid.CreateVersion7();

    [Fact]
    public async Task Who_sees_all_is_answered_by_the_index_and_what_is_common_by_the_newest_months_alone()
    {
        var (rare, found) = await PlanAsync(teams: null, word: 2, limit: 31);
        rare.ShouldContain("Bitmap Index Scan on ix_conversation_items_terms");
        rare.ShouldNotContain("Seq Scan on conversation_items");
        found.ShouldBe(31);
        ReadOf(rare).ShouldBeLessThan(200);

        var (common, many) = await PlanAsync(teams: null, word: 1, limit: 31);
        common.ShouldContain("Bitmap Index Scan on ix_conversation_items_terms");
        many.ShouldBe(31);
        // 3,000 items have it: those of the newest month were enough.
        ReadOf(common).ShouldBeLessThan(OfMonth / 20 * 3);

        var (none, no) = await PlanAsync(teams: null, word: 3, limit: 31);
        none.ShouldContain("Bitmap Index Scan on ix_conversation_items_terms");
        no.ShouldBe(0);
        ReadOf(none).ShouldBe(0);
    }

    [Fact]
    public async Task A_word_that_is_only_begun_and_two_words_are_answered_by_the_index_too()
    {
        foreach (var (every, either) in new (int[], int[])[] { ([], [2, 3]), ([1], [2]), ([2], [1, 3]) })
        {
            var (plan, found) = await PlanAsync(teams: null, every, either, limit: 31);

            plan.ShouldContain("Bitmap Index Scan on ix_conversation_items_terms");
            plan.ShouldNotContain("Seq Scan on conversation_items");
            found.ShouldBe(31);
            ReadOf(plan).ShouldBeLessThan(300);
        }
    }

    [Fact]
    public async Task Who_sees_little_reads_that_and_nothing_of_the_companys_hits()
    {
        var (plan, found) = await PlanAsync([Small], word: 1, limit: 200);

        plan.ShouldNotContain("ix_conversation_items_terms");
        plan.ShouldNotContain("Seq Scan on conversation_items");
        // The ten conversations begin with a number that twenty divides: all they say has the word.
        found.ShouldBe(200);
        ReadOf(plan).ShouldBeInRange(200, Months * OfMonth / 200 + 100);
        // A team of many conversations is not little.
        (await PlanAsync([Small, Large], word: 2, limit: 31)).Plan.ShouldContain("Bitmap Index Scan on ix_conversation_items_terms");
    }

    [Fact]
    public async Task What_is_found_is_read_by_its_key_under_the_policies()
    {
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var ids = await IdsAsync(connection, null, [2], [2], 31);
        var plan = new List<string>();
        await using (var command = new NpgsqlCommand("explain select * from conversation_items where id = any($1)", connection))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = ids.ToArray() });
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                plan.Add(reader.GetString(0));
        }

        string.Join('\n', plan).ShouldContain("using conversation_items_pkey");
        // What the function is for: asked for under the policies, the same words are found by reading everything.
        await using var naive = new NpgsqlCommand("explain select id from conversation_items where terms @> $1", connection);
        naive.Parameters.Add(new NpgsqlParameter { Value = new[] { ((long)Newest << 48) + 2 } });
        await using var lines = await naive.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await lines.ReadAsync(TestContext.Current.CancellationToken))
            lines.GetString(0).ShouldNotContain("ix_conversation_items_terms");
    }

    [Fact]
    public async Task Of_another_company_nothing_is_found_and_of_none_neither()
    {
        await using var connection = await ConnectAsync(Guid.CreateVersion7());
        (await IdsAsync(connection, null, [1], [1], 31)).ShouldBeEmpty();
        await using var nobodys = await ConnectAsync(null);
        (await IdsAsync(nobodys, null, [1], [1], 31)).ShouldBeEmpty();
    }

    private Task<(string Plan, int Found)> PlanAsync(Guid[]? teams, int word, int limit) => PlanAsync(teams, [word], [word], limit);

    /// <summary>Of the eighth call on one connection: the first ones are planned for the values at hand, the later ones for any.</summary>
    private async Task<(string Plan, int Found)> PlanAsync(Guid[]? teams, int[] every, int[] either, int limit)
    {
        await using var connection = await ConnectAsync();
        var plans = new List<string>();
        connection.Notice += (_, notice) => plans.Add(notice.Notice.MessageText);
        for (var i = 0; i < 7; i++)
            await IdsAsync(connection, teams, every, either, limit);
        plans.Clear();
        var found = await IdsAsync(connection, teams, every, either, limit);
        return (string.Join('\n', plans), found.Count);
    }

    private async Task<NpgsqlConnection> ConnectAsync() => await ConnectAsync(Tenant);

    private async Task<NpgsqlConnection> ConnectAsync(Guid? tenant)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(said.Database.AppUrl) { Pooling = false }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"select set_config('app.tenant_id', '{tenant}', false)", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<List<Guid>> IdsAsync(NpgsqlConnection connection, Guid[]? teams, int[] every, int[] either, int limit)
    {
        var keys = Enumerable
            .Range(0, Months)
            .SelectMany(before => every.Concat(either).Select(word => ((long)(Newest - before) << 48) + word))
            .ToArray();
        await using var command = new NpgsqlCommand(
            "select find_messages(null, $1, null, null, null, null, null, null, null, $2, $3, $4, $5, $6)",
            connection
        );
        command.Parameters.Add(
            new NpgsqlParameter
            {
                Value = (object?)teams ?? DBNull.Value,
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Uuid,
            }
        );
        foreach (var value in new object[] { Newest, every.Length + either.Length, every.Length, keys, limit })
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        var ids = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            ids.Add(reader.GetGuid(0));
        return ids;
    }

    /// <summary>Rows of items that were fetched, in whatever way.</summary>
    private static double ReadOf(string plan) => QueryPlans.ReadOf(plan, "conversation_items");

    /// <summary>Of twenty items one has the word 1, of a thousand one the word 2; ten of two thousand conversations are the small team's.</summary>
    public sealed class Said : IAsyncLifetime
    {
        internal OwnDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Database = await QueryPlans.DatabaseAsync(
                $"""
                insert into conversations (tenant_id, id, channel_id, address_lookup, status, team_id, unread, last_sequence, last_message_at, preview_is_ours, created_at)
                select '{Tenant}', md5(n::text)::uuid, gen_random_uuid(), ''::bytea, 'open', case when n % 200 = 0 then '{Small}'::uuid else '{Large}' end, 0,
                       {Months * OfMonth / 2_000}, now(), false, now()
                from generate_series(0, 1999) n;
                insert into conversation_items (tenant_id, id, conversation_id, sequence, kind, message_id, at, terms)
                select '{Tenant}', gen_random_uuid(), md5((n % 2000)::text)::uuid, n / 2000 + 1, 'received', gen_random_uuid(),
                       timestamptz '2026-10-31T00:00:00Z' - (n / {OfMonth}) * interval '1 month' - (n % {OfMonth}) * interval '10 minutes',
                       array[k.front + 100 + n % 7, k.front + 200 + n % 300] || case when n % 20 = 0 then array[k.front + 1] else '{"{}"}' end
                           || case when n % 1000 = 0 then array[k.front + 2] else '{"{}"}' end
                from generate_series(0, {Months * OfMonth - 1}) n cross join lateral (select ({Newest} - n / {OfMonth})::bigint << 48 as front) k;
                """
            );
        }

        public async ValueTask DisposeAsync() => await Database.DisposeAsync();
    }
}

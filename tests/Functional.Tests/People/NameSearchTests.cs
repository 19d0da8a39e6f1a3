using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Persistence;
using Npgsql;
using NpgsqlTypes;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.People;

/// <summary>How people are found by beginnings of their names, as the role that serves requests: never by reading everybody.</summary>
public sealed class NameSearchTests(TestHost host)
{
    private const int People = 100_000;

    /// <summary>How many of the newest are looked at first, whatever is asked; and how many are passed in the index alone to get behind them.</summary>
    private const int Tried = 3_000;

    /// <summary>So many are no longer fetched in whatever order they come.</summary>
    private const int NoLongerFew = 4_000;
    private const int Recent = 14_500;
    private static readonly Guid Tenant = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();

    [Fact]
    public async Task A_name_that_few_have_is_answered_by_the_index_and_one_that_many_have_by_the_newest_alone()
    {
        // Seventy are added at an instant. Of twenty people one has the word 1, of three thousand one the word 2, and all who have been known for long the word 6; all have one of
        // three hundred others, and either 4 or 5.
        await using var database = await QueryPlans.DatabaseAsync(
            $"""
            insert into contacts (tenant_id, id, name_terms, created_at, changed_at)
            select t, gen_random_uuid(), array[100 + n % 300, 4 + n % 2] || case when n % 20 = 0 then array[1] else '{"{}"}' end
                       || case when n % 3000 = 0 then array[2] else '{"{}"}' end || case when n >= {Recent} then array[6] else '{"{}"}' end, at, at
            from unnest(array['{Tenant}', '{Other}']::uuid[]) t
            cross join lateral generate_series(0, case t when '{Tenant}' then {People - 1} else 999 end) n
            cross join lateral (select timestamptz '2026-10-31T00:00:00Z' - n / 70 * interval '10 minutes' as at) a;
            """
        );

        var (rare, few) = await PlanAsync(database, [2], 51);
        few.ShouldBe(34);
        rare.ShouldRead("contacts", "ix_contacts_name_terms", 34, 2 * Tried + 40);
        var (both, one) = await PlanAsync(database, [1, 100], 201);
        one.ShouldBe(201);
        both.ShouldRead("contacts", "ix_contacts_name_terms", 201, 2 * Tried + 400);
        var (none, no) = await PlanAsync(database, [3], 51);
        no.ShouldBe(0);
        none.ShouldRead("contacts", "ix_contacts_name_terms", 0, 2 * Tried);
        // Each of these many have, and nobody has both.
        var (never, nobody) = await PlanAsync(database, [4, 5], 51);
        nobody.ShouldBe(0);
        never.ShouldRead("contacts", "ix_contacts_name_terms", 0, 2 * Tried);
        var (common, many) = await PlanAsync(database, [1], 51);
        many.ShouldBe(51);
        // 5,000 have it; the newest thousand people have enough.
        common.ShouldRead("contacts", "ix_contacts_newest", 51, Tried);
        // Of twenty one, of whom more are asked for: as many as it takes, not all.
        var (some, enough) = await PlanAsync(database, [1, 4], 201);
        enough.ShouldBe(201);
        some.ShouldRead("contacts", "ix_contacts_newest", 201, 2 * Tried + 5_000);
        // Most have it, and nobody of the newest: looked for four times as far as before, by either index or both, but not fetched all.
        var (older, page) = await PlanAsync(database, [6], 201);
        page.ShouldBe(201);
        var further = older.Single(p => p.Contains("name_terms @> (InitPlan", StringComparison.Ordinal));
        QueryPlans.ReadOf(further, "contacts").ShouldBeInRange(201, 4 * Tried, further);
        older.Where(p => p != further).ShouldRead("contacts", "ix_contacts_newest", NoLongerFew, 2 * Tried + NoLongerFew + 4 * Tried);
    }

    [Fact]
    public async Task Only_the_companys_own_people_are_found_newest_first_and_on_from_where_a_page_ended()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await database.ExecuteAsync(
            $"""
            set session_replication_role = replica;
            insert into contacts (tenant_id, id, name_terms, created_at, changed_at)
            select t, md5(t || ' ' || n)::uuid, array[7, n], at, at
            from generate_series(1, 3) n
            cross join unnest(array['{Tenant}', '{Other}']::uuid[]) t
            cross join lateral (select timestamptz '2026-10-31T00:00:00Z' + n * interval '1 minute' as at) a;
            """
        );
        await using var connection = await ConnectAsync(database, Tenant);
        var found = await IdsAsync(connection, [7], 10);

        found.Count.ShouldBe(3);
        (await IdsAsync(connection, [7, 3], 10)).ShouldBe([found[0]]);
        (await IdsAsync(connection, [7], 1)).ShouldBe([found[0]]);
        (await IdsAsync(connection, [7], 10, after: (new DateTime(2026, 10, 31, 0, 3, 0, DateTimeKind.Utc), found[0]))).ShouldBe(found[1..]);
        await using var others = await ConnectAsync(database, Other);
        (await IdsAsync(others, [7], 10)).Intersect(found).ShouldBeEmpty();
        await using var nobodys = await ConnectAsync(database, null);
        (await IdsAsync(nobodys, [7], 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_was_found_before_their_names_had_terms_is_found_after()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var port = TestHost.FreePort();
        await using var place = host.Build(port, new Dictionary<string, string?>(database.Settings()) { ["Host:Role"] = "api" });
        await place.StartAsync(TestContext.Current.CancellationToken);
        var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))));
        const string path = "/api/v1/people/contacts";
        var id = (await company.Owner.PostAsync(path, new { name = "Maria da Conceição" })).ShouldBe(201).Id;
        (await company.Owner.PostAsync(path, new { name = (string?)null })).ShouldBe(201);
        var terms = await database.ScalarAsync<long[]>($"select name_terms from contacts where id = '{id}'");
        terms.Length.ShouldBe(12);

        // As it was: a row for each, of sixteen bytes whose first eight are the term.
        await database.ExecuteAsync(
            $"""
            create table contact_name_indexes (tenant_id uuid, index bytea, contact_id uuid);
            insert into contact_name_indexes
            select tenant_id, int8send(term) || '\x0011223344556677', id from contacts cross join unnest(name_terms) term;
            alter table contacts drop column name_terms;
            alter table leads add constraint leads_tenant_id_fkey foreign key (tenant_id) references tenants (id);
            """
        );
        await database.ExecuteAsync(EmbeddedSql.Read("20261130001500_name_terms.sql"));

        (await database.ScalarAsync<long[]>($"select name_terms from contacts where id = '{id}'")).ShouldBe(terms);
        (await database.ScalarAsync<long>("select count(*) from contacts where name_terms is null")).ShouldBe(1);
        await place.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<(List<string> Plans, int Found)> PlanAsync(OwnDatabase database, long[] terms, int limit)
    {
        await using var connection = await ConnectAsync(database, Tenant);
        var plans = new List<string>();
        connection.Notice += (_, notice) => plans.Add(notice.Notice.MessageText);
        // The first ones of a connection are planned for the values at hand in any case.
        for (var i = 0; i < 7; i++)
            await IdsAsync(connection, terms, limit);
        plans.Clear();
        var found = await IdsAsync(connection, terms, limit);
        var told = plans.ToList();
        // The newest of all, in their order, also where many were added at one instant.
        await using var truth = new NpgsqlCommand(
            "select id from contacts where name_terms @> $1 and tenant_id = $2 order by created_at desc, id desc limit $3",
            connection
        )
        {
            Parameters =
            {
                new NpgsqlParameter { Value = terms },
                new NpgsqlParameter { Value = Tenant },
                new NpgsqlParameter { Value = limit },
            },
        };
        var newest = new List<Guid>();
        await using (var reader = await truth.ExecuteReaderAsync(TestContext.Current.CancellationToken))
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                newest.Add(reader.GetGuid(0));
        found.ShouldBe(newest);
        return (told, found.Count);
    }

    private static async Task<NpgsqlConnection> ConnectAsync(OwnDatabase database, Guid? tenant)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.AppUrl) { Pooling = false, Timeout = 60 }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"select set_config('app.tenant_id', '{tenant}', false)", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<List<Guid>> IdsAsync(NpgsqlConnection connection, long[] terms, int limit, (DateTime At, Guid Id)? after = null)
    {
        await using var command = new NpgsqlCommand("select find_contacts($1, $2, $3, $4)", connection)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = terms },
                new NpgsqlParameter { Value = (object?)after?.At ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter { Value = (object?)after?.Id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new NpgsqlParameter { Value = limit },
            },
        };
        var ids = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            ids.Add(reader.GetGuid(0));
        return ids;
    }
}

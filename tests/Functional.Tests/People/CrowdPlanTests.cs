using CleanApp.Functional.Tests.Hosting;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.People;

/// <summary>How many people at once are recognised, as the role that serves requests.</summary>
public sealed class CrowdPlanTests
{
    private const int People = 5_000;
    private static readonly Guid Known = Guid.CreateVersion7();
    private static readonly Guid New = Guid.CreateVersion7();

    [Fact]
    public async Task In_a_company_that_no_statistics_know_each_identifier_is_looked_for_by_itself_and_only_there()
    {
        await using var database = await QueryPlans.DatabaseAsync(Filled(Known, People * 10));
        // As an import does that makes them within a minute: nobody has looked at the table since.
        await database.ExecuteAsync($"alter table contact_identifiers set (autovacuum_enabled = false); {Filled(New, People)}");

        var (plans, owners) = await OwnersAsync(database, New);
        owners.ShouldBe([1, 3]);
        plans.ShouldRead("contact_identifiers", "ux_contact_identifiers_lookup", 2, 2);
        (await OwnersAsync(database, null)).Places.ShouldBeEmpty();
    }

    private static string Filled(Guid tenant, int people) =>
        $"""
            set session_replication_role = replica;
            insert into contact_identifiers (tenant_id, id, contact_id, kind, value, lookup, created_at)
            select '{tenant}', gen_random_uuid(), gen_random_uuid(), 'phone', '', decode(md5('{tenant}' || n), 'hex'), now()
            from generate_series(1, {people}) n;
            """;

    /// <summary>Of two that somebody has, with one between them that only another company knows, and one of another kind.</summary>
    private static async Task<(List<string> Plans, List<int> Places)> OwnersAsync(OwnDatabase database, Guid? tenant)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database.AppUrl) { Pooling = false, Timeout = 60 }.ToString()
        );
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using (var set = new NpgsqlCommand($"select set_config('app.tenant_id', '{tenant}', false)", connection))
            await set.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var plans = new List<string>();
        connection.Notice += (_, notice) => plans.Add(notice.Notice.MessageText);
        await using var command = new NpgsqlCommand(
            $"""
            select place from find_identifier_owners(
                array['phone', 'phone', 'phone', 'email'],
                array[decode(md5('{New}1'), 'hex'), decode(md5('{Known}1'), 'hex'), decode(md5('{New}2'), 'hex'), decode(md5('{New}3'), 'hex')]
            )
            order by place
            """,
            connection
        );
        var places = new List<int>();
        await using (var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                places.Add(reader.GetInt32(0));
        return (plans, places);
    }
}

using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Tenancy;

/// <summary>
/// The migrations are written by hand, so the database is compared with what EF would make of the model: columns, types, nullability,
/// primary and foreign keys. Checks, defaults, indexes and policies are not in the model.
/// </summary>
public sealed class SchemaDriftTests(TestHost host)
{
    /// <summary>Written by SQL only: counters and records no entity stands for.</summary>
    private static readonly string[] NotInTheModel =
    [
        "__EFMigrationsHistory",
        "ticket_numbers",
        "panel_sequences",
        "data_keys",
        "contact_name_indexes",
        "idempotency_records",
        "rate_counters",
        "realtime_announcements",
        "realtime_sequences",
        "realtime_events",
        "access_changes",
    ];

    [Fact]
    public async Task The_migrated_database_is_what_the_model_says()
    {
        var drift = await DriftAsync("select 1");

        drift.ShouldBeEmpty(string.Join('\n', drift));
    }

    [Theory]
    [InlineData("alter table services add extra int", "only in the model: column services.extra integer")]
    [InlineData("alter table services drop column name", "only in the database: column services.name text not null")]
    [InlineData("alter table services alter column name drop not null", "only in the database: column services.name text not null")]
    [InlineData("alter table services alter column priority_weight type int", "only in the model: column services.priority_weight integer not null")]
    [InlineData("alter table services drop constraint \"PK_services\" cascade", "only in the database: key services (tenant_id, id)")]
    [InlineData(
        "alter table payments drop constraint \"FK_payments_charges_tenant_id_charge_id\"",
        "only in the database: foreign key payments (tenant_id, charge_id) to charges (tenant_id, id)"
    )]
    [InlineData("create table extra (id uuid)", "only in the model: column extra.id uuid")]
    public async Task A_planted_gap_is_named(string plant, string gap) => (await DriftAsync(plant)).ShouldContain(gap);

    private async Task<List<string>> DriftAsync(string plant)
    {
        string script;
        await using (var db = host.Services.GetRequiredService<Migrator>().OwnerContext())
            script = db.Database.GenerateCreateScript();
        await using var connection = new NpgsqlConnection(new DatabaseOptions { Url = TestHost.DatabaseUrl }.OwnerConnectionString());
        await connection.OpenAsync();
        // In a schema that nobody else ever sees: the transaction is never committed.
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            """
            create function pg_temp.columns(target oid, numbers int2[]) returns text language sql as $$
                select string_agg(a.attname, ', ' order by u.place)
                from unnest(numbers) with ordinality u(number, place) join pg_attribute a on a.attrelid = target and a.attnum = u.number
            $$;
            create schema model;
            set local search_path to model;
            """
        );
        await connection.ExecuteAsync(script);
        await connection.ExecuteAsync(plant);
        var model = await DescribeAsync(connection, "model");
        var database = await DescribeAsync(connection, "public");
        return
        [
            .. database
                .Except(model)
                .Where(line => !NotInTheModel.Any(t => IsOf(line, t)) && !IsTenantKey(line))
                .Select(line => $"only in the database: {line}"),
            .. model.Except(database).Select(line => $"only in the model: {line}"),
        ];
    }

    private static bool IsOf(string line, string table) => line.Split(' ').Contains(table) || line.Contains($" {table}.");

    /// <summary>The model leaves it out: EF would order inserts by it, and the tenant is always there first.</summary>
    private static bool IsTenantKey(string line) => line.EndsWith(" (tenant_id) to tenants (id)", StringComparison.Ordinal);

    private static Task<List<string>> DescribeAsync(NpgsqlConnection connection, string schema) =>
        connection.TextsAsync(
            $"""
            select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = '{schema}'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
            union all
            select case k.contype when 'p' then 'key ' else 'foreign key ' end || c.relname || ' (' || pg_temp.columns(k.conrelid, k.conkey) || ')'
                || case k.contype when 'f' then ' to ' || f.relname || ' (' || pg_temp.columns(k.confrelid, k.confkey) || ')' else '' end
            from pg_constraint k join pg_class c on c.oid = k.conrelid left join pg_class f on f.oid = k.confrelid
            where k.connamespace = '{schema}'::regnamespace and k.contype in ('p', 'f')
            """
        );
}

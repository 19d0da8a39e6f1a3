using CleanApp.Api.Host;
using CleanApp.Infrastructure.Persistence;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Tenancy;

public sealed class MigratorTests
{
    [Fact]
    public async Task Six_at_once_on_an_empty_database_all_succeed()
    {
        await using var scratch = await ScratchDatabase.EmptyAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => scratch.MigrateAsync()));

        await using var connection = await scratch.OpenAsync();
        var history = await connection.TextsAsync("select \"MigrationId\" from \"__EFMigrationsHistory\"");
        history.ShouldContain(SchemaVersion.Newest);
        history.ShouldBeUnique();
    }

    [Fact]
    public async Task A_second_migration_changes_nothing()
    {
        await using var scratch = await ScratchDatabase.EmptyAsync();
        await scratch.MigrateAsync();
        var before = await CatalogAsync(scratch);

        await scratch.MigrateAsync();

        (await CatalogAsync(scratch)).ShouldBe(before);
        before.ShouldContain(line => line.Contains("tenant_write"));
    }

    /// <summary>A managed PostgreSQL gives its customer no superuser.</summary>
    [Fact]
    public async Task An_owner_who_is_no_superuser_can_migrate_twice()
    {
        await using var scratch = await ScratchDatabase.EmptyAsync();
        var database = scratch.Options.DatabaseName;
        await scratch.ExecuteAsync(
            $"create role {database}_owner login createrole password 'owner'; alter database {database} owner to {database}_owner; alter schema public owner to {database}_owner"
        );
        var url = scratch.UrlOf($"{database}_owner", "owner");

        await scratch.MigrateAsync(url);
        await scratch.MigrateAsync(url);

        await using var connection = await scratch.OpenAsync();
        RlsValidator.FindGaps(await RlsCatalog.ReadAsync(connection, scratch.Options, CancellationToken.None)).ShouldBeEmpty();
    }

    private static async Task<List<string>> CatalogAsync(ScratchDatabase scratch)
    {
        await using var connection = await scratch.OpenAsync();
        return await connection.TextsAsync(
            """
            select 'relation ' || relname || ' ' || relrowsecurity || relforcerowsecurity || coalesce(relacl::text, '') from pg_class where relnamespace = 'public'::regnamespace
            union all select 'column ' || c.relname || '.' || a.attname || coalesce(a.attacl::text, '')
                from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
            union all select 'policy ' || tablename || '.' || policyname || roles::text || coalesce(qual, '') || coalesce(with_check, '') from pg_policies
            union all select 'function ' || oid::regprocedure || proowner::regrole || coalesce(proacl::text, '') from pg_proc where pronamespace = 'public'::regnamespace
            union all select 'trigger ' || tgrelid::regclass || '.' || tgname from pg_trigger where not tgisinternal
            union all select 'schema ' || nspacl::text from pg_namespace where nspname = 'public'
            union all select 'migration ' || "MigrationId" from "__EFMigrationsHistory"
            order by 1
            """
        );
    }
}

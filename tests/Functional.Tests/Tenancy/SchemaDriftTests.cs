using CleanApp.Api.Host;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Persistence;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Tenancy;

public sealed class SchemaDriftTests(TestHost host, ScratchDatabase scratch) : IClassFixture<ScratchDatabase>
{
    [Fact]
    public async Task The_migrated_database_is_what_the_program_takes_it_for()
    {
        var drift = await DriftAsync("select 1");

        drift.Missing.ShouldBeEmpty();
        drift.Unexpected.ShouldBeEmpty("after a migration: make schema");
    }

    // Each plant is rolled back, so they share one database.
    [Theory]
    [InlineData("drop table canned_responses cascade", "column canned_responses.id uuid not null", null)]
    [InlineData("create table loose (id uuid)", null, "column loose.id uuid")]
    [InlineData("alter table desks drop column name", "column desks.name text not null", null)]
    [InlineData("alter table desks add column color text", null, "column desks.color text")]
    [InlineData(
        "alter table services alter column price type numeric(14,2)",
        "column services.price numeric(12,2) not null",
        "column services.price numeric(14,2) not null"
    )]
    [InlineData("alter table desks alter column name drop not null", "column desks.name text not null", "column desks.name text")]
    [InlineData(
        "alter table alert_settings drop constraint alert_settings_pkey; alter table alert_settings add primary key (id, tenant_id)",
        "primary key alert_settings (tenant_id, id)",
        "primary key alert_settings (id, tenant_id)"
    )]
    [InlineData(
        "alter table conversations drop constraint conversations_tenant_id_team_id_fkey",
        "foreign key conversations (tenant_id, team_id) to teams (tenant_id, id)",
        null
    )]
    [InlineData("alter table consents alter column number drop identity", "identity consents.number", null)]
    [InlineData(
        "alter table conversations drop constraint conversations_tenant_id_team_id_fkey; alter table conversations add foreign key (tenant_id, team_id) references teams (tenant_id, id) on delete cascade",
        null,
        "on delete cascade conversations (tenant_id, team_id)"
    )]
    [InlineData(
        "alter table conversations drop constraint conversations_tenant_id_team_id_fkey; alter table conversations add foreign key (tenant_id, team_id) references teams (tenant_id, id) not valid",
        "foreign key conversations (tenant_id, team_id) to teams (tenant_id, id)",
        "foreign key conversations (tenant_id, team_id) to teams (tenant_id, id), which is not valid"
    )]
    [InlineData("drop index ix_queue_tickets_desk", "index CREATE INDEX ix_queue_tickets_desk ON queue_tickets", null)]
    [InlineData(
        "drop index ix_queue_tickets_desk; create index ix_queue_tickets_desk on queue_tickets (desk_id)",
        "index CREATE INDEX ix_queue_tickets_desk ON queue_tickets USING btree (tenant_id, desk_id)",
        "index CREATE INDEX ix_queue_tickets_desk ON queue_tickets USING btree (desk_id)"
    )]
    [InlineData(
        "update pg_index set indisvalid = false where indexrelid = 'ix_queue_tickets_desk'::regclass",
        "index CREATE INDEX ix_queue_tickets_desk ON queue_tickets USING btree (tenant_id, desk_id)",
        "index CREATE INDEX ix_queue_tickets_desk ON queue_tickets USING btree (tenant_id, desk_id), which is not valid"
    )]
    [InlineData("alter table desks add constraint short check (name <> '')", null, "check desks short CHECK ((name <> ''::text))")]
    [InlineData("alter table desks alter column name set default 'Guichê'", null, "default desks.name 'Guichê'::text")]
    [InlineData("alter table conversations disable trigger user", "trigger CREATE TRIGGER", "trigger CREATE TRIGGER")]
    public async Task What_was_changed_by_hand_is_named(string change, string? missing, string? unexpected)
    {
        var drift = await DriftAsync(change);

        var told = string.Join('\n', [.. drift.Missing.Select(l => "- " + l), .. drift.Unexpected.Select(l => "+ " + l)]);
        drift.Missing.Any(l => l.StartsWith(missing ?? "", StringComparison.Ordinal)).ShouldBe(missing is not null, told);
        drift.Unexpected.Any(l => l.StartsWith(unexpected ?? "", StringComparison.Ordinal)).ShouldBe(unexpected is not null, told);
    }

    [Fact]
    public async Task The_verb_exits_with_zero_only_without_differences()
    {
        await using var app = host.Build(TestHost.FreePort(), new() { ["DATABASE_URL"] = scratch.Url });
        var output = new StringWriter();
        (await SchemaValidator.RunAsync(app, output, CancellationToken.None)).ShouldBe(0, output.ToString());

        await scratch.ExecuteAsync("create table loose (id uuid primary key)");
        try
        {
            (await SchemaValidator.RunAsync(app, output, CancellationToken.None)).ShouldBe(1);
            output.ToString().ShouldContain("UNEXPECTED column loose.id uuid not null");
            output.ToString().ShouldContain("validate-schema: 2 differences");
        }
        finally
        {
            await scratch.ExecuteAsync("drop table loose");
        }
    }

    private async Task<SchemaDrift> DriftAsync(string change)
    {
        await using var connection = await scratch.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(change);
        return await SchemaDrift.FindAsync(connection, CancellationToken.None);
    }
}

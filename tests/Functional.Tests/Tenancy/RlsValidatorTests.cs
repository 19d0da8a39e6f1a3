using CleanApp.Api.Host;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Tenancy;

public sealed class RlsValidatorTests(TestHost host, ScratchDatabase scratch) : IClassFixture<ScratchDatabase>
{
    [Fact]
    public async Task The_migrated_database_has_no_gap() => (await GapsAsync("select 1")).ShouldBeEmpty();

    // Each plant is rolled back, so they share one database.
    [Theory]
    [InlineData("create table loose (id uuid primary key)", "loose: has no tenant_id and is not exempt")]
    [InlineData("create table late (tenant_id uuid, id uuid primary key)", "late: tenant_id is uuid instead of uuid not null")]
    [InlineData("create table late (tenant_id uuid, id uuid, primary key (id, tenant_id))", "late: the primary key begins with id instead of")]
    [InlineData("alter table services disable row level security", "services: row-level security is off")]
    [InlineData("alter table services no force row level security", "services: row-level security is not forced")]
    [InlineData("alter table users no force row level security", "users: row-level security is not forced")]
    [InlineData("alter policy tenant_write on services with check (true)", "services: policy tenant_write lets in more than the own tenant")]
    [InlineData("create policy opened on desks for select using (true)", "desks: policy opened lets in more than the own tenant")]
    [InlineData("create policy opened on desks for select to {app} using (true)", "desks: policy opened lets in more than the own tenant")]
    [InlineData("create policy opened on desks for insert with check (true)", "desks: policy opened lets in more than the own tenant")]
    [InlineData("create policy opened on users for select using (true)", "users: policy opened lets in more than the own tenant")]
    [InlineData(
        "create policy sly on desks for select using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid or name = '')",
        "desks: policy sly lets in more than the own tenant"
    )]
    [InlineData("alter policy lookup_read on charges to {app}", "charges: policy lookup_read lets in more than the own tenant")]
    [InlineData("drop policy tenant_write on desks", "desks: no policy for writing checks tenant_id")]
    [InlineData("drop policy tenant_read on desks; drop policy tenant_write on desks", "desks: no policy for reading compares tenant_id")]
    [InlineData("drop policy person_read on memberships", "memberships: policy person_read is missing")]
    [InlineData(
        "create unique index ux_loose on services (id); alter table desks add service_id uuid constraint fk_loose references services (id)",
        "desks: foreign key fk_loose to services does not tie tenant_id to tenant_id"
    )]
    [InlineData("create unique index ux_loose on services (name)", "services: unique index ux_loose spans companies")]
    [InlineData("drop index ux_panels_token", "ux_panels_token: is exempt but does not exist")]
    [InlineData("alter role {app} bypassrls", "{app}: has BYPASSRLS")]
    [InlineData("alter role {worker} superuser", "{worker}: is a superuser")]
    [InlineData("alter table desks owner to {app}", "{app}: owns desks")]
    [InlineData("grant {lookup} to {app}", "{app}: may act as {lookup}")]
    [InlineData("alter role {lookup} login", "{lookup}: can sign in")]
    [InlineData("grant select on desks to {worker}", "desks: the worker role {worker} has privileges on it")]
    [InlineData("grant select (name) on desks to {worker}", "desks: the worker role {worker} has privileges on it")]
    [InlineData("grant truncate on desks to {app}", "desks: {app} may TRUNCATE")]
    [InlineData("grant select on charges to {lookup}", "charges: {lookup} may use the whole table")]
    [InlineData(
        "create function peek() returns setof services language sql security definer as 'select * from services'",
        "peek(): SECURITY DEFINER, and not on the list"
    )]
    [InlineData("drop function find_webhook_tenant(text)", "find_webhook_tenant(text): is expected to be a SECURITY DEFINER function")]
    [InlineData("alter function find_panel(text) security invoker", "find_panel(text): is expected to be a SECURITY DEFINER function")]
    [InlineData("alter function find_panel(text) owner to current_user", "find_panel(text): is owned by")]
    [InlineData("alter function find_panel(text) set row_security = off", "find_panel(text): sets row_security=off")]
    [InlineData("alter function find_panel(text) reset search_path", "find_panel(text): its search_path is not fixed")]
    [InlineData("alter function find_panel(text) set search_path = pg_temp, public", "find_panel(text): its search_path is not fixed")]
    [InlineData("grant execute on function find_panel(text) to public", "find_panel(text): everybody may execute it")]
    [InlineData(
        "drop function find_panel(text); create function find_panel(p_hash text) returns text language sql security definer as 'select name from panels'",
        "find_panel(text): returns text instead of TABLE(tenant_id uuid, panel_id uuid)"
    )]
    [InlineData(
        "create or replace function current_tenant() returns uuid language sql stable as 'select id from tenants limit 1'",
        "current_tenant(): is not what the policies rely on"
    )]
    [InlineData("drop table rate_counters", "rate_counters: is exempt but does not exist")]
    [InlineData("create view all_services as select * from services", "all_services: a view reads with its owner's eyes")]
    public async Task A_planted_gap_is_named(string plant, string gap)
    {
        var gaps = await GapsAsync(plant);

        gaps.ShouldContain(line => line.StartsWith(scratch.Named(gap), StringComparison.Ordinal), string.Join('\n', gaps));
    }

    [Fact]
    public async Task The_verb_exits_with_zero_only_without_gaps()
    {
        await using var app = host.Build(TestHost.FreePort(), new() { ["DATABASE_URL"] = scratch.Url });
        var output = new StringWriter();
        (await RlsValidator.RunAsync(app, output, CancellationToken.None)).ShouldBe(0, output.ToString());

        await scratch.ExecuteAsync("create table loose (id uuid primary key)");
        try
        {
            (await RlsValidator.RunAsync(app, output, CancellationToken.None)).ShouldBe(1);
            output.ToString().ShouldContain("FAIL loose: has no tenant_id");
        }
        finally
        {
            await scratch.ExecuteAsync("drop table loose");
        }
    }

    private async Task<List<string>> GapsAsync(string plant)
    {
        await using var connection = await scratch.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(scratch.Named(plant));
        return RlsValidator.FindGaps(await RlsCatalog.ReadAsync(connection, scratch.Options, CancellationToken.None));
    }
}

#pragma warning disable xUnit1051 // Every call takes milliseconds; a token in each line would hide what is called.
using System.Data.Common;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using CleanApp.Domain.Identity;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Tenancy;

/// <summary>Whose rows they are, and stay.</summary>
public sealed partial class TenantPathsTests
{
    // ------------------------------------------------------------ Whose tenant

    [Fact]
    public async Task Without_a_tenant_there_are_no_rows_and_none_can_be_added()
    {
        await AddServiceAsync(await NewTenantAsync());
        await using var scope = Enter(null);

        (await scope.Db.Services.CountAsync()).ShouldBe(0);
        await using (await scope.Db.Database.BeginTransactionAsync())
            (await scope.Db.Services.CountAsync()).ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => scope.Db.Services.Add(NewService())).Message.ShouldBe("No tenant is set.");
    }

    [Fact]
    public async Task A_pooled_context_forgets_its_tenant()
    {
        var tenant = await NewTenantAsync();
        await AddServiceAsync(tenant);
        var factory = host.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        var context = new FixedTenant(tenant);
        for (var lease = 0; lease < 3; lease++)
        {
            // Leased with a tenant and given back, synchronously and not; the next lease of any instance starts with none.
            var first = factory.CreateDbContext();
            first.TenantContext.ShouldBeNull();
            first.TenantContext = context;
            (await first.Services.CountAsync()).ShouldBe(1);
            if (lease % 2 == 0)
                await first.DisposeAsync();
            else
                first.Dispose();
            await using var second = factory.CreateDbContext();
            second.TenantContext.ShouldBeNull();
            (await second.Services.CountAsync()).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Nothing_of_the_tenant_stays_on_a_connection()
    {
        var tenant = await NewTenantAsync();
        await using var dataSource = new NpgsqlDataSourceBuilder(
            host.Services.GetRequiredService<DatabaseOptions>().AppConnectionString(pool: 1)
        ).Build();
        await using (var connection = await dataSource.OpenConnectionAsync())
        await using (var db = OnConnection(connection, tenant))
        {
            db.Add(NewService());
            await db.SaveChangesAsync();
            (await db.Services.CountAsync()).ShouldBe(1);
            await Should.ThrowAsync<PostgresException>(() => FailAsync(db, Failing.Query));
        }
        await using var command = dataSource.CreateCommand(
            "select coalesce(current_setting('app.tenant_id', true), ''), (select count(*) from services)"
        );
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        reader.GetString(0).ShouldBe("");
        reader.GetInt64(1).ShouldBe(0);
    }

    [Fact]
    public async Task A_transaction_keeps_the_tenant_it_began_with()
    {
        var (first, second) = (await NewTenantAsync(), await NewTenantAsync());
        var own = await AddServiceAsync(first, "A");
        await AddServiceAsync(second, "A");
        await using var scope = Enter(first);
        await using var transaction = await scope.Db.Database.BeginTransactionAsync();

        scope.Context.Enter(second);

        (await scope.Db.Services.Select(s => s.Id).SingleAsync()).ShouldBe(own);
        scope.Db.Services.Add(NewService("B"));
        var refused = await Should.ThrowAsync<DbUpdateException>(() => scope.Db.SaveChangesAsync());
        ((PostgresException)refused.InnerException!).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_row_cannot_move_to_another_company()
    {
        var (from, to) = (await NewTenantAsync(), await NewTenantAsync());
        var id = await AddServiceAsync(from);
        await using var scope = Enter(from);
        var service = await scope.Db.Services.SingleAsync();

        Should.Throw<InvalidOperationException>(() => scope.Db.Entry(service).Property(nameof(TenantEntity.TenantId)).CurrentValue = to);

        scope.Db.ChangeTracker.Clear();
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            scope.Db.Database.ExecuteSqlAsync($"update services set tenant_id = {to} where id = {id}")
        );
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_row_of_one_company_cannot_be_added_for_another()
    {
        var (theirs, ours) = (await NewTenantAsync(), await NewTenantAsync());
        await AddServiceAsync(theirs);
        Service service;
        await using (var reading = Enter(theirs))
            service = await reading.Db.Services.AsNoTracking().SingleAsync();
        await using var scope = Enter(ours);

        Should.Throw<InvalidOperationException>(() => scope.Db.Services.Add(service)).Message.ShouldContain("cannot be added for another");
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            scope.Db.Database.ExecuteSqlAsync(
                $"insert into desks (tenant_id, id, name, active, created_at) values ({theirs}, {NewId()}, 'x', true, now())"
            )
        );
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    // ------------------------------------------------------------ Pointers

    [Fact]
    public async Task A_row_cannot_point_to_another_company()
    {
        var (theirs, ours) = (await NewTenantAsync(), await NewTenantAsync());
        var foreign = await AddServiceAsync(theirs);
        Service service;
        await using (var reading = Enter(theirs))
            service = await reading.Db.Services.AsNoTracking().SingleAsync(s => s.Id == foreign);
        await using var scope = Enter(ours);
        var ticket = NewTicket(service);
        scope.Db.QueueTickets.Add(ticket);

        (await Should.ThrowAsync<DomainException>(() => scope.Db.SaveChangesAsync())).Error.ShouldBe(CommonErrors.ReferenceNotFound);

        ticket.TenantId.ShouldBe(ours);
        scope.Db.ChangeTracker.Clear();
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            scope.Db.Database.ExecuteSqlAsync(
                $"insert into ticket_numbers (tenant_id, service_id, business_day, last) values ({ours}, {foreign}, '2026-11-21', 1)"
            )
        );
        refused.SqlState.ShouldBe(PostgresErrorCodes.ForeignKeyViolation);
    }

    [Fact]
    public async Task What_hangs_on_a_tracked_row_is_added_with_its_tenant()
    {
        var tenant = await NewTenantAsync();
        await AddServiceAsync(tenant);
        await using var scope = Enter(tenant);
        var ticket = NewTicket(await scope.Db.Services.SingleAsync());
        scope.Db.QueueTickets.Add(ticket);
        await scope.Db.SaveChangesAsync();
        scope.Db.ChangeTracker.Clear();
        var tracked = await scope.Db.QueueTickets.SingleAsync(t => t.Id == ticket.Id);

        tracked.Cancel("Desistiu", new Actor(NewId()), Now);
        await scope.Db.SaveChangesAsync();

        var transitions = await scope.Db.QueueTicketTransitions.AsNoTracking().Where(t => t.TicketId == ticket.Id).ToListAsync();
        transitions.Count.ShouldBe(2);
        transitions.ShouldAllBe(t => t.TenantId == tenant);
    }

    // ------------------------------------------------------------ The worker

    [Fact]
    public async Task The_worker_role_sees_the_queue_and_nothing_else()
    {
        var worker = host.Services.GetRequiredService<DataSources>().Worker;
        await using (var queue = worker.CreateCommand("select count(*) from work_items"))
            await queue.ExecuteScalarAsync(TestContext.Current.CancellationToken);

        await using var services = worker.CreateCommand("select count(*) from services");
        var refused = await Should.ThrowAsync<PostgresException>(() => services.ExecuteScalarAsync());
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }
}

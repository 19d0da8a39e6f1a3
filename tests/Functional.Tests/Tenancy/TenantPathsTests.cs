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

/// <summary>
/// Every way a command reaches PostgreSQL carries the tenant, and a row that is not there, or is another company's, is never a success.
/// Signed in as the app role, through the product's own context.
/// </summary>
public sealed class TenantPathsTests(TestHost host)
{
    public static readonly MatrixTheoryData<bool, Change> Changes = new([false, true], Enum.GetValues<Change>());

    public static readonly MatrixTheoryData<bool, Failing> Failures = new([false, true], Enum.GetValues<Failing>());

    // ------------------------------------------------------------ Rows that vanished, and rows of others

    [Theory, MemberData(nameof(Changes))]
    public async Task Changing_a_row_that_vanished_fails(bool inTransaction, Change change)
    {
        var tenant = await NewTenantAsync();
        var id = await AddServiceAsync(tenant);
        await using var scope = Enter(tenant);
        await using var begun = await BeginAsync(scope, inTransaction);
        var service = await scope.Db.Services.SingleAsync(s => s.Id == id);
        // Gone by another's hand; in the transaction's own eyes, since the other would wait for ours otherwise.
        await scope.Db.Services.Where(s => s.Id == id).ExecuteDeleteAsync();

        Apply(scope.Db, service, change);

        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => scope.Db.SaveChangesAsync());
    }

    [Theory, MemberData(nameof(Changes))]
    public async Task Changing_a_row_of_another_company_fails(bool inTransaction, Change change)
    {
        var (theirs, ours) = (await NewTenantAsync(), await NewTenantAsync());
        var id = await AddServiceAsync(theirs);
        Service service;
        await using (var reading = Enter(theirs))
            service = await reading.Db.Services.AsNoTracking().SingleAsync(s => s.Id == id);
        await using var scope = Enter(ours);
        await using var begun = await BeginAsync(scope, inTransaction);
        scope.Db.Attach(service);

        Apply(scope.Db, service, change);

        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => scope.Db.SaveChangesAsync());
        await using var after = Enter(theirs);
        (await after.Db.Services.SingleAsync(s => s.Id == id)).Name.ShouldBe("Atendimento");
    }

    [Fact]
    public async Task Saving_synchronously_counts_rows_too()
    {
        await using var scope = Enter(await NewTenantAsync());
        var service = NewService();
        scope.Db.Add(service);
        scope.Db.SaveChanges();
        scope.Db.Services.ExecuteDelete();

        service.Describe("Outro", "A", service.Price, 0, active: true);

        Should.Throw<DbUpdateConcurrencyException>(() => scope.Db.SaveChanges());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_batch_with_one_vanished_row_fails_as_a_whole_and_names_it(int vanished)
    {
        var tenant = await NewTenantAsync();
        await using var scope = Enter(tenant);
        var services = new[] { NewService("A"), NewService("B"), NewService("C") };
        scope.Db.AddRange(services.Cast<object>());
        await scope.Db.SaveChangesAsync();
        await scope.Db.Services.Where(s => s.Id == services[vanished].Id).ExecuteDeleteAsync();

        foreach (var service in services)
            service.Describe("Outro", service.Prefix, service.Price, 0, active: true);
        var failure = await Should.ThrowAsync<DbUpdateConcurrencyException>(() => scope.Db.SaveChangesAsync());

        failure.Entries.Single().Entity.ShouldBe(services[vanished]);
        await using var after = Enter(tenant);
        (await after.Db.Services.CountAsync(s => s.Name == "Outro")).ShouldBe(0);
    }

    // ------------------------------------------------------------ Rows affected

    [Theory, InlineData(false), InlineData(true)]
    public async Task Bulk_commands_touch_and_count_only_own_rows(bool inTransaction)
    {
        var (theirs, ours) = (await NewTenantAsync(), await NewTenantAsync());
        await AddServiceAsync(theirs, "A");
        await AddServiceAsync(ours, "A");
        await AddServiceAsync(ours, "B");
        await using (var scope = Enter(ours))
        await using (var begun = await BeginAsync(scope, inTransaction))
        {
            (await scope.Db.Services.ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, "Outro"))).ShouldBe(2);
            scope.Db.Services.ExecuteUpdate(s => s.SetProperty(x => x.Active, false)).ShouldBe(2);
            (await scope.Db.Database.ExecuteSqlAsync($"update services set name = 'Mais um'")).ShouldBe(2);
            scope.Db.Database.ExecuteSql($"update services set name = 'Mais um' where prefix = {"B"}").ShouldBe(1);
            (await scope.Db.Services.Where(s => s.Prefix == "B").ExecuteDeleteAsync()).ShouldBe(1);
            (await scope.Db.Services.Where(s => s.Prefix == "B").ExecuteDeleteAsync()).ShouldBe(0);
            if (begun is not null)
                await begun.CommitAsync();
        }
        await using var after = Enter(theirs);
        (await after.Db.Services.SingleAsync()).Name.ShouldBe("Atendimento");
    }

    // ------------------------------------------------------------ Reading

    [Theory, InlineData(false), InlineData(true)]
    public async Task Every_way_of_reading_sees_only_own_rows(bool inTransaction)
    {
        var (theirs, ours) = (await NewTenantAsync(), await NewTenantAsync());
        await AddServiceAsync(theirs, "A");
        var own = await AddServiceAsync(ours, "A");
        await using var scope = Enter(ours);
        await using var begun = await BeginAsync(scope, inTransaction);

        (await scope.Db.Services.Select(s => s.Id).ToListAsync()).ShouldBe([own]);
        scope.Db.Services.Select(s => s.Id).ToList().ShouldBe([own]);
        (await scope.Db.Services.CountAsync()).ShouldBe(1);
        (await scope.Db.Services.FromSql($"select * from services").Select(s => s.Id).ToListAsync()).ShouldBe([own]);
        (await scope.Db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from services").SingleAsync()).ShouldBe(1);
        scope.Db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from services").Single().ShouldBe(1);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_scalar_is_the_answer_and_not_the_setting(bool inTransaction)
    {
        var (theirs, ours) = (await NewTenantAsync(), await NewTenantAsync());
        await AddServiceAsync(theirs, "A");
        await AddServiceAsync(ours, "A");
        await using var scope = Enter(ours);
        await using var begun = await BeginAsync(scope, inTransaction);

        (await ScalarAsync(scope.Db, "select count(*) from services")).ShouldBe(1L);
        Scalar(scope.Db, "select count(*) from services").ShouldBe(1L);
        (await ScalarAsync(scope.Db, "select 1 where false")).ShouldBeNull();
        (await scope.Db.Services.CountAsync()).ShouldBe(1);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_stream_left_early_does_not_hold_the_connection(bool inTransaction)
    {
        var tenant = await NewTenantAsync();
        foreach (var prefix in new[] { "A", "B", "C" })
            await AddServiceAsync(tenant, prefix);
        await using var scope = Enter(tenant);
        await using var begun = await BeginAsync(scope, inTransaction);

        await foreach (var service in scope.Db.Services.AsAsyncEnumerable())
        {
            service.TenantId.ShouldBe(tenant);
            break;
        }
        foreach (var service in scope.Db.Services)
        {
            service.TenantId.ShouldBe(tenant);
            break;
        }

        (await scope.Db.Services.CountAsync()).ShouldBe(3);
    }

    // ------------------------------------------------------------ Errors

    public enum Failing
    {
        Query,
        NonQuery,
        Scalar,
        SyncQuery,
        SyncNonQuery,
        SyncScalar,
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task An_error_leaves_the_connection_usable(bool inTransaction, Failing failing)
    {
        var tenant = await NewTenantAsync();
        await AddServiceAsync(tenant);
        await using var scope = Enter(tenant);
        await using (var begun = await BeginAsync(scope, inTransaction))
        {
            var error = await Should.ThrowAsync<PostgresException>(() => FailAsync(scope.Db, failing));
            error.SqlState.ShouldBe(PostgresErrorCodes.DivisionByZero);
            if (begun is not null)
                await begun.RollbackAsync();
        }

        (await scope.Db.Services.CountAsync()).ShouldBe(1);
        await using var again = await scope.Db.Database.BeginTransactionAsync();
        (await scope.Db.Services.CountAsync()).ShouldBe(1);
    }

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

    // ------------------------------------------------------------ Means

    public enum Change
    {
        Update,
        Delete,
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static Guid NewId() => Guid.CreateVersion7(Now);

    private static Service NewService(string prefix = "A") => Service.Create(NewId(), "Atendimento", prefix, new Money(0), 0, Now);

    private static QueueTicket NewTicket(Service service) =>
        QueueTicket.Issue(NewId(), service, new DateOnly(2026, 11, 21), 1, new Money(5), 0, NewId().ToString("N"), new Actor(NewId()), Now);

    private static void Apply(AppDbContext db, Service service, Change change)
    {
        if (change == Change.Delete)
            db.Services.Remove(service);
        else
            service.Describe("Outro", service.Prefix, service.Price, 0, active: true);
    }

    private static async Task FailAsync(AppDbContext db, Failing failing)
    {
        switch (failing)
        {
            case Failing.Query:
                await db.Database.SqlQuery<int>($"select 1 / 0 as \"Value\"").ToListAsync();
                break;
            case Failing.NonQuery:
                await db.Database.ExecuteSqlAsync($"select 1 / 0");
                break;
            case Failing.Scalar:
                await ScalarAsync(db, "select 1 / 0");
                break;
            case Failing.SyncQuery:
                db.Database.SqlQuery<int>($"select 1 / 0 as \"Value\"").ToList();
                break;
            case Failing.SyncNonQuery:
                db.Database.ExecuteSql($"select 1 / 0");
                break;
            case Failing.SyncScalar:
                Scalar(db, "select 1 / 0");
                break;
        }
    }

    /// <summary>As EF's own scalars run (sequences, history), which no public method offers.</summary>
    private static Task<object?> ScalarAsync(AppDbContext db, string sql) =>
        db.GetService<IRawSqlCommandBuilder>().Build(sql).ExecuteScalarAsync(Parameters(db));

    private static object? Scalar(AppDbContext db, string sql) => db.GetService<IRawSqlCommandBuilder>().Build(sql).ExecuteScalar(Parameters(db));

    private static RelationalCommandParameterObject Parameters(AppDbContext db) =>
        new(
            db.GetService<IRelationalConnection>(),
            null,
            null,
            db,
            db.GetService<Microsoft.EntityFrameworkCore.Diagnostics.IRelationalCommandDiagnosticsLogger>()
        );

    private static async Task<IDbContextTransaction?> BeginAsync(TenantScope scope, bool inTransaction) =>
        inTransaction ? await scope.Db.Database.BeginTransactionAsync() : null;

    private AppDbContext OnConnection(DbConnection connection, Guid tenant)
    {
        using var pooled = host.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
        var options = new DbContextOptionsBuilder<AppDbContext>().UseNpgsql(connection);
        foreach (var interceptor in pooled.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.Interceptors!)
            options.AddInterceptors(interceptor);
        return new AppDbContext(options.Options) { TenantContext = new FixedTenant(tenant) };
    }

    /// <summary>Straight through the context: these tests need a company, not its owner.</summary>
    private async Task<Guid> NewTenantAsync()
    {
        var id = NewId();
        await using var scope = Enter(id);
        scope.Db.Tenants.Add(Tenant.Register(id, "Empresa", Now));
        await scope.Db.SaveChangesAsync();
        return id;
    }

    private async Task<Guid> AddServiceAsync(Guid tenant, string prefix = "A")
    {
        await using var scope = Enter(tenant);
        var service = NewService(prefix);
        scope.Db.Services.Add(service);
        await scope.Db.SaveChangesAsync();
        return service.Id;
    }

    private TenantScope Enter(Guid? tenant)
    {
        var scope = new TenantScope(host.Services.CreateAsyncScope());
        scope.Context.Enter(tenant);
        return scope;
    }

    private sealed class TenantScope(AsyncServiceScope scope) : IAsyncDisposable
    {
        public ITenantContext Context => scope.ServiceProvider.GetRequiredService<ITenantContext>();
        public AppDbContext Db => scope.ServiceProvider.GetRequiredService<AppDbContext>();

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }

    private sealed class FixedTenant(Guid id) : ITenantContext
    {
        public Guid TenantId => id;
        public Guid? TenantIdOrNone => id;
        public Guid? PersonScope => null;

        public void Enter(Guid? tenantId, Guid? personScope = null) => throw new NotSupportedException();
    }
}

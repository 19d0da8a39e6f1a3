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

/// <summary>What the tests of this class are made of.</summary>
public sealed partial class TenantPathsTests
{
    public enum Change
    {
        Update,
        Delete,
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static Guid NewId() => Guid.CreateVersion7(Now);

    private static Service NewService(string prefix = "A") => Service.Create(NewId(), "Atendimento", prefix, new Money(0), 0, Now);

    private static QueueTicket NewTicket(Service service) =>
        QueueTicket.Issue(NewId(), service, new DateOnly(2026, 11, 21), 1, new Money(5), 0, NewId().ToString("N"), null, new Actor(NewId()), Now);

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

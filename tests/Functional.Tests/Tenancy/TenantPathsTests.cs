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
public sealed partial class TenantPathsTests(TestHost host)
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
}

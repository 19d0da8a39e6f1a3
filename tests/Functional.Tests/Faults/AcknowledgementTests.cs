using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Persistence;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>Work that was done together is acknowledged together, and yet each item's end is its own.</summary>
public sealed class AcknowledgementTests : IAsyncLifetime
{
    private const string Count = "select count(*) from work_items";
    private OwnDatabase _database = null!;
    private DataSources _data = null!;
    private WorkStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await OwnDatabase.CreateAsync();
        _data = _database.Connect();
        _store = new WorkStore(_data, TimeProvider.System);
        var tenant = Guid.CreateVersion7();
        await _database.ExecuteAsync(
            $"""
            insert into tenants (id, name, time_zone, business_day_cutoff, created_at) values ('{tenant}', 'Padaria', 'America/Sao_Paulo', '00:00', now());
            insert into work_items (tenant_id, id, kind, subject_id, run_at)
            select '{tenant}', gen_random_uuid(), 'tests.some', gen_random_uuid(), now() - interval '1 minute' from generate_series(1, 20)
            """
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _data.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task An_item_that_somebody_holds_keeps_the_others_not_from_their_end()
    {
        var items = await _store.ClaimAsync(20, CancellationToken.None);
        Task finishing;
        await using (var holder = await Behind.OpenAsync(_database.Url))
        await using (var transaction = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var hold = new NpgsqlCommand($"select from work_items where id = '{items[7].Id}' for update", holder, transaction);
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            finishing = _store.FinishAsync(items, CancellationToken.None);
            await Eventually.Async(() => _database.ScalarAsync<long>(Count), left => left == 1, "the others to be gone");
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        }

        await finishing;

        (await _database.ScalarAsync<long>(Count)).ShouldBe(0);
    }

    [Fact]
    public async Task An_item_whose_lease_is_renewed_just_then_ends_all_the_same()
    {
        var items = await _store.ClaimAsync(20, CancellationToken.None);
        Task finishing;
        await using (var renewer = await Behind.OpenAsync(_database.Url))
        await using (var transaction = await renewer.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var renew = new NpgsqlCommand($"update work_items set lease_until = now() where id = '{items[7].Id}'", renewer, transaction);
            await renew.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            finishing = _store.FinishAsync(items, CancellationToken.None);
            await Eventually.Async(() => _database.ScalarAsync<long>(Count), left => left == 1, "the others to be gone");
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        await finishing;

        (await _database.ScalarAsync<long>(Count)).ShouldBe(0);
    }

    /// <summary>The planner has last seen it empty; reading all of it, or all of an index, for each row takes longer than a command may.</summary>
    [Theory]
    [InlineData("where ctid <> (select max(ctid) from work_items)", 1, "")]
    [InlineData("", 0, "")]
    [InlineData("", 0, "analyze work_items")]
    public async Task A_queue_that_filled_at_once_after_it_had_emptied_is_worked_off(string but, int left, string then)
    {
        const string Fill = """
            insert into work_items (tenant_id, id, kind, subject_id, run_at)
            select id, gen_random_uuid(), 'tests.some', gen_random_uuid(), now() - interval '1 minute' from tenants, generate_series(1, 60000)
            """;
        await _database.ExecuteAsync($"alter table work_items set (autovacuum_enabled = off); {Fill}");
        await _database.ExecuteAsync($"delete from work_items {but}");
        await _database.ExecuteAsync("vacuum (truncate off, analyze) work_items");
        await _database.ExecuteAsync(Fill);
        await _database.ExecuteAsync($"select 1; {then}");

        var items = await _store.ClaimAsync(1000, CancellationToken.None);
        await _store.RenewAsync(items, CancellationToken.None);
        await _store.FinishAsync(items, CancellationToken.None);

        items.Count.ShouldBe(1000);
        (await _database.ScalarAsync<long>(Count)).ShouldBe(60_000 + left - 1000);
    }

    [Fact]
    public async Task One_that_was_wanted_again_meanwhile_stays_and_is_free()
    {
        var items = await _store.ClaimAsync(20, CancellationToken.None);
        await _database.ExecuteAsync($"update work_items set run_at = now() where id = '{items[3].Id}'");

        await _store.FinishAsync(items, CancellationToken.None);

        (await _database.ScalarAsync<long>(Count)).ShouldBe(1);
        (await _database.ScalarAsync<Guid>("select id from work_items where lease_token is null and attempts = 0")).ShouldBe(items[3].Id);
    }

    [Fact]
    public async Task Whoever_lost_the_lease_ends_nothing()
    {
        var items = await _store.ClaimAsync(20, CancellationToken.None);
        await _database.ExecuteAsync($"update work_items set lease_token = gen_random_uuid() where id in ('{items[0].Id}', '{items[1].Id}')");

        await _store.FinishAsync(items, CancellationToken.None);

        (await _database.ScalarAsync<long>("select count(*) from work_items where lease_token is not null and attempts = 1")).ShouldBe(2);
    }
}

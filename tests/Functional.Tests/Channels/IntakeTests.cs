using CleanApp.Application.Channels.Webhooks;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Persistence;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>Webhooks that share a commit share nothing else. On a database of its own, where nobody takes the work.</summary>
public sealed class IntakeTests : IAsyncLifetime
{
    private OwnDatabase _database = null!;
    private DataSources _data = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await OwnDatabase.CreateAsync();
        _data = _database.Connect();
    }

    public async ValueTask DisposeAsync()
    {
        await _data.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_comes_at_once_for_several_companies_is_each_ones_own_and_waits_to_be_read()
    {
        var numbers = new[] { await NumberAsync(), await NumberAsync(), await NumberAsync() };
        var all = Enumerable.Range(0, 300).Select(i => Arrived(numbers[i % 3])).ToList();
        var intake = new WebhookIntake(_data);

        await Task.WhenAll(all.Select(w => intake.StoreAsync(w, CancellationToken.None)));

        foreach (var (tenant, channel) in numbers)
            (
                await _database.ScalarAsync<long>(
                    $"""
                    select count(*) from channel_webhooks
                    where tenant_id = '{tenant}' and channel_id = '{channel}' and body = decode('07', 'hex') and processed_at is null and not deferred
                    """
                )
            ).ShouldBe(100);
        // Several to a commit, or sharing would be for nothing.
        (await _database.ScalarAsync<long>("select count(distinct xmin::text) from channel_webhooks")).ShouldBeLessThan(100);
    }

    [Fact]
    public async Task What_the_database_refuses_takes_nothing_of_the_others_along()
    {
        var number = await NumberAsync();
        var other = await NumberAsync();
        // A number of somebody else's: the foreign key knows.
        var stranger = Arrived((number.Tenant, other.Channel));
        var all = Enumerable.Range(0, 60).Select(i => i == 30 ? stranger : Arrived(number)).ToList();
        var intake = new WebhookIntake(_data);

        var ends = await Task.WhenAll(
            all.Select(async w =>
            {
                try
                {
                    await intake.StoreAsync(w, CancellationToken.None);
                    return null;
                }
                catch (PostgresException e)
                {
                    return e.SqlState;
                }
            })
        );

        ends[30].ShouldBe(PostgresErrorCodes.ForeignKeyViolation);
        ends.Where((_, i) => i != 30).ShouldAllBe(end => end == null);
        (await _database.ScalarAsync<long>("select count(*) from channel_webhooks")).ShouldBe(59);
    }

    [Fact]
    public async Task Nobody_is_told_that_what_could_not_be_stored_was()
    {
        var number = await NumberAsync();
        var intake = new WebhookIntake(_data);
        await _database.ExecuteAsync("alter table channel_webhooks rename to elsewhere");

        await Should.ThrowAsync<PostgresException>(() => intake.StoreAsync(Arrived(number), CancellationToken.None));
        await _database.ExecuteAsync("alter table elsewhere rename to channel_webhooks");
        await intake.StoreAsync(Arrived(number), CancellationToken.None);

        (await _database.ScalarAsync<long>("select count(*) from channel_webhooks")).ShouldBe(1);
    }

    [Fact]
    public async Task When_the_database_is_silent_everybody_is_told_at_once_and_all_comes_back()
    {
        var number = await NumberAsync();
        await using var wire = new TcpProxy(new NpgsqlConnectionStringBuilder(_database.WorkerUrl).Port);
        await using var data = _database.Connect(wire.Port);
        var intake = new WebhookIntake(data);
        await intake.StoreAsync(Arrived(number), CancellationToken.None);
        wire.Swallow();
        var first = intake.StoreAsync(Arrived(number), CancellationToken.None);
        // More than one batch behind it.
        var others = Enumerable.Range(0, 600).Select(_ => intake.StoreAsync(Arrived(number), CancellationToken.None)).ToList();

        await Should.ThrowAsync<Exception>(() => first);
        await Should.ThrowAsync<NpgsqlException>(() =>
            Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken)
        );

        others.ShouldAllBe(o => o.IsFaulted);
        wire.Restore();
        await Eventually.Async(
            async () =>
                await intake.StoreAsync(Arrived(number), CancellationToken.None).ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default),
            isStored => isStored,
            "one to be stored again"
        );
        (await _database.ScalarAsync<long>("select count(*) from channel_webhooks")).ShouldBe(2);
    }

    [Fact]
    public async Task The_role_that_adds_webhooks_can_neither_read_nor_change_them()
    {
        await new WebhookIntake(_data).StoreAsync(Arrived(await NumberAsync()), CancellationToken.None);

        foreach (
            var sql in (string[])["select body from channel_webhooks", "update channel_webhooks set body = body", "delete from channel_webhooks"]
        )
        {
            await using var forbidden = _data.Worker.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(() => forbidden.ExecuteNonQueryAsync())).SqlState.ShouldBe("42501", sql);
        }
    }

    private async Task<(Guid Tenant, Guid Channel)> NumberAsync()
    {
        var (tenant, channel) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await _database.ExecuteAsync(
            $"""
            insert into tenants (id, name, time_zone, business_day_cutoff, created_at) values ('{tenant}', 'Padaria', 'America/Sao_Paulo', '00:00', now());
            insert into channels (tenant_id, id, name, base_url, graph_version, phone_number_id, waba_id, access_token, app_secret, verify_token,
                                  webhook_token, created_at, messages_per_second)
            values ('{tenant}', '{channel}', 'WhatsApp', 'https://graph.facebook.com', 'v24.0', '12345', '67890', '', '', '', '{channel}', now(), 80)
            """
        );
        return (tenant, channel);
    }

    private static ArrivedWebhook Arrived((Guid Tenant, Guid Channel) number) =>
        new(number.Tenant, number.Channel, Guid.CreateVersion7(), [7], TimeProvider.System.GetUtcNow(), null);
}

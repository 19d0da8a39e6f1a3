using CleanApp.Application.Channels;
using CleanApp.Application.Common;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>A campaign entered at once into a queue the planner has last seen empty.</summary>
public sealed class EmptiedQueueTests(TestHost host)
{
    private const int Campaign = 150_000;
    private static readonly Guid Tenant = Guid.CreateVersion7();
    private static readonly Guid Channel = Guid.CreateVersion7();

    [Fact]
    public async Task The_next_hundred_are_found_in_the_time_a_command_has()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var side = await host.StartAsync(new(database.Settings()) { ["Host:Role"] = "api" });
        // Rows without their messages: only how they are found is looked at.
        var fill = $"""
            set session_replication_role = replica;
            insert into outbound_queue (tenant_id, id, channel_id, lane, not_before, recipient_lookup)
            select '{Tenant}', gen_random_uuid(), '{Channel}', 2, now() - interval '1 minute', uuid_send(gen_random_uuid()) from generate_series(1, {Campaign});
            set session_replication_role = origin
            """;
        await database.ExecuteAsync("alter table outbound_queue set (autovacuum_enabled = off)");
        await database.ExecuteAsync(fill);
        await database.ExecuteAsync("delete from outbound_queue where ctid <> (select max(ctid) from outbound_queue)");
        await database.ExecuteAsync("vacuum analyze outbound_queue");
        await database.ExecuteAsync(fill);
        await using var scope = side.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(Tenant);
        var db = scope.ServiceProvider.GetRequiredService<IChannelsDb>();

        var due = await scope
            .ServiceProvider.GetRequiredService<IUnitOfWork>()
            .InTransactionAsync(ct => db.LockDueAsync(Channel, TimeProvider.System.GetUtcNow(), ct), TestContext.Current.CancellationToken);

        due.Count.ShouldBe(100);
    }
}

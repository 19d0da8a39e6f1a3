using System.Diagnostics;
using CleanApp.Api.Host;
using CleanApp.Application.Common;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CleanApp.Bench.Outbound;

/// <summary>The queue, the sender and the reception of webhooks against what a careful engineer writes without companies, persons and sealing.</summary>
internal static partial class OutboundSuite
{
    private const string NoWork = "bench.nothing";

    /// <summary>A setting of the idle worker and of the peers' scripts: whether done work is acknowledged one by one.</summary>
    private const string Acknowledged = "ACKNOWLEDGED";
    private const string Each = "each";
    private const string Sent =
        "select not exists (select from outbound_queue) and not exists (select from channel_senders where under_way is not null)";

    private static TimeSpan WarmUp(bool quick) => TimeSpan.FromSeconds(quick ? 20 : 40);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<int> RunAsync(bool quick, string? only)
    {
        var options = new DatabaseOptions { Url = Environment.GetEnvironmentVariable("DATABASE_URL") };
        await new Migrator(options, TimeProvider.System, NullLogger<Migrator>.Instance).RunAsync(CancellationToken.None);
        await using var owner = NpgsqlDataSource.Create(options.OwnerConnectionString() + ";Pooling=true;Maximum Pool Size=8;Max Auto Prepare=16");
        var postmaster = await Suite.ParentOfBackendAsync(owner);
        await using var world = await OutboundWorld.StartAsync(owner, numbers: 200);
        await world.ExecuteAsync(RawOutbound.Tables);
        var report = new Report(quick ? 3 : 5, only);
        await QueueAsync(world, owner, postmaster, report, quick);
        await PeersAsync(world, postmaster, report, quick, isEach: false);
        await PeersAsync(world, postmaster, report, quick, isEach: true);
        await SendAsync(world, owner, postmaster, report, quick);
        await LatencyAsync(world, report, quick);
        await BacklogAsync(world, postmaster, report, quick);
        await WebhooksAsync(world, postmaster, report, quick);
        await GroupCommitAsync(world, options, owner, postmaster, report, quick);
        await world.ExecuteAsync(RawEntry.Tables);
        await EntryAsync(world, postmaster, report, quick);
        await StatusesAsync(world, owner, postmaster, report, quick);
        report.Together("a message with its three statuses", EntryName, StatusesName, 0.6);
        return report.End();
    }

    /// <summary>Work that does nothing, through the product's worker: a scope, a handler, a lease, an acknowledgement for each.</summary>
    private static async Task QueueAsync(OutboundWorld world, NpgsqlDataSource owner, int postmaster, Report report, bool quick)
    {
        const string Name = "queue, work that does nothing";
        if (!report.Wants(Name))
            return;
        var many = quick ? 20_000 : 60_000;
        using var worker = Suite.Start("CleanApp.Bench.dll", "idle-worker", out var url);
        try
        {
            using var http = await Suite.ClientAsync(url);
            var cpu = new Cpu(worker.Id, postmaster);
            var raw = new Cpu(Environment.ProcessId, postmaster);
            await report.CompareAsync(
                Name,
                "raw lease loop",
                0.6,
                () => IdleSliceAsync(world, many, cpu),
                async () =>
                {
                    await RawOutbound.FillItemsAsync(world, many);
                    return await TimedAsync(many, raw, () => RawOutbound.DrainItemsAsync(owner));
                },
                WarmUp(quick)
            );
        }
        finally
        {
            worker.Kill();
        }
    }

    /// <summary>Fills the product's queue with work that does nothing and has it worked off.</summary>
    private static async Task<(double PerSecond, double Cpu)> IdleSliceAsync(OutboundWorld world, int many, Cpu worker)
    {
        await world.ExecuteAsync(
            $"insert into work_items (tenant_id, id, kind, subject_id, run_at) select $1, gen_random_uuid(), '{NoWork}', gen_random_uuid(), now() from generate_series(1, {many})",
            world.Numbers[0].TenantId
        );
        return await TimedAsync(
            many,
            worker,
            () => world.UntilAsync($"select not exists (select from work_items where kind = '{NoWork}')", Patience)
        );
    }

    private static Process Product(OutboundWorld world, out Uri url, params (string, string)[] settings) =>
        Suite.Start(
            "../../../../src/Api/bin/Release/net10.0/CleanApp.Api.dll",
            "serve",
            out url,
            [("Sandbox__MetaUrl", world.GraphUrl), .. settings]
        );

    private static async Task<(double PerSecond, double Cpu)> TimedAsync(int count, Cpu cpu, Func<Task> work)
    {
        var before = cpu.Used();
        var watch = Stopwatch.StartNew();
        await work();
        return (count / watch.Elapsed.TotalSeconds, (cpu.Used() - before).TotalMicroseconds / count);
    }

    /// <summary>The product's worker with one more kind of work.</summary>
    public static async Task RunIdleWorkerAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        CleanAppHost.AddServices(builder);
        builder.Services.AddScoped<Nothing>();
        builder.Services.AddScoped<IWorkHandler>(provider => provider.GetRequiredService<Nothing>());
        if (Environment.GetEnvironmentVariable(Acknowledged) == Each)
            builder.Services.AddSingleton(new Acknowledging(Together: 1, AtATime: 100));
        var app = builder.Build();
        CleanAppHost.Use(app);
        await app.RunAsync();
    }

    private sealed class Nothing : IWorkHandler
    {
        public string Kind => NoWork;

        public Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct) => Task.FromResult(WorkResult.Finished);
    }
}

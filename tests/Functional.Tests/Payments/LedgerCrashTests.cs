using CleanApp.Functional.Tests.Faults;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Payments;

/// <summary>As <see cref="LedgerTests"/>, while the product is killed, as by kill -9, and started again at random moments.</summary>
[Collection(MoreKilledProcesses.Name)]
public sealed class LedgerCrashTests(TestHost host)
{
    public static TheoryData<int> Seeds() => new(LedgerTests.Seeds().Last().Data);

    [Theory]
    [MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task Killed_at_any_time_the_ledger_ends_as_the_banks_list(int seed)
    {
        await using var database = await OwnDatabase.CreateAsync();
        Behind.LookInto(database);
        var port = TestHost.FreePort();
        var settings = host.Settings(port);
        foreach (var (name, value) in database.Settings())
            settings[name] = value;
        await using var process = new ApiProcess(settings, port);
        await process.StartAsync();
        var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(process.BaseAddress)));
        var kills = 0;

        await LedgerTests.RunAsync(
            host,
            company,
            seed,
            async () =>
            {
                await process.KillAsync();
                await process.StartAsync();
                kills++;
            }
        );

        kills.ShouldBePositive();
    }
}

using CleanApp.Bench.Inbox;
using CleanApp.Bench.Outbound;
using CleanApp.Bench.Realtime;
using CleanApp.Bench.Sales;

namespace CleanApp.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench</c> with DATABASE_URL (make bench gives it a cluster of its own): the product against a plain
/// baseline on the same database in the same run, in short interleaved slices. Prints ratios; absolute figures depend on the machine.
/// <c>outbound</c> as first word: messages and webhooks, <c>realtime</c>: what screens hear of,
/// <c>inbox</c>: people at work in a full inbox, <c>sales</c>: what sells, all four on a database that is durable. <c>--quick</c> takes shorter slices and less data, <c>--only CPF</c> what has this in its name.
/// </summary>
internal static class BenchProgram
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["baseline", ..])
        {
            await BaselineServer.RunAsync();
            return 0;
        }
        if (args is ["sealed" or "unsealed", ..])
        {
            await SealingServer.RunAsync(inClear: args[0] == "unsealed");
            return 0;
        }
        if (args is ["observed", ..])
        {
            await ObservedServer.RunAsync();
            return 0;
        }
        if (args is ["idle-worker", ..])
        {
            await OutboundSuite.RunIdleWorkerAsync();
            return 0;
        }
        var quick = args.Contains("--quick");
        var only = args.SkipWhile(a => a != "--only").ElementAtOrDefault(1);
        return args switch
        {
            ["outbound", ..] => await OutboundSuite.RunAsync(quick, only),
            ["inbox", ..] => await InboxSuite.RunAsync(quick, only),
            ["realtime", ..] => await RealtimeSuite.RunAsync(quick, only),
            ["sales", ..] => await SalesSuite.RunAsync(quick, only),
            _ => await Suite.RunAsync(quick, only),
        };
    }
}

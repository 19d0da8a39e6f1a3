namespace CleanApp.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench</c> with DATABASE_URL (make bench gives it a cluster of its own): the product against a plain
/// baseline on the same database in the same run, in short interleaved slices. Prints ratios; absolute figures depend on the machine.
/// <c>--quick</c> takes shorter slices and less data.
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
        if (args is ["unsealed", ..])
        {
            await UnsealedServer.RunAsync();
            return 0;
        }
        return await Suite.RunAsync(quick: args.Contains("--quick"));
    }
}

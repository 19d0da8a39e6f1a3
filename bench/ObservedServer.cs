using System.Globalization;
using CleanApp.Api.Host;

namespace CleanApp.Bench;

/// <summary>The product as it is, which collects its heap and writes down how large it is, four times a second: what is held, not what lies about.</summary>
internal static class ObservedServer
{
    public const string HeapFile = "BENCH_HEAP_FILE";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        CleanAppHost.AddServices(builder);
        var app = builder.Build();
        CleanAppHost.Use(app);
        await using var file = new StreamWriter(
            new FileStream(Environment.GetEnvironmentVariable(HeapFile)!, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)
        )
        {
            AutoFlush = true,
        };
        await using var timer = new Timer(
            _ =>
            {
                lock (file)
                {
                    GC.Collect();
                    file.WriteLine(GC.GetTotalMemory(forceFullCollection: false).ToString(CultureInfo.InvariantCulture));
                }
            },
            null,
            0,
            250
        );
        await app.RunAsync();
    }

    /// <summary>What was written down so far, in bytes.</summary>
    public static async Task<List<long>> SizesAsync(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = (await reader.ReadToEndAsync()).Split('\n');
        // What follows the last line feed is not written out yet.
        return [.. lines.SkipLast(1).Select(line => long.Parse(line, CultureInfo.InvariantCulture))];
    }
}

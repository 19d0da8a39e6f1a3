using System.Collections.Concurrent;
using System.Diagnostics;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>The product as a process of its own, to be killed. Its address stays the same over restarts.</summary>
public sealed class ApiProcess(Dictionary<string, string?> settings, int port) : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    public Uri BaseAddress { get; } = new($"http://127.0.0.1:{port}");
    public bool HasExited => _process is not { HasExited: false };

    /// <summary>The last lines it wrote, to explain a failure.</summary>
    public string Output => string.Join('\n', _output.TakeLast(25));

    /// <param name="crashAt">Where the process kills itself, as CleanApp.CrashHook reads it; null to live.</param>
    public async Task StartAsync(string? crashAt = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            Launch(crashAt);
            if (await IsReadyAsync())
                return;
            if (attempt == 5)
                throw new InvalidOperationException($"The API does not start:\n{Output}");
            await KillAsync();
        }
    }

    /// <summary>As the system's kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
    }

    /// <summary>A verb, from its start to its end or its death.</summary>
    public static async Task<(int ExitCode, string Output)> RunVerbAsync(Dictionary<string, string?> settings, string[] args, string? crashAt = null)
    {
        using var process = Process.Start(StartInfo(settings, args, crashAt))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private static ProcessStartInfo StartInfo(Dictionary<string, string?> settings, string[] args, string? crashAt)
    {
        var product = Path.Combine(AppContext.BaseDirectory, "product");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(product, "CleanApp.Api.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = product,
        };
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        // It lives for seconds: compiled once more for speed, its code would cost more than it saves.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "EA60";
        if (crashAt is not null)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = Path.Combine(AppContext.BaseDirectory, "CleanApp.CrashHook.dll");
            start.Environment["CRASH_AT"] = crashAt;
        }
        return start;
    }

    private void Launch(string? crashAt)
    {
        var start = StartInfo(settings, ["serve"], crashAt);
        start.Environment["ASPNETCORE_URLS"] = BaseAddress.ToString();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
            _output.Enqueue(text);
    }

    private async Task<bool> IsReadyAsync()
    {
        using var client = TestHost.NewClient(BaseAddress);
        var begun = TimeProvider.System.GetTimestamp();
        while (!HasExited && TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(60))
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                    return true;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(100);
        }
        return false;
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CleanApp.Bench.Outbound;

/// <summary>A queue of somebody else's, driven by a script of <c>bench/peers</c> that fills it and works it off as often as it is told.</summary>
internal sealed class Peer : IDisposable
{
    /// <summary>A slice takes seconds; a server that does not come up is asked for ever by its own client.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Process _script;

    private Peer(Process script, string name) => (_script, Name) = (script, name);

    /// <summary>With its version and how it is set up.</summary>
    public string Name { get; }

    /// <returns>Null and why, when it is not to be had on this machine.</returns>
    public static async Task<(Peer? Peer, string Why)> StartAsync(string script, int postmaster, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("node", [Path.GetFullPath($"../../../peers/{script}", AppContext.BaseDirectory)])
        {
            Environment = { ["POSTMASTER_PID"] = postmaster.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return (null, "node is not installed");
        }
        JsonDocument first;
        try
        {
            first = await ReadAsync(process, script);
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            process.Kill();
            process.Dispose();
            return (null, "it did not start");
        }
        using var _ = first;
        if (first.RootElement.TryGetProperty("name", out var peer))
            return (new Peer(process, peer.GetString()!), "");
        process.Dispose();
        return (null, first.RootElement.GetProperty("missing").GetString()!);
    }

    public async Task<(double PerSecond, double Cpu)> SliceAsync(int many)
    {
        await _script.StandardInput.WriteLineAsync(many.ToString(CultureInfo.InvariantCulture));
        await _script.StandardInput.FlushAsync();
        using var result = await ReadAsync(_script, Name);
        return (result.RootElement.GetProperty("perSecond").GetDouble(), result.RootElement.GetProperty("cpuMicroseconds").GetDouble());
    }

    /// <summary>The end of its input ends it, with the server it started.</summary>
    public void Dispose()
    {
        _script.StandardInput.Close();
        if (!_script.WaitForExit(TimeSpan.FromSeconds(30)))
            _script.Kill();
        _script.Dispose();
    }

    private static async Task<JsonDocument> ReadAsync(Process script, string name) =>
        await script.StandardOutput.ReadLineAsync().WaitAsync(Longest) is { } line
            ? JsonDocument.Parse(line)
            : throw new InvalidOperationException($"{name} has ended before its time.");
}

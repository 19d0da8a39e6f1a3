using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CleanApp.Adapter.Tests.Storage;
using CleanApp.Infrastructure.Storage;
using Xunit;

[assembly: AssemblyFixture(typeof(S3Server))]

namespace CleanApp.Adapter.Tests.Storage;

/// <summary>s3rver from npm: speaks S3 and knows its keys, but does not calculate signatures of version 4. Started by the first test that asks.</summary>
public sealed class S3Server : IAsyncDisposable
{
    private const string Bucket = "cleanapp";
    private readonly string _folder = Directory.CreateTempSubdirectory("cleanapp-s3-").FullName;
    private readonly Lazy<Task<Uri>> _started;
    private Process? _process;

    public S3Server() => _started = new Lazy<Task<Uri>>(StartAsync);

    private static string Home { get; } = FindHome();

    public async Task<S3Options> OptionsAsync() =>
        new()
        {
            Url = await _started.Value,
            Bucket = Bucket,
            AccessKey = "S3RVER",
            SecretKey = "S3RVER",
        };

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Uri> StartAsync()
    {
        if (!Directory.Exists(Path.Combine(Home, "node_modules")))
        {
            using var install = Process.Start(
                new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = Home }
            )!;
            await install.WaitForExitAsync();
        }
        var port = FreePort();
        _process = Process.Start(
            new ProcessStartInfo(
                "node",
                ["node_modules/s3rver/bin/s3rver.js", "-s", "-d", _folder, "-a", "127.0.0.1", "-p", $"{port}", "--configure-bucket", Bucket]
            )
            {
                WorkingDirectory = Home,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        while (!_process.HasExited)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return new Uri($"http://127.0.0.1:{port}");
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }
        throw new InvalidOperationException($"s3rver does not start: {await _process.StandardError.ReadToEndAsync()}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindHome()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CleanApp.sln")))
                return Path.Combine(folder.FullName, "tests", "Adapter.Tests", "Storage", "s3");
        throw new InvalidOperationException("The tests run inside the repository.");
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CleanApp.Bench.Outbound;
using CleanApp.Infrastructure.Security;

namespace CleanApp.Bench.Inbox;

/// <summary>Signing in, which is mostly the hash of a password: what there is to be had of it, and how near the product comes.</summary>
internal sealed class SignIns(InboxWorld world, string passwordHash)
{
    private readonly byte[][] _requests = world
        .Agents.Select(a =>
            SocketLoad.Post("/api/v1/auth/login", JsonSerializer.SerializeToUtf8Bytes(new { email = a.Email, password = Company.Password }), "")
        )
        .ToArray();

    public byte[] Next(int turn) => _requests[turn % _requests.Length];

    /// <summary>Of one process that does nothing else, as many at a time as the product does.</summary>
    public async Task<(double PerSecond, double Cpu)> HashesAsync(TimeSpan duration)
    {
        var (watch, done) = (Stopwatch.StartNew(), 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, PasswordHasher.AtATime)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        while (watch.Elapsed < duration)
                        {
                            if (!Argon2.Verify(passwordHash, Company.Password))
                                throw new InvalidOperationException("It is not that password's hash.");
                            Interlocked.Increment(ref done);
                        }
                    })
                )
        );
        return (done / watch.Elapsed.TotalSeconds, PasswordHasher.AtATime * watch.Elapsed.TotalMicroseconds / done);
    }

    /// <summary>What those feel of it who work: the reads of the day while as many sign in as are let in.</summary>
    public async Task StormAsync(Uri server, Mix mix, Cpu cpu, TimeSpan duration, Report report)
    {
        var storm = SocketLoad.RunAsync(server, turn => [Next(turn)], connections: 32, cpu, duration);
        var slices = await mix.RunAsync(1, duration, cpu);
        var signedIn = await storm;
        foreach (var (name, _, slice) in slices)
            report.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"while {signedIn.PerSecond:0}/s sign in: {name}, p50 {slice.P50:0.0}, p95 {slice.P95:0.0}, p99 {slice.P99:0.0} ms (p95 at most 100), {slice.Failures} failed"
                ),
                slice is { P95: <= 100, Failures: 0 }
            );
    }
}

using System.Globalization;
using CleanApp.Infrastructure.Security;

namespace CleanApp.Api.Host;

/// <summary>
/// Verb <c>rotate-keys</c>, beside a product that serves: <c>--step=status</c> (the default) counts, <c>prepare</c> puts a master key into
/// the file, <c>master</c> goes over to it, <c>data</c> gives companies new keys (<c>--before=</c> those whose key is older; a day ago when
/// not said), <c>retire</c> takes former master keys out. <c>--settle=</c> are the seconds between the two passes.
/// </summary>
internal static class RotateKeys
{
    /// <summary>A host remembers a company's keys for a minute.</summary>
    private const string DefaultSettle = "70";

    public static Task<int> RunAsync(WebApplication app, CancellationToken ct) => RunAsync(app.Services, Console.Out, ct);

    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var rotation = services.GetRequiredService<KeyRotation>();
        var keys = services.GetRequiredService<KeyRing>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (!double.TryParse(configuration["settle"] ?? DefaultSettle, CultureInfo.InvariantCulture, out var seconds) || seconds is < 0 or > 3600)
            return await FailAsync("--settle= is a number of seconds, at most 3600");
        var settle = TimeSpan.FromSeconds(seconds);
        switch (configuration["step"] ?? "status")
        {
            case "status":
                foreach (var line in await rotation.CountAsync(ct))
                    await output.WriteLineAsync($"{line.Column, -40} {line.Key, -20} {line.Count, 10}");
                await output.WriteLineAsync($"rotate-keys: master key {keys.CurrentMaster.Id} seals");
                return 0;
            case "prepare":
                var id = keys.PrepareMaster(now);
                await output.WriteLineAsync($"rotate-keys: master key {id} is in the file and seals nothing yet");
                return 0;
            case "master":
                return await ReportAsync(await rotation.RotateMasterAsync(settle, ct));
            case "data":
                var before = now.AddDays(-1);
                if (
                    configuration["before"] is { } given
                    && !DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out before)
                )
                    return await FailAsync("--before= is an instant, such as 2026-11-22T06:00:00Z");
                // Of a time to come no second run could tell what the first has done.
                if (before > now)
                    return await FailAsync("--before= is a time to come");
                return await ReportAsync(await rotation.RotateDataKeysAsync(before, settle, ct));
            case "retire":
                try
                {
                    var retired = await rotation.RetireAsync(ct);
                    await output.WriteLineAsync(
                        retired.Count == 0
                            ? "rotate-keys: there is no former master key"
                            : $"rotate-keys: no longer in the file: {string.Join(", ", retired)}"
                    );
                    return 0;
                }
                catch (KeysInUseException e)
                {
                    return await FailAsync(e.Message);
                }
            default:
                return await FailAsync("--step= is one of status, prepare, master, data, retire");
        }

        async Task<int> FailAsync(string why)
        {
            await output.WriteLineAsync($"rotate-keys: {why}");
            return 1;
        }

        async Task<int> ReportAsync(Replaced replaced)
        {
            await output.WriteLineAsync($"rotate-keys: {replaced.Count} values sealed again");
            foreach (var value in replaced.Unreadable.Order())
                await output.WriteLineAsync($"FAIL {value}: no key opens it; left as it is");
            return replaced.Unreadable.Count == 0 ? 0 : 1;
        }
    }
}

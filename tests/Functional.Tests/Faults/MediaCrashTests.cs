using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>
/// The real process is killed, as by kill -9, before and after each commit on the way of a customer's picture from Meta's notification into
/// the storage: also between its download and its row. Its successor has the picture once, and nothing else lies in the storage.
/// </summary>
[Collection(MoreKilledProcesses.Name)]
public sealed class MediaCrashTests(TestHost host)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, .. "a picture"u8];

    [Fact]
    public async Task Killed_at_any_commit_a_file_is_kept_once_and_nothing_is_left_over()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var (company, channelId) = await PreparedAsync(database);
        var orphans = 0;

        // What else is committed meanwhile moves the points, and in one walk of many all may pass by the moment that matters.
        for (var walks = 0; walks < 3 && orphans == 0; walks++)
        {
            var points = await CommitPoints.WalkAsync(
                atOnce: 4,
                async crashAt =>
                {
                    var (wasKilled, leftOver) = await JourneyAsync(database, company, channelId, crashAt);
                    Interlocked.Add(ref orphans, leftOver);
                    return wasKilled;
                }
            );
            // receive, close, reserve, record
            points.ShouldAllBe(point => point > 4);
        }
        // At least one of them died with a file stored and no row of it: that is what was to be cleared.
        orphans.ShouldBeGreaterThan(0);
    }

    /// <summary>Meta has posted a picture; nobody has looked at it.</summary>
    private async Task<(TestTenant Company, Guid ChannelId)> PreparedAsync(OwnDatabase database)
    {
        var port = TestHost.FreePort();
        await using var app = host.Build(port, new Dictionary<string, string?>(database.Settings()) { ["Host:Role"] = "api" });
        await app.StartAsync();
        var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))));
        var meta = await Meta.ConnectAsync(company);
        await meta.WriteAsync(
            new JsonObject
            {
                ["from"] = "+5511987654321",
                ["type"] = "image",
                ["media"] = new JsonObject { ["base64"] = Convert.ToBase64String(Png), ["mimeType"] = "image/png" },
            }
        );
        await Eventually.Async(() => database.ScalarAsync<long>("select count(*) from channel_webhooks"), count => count == 1, "the notification");
        await app.StopAsync();
        return (company, meta.ChannelId);
    }

    /// <returns>Whether it was killed, and how many files lay in the storage that no row kept.</returns>
    private async Task<(bool WasKilled, int LeftOver)> JourneyAsync(OwnDatabase prepared, TestTenant company, Guid channelId, string crashAt)
    {
        await using var database = await prepared.CopyAsync();
        var folder = Directory.CreateTempSubdirectory("cleanapp-crash-").FullName;
        var port = TestHost.FreePort();
        var settings = host.Settings(port);
        foreach (var (name, value) in Own(database, folder))
            settings[name] = value;
        await using var process = new ApiProcess(settings, port);
        await process.StartAsync(crashAt);
        const string isStored = "select count(*) from received_files where state = 'stored'";
        await Eventually.Async(
            async () => process.HasExited || await database.ScalarAsync<long>(isStored) == 1,
            done => done,
            "its end, or the picture",
            seconds: 60
        );
        // What it did last may be the commit it is to die after.
        var wasKilled = process.HasExited || await DiesAsync(process);
        await process.KillAsync();
        await database.ExecuteAsync("update work_items set lease_until = now() - interval '1 second' where lease_until is not null");
        var leftOver = Files(folder).Length - (int)await database.ScalarAsync<long>(isStored);

        var address = TestHost.FreePort();
        await using var successor = host.Build(address, Own(database, folder));
        await successor.StartAsync();
        await Eventually.Async(() => database.ScalarAsync<long>(isStored), count => count == 1, "the picture", seconds: 60);
        await Eventually.Async(
            async () =>
            {
                await database.ExecuteAsync(
                    "update work_items set run_at = now() - interval '1 second' where kind = 'channels.clear_media' and run_at > now()"
                );
                return await database.ScalarAsync<long>("select count(*) from work_items where kind = 'channels.clear_media'");
            },
            count => count == 0,
            "the storage to be cleared",
            seconds: 60
        );

        (await database.ScalarAsync<long>("select count(*) from inbound_messages")).ShouldBe(1);
        Files(folder).Select(Path.GetFileName).ShouldBe([(await database.ScalarAsync<Guid>("select file_id from received_files")).ToString("N")]);
        var api = new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{address}"))).SignedIn(company.Session["accessToken"]!);
        var message = await database.ScalarAsync<Guid>("select id from received_files");
        (await api.Http.GetByteArrayAsync($"/api/v1/channels/{channelId}/received/{message}/media")).ShouldBe(Png);
        await successor.StopAsync();
        Directory.Delete(folder, recursive: true);
        return (wasKilled, leftOver);
    }

    private static async Task<bool> DiesAsync(ApiProcess process)
    {
        for (var look = 0; look < 60 && !process.HasExited; look++)
            await Task.Delay(50);
        return process.HasExited;
    }

    private static Dictionary<string, string?> Own(OwnDatabase database, string folder) => new(database.Settings()) { ["Storage:Folder"] = folder };

    private static string[] Files(string folder) =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains(".aside"))] : [];
}

using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Identity;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>
/// The real process is killed, as by kill -9, before and after each commit on the way of an invitation from the request to the mailbox, so
/// also between the mail server's yes and the note of it. The mail comes once, or twice under one Message-ID, and its link works.
/// </summary>
[Collection(MoreKilledProcesses.Name)]
public sealed class MailCrashTests(TestHost host)
{
    [Fact]
    public async Task Killed_at_any_commit_an_invitation_arrives_and_is_one_mail()
    {
        await using var prepared = await OwnDatabase.CreateAsync();
        var token = await PreparedAsync(prepared);
        var twice = 0;

        var points = await CommitPoints.WalkAsync(
            atOnce: 3,
            async crashAt =>
            {
                var (wasKilled, copies) = await JourneyAsync(prepared, token, crashAt);
                if (copies > 1)
                    Interlocked.Increment(ref twice);
                return wasKilled;
            }
        );

        // invite, note
        points.ShouldAllBe(point => point > 2);
        // At least one of them died between the server's yes and its note: that is what Message-IDs are for.
        twice.ShouldBeGreaterThan(0);
    }

    private async Task<string> PreparedAsync(OwnDatabase database)
    {
        var port = TestHost.FreePort();
        await using var app = host.Build(port, new Dictionary<string, string?>(database.Settings()) { ["Host:Role"] = "api" });
        await app.StartAsync();
        var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))));
        await app.StopAsync();
        await database.ExecuteAsync("delete from work_items");
        return company.Session["accessToken"]!;
    }

    /// <returns>Whether it was killed, and how many copies of the mail came.</returns>
    private async Task<(bool WasKilled, int Copies)> JourneyAsync(OwnDatabase prepared, string token, string crashAt)
    {
        await using var database = await prepared.CopyAsync();
        var email = AuthCalls.NewEmail("bia");
        var port = TestHost.FreePort();
        var settings = host.Settings(port);
        foreach (var (name, value) in database.Settings())
            settings[name] = value;
        await using var process = new ApiProcess(settings, port);
        await process.StartAsync(crashAt);
        var body = new
        {
            role = "agent",
            email,
            delivery = "email",
        };
        const string isSent = "select count(*) from mails where status = 'sent'";
        await AskAsync(() =>
            new ApiClient(TestHost.NewClient(process.BaseAddress)).SignedIn(token).PostAsync("/api/v1/members/invites", body, "invite")
        );
        await Eventually.Async(
            async () => process.HasExited || await database.ScalarAsync<long>(isSent) == 1,
            done => done,
            "its end, or the mail",
            seconds: 60
        );
        for (var look = 0; look < 60 && !process.HasExited; look++)
            await Task.Delay(50);
        var wasKilled = process.HasExited;
        await process.KillAsync();
        await database.ExecuteAsync("update work_items set lease_until = now() - interval '1 second' where lease_until is not null");

        await using var successor = host.Build(port, database.Settings());
        await successor.StartAsync();
        var api = new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}")));
        // Its client heard nothing, and asks again under the same key.
        (await api.SignedIn(token).PostAsync("/api/v1/members/invites", body, "invite")).ShouldBe(201);
        await Eventually.Async(() => database.ScalarAsync<long>(isSent), count => count == 1, "the mail", seconds: 60);
        (await database.ScalarAsync<long>("select count(*) from mails")).ShouldBe(1);
        (await database.ScalarAsync<long>("select count(*) from invites")).ShouldBe(1);

        var mails = await new Mailbox(host, email).ReadAsync();
        mails.Select(m => m["messageId"]!.ToString()).Distinct().ShouldHaveSingleItem();
        var link = mails[0]["links"]![0]!.ToString().Split('/')[^1];
        (await api.AcceptAsync(link, email)).ShouldBe(200);
        await successor.StopAsync();
        return (wasKilled, mails.Count);
    }

    private static async Task AskAsync(Func<Task<Answer>> request)
    {
        try
        {
            await request();
        }
        catch (HttpRequestException)
        {
            // It died before it could answer.
        }
    }
}

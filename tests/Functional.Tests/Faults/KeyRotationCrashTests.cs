using System.Collections.Concurrent;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.People;
using CleanApp.Infrastructure.Security;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>
/// The rotation of keys is killed, as by kill -9, before its first commit and after each one, and run again. Between two commits it does
/// nothing that lasts, so before the next is after the last. Each point has a copy of one prepared database and of its key file, and a
/// process.
/// </summary>
[Collection(KilledProcesses.Name)]
public sealed class KeyRotationCrashTests(TestHost host)
{
    [Fact]
    public Task Killed_at_any_commit_and_run_again_new_keys_of_companies_have_sealed_every_value_once() =>
        EveryPointAsync(
            commits: 8,
            keyFile => [("step", "data"), ("before", File.GetLastWriteTimeUtc(keyFile).ToString("O")), ("settle", "0")],
            async (place, _) =>
            {
                (await place.Database.ScalarAsync<long>("select count(*) from data_keys where purpose = 'seal' and version = 2")).ShouldBe(2);
                (await place.Database.ScalarAsync<long>("select count(*) from data_keys")).ShouldBe(6);
            },
            [
                new SealedCount("consents.evidence", "v2", 2),
                new SealedCount("contact_identifiers.value", "v2", 8),
                new SealedCount("contact_merges.survivor_name", "v2", 2),
                new SealedCount("contacts.name", "v2", 8),
            ]
        );

    [Fact]
    public Task Killed_at_any_commit_and_run_again_a_new_master_key_has_sealed_every_secret_once() =>
        EveryPointAsync(
            commits: 8,
            _ => [("step", "master"), ("settle", "0")],
            async (place, serving) =>
            {
                var current = serving.Services.GetRequiredService<KeyRing>().CurrentMaster.Id;
                (await serving.Rotation().CountAsync(CancellationToken.None))
                    .Where(c => !c.Key.StartsWith('v'))
                    .ShouldBe([
                        new SealedCount("data_keys.wrapped", current, 4),
                        new SealedCount("idempotency_records.response", current, 2),
                        new SealedCount("sicredi_accounts.client_secret", current, 2),
                        new SealedCount("sicredi_accounts.private_key_pem", current, 2),
                    ]);
                place.Age();
                (await serving.Rotation().RetireAsync(CancellationToken.None)).ShouldHaveSingleItem().ShouldNotBe(current);
            },
            [
                new SealedCount("consents.evidence", "v1", 2),
                new SealedCount("contact_identifiers.value", "v1", 8),
                new SealedCount("contact_merges.survivor_name", "v1", 2),
                new SealedCount("contacts.name", "v1", 8),
            ]
        );

    private async Task EveryPointAsync(
        int commits,
        Func<string, (string Name, string Value)[]> verb,
        Func<KeyPlace, SideHost, Task> check,
        SealedCount[] people
    )
    {
        await using var prepared = await KeyPlace.CreateAsync(host);
        var owners = new List<string>();
        await using (var serving = await prepared.ServeAsync())
            for (var company = 0; company < 2; company++)
            {
                var tenant = await TestTenant.RegisterAsync(host, serving.Anonymous());
                owners.Add(tenant.Session["accessToken"]!);
                for (var i = 0; i < 3; i++)
                    await KeyRotationTests.AddAsync(tenant.Owner, $"Pessoa {i}", KeyRotationTests.Phone(i), i == 0 ? "primeira" : null);
                // One of them is two records, and gave up a name that only the record of the merge holds.
                var survivor = await KeyRotationTests.AddAsync(tenant.Owner, "Pessoa 9", KeyRotationTests.Phone(9));
                var other = (await KeyRotationTests.AllNamesAsync(tenant.Owner)).Single(n => n.Value == "Pessoa 2").Key;
                (await tenant.Owner.PostAsync($"/api/v1/people/contacts/{survivor}/merges", new { otherId = other, nameFrom = "other" })).ShouldBe(
                    200
                );
                (
                    await tenant.Owner.PostAsync(
                        $"/api/v1/privacy/contacts/{survivor}/consents",
                        new
                        {
                            purpose = "marketing",
                            channel = "whatsapp",
                            granted = true,
                            evidence = "Ficha 7",
                        }
                    )
                ).ShouldBe(201);
            }
        KeyRing.Load(prepared.KeyFile, createWhenMissing: false, TimeProvider.System.GetUtcNow()).PrepareMaster(TimeProvider.System.GetUtcNow());
        var options = verb(prepared.KeyFile);
        string[] args = ["rotate-keys", .. options.Select(o => $"--{o.Name}={o.Value}")];
        var killed = new ConcurrentBag<string>();

        // One point more than there are commits: there it must live.
        await Parallel.ForEachAsync(
            Points(commits).Append($"after:{commits + 1}"),
            new ParallelOptions { MaxDegreeOfParallelism = 3 },
            async (point, _) =>
            {
                await using var place = await prepared.CopyAsync();
                var (exitCode, output) = await ApiProcess.RunVerbAsync(place.ProcessSettings(), args, point);
                if (exitCode != 0)
                    killed.Add(point);

                // What is killed is the real process; it is run again here, where it starts sooner.
                await using var serving = await place.ServeAsync();
                (await place.VerbAsync(serving, options)).ExitCode.ShouldBe(0, $"{point}\n{output}");
                await check(place, serving);
                (await serving.Rotation().CountAsync(CancellationToken.None)).Where(c => c.Key.StartsWith('v')).ShouldBe(people, point);
                foreach (var owner in owners)
                {
                    var api = serving.SignedIn(owner);
                    var names = await KeyRotationTests.AllNamesAsync(api);
                    names.Values.Order().ShouldBe(["Pessoa 0", "Pessoa 1", "Pessoa 2"]);
                    var first = names.Single(n => n.Value == "Pessoa 0").Key;
                    (await api.PostAsync($"/api/v1/people/contacts/{first}/reveals", new { reason = "x" })).ShouldBe(200).Json["identifiers"]!
                        .AsArray()
                        .ShouldHaveSingleItem()!["text"]!
                        .ToString()
                        .ShouldBe("+5511900000000");
                    (await KeyRotationTests.AddAsync(api, "Pessoa 0", KeyRotationTests.Phone(0), "primeira")).ShouldBe(first);
                    (await api.GetAsync("/api/v1/payments/sicredi")).ShouldBe(200);
                    var survivor = names.Single(n => n.Value == "Pessoa 2").Key;
                    (await api.GetAsync($"/api/v1/privacy/contacts/{survivor}/consents")).ShouldBe(200).Json["items"]![0]!["evidence"]!
                        .ToString()
                        .ShouldBe("Ficha 7");
                    var merge = (await api.GetAsync($"/api/v1/people/contacts/{survivor}/merges")).ShouldBe(200).Json["items"]![0]!["id"];
                    (await api.PostAsync($"/api/v1/people/contacts/{survivor}/merges/{merge}/undo")).ShouldBe(200).Json["survivor"]!["name"]!
                        .ToString()
                        .ShouldBe("Pessoa 9");
                }
            }
        );

        killed.Order().ShouldBe(Points(commits).Order());
    }

    private static IEnumerable<string> Points(int commits) => Enumerable.Range(1, commits).Select(n => $"after:{n}").Prepend("before:1");
}

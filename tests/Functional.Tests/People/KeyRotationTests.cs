using System.Collections.Concurrent;
using System.Security.Cryptography;
using CleanApp.Api.Host;
using CleanApp.Application.Common;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Identity;
using CleanApp.Infrastructure.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.People;

/// <summary>Keys are exchanged while hosts serve: in databases and key files of the tests' own, so that no other test is in it.</summary>
public sealed class KeyRotationTests(TestHost host)
{
    private const string Path = "/api/v1/people/contacts";

    [Fact]
    public async Task While_people_are_read_renamed_added_and_searched_every_value_gets_the_new_key_and_none_is_lost()
    {
        await using var place = await KeyPlace.CreateAsync(host);
        await using var serving = await place.ServeAsync();
        await using var rotating = await place.ServeAsync();
        var company = await RegisterAsync(serving);
        var names = new ConcurrentDictionary<Guid, string>();
        await Parallel.ForAsync(0, 230, async (i, _) => names[await AddAsync(company.Owner, $"Pessoa {i}", Phone(i))] = $"Pessoa {i}");
        var before = TimeProvider.System.GetUtcNow();

        var known = names.Keys.ToList();
        var rounds = 0;
        using var stop = new CancellationTokenSource();
        var people = Enumerable
            .Range(0, 6)
            .Select(async worker =>
            {
                for (var round = 0; !stop.IsCancellationRequested; round++)
                {
                    // Each its own people, so that the last name somebody was given is known.
                    var id = known[round * 7 % 30 * 6 + worker];
                    var name = $"Nova {worker} {round}";
                    (await company.Owner.PutAsync($"{Path}/{id}", new { name })).ShouldBe(200)["name"].ShouldBe(name);
                    names[id] = name;
                    (await company.Owner.GetAsync($"{Path}/{id}")).ShouldBe(200)["name"].ShouldBe(name);
                    (await company.Owner.PostAsync($"{Path}/searches", new { text = Phone(worker), limit = 200 })).ShouldBe(200);
                    (await company.Owner.PostAsync($"{Path}/searches", new { text = "", limit = 200 })).ShouldBe(200);
                    var added = await AddAsync(company.Owner, $"Outra {worker} {round}", Phone(1000 + worker * 1000 + round));
                    names[added] = $"Outra {worker} {round}";
                    var merges = $"{Path}/{id}/merges";
                    var merge = (await company.Owner.PostAsync(merges, new { otherId = added, nameFrom = "other" })).ShouldBe(200);
                    (await company.Owner.GetAsync($"{Path}/{added}")).ShouldBe(200)["name"].ShouldBe(names[added]);
                    (await company.Owner.PostAsync($"{merges}/{merge["mergeId"]}/undo")).ShouldBe(200);
                    Interlocked.Increment(ref rounds);
                }
            })
            .ToList();
        for (var i = 0; i < 4; i++)
        {
            await Task.Delay(300, CancellationToken.None);
            (
                await rotating.Rotation().RotateDataKeysAsync(before.AddMilliseconds(i), TimeSpan.Zero, CancellationToken.None)
            ).Unreadable.ShouldBeEmpty();
        }
        await stop.CancelAsync();
        await Task.WhenAll(people);
        rounds.ShouldBeGreaterThan(6);
        await rotating.Rotation().RotateDataKeysAsync(before, TimeSpan.Zero, CancellationToken.None);

        (await rotating.Rotation().CountAsync(CancellationToken.None))
            .Where(c => c.Column.StartsWith("contact", StringComparison.Ordinal))
            .ShouldBe([
                new SealedCount("contact_identifiers.value", "v2", names.Count),
                new SealedCount("contact_merges.survivor_name", "v2", rounds),
                new SealedCount("contacts.name", "v2", names.Count),
            ]);
        foreach (var api in (ApiClient[])[company.Owner, rotating.SignedIn(company.Session["accessToken"]!)])
            (await AllNamesAsync(api)).OrderBy(n => n.Key).ShouldBe(names.OrderBy(n => n.Key));
        // One row for the index, two for the seal: the former one is kept.
        (await place.Database.ScalarAsync<long>("select count(*) from data_keys")).ShouldBe(3);
    }

    [Fact]
    public async Task A_host_that_remembers_keys_opens_what_another_seals_with_a_new_one_at_once()
    {
        await using var place = await KeyPlace.CreateAsync(host);
        await using var remembering = await place.ServeAsync();
        await using var rotating = await place.ServeAsync();
        var company = await RegisterAsync(remembering);
        var id = await AddAsync(company.Owner, "Maria", Phone(1));

        (await rotating.Rotation().RotateDataKeysAsync(TimeProvider.System.GetUtcNow(), TimeSpan.Zero, CancellationToken.None)).Count.ShouldBe(2);

        (await company.Owner.GetAsync($"{Path}/{id}")).ShouldBe(200)["name"].ShouldBe("Maria");
        (await company.Owner.PostAsync($"{Path}/{id}/reveals", new { reason = "x" })).ShouldBe(200).Text.ShouldContain("+5511900010001");
        (await Keys(remembering, company.Id)).Newest.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_instant_given_again_makes_no_further_key()
    {
        await using var place = await KeyPlace.CreateAsync(host);
        await using var serving = await place.ServeAsync();
        var company = await RegisterAsync(serving);
        await AddAsync(company.Owner, "Maria", Phone(1));
        var before = TimeProvider.System.GetUtcNow();

        (await place.VerbAsync(serving, ("step", "data"), ("before", before.ToString("O")), ("settle", "0"))).ShouldBe(
            (0, "rotate-keys: 2 values sealed again")
        );
        (await place.VerbAsync(serving, ("step", "data"), ("before", before.ToString("O")), ("settle", "0"))).ShouldBe(
            (0, "rotate-keys: 0 values sealed again")
        );
        (await place.VerbAsync(serving, ("step", "data"), ("settle", "0"))).ShouldBe((0, "rotate-keys: 0 values sealed again"));

        (await Keys(serving, company.Id)).Newest.ShouldBe(2);
        (await place.VerbAsync(serving, ("step", "data"), ("before", before.AddDays(1).ToString("O")))).ExitCode.ShouldBe(1);
        (await place.VerbAsync(serving, ("step", "data"), ("before", "gestern"))).ExitCode.ShouldBe(1);
        (await place.VerbAsync(serving, ("step", "data"), ("settle", "-1"))).ExitCode.ShouldBe(1);
        (await place.VerbAsync(serving, ("step", "everything"))).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_master_key_is_exchanged_under_a_serving_host_and_the_former_one_retired_once_nothing_needs_it()
    {
        await using var place = await KeyPlace.CreateAsync(host);
        var (company, id) = await OnePersonAsync(place);
        await using var backup = await place.BackupAsync();
        await using var serving = await place.ServeAsync();
        await using var rotating = await place.ServeAsync();
        var owner = serving.SignedIn(company.Session["accessToken"]!);
        var bank = (await owner.GetAsync("/api/v1/payments/sicredi")).ShouldBe(200).Json["secrets"]!.ToJsonString();
        var former = rotating.Services.GetRequiredService<KeyRing>().CurrentMaster.Id;

        (await place.VerbAsync(rotating, ("step", "prepare"))).ExitCode.ShouldBe(0);
        var prepared = await place.VerbAsync(rotating, ("step", "prepare"));
        prepared.Output.ShouldContain("seals nothing yet");
        rotating.Services.GetRequiredService<KeyRing>().CurrentMaster.Id.ShouldBe(former);
        (await place.VerbAsync(rotating, ("step", "retire"))).ShouldBe((0, "rotate-keys: there is no former master key"));
        (await place.VerbAsync(rotating, ("step", "master"), ("settle", "0"))).ExitCode.ShouldBe(0);

        var current = rotating.Services.GetRequiredService<KeyRing>().CurrentMaster.Id;
        prepared.Output.ShouldContain(current);
        var counts = await rotating.Rotation().CountAsync(CancellationToken.None);
        counts
            .Where(c => !c.Column.StartsWith("contact", StringComparison.Ordinal))
            .ShouldBe([
                new SealedCount("data_keys.wrapped", current, 2),
                new SealedCount("idempotency_records.response", current, 1),
                new SealedCount("sicredi_accounts.client_secret", current, 1),
                new SealedCount("sicredi_accounts.private_key_pem", current, 1),
            ]);
        // The serving host began with the former key; what it seals from now on is sealed with the new one, and it opens everything.
        var second = await RegisterAsync(serving);
        var other = await AddAsync(second.Owner, "Joana", Phone(2), idempotencyKey: "joana");
        (await rotating.Rotation().CountAsync(CancellationToken.None)).Select(c => c.Key).Distinct().Order().ShouldBe([current, "v1"]);
        await CheckAsync();

        (await place.VerbAsync(rotating, ("step", "retire"))).Output.ShouldContain("less than 5 minutes ago");
        place.Age();
        await place.Database.ExecuteAsync(
            $"update data_keys set wrapped = '{await backup.ScalarAsync<string>("select wrapped::text from data_keys where purpose = 'seal'")}' where tenant_id = '{company.Id}' and purpose = 'seal'"
        );
        (await place.VerbAsync(rotating, ("step", "retire"))).ShouldBe(
            (1, $"rotate-keys: data_keys.wrapped: 1 sealed with {former}; run rotate-keys --step=master first.")
        );
        (await place.VerbAsync(rotating, ("step", "master"), ("settle", "0"))).ShouldBe((0, "rotate-keys: 1 values sealed again"));
        place.Age();

        // Until it is retired, what was backed up opens; afterwards not.
        await using (var restored = await place.ServeAsync(backup))
            (await restored.SignedIn(company.Session["accessToken"]!).GetAsync($"{Path}/{id}")).ShouldBe(200)["name"].ShouldBe("Maria");
        (await place.VerbAsync(rotating, ("step", "retire"))).ShouldBe((0, $"rotate-keys: no longer in the file: {former}"));
        await using (var restored = await place.ServeAsync(backup))
            await Should.ThrowAsync<CryptographicException>(() => Keys(restored, company.Id));
        await CheckAsync();
        await using var fresh = await place.ServeAsync();
        (await fresh.SignedIn(company.Session["accessToken"]!).GetAsync($"{Path}/{id}")).ShouldBe(200)["name"].ShouldBe("Maria");

        async Task CheckAsync()
        {
            (await AddAsync(owner, "Maria", Phone(1), idempotencyKey: "maria")).ShouldBe(id);
            (await AddAsync(second.Owner, "Joana", Phone(2), idempotencyKey: "joana")).ShouldBe(other);
            (await owner.GetAsync($"{Path}/{id}")).ShouldBe(200)["name"].ShouldBe("Maria");
            (await owner.GetAsync("/api/v1/payments/sicredi")).ShouldBe(200).Json["secrets"]!.ToJsonString().ShouldBe(bank);
        }
    }

    [Fact]
    public async Task A_value_that_does_not_open_stays_as_it_is_and_is_named()
    {
        await using var place = await KeyPlace.CreateAsync(host);
        await using var serving = await place.ServeAsync();
        var company = await RegisterAsync(serving);
        var (sound, spoilt) = (await AddAsync(company.Owner, "Maria", Phone(1)), await AddAsync(company.Owner, "Joana", Phone(2)));
        await place.Database.ExecuteAsync($"update contacts set name = set_byte(name, 20, get_byte(name, 20) # 1) where id = '{spoilt}'");
        var empty = await AddAsync(company.Owner, "Ana", Phone(3));
        await place.Database.ExecuteAsync($"update contacts set name = '' where id = '{empty}'");

        var (exitCode, output) = await place.VerbAsync(
            serving,
            ("step", "data"),
            ("before", TimeProvider.System.GetUtcNow().ToString("O")),
            ("settle", "0")
        );

        exitCode.ShouldBe(1);
        output
            .Split('\n')
            .ShouldBe([
                "rotate-keys: 4 values sealed again",
                $"FAIL contacts.name {spoilt}: no key opens it; left as it is",
                $"FAIL contacts.name {empty}: no key opens it; left as it is",
            ]);
        (await place.VerbAsync(serving)).Output.ShouldContain("master key");
        (await company.Owner.GetAsync($"{Path}/{sound}")).ShouldBe(200)["name"].ShouldBe("Maria");
        (await place.Database.ScalarAsync<int>($"select get_byte(name, 2) from contacts where id = '{spoilt}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Every_column_of_bytes_is_rotated_or_said_not_to_be_sealed()
    {
        string[] notSealed =
        [
            "channel_windows.recipient_lookup",
            "consent_texts.hash",
            "contact_identifiers.lookup",
            "conversations.address_lookup",
            "inbound_messages.quoted_lookup",
            "inbound_messages.sender_lookup",
            "inbound_messages.wamid_lookup",
            "inbound_webhooks.body",
            "message_events.wamid_lookup",
            "outbound_messages.recipient_lookup",
            "outbound_messages.wamid_lookup",
            "outbound_queue.recipient_lookup",
            "proposal_logos.content",
            "send_attempts.wamid_lookup",
        ];

        var all = await Behind.ScalarAsync<string>(
            "select string_agg(table_name || '.' || column_name, ' ') from information_schema.columns where table_schema = 'public' and data_type = 'bytea'"
        );

        all.Split(' ')
            .Order()
            .ShouldBe(SealedColumns.Personal.Concat(SealedColumns.Secret).Where(c => !c.IsText).Select(c => c.Name).Concat(notSealed).Order());
    }

    [Fact]
    public async Task A_persons_second_factor_gets_the_new_master_key_too_and_still_lets_them_in()
    {
        await using var place = await KeyPlace.CreateAsync(host);
        await using var serving = await place.ServeAsync();
        await using var rotating = await place.ServeAsync();
        var company = await RegisterAsync(serving);
        var now = TimeProvider.System.GetUtcNow();
        var secret = (await company.Owner.BeginFactorAsync()).ShouldBe(200)["secret"]!;
        (await company.Owner.ConfirmFactorAsync(secret.CodeAt(now))).ShouldBe(200);
        var former = rotating.Services.GetRequiredService<KeyRing>().CurrentMaster.Id;
        (await CountAsync()).ShouldBe(new SealedCount("second_factors.secret", former, 1));

        (await place.VerbAsync(rotating, ("step", "prepare"))).ExitCode.ShouldBe(0);
        (await place.VerbAsync(rotating, ("step", "master"), ("settle", "0"))).ExitCode.ShouldBe(0);

        var current = rotating.Services.GetRequiredService<KeyRing>().CurrentMaster.Id;
        current.ShouldNotBe(former);
        (await CountAsync()).ShouldBe(new SealedCount("second_factors.secret", current, 1));
        place.Age();
        (await place.VerbAsync(rotating, ("step", "retire"))).ExitCode.ShouldBe(0);
        var offered = (await rotating.Anonymous().LoginAsync(company.Email)).ShouldFail(401, "identity.second_factor.code_needed");
        (await rotating.Anonymous().SecondStepAsync(offered["token"]!, secret.CodeAt(now + TimeSpan.FromSeconds(30)))).ShouldBe(200);

        async Task<SealedCount> CountAsync() =>
            (await rotating.Rotation().CountAsync(CancellationToken.None)).Single(c => c.Column == "second_factors.secret");
    }

    [Fact]
    public async Task Only_the_workers_role_can_list_companies()
    {
        var options = host.Services.GetRequiredService<Infrastructure.Persistence.DatabaseOptions>();
        await using var app = NpgsqlDataSource.Create(options.AppConnectionString(1));
        foreach (var list in new[] { "list_tenants", "list_second_factor_owners" })
        {
            await using var forbidden = app.CreateCommand($"select {list}()");
            (await Should.ThrowAsync<PostgresException>(async () => await forbidden.ExecuteScalarAsync())).SqlState.ShouldBe("42501");
        }

        var company = await host.NewTenantAsync();
        await using var worker = NpgsqlDataSource.Create(options.WorkerConnectionString(1));
        await using var allowed = worker.CreateCommand($"select count(*) from list_tenants() t where t = '{company.Id}'");
        (await allowed.ExecuteScalarAsync(CancellationToken.None)).ShouldBe(1L);
    }

    [Fact]
    public async Task A_backup_restored_after_its_companys_key_was_exchanged_is_readable()
    {
        await using var place = await KeyPlace.CreateAsync(host);
        var (company, id) = await OnePersonAsync(place);
        await using var backup = await place.BackupAsync();
        await using var serving = await place.ServeAsync();
        await serving.Rotation().RotateDataKeysAsync(TimeProvider.System.GetUtcNow(), TimeSpan.Zero, CancellationToken.None);

        await using (var restored = await place.ServeAsync(backup))
            (await restored.SignedIn(company.Session["accessToken"]!).GetAsync($"{Path}/{id}")).ShouldBe(200)["name"].ShouldBe("Maria");
        // And one row of it alone, put back where the newer key is in use.
        var name = await backup.ScalarAsync<string>($"select name::text from contacts where id = '{id}'");
        await place.Database.ExecuteAsync($"update contacts set name = '{name}' where id = '{id}'");
        (await serving.SignedIn(company.Session["accessToken"]!).GetAsync($"{Path}/{id}")).ShouldBe(200)["name"].ShouldBe("Maria");
    }

    internal static string Phone(int number) => $"(11) 9{number:D4}-{number:D4}";

    internal static async Task<Guid> AddAsync(ApiClient api, string name, string phone, string? idempotencyKey = null) =>
        (await api.PostAsync(Path, new { name, identifiers = new[] { new { kind = "phone", text = phone } } }, idempotencyKey)).ShouldBe(201).Id;

    internal static async Task<Dictionary<Guid, string>> AllNamesAsync(ApiClient api)
    {
        var all = new Dictionary<Guid, string>();
        string? after = null;
        do
        {
            var page = (await api.PostAsync($"{Path}/searches", new { after, limit = 100 })).ShouldBe(200).Json;
            foreach (var contact in page["items"]!.AsArray())
                all.Add(Guid.Parse(contact!["id"]!.ToString()), contact["name"]!.ToString());
            after = page["next"]?.ToString();
        } while (after is not null);
        return all;
    }

    /// <summary>A company that knows one person, its host gone again.</summary>
    private async Task<(TestTenant Company, Guid Id)> OnePersonAsync(KeyPlace place)
    {
        await using var serving = await place.ServeAsync();
        var company = await RegisterAsync(serving);
        return (company, await AddAsync(company.Owner, "Maria", Phone(1), idempotencyKey: "maria"));
    }

    private async Task<TestTenant> RegisterAsync(SideHost serving) => await TestTenant.RegisterAsync(host, serving.Anonymous());

    private static async Task<CompanyKeys> Keys(SideHost on, Guid companyId)
    {
        await using var scope = on.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(companyId);
        return (CompanyKeys)await scope.ServiceProvider.GetRequiredService<IPersonalVault>().OpenAsync(CancellationToken.None);
    }
}

/// <summary>A database and a key file of a test's own, and hosts on them.</summary>
internal sealed class KeyPlace(TestHost host, OwnDatabase database, string folder) : IAsyncDisposable
{
    private readonly SemaphoreSlim _copying = new(1);

    public OwnDatabase Database => database;
    public string KeyFile => Path.Combine(folder, "keys.json");

    public static async Task<KeyPlace> CreateAsync(TestHost host) =>
        new(host, await OwnDatabase.CreateAsync(), Directory.CreateTempSubdirectory("cleanapp-keys-").FullName);

    public Dictionary<string, string?> Settings(OwnDatabase? other = null) => new((other ?? database).Settings()) { ["Security:KeyFile"] = KeyFile };

    public Task<SideHost> ServeAsync(OwnDatabase? other = null) => host.StartAsync(Settings(other));

    /// <summary>For a verb as a process of its own.</summary>
    public Dictionary<string, string?> ProcessSettings()
    {
        var settings = host.Settings(TestHost.FreePort());
        foreach (var (name, value) in Settings())
            settings[name] = value;
        return settings;
    }

    /// <summary>Database and key file once more. No host may be on it; one copy at a time, as PostgreSQL wants it.</summary>
    public async Task<KeyPlace> CopyAsync()
    {
        await _copying.WaitAsync();
        try
        {
            var copy = new KeyPlace(host, await database.CopyAsync(), Directory.CreateTempSubdirectory("cleanapp-keys-").FullName);
            File.Copy(KeyFile, copy.KeyFile);
            return copy;
        }
        finally
        {
            _copying.Release();
        }
    }

    /// <summary>As a backup would be at this moment. No host may be on it.</summary>
    public Task<OwnDatabase> BackupAsync() => database.CopyAsync();

    /// <summary>As if the key file had not changed for a while.</summary>
    public void Age() => File.SetLastWriteTimeUtc(KeyFile, File.GetLastWriteTimeUtc(KeyFile) - KeyRotation.Unrest);

    /// <summary>The verb, within this process.</summary>
    public async Task<(int ExitCode, string Output)> VerbAsync(SideHost on, params (string Name, string Value)[] settings)
    {
        var configuration = on.Services.GetRequiredService<IConfiguration>();
        foreach (var name in (string[])["step", "before", "settle"])
            configuration[name] = settings.FirstOrDefault(s => s.Name == name).Value;
        await using var output = new StringWriter { NewLine = "\n" };
        var exitCode = await RotateKeys.RunAsync(on.Services, output, CancellationToken.None);
        return (exitCode, output.ToString().TrimEnd());
    }

    public async ValueTask DisposeAsync()
    {
        _copying.Dispose();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

internal static class RotatingHosts
{
    public static KeyRotation Rotation(this SideHost on) => on.Services.GetRequiredService<KeyRotation>();
}

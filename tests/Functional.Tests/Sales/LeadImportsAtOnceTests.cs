using CleanApp.Functional.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>The people of some rows are taken in before their leads are made: what others do between the two.</summary>
public sealed class LeadImportsAtOnceTests(TestHost host)
{
    [Fact]
    public async Task Between_people_and_their_leads_others_may_come_and_whoever_has_no_lead_leaves_again()
    {
        await using var place = await PlaceAsync();
        var (database, tenant) = (place.Database, place.Tenant);
        var id = await place.StartedAsync("Esquecida;11980000001\nQuerida;11980000002\nDobrada;11980000003\nOutra;11980000004\n");

        await place.MeetAsync(
            [id],
            async () =>
            {
                (await tenant.Owner.PostAsync($"/api/v1/privacy/contacts/{await OfAsync(1)}/anonymisation", new { reason = "Pediu" })).ShouldBe(200);
                await Leads.OpenAsync(tenant.Owner, "Querida", "11980000002");
                var other = (await tenant.Owner.PostAsync("/api/v1/people/contacts", new { name = "Dobrada de antes" })).ShouldBe(201).Id;
                (await tenant.Owner.PostAsync($"/api/v1/people/contacts/{other}/merges", new { otherId = await OfAsync(3) })).ShouldBe(200);
            }
        );

        // Who was erased while their row was under way comes as somebody new, as a row further down would.
        (await place.CountsAsync(id)).ShouldBe("done 3 2 1 0");
        (
            await database.ScalarAsync<long>(
                "select count(*) from leads l join contacts c on c.id = l.contact_id where c.anonymised_at is not null or c.merged_into is not null"
            )
        ).ShouldBe(0);

        var late = await place.StartedAsync("Atendida;11980000007\n");
        await place.MeetAsync([late], () => Leads.OpenAsync(tenant.Owner, "Atendida", "11980000007"));
        (await place.CountsAsync(late)).ShouldBe("done 0 0 1 0");

        var before = await database.ScalarAsync<long>("select count(*) from contacts");
        var given = await place.StartedAsync("Ninguém;11980000005\nTocada;11980000006\n");
        await place.MeetAsync(
            [given],
            async () =>
            {
                var touched = $"/api/v1/people/contacts/{await OfAsync(2)}/identifiers";
                (await tenant.Owner.PostAsync(touched, new { kind = "email", text = "tocada@x.example" })).ShouldBe(200);
            },
            $"update lead_imports set status = 'cancelled', ended_at = now() where id = '{given}'"
        );
        (await database.ScalarAsync<long>("select count(*) from contacts")).ShouldBe(before + 1);
        (await database.ScalarAsync<long>("select count(*) from lead_import_newcomers")).ShouldBe(0);

        Task<Guid> OfAsync(int row) => database.ScalarAsync<Guid>($"select contact_ids[{row}] from lead_import_newcomers order by id desc limit 1");
    }

    [Fact]
    public async Task Of_two_spreadsheets_with_the_same_people_at_once_each_row_makes_a_lead_or_finds_the_others()
    {
        const int rows = 400;
        await using var place = await PlaceAsync();
        Guid[] both = [await StartedAsync(), await StartedAsync()];

        await place.MeetAsync(both, () => Task.CompletedTask);

        string.Join(" | ", (await Task.WhenAll(both.Select(place.CountsAsync))).Order(StringComparer.Ordinal))
            .ShouldBe($"done 0 0 {rows} 0 | done {rows} {rows} 0 0");
        (await place.Database.ScalarAsync<long>("select count(*) from leads")).ShouldBe(rows);
        (await place.Database.ScalarAsync<long>("select count(*) from contacts")).ShouldBe(rows);

        Task<Guid> StartedAsync() => place.StartedAsync(string.Concat(Enumerable.Range(0, rows).Select(i => $"Pessoa {i};119{i:00000000}\n")));
    }

    private async Task<Place> PlaceAsync()
    {
        var database = await OwnDatabase.CreateAsync();
        var port = TestHost.FreePort();
        var server = host.Build(port, new Dictionary<string, string?>(database.Settings()) { ["Host:Role"] = "api" });
        await server.StartAsync(TestContext.Current.CancellationToken);
        var client = new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}")));
        return new Place(database, server, await TestTenant.RegisterAsync(host, client));
    }

    /// <summary>Without a worker: rows are taken in when the test says so.</summary>
    private sealed record Place(OwnDatabase Database, WebApplication Server, TestTenant Tenant) : IAsyncDisposable
    {
        public async Task<Guid> StartedAsync(string rows)
        {
            var id = await LeadImports.UploadedAsync(Tenant.Owner, $"nome;telefone\n{rows}");
            (await LeadImports.StartAsync(Tenant.Owner, id)).ShouldBe(200);
            return id;
        }

        /// <summary>Rows are taken in while their imports are held: their people are there, and their leads wait.</summary>
        /// <param name="leaving">What becomes of the imports before they are let go.</param>
        public async Task MeetAsync(Guid[] imports, Func<Task> meanwhile, string? leaving = null)
        {
            await using var connection = await Behind.OpenAsync(Database.Url);
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await ExecuteAsync("select from lead_imports for no key update");
            var handling = Task.WhenAll(imports.Select(i => LeadImports.HandleAsync(Server.Services, Tenant.Id, "sales.import_leads", i)));
            await Eventually.Async(
                () => Database.ScalarAsync<long>("select count(*) from lead_import_newcomers"),
                count => count == imports.Length,
                "the people to be taken in"
            );
            await meanwhile();
            if (leaving is not null)
                await ExecuteAsync(leaving);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
            await handling;

            async Task ExecuteAsync(string sql)
            {
                await using var command = new NpgsqlCommand(sql, connection, transaction);
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
        }

        public Task<string> CountsAsync(Guid id) =>
            Database.ScalarAsync<string>(
                $"select concat_ws(' ', status, made, new_people, already_open, failed) from lead_imports where id = '{id}'"
            );

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}

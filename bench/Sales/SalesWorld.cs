using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CleanApp.Application.Common;
using CleanApp.Application.People.Contacts;
using CleanApp.Application.Sales;
using CleanApp.Infrastructure.Persistence;
using CleanApp.Infrastructure.Persistence.Tenancy;
using CleanApp.Infrastructure.Security;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace CleanApp.Bench.Sales;

/// <summary>
/// A company with many leads and opportunities beside others with few. Names, telephones, interests, titles and steps are sealed one by one, and
/// names are hashed by what they are found by, as the product does it.
/// </summary>
/// <param name="Leads">How many the company has, half of them open; of three in ten there is an opportunity, of two of these an open one.</param>
internal sealed record SalesWorld(NpgsqlDataSource Owner, HttpClient Http, Company Company, int Leads, bool Quick)
{
    private const int LeadsOfOthers = 20;
    private const int Sellers = 30;
    private static readonly string[] Sources =
    [
        "whatsapp",
        "whatsapp",
        "whatsapp",
        "instagram",
        "website",
        "form",
        "phone",
        "recommendation",
        "other",
    ];
    private static readonly string[] Filled = ["contacts", "contact_identifiers", "leads", "opportunities"];

    /// <summary>In which all opportunities of the company stand.</summary>
    public required Guid Pipeline { get; init; }

    /// <summary>Sells in the company, and sees their own and nobody's.</summary>
    public required string SellerEmail { get; init; }

    /// <summary>Those who own the other companies, with their pipelines.</summary>
    public required IReadOnlyList<(string Email, Guid Pipeline)> Others { get; init; }

    public static async Task<SalesWorld> BuildAsync(DatabaseOptions options, NpgsqlDataSource owner, HttpClient http, bool quick)
    {
        var watch = Stopwatch.StartNew();
        var company = await Company.RegisterAsync(http, "Um milhão de leads");
        var leads = quick ? 100_000 : 1_000_000;
        var (pipeline, stages, reason) = await BeginAsync(http, company);
        var passwordHash = await AskAsync<string>(owner, $"select password_hash from users where id = '{company.User}'");
        await using var data = new DataSources(options);
        var ring = KeyRing.Load(Suite.KeyFile, createWhenMissing: false, TimeProvider.System.GetUtcNow());

        var sellers = await PeopleAsync(owner, company.Id, "agent", Sellers, passwordHash);
        var large = new Place(
            company.Id,
            [company.User, .. sellers.Select(s => s.Id)],
            pipeline,
            stages,
            reason,
            leads,
            await KeysAsync(data, ring, company.Id)
        );
        var others = new List<(string Email, Place Place)>();
        for (var i = 0; i < (quick ? 20 : 200); i++)
            others.Add(await OtherAsync(owner, data, ring, passwordHash));
        var indexes = await TakeIndexesAsync(owner);
        await FillAsync(owner, large, others.ConvertAll(o => o.Place));
        await InParallelAsync(owner, indexes, "set maintenance_work_mem = '256MB'");
        await ExecuteAsync(owner, $"vacuum analyze {string.Join(", ", Filled)}, tenants, users, memberships, pipelines, pipeline_stages");
        await InParallelAsync(
            owner,
            [.. others.Select(o => o.Place.Tenant).Prepend(company.Id).Select(id => $"select rebuild_sales_figures('{id}')")]
        );
        await ExecuteAsync(owner, "vacuum analyze sales_figures, sales_figure_changes");
        await ExecuteAsync(owner, "checkpoint");
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{leads:N0} leads beside {others.Count} other companies in {watch.Elapsed.TotalSeconds:0} s")
        );
        return new SalesWorld(owner, http, company, leads, quick)
        {
            Pipeline = pipeline,
            SellerEmail = sellers[0].Email,
            Others = others.ConvertAll(o => (o.Email, o.Place.Pipeline)),
        };
    }

    public static HttpRequestMessage Get(string path, string token) => Ask(HttpMethod.Get, path, token);

    public static HttpRequestMessage Ask(HttpMethod method, string path, string token, object? body = null)
    {
        var message = new HttpRequestMessage(method, $"/api/v1/sales{path}") { Content = body is null ? null : JsonContent.Create(body) };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return message;
    }

    public static async Task<JsonNode> AnswerAsync(HttpClient http, HttpRequestMessage message)
    {
        using var response = await http.SendAsync(message);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public string Telephone(int n) => PersonNames.Telephone(n % Leads);

    /// <summary>What a company is filled with.</summary>
    private sealed record Place(Guid Tenant, Guid[] People, Guid Pipeline, Guid[] Stages, Guid Reason, int Leads, ICompanyKeys Keys);

    private sealed record Person(int Number, string Name, Guid Contact, Guid Lead, Guid? Opportunity, string Status, Guid? Owner, DateTimeOffset At)
    {
        public bool IsOpen => Status is "new" or "working" or "qualified";

        public DateTimeOffset? StepAt(DateTimeOffset now) => IsOpen && Number % 4 == 0 ? now.AddMinutes(Number % 60_000 - 15_000) : null;
    }

    /// <summary>The pipeline and the reasons a company begins with, made at first look.</summary>
    private static async Task<(Guid Pipeline, Guid[] Stages, Guid Reason)> BeginAsync(HttpClient http, Company company)
    {
        var pipeline = (await AnswerAsync(http, Get("/pipelines", company.Token)))["items"]![0]!;
        var reason = (await AnswerAsync(http, Get("/loss-reasons", company.Token)))["items"]![0]!;
        return (IdOf(pipeline), [.. pipeline["stages"]!.AsArray().Select(s => IdOf(s!))], IdOf(reason));
    }

    private static Guid IdOf(JsonNode node) => Guid.Parse(node["id"]!.ToString());

    private static async Task<(string Email, Place Place)> OtherAsync(NpgsqlDataSource owner, DataSources data, KeyRing ring, string passwordHash)
    {
        var (tenant, pipeline, reason) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var stages = Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToArray();
        await ExecuteAsync(
            owner,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                insert into tenants (id, name, time_zone, business_day_cutoff, created_at) values ('{tenant}', 'Outra', 'America/Sao_Paulo', '00:00', now());
                insert into pipelines (tenant_id, id, name, position, active, created_at) values ('{tenant}', '{pipeline}', 'Vendas', 1, true, now());
                insert into pipeline_stages (tenant_id, id, pipeline_id, name, probability, position, active, created_at)
                select '{tenant}', s.id, '{pipeline}', 'Etapa ' || s.n, 20 * s.n, s.n, true, now()
                from unnest(array['{string.Join("','", stages)}']::uuid[]) with ordinality s (id, n);
                insert into loss_reasons (tenant_id, id, name, active, created_at) values ('{tenant}', '{reason}', 'Preço', true, now());
                """
            )
        );
        var people = await PeopleAsync(owner, tenant, "owner", 1, passwordHash);
        return (people[0].Email, new Place(tenant, [people[0].Id], pipeline, stages, reason, LeadsOfOthers, await KeysAsync(data, ring, tenant)));
    }

    private static async Task<List<(Guid Id, string Email)>> PeopleAsync(
        NpgsqlDataSource owner,
        Guid tenant,
        string role,
        int count,
        string passwordHash
    )
    {
        var people = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).Select(id => (Id: id, Email: $"{id:N}@vendas.example")).ToList();
        var now = TimeProvider.System.GetUtcNow();
        await using var connection = await SeedingAsync(owner);
        await Copy.IntoAsync(
            connection,
            "users (id, email, name, password_hash, token_version, active, created_at)",
            people,
            (row, p) => row.Write(p.Id).Write(p.Email).Write("Pessoa").Write(passwordHash).Write(0).Write(true).Write(now)
        );
        await Copy.IntoAsync(
            connection,
            "memberships (tenant_id, id, user_id, role, active, created_at)",
            people,
            (row, p) => row.Write(tenant).Write(Guid.CreateVersion7()).Write(p.Id).Write(role).Write(true).Write(now)
        );
        return people;
    }

    private static async Task<ICompanyKeys> KeysAsync(DataSources data, KeyRing ring, Guid company)
    {
        var tenant = new TenantContext();
        tenant.Enter(company);
        using var cache = new MemoryCache(new MemoryCacheOptions());
        return await new PersonalVault(data, tenant, new SecretBox(ring), cache, TimeProvider.System).OpenAsync(CancellationToken.None);
    }

    /// <summary>The indexes of what is filled, which are dropped: made of rows that are there, they take a fraction of the time.</summary>
    private static async Task<string[]> TakeIndexesAsync(NpgsqlDataSource owner)
    {
        var from = $"""
            from pg_indexes i where i.schemaname = 'public' and i.tablename in ('{string.Join("','", Filled)}')
                and not exists (select from pg_constraint c where c.conname = i.indexname)
            """;
        var definitions = await AskAsync<string[]>(owner, $"select array_agg(i.indexdef) {from}");
        await ExecuteAsync(owner, await AskAsync<string>(owner, $"select 'drop index ' || string_agg(i.indexname, ', ') {from}"));
        return definitions;
    }

    private static async Task FillAsync(NpgsqlDataSource owner, Place large, IReadOnlyList<Place> others)
    {
        const int AtOnce = 20_000;
        var parts = others
            .Select(place => (Place: place, From: 0))
            .Concat(Enumerable.Range(0, large.Leads / AtOnce).Select(i => (Place: large, From: i * AtOnce)));
        await Parallel.ForEachAsync(
            parts,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (part, _) =>
            {
                await using var connection = await SeedingAsync(owner);
                await FillAsync(connection, part.Place, part.From, Math.Min(AtOnce, part.Place.Leads));
            }
        );
    }

    private static async Task FillAsync(NpgsqlConnection connection, Place place, int from, int count)
    {
        var (tenant, keys, now) = (place.Tenant, place.Keys, TimeProvider.System.GetUtcNow());
        // Two years, whatever their number.
        var people = Enumerable.Range(from, count).Select(n => New(place, n, now - TimeSpan.FromDays(730 * (1 - n / (double)place.Leads)))).ToArray();
        var terms = keys.NameTermsOfEach(Array.ConvertAll(people, p => p.Name));
        await Copy.IntoAsync(
            connection,
            "contacts (tenant_id, id, name, name_terms, created_at, changed_at)",
            people,
            (row, p) =>
                row.Write(tenant).Write(p.Contact).Write(keys.SealName(p.Contact, p.Name)).Write(terms[p.Number - from]).Write(p.At).Write(p.At)
        );
        await Copy.IntoAsync(
            connection,
            "contact_identifiers (tenant_id, id, contact_id, kind, value, lookup, created_at)",
            people.Select(p => (Person: p, Id: Guid.CreateVersion7(p.At), Telephone: PersonNames.Telephone(p.Number))),
            (row, i) =>
                row.Write(tenant)
                    .Write(i.Id)
                    .Write(i.Person.Contact)
                    .Write("phone")
                    .Write(keys.Seal(i.Telephone, new(Identifiers.Table, "value", i.Id)))
                    .Write(keys.Index("phone", i.Telephone))
                    .Write(i.Person.At)
        );
        await Copy.IntoAsync(
            connection,
            """
            leads (tenant_id, id, contact_id, interest, source, status, owner_id, next_step, next_step_at, score, rated_by, erased, last_sequence,
                created_at, updated_at, closed_at, opportunity_id)
            """,
            people,
            (row, p) =>
                row.Write(tenant)
                    .Write(p.Lead)
                    .Write(p.Contact)
                    .Write(keys.Seal("Bolo de casamento", SalesPlaces.LeadInterest(p.Lead)))
                    .Write(SourceOf(p))
                    .Write(p.Status)
                    .Write(p.Owner)
                    .Write(p.StepAt(now) is null ? null : keys.Seal("Ligar de novo", SalesPlaces.LeadStep(p.Lead)))
                    .Write(p.StepAt(now))
                    .Write(p.Number * 7 % 101)
                    .Write(0)
                    .Write(false)
                    .Write(1)
                    .Write(p.At)
                    .Write(p.At)
                    .Write(p.IsOpen ? null : (DateTimeOffset?)p.At)
                    .Write(p.Opportunity)
        );
        await OpportunitiesAsync(connection, place, people.Where(p => p.Opportunity is not null), now);
    }

    private static Task OpportunitiesAsync(NpgsqlConnection connection, Place place, IEnumerable<Person> people, DateTimeOffset now) =>
        Copy.IntoAsync(
            connection,
            """
            opportunities (tenant_id, id, pipeline_id, stage_id, title, contact_id, amount, expected_on, owner_id, status, loss_reason_id, order_key,
                stage_since, version, last_sequence, created_at, updated_at, closed_at, source, lead_at)
            """,
            people,
            (row, p) =>
            {
                var status =
                    p.Number % 10 < 9 ? "open"
                    : p.Number % 20 < 10 ? "won"
                    : "lost";
                row.Write(place.Tenant)
                    .Write(p.Opportunity)
                    .Write(place.Pipeline)
                    .Write(place.Stages[p.Number / 10 % place.Stages.Length])
                    .Write(place.Keys.Seal("Bolo de casamento", SalesPlaces.Title(p.Opportunity!.Value)))
                    .Write(p.Contact)
                    .Write(p.Number % 3_000 + 0.5m)
                    .Write(DateOnly.FromDateTime(now.UtcDateTime).AddDays(p.Number % 180))
                    .Write(p.Owner)
                    .Write(status)
                    .Write(status == "lost" ? place.Reason : (Guid?)null)
                    // As the program writes places, the newest first.
                    .Write(string.Create(CultureInfo.InvariantCulture, $"d{place.Leads - p.Number:0000000}1"))
                    .Write(p.At)
                    .Write(1)
                    .Write(1)
                    .Write(p.At)
                    .Write(p.At)
                    .Write(status == "open" ? null : (DateTimeOffset?)now)
                    .Write(SourceOf(p))
                    .Write(p.At);
            }
        );

    private static Person New(Place place, int n, DateTimeOffset at) =>
        new(
            n,
            PersonNames.Of(n),
            Guid.CreateVersion7(at),
            Guid.CreateVersion7(at),
            n % 10 >= 7 ? Guid.CreateVersion7(at) : null,
            (n % 10) switch
            {
                < 2 => "new",
                < 4 => "working",
                4 => "qualified",
                < 7 => "lost",
                _ => "converted",
            },
            // Every fourth is nobody's.
            n / 10 % 4
            == 0
                ? null
                : place.People[n / 40 % place.People.Length],
            at
        );

    private static string SourceOf(Person person) => Sources[person.Number % Sources.Length];

    /// <summary>Past triggers and keys.</summary>
    private static async Task<NpgsqlConnection> SeedingAsync(NpgsqlDataSource owner)
    {
        var connection = await owner.OpenConnectionAsync();
        await using var off = new NpgsqlCommand("set session_replication_role = replica", connection);
        await off.ExecuteNonQueryAsync();
        return connection;
    }

    private static Task InParallelAsync(NpgsqlDataSource owner, IEnumerable<string> statements, string before = "") =>
        Parallel.ForEachAsync(
            statements,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (statement, _) => await ExecuteAsync(owner, $"{before};{statement}")
        );

    private static async Task ExecuteAsync(NpgsqlDataSource owner, string sql)
    {
        await using var connection = await owner.OpenConnectionAsync();
        // Each by itself: VACUUM runs in no transaction of others.
        foreach (var statement in sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 1800 };
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<T> AskAsync<T>(NpgsqlDataSource owner, string sql)
    {
        await using var command = owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using CleanApp.Functional.Tests.Sales;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Privacy;

/// <summary>
/// One customer's whole way through the product, with every log line at its most talkative, every span and every measurement kept, and the
/// database dumped: name, CPF and telephone are nowhere in clear.
/// </summary>
public sealed class NothingInClearTests(TestHost host)
{
    private const string Name = "Zulmira Xavantina";
    private const string Cpf = "529.982.247-25";
    private const string Phone = "(11) 97043-1586";

    /// <summary>In every spelling somebody could write them.</summary>
    private static readonly string[] Clear = ["Zulmira", "Xavantina", "529.982.247", "52998224725", "97043-1586", "970431586"];

    [Fact]
    public async Task Nothing_of_a_customer_is_in_logs_traces_metrics_queues_slips_tables_or_the_database()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var settings = database.Settings();
        settings["Logging:LogLevel:Default"] = "Trace";
        settings["Logging:LogLevel:Microsoft"] = "Trace";
        settings["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace";
        var port = TestHost.FreePort();
        await using var app = host.Build(port, settings);
        using var log = new Everything();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        using var traces = log.Traces();
        using var metrics = log.Metrics();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = new Uri($"http://127.0.0.1:{port}");
        var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(address)));
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);

        await JourneyAsync(company);
        await Eventually.Async(
            () => database.ScalarAsync<long>("select count(*) from inbound_webhooks where processed_at is null"),
            open => open == 0,
            "notifications to be processed"
        );
        var slips = await printer.SlipsAsync();
        var csv = "";
        foreach (var register in new[] { "operations", "incidents" })
            csv += (await company.Owner.GetAsync($"/api/v1/privacy/{register}/csv")).ShouldBe(200).Text;
        await app.StopAsync(TestContext.Current.CancellationToken);

        // The net catches: what was said and done is there, under its ids.
        var said = log.Text;
        foreach (var word in new[] { "IssueQueueTicket", "/api/v1/people/contacts", "span:", "metric:" })
            said.Contains(word, StringComparison.Ordinal).ShouldBeTrue(word);
        slips.Count.ShouldBe(1);
        var places = new Dictionary<string, string>
        {
            ["logs, traces and metrics"] = said,
            ["the slip"] = string.Concat(slips.Select(s => s.ToJsonString())),
            ["tables to take away"] = csv,
        };
        var tables = (
            await database.ScalarAsync<string>("select string_agg(table_name, ',') from information_schema.tables where table_schema = 'public'")
        ).Split(',');
        tables.ShouldContain("work_items");
        foreach (var table in tables)
            places[table] = await database.ScalarAsync<string>($"select coalesce(string_agg(t::text, E'\\n'), '') from \"{table}\" t");
        places["queue_tickets"].ShouldNotBeEmpty();
        foreach (
            var filled in new[]
            {
                "conversation_items",
                "consents",
                "legal_holds",
                "data_subject_requests",
                "data_subject_request_steps",
                "contact_merges",
                "contact_field_values",
                "proposal_acceptances",
                "proposal_views",
                "lead_imports",
                "lead_import_problems",
            }
        )
            places[filled].ShouldNotBeEmpty(filled);
        foreach (var (place, text) in places)
            Seen(text).ShouldBeEmpty(place);
        Seen("said: 5A756C6D697261").ShouldNotBeEmpty();
    }

    /// <summary>What of the customer can be read in a text: as written, as the bytes that a bytea column shows in hexadecimal, and in base64.</summary>
    private static string[] Seen(string text) =>
        [
            .. Clear.Where(clear =>
            {
                var bytes = Encoding.UTF8.GetBytes(clear);
                return text.Contains(clear, StringComparison.OrdinalIgnoreCase)
                    || text.Contains(Convert.ToHexString(bytes), StringComparison.OrdinalIgnoreCase)
                    || text.Contains(Convert.ToBase64String(bytes)[..^4], StringComparison.Ordinal);
            }),
        ];

    private static async Task JourneyAsync(TestTenant company)
    {
        var service = await company.AddServiceAsync("P", 10m);
        var desk = await company.AddDeskAsync();
        var customer = new
        {
            name = Name,
            cpf = Cpf,
            phone = Phone,
            consents = new[] { new { purpose = "marketing", channel = "whatsapp" } },
        };
        var ticket = (await company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service, customer }, "issue")).ShouldBe(201);
        // Refused and malformed requests say what was wrong, not what was sent.
        (
            await company.Owner.PostAsync(
                "/api/v1/counter/tickets",
                new { serviceId = service, customer = new { name = Name, cpf = "529.982.247-26" } }
            )
        ).ShouldFail(422, "people.cpf.invalid");
        (
            await company.Owner.PostAsync(
                "/api/v1/counter/tickets",
                new { serviceId = service, customer = new { name = Name, phone = new { Phone } } }
            )
        ).Status.ShouldBeOneOf(400, 422);
        (
            await company.Owner.PostAsync("/api/v1/people/contacts", new { name = Name, identifiers = new[] { new { kind = "cpf", text = Cpf } } })
        ).ShouldFail(409, "people.identifier.taken");

        var charge = (await company.ChargeAsync(ticket.Id)).ShouldBe(201);
        await company.PayAsync(charge["txid"]!);
        await company.WaitForTicketAsync(ticket.Id, "paid");
        (await company.CallNextAsync(desk)).ShouldBe(200);
        await company.WaitForJobAsync(ticket.Id, "printed");

        foreach (var text in new[] { Name, Cpf, Phone })
            (await company.Owner.PostAsync("/api/v1/people/contacts/searches", new { text })).ShouldBe(200).Json["items"]!
                .AsArray()
                .Count.ShouldBe(1);
        var contact = ticket["contactId"];
        var revealed = (await company.Owner.PostAsync($"/api/v1/people/contacts/{contact}/reveals", new { reason = "Emitir a nota" })).ShouldBe(200);
        revealed.Text.ShouldContain("52998224725");
        (
            await company.Owner.PostAsync(
                $"/api/v1/privacy/contacts/{contact}/consents",
                new
                {
                    purpose = "marketing",
                    channel = "whatsapp",
                    granted = false,
                    evidence = $"{Name} ligou do {Phone}",
                }
            )
        ).ShouldBe(201);
        (await company.Owner.GetAsync($"/api/v1/counter/tickets/{ticket.Id}")).ShouldBe(200).Text.ShouldContain("***.982.247-**");
        await RightsAsync(company, Guid.Parse(contact!));
        await FillInAsync(company);
        await BuyAsync(company, Guid.Parse(contact!));
        await TalkAsync(company);
        var spreadsheet =
            $"nome;telefone;cpf;interesse;observação\n{Name};{Phone};{Cpf};Bolo para {Name};Ligar para {Name}\n{Name};{Phone[..8]};{Cpf};;\n";
        await LeadImports.ImportAsync(company.Owner, spreadsheet);
    }

    /// <summary>What is said is found again by its words, which are nowhere.</summary>
    private static async Task TalkAsync(TestTenant company)
    {
        var inbox = new InboxCompany(company, await Meta.ConnectAsync(company));
        var id = await inbox.WrittenAsync($"Aqui é {Name}, CPF {Cpf}", "+5511970431586", Name);
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = $"{Name} paga em dia" })).ShouldBe(201);
        foreach (var text in new[] { "xavantina", "\"Zulmira Xavantina\"", "529.982.247", "zulmi" })
            (await inbox.Owner.FindAsync(text)).ShouldNotBeEmpty(text);
        (await inbox.Owner.SearchAsync(Phone))["conversations"]!.AsArray().Count.ShouldBe(1);
        (await inbox.Owner.PostAsync(MessageSearch.Address, new { text = $"{Name}\n{Phone}" })).ShouldFail(422, "request.invalid");
    }

    /// <summary>Somebody says who they are by a page that anybody may fill in: known already by the number, under a name and an address that are not known.</summary>
    private static async Task FillInAsync(TestTenant company)
    {
        var form = await LeadForms.MakeAsync(company, name: "Bio");
        var anonymous = new ApiClient(TestHost.NewClient(company.Owner.Http.BaseAddress!));
        (
            await anonymous.PostAsync(
                $"{form.Page}/entries",
                new
                {
                    entryId = Guid.CreateVersion7(),
                    version = form.Version,
                    name = $"Dona {Name}",
                    phone = Phone,
                    email = "zulmira.xavantina@cliente.example",
                    message = $"{Name}, CPF {Cpf}",
                    query = "?utm_source=instagram",
                }
            )
        ).ShouldBe(200);
    }

    /// <summary>Something is offered to the person, who looks at it and accepts it.</summary>
    private static async Task BuyAsync(TestTenant company, Guid contact)
    {
        var opportunity = (await Funnel.OpenAsync(company.Owner, $"Festa de {Name}", contactId: contact)).Id;
        var begun = (await Proposals.BeginAsync(company.Owner, opportunity)).ShouldBe(201).Id;
        object[] lines = [Proposals.Line(name: $"Bolo de {Name}")];
        (await Proposals.SaveAsync(company.Owner, begun, null, lines, note: $"{Name}, CPF {Cpf}")).ShouldBe(200);
        var token = (await Proposals.SendAsync(company.Owner, begun)).ShouldBe(200).Token();
        var page = $"/api/v1/public/proposals/{token}";
        var anonymous = new ApiClient(TestHost.NewClient(company.Owner.Http.BaseAddress!));
        anonymous.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
        (await anonymous.PostAsync($"{page}/views")).ShouldBe(204);
        var contentHash = (await anonymous.GetAsync(page)).ShouldBe(200)["contentHash"];
        (
            await anonymous.PostAsync(
                $"{page}/acceptance",
                new
                {
                    name = Name,
                    cpf = "529.982.247-26",
                    contentHash,
                }
            )
        ).ShouldFail(422, "people.cpf.invalid");
        (
            await anonymous.PostAsync(
                $"{page}/acceptance",
                new
                {
                    name = Name,
                    cpf = Cpf,
                    contentHash,
                }
            )
        ).ShouldBe(200)["acceptedName"].ShouldBe(Name);
    }

    /// <summary>What is done with all of a person's data: merged, held, asked for, handed out.</summary>
    private static async Task RightsAsync(TestTenant company, Guid contact)
    {
        var field = (await company.Owner.PostAsync("/api/v1/people/fields", new { name = "Observações", kind = "text" })).ShouldBe(201).Id;
        (await company.Owner.PutAsync($"/api/v1/people/contacts/{contact}/fields/{field}", new { value = $"{Name} paga com o CPF {Cpf}" })).ShouldBe(
            200
        );
        (await company.Owner.GetAsync($"/api/v1/people/contacts/{contact}/timeline")).ShouldBe(200);
        var twin = (await company.Owner.PostAsync("/api/v1/people/contacts", new { name = $"{Name} Filha" })).ShouldBe(201).Id;
        (await company.Owner.PostAsync($"/api/v1/people/contacts/{contact}/merges", new { otherId = twin, nameFrom = "other" })).ShouldBe(200);
        (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/holds", new { reason = $"Ação de {Name}" })).ShouldBe(201);
        var request = (
            await company.Owner.PostAsync(
                "/api/v1/privacy/requests",
                new
                {
                    kind = "access",
                    name = Name,
                    reach = Phone,
                    message = $"CPF {Cpf}",
                }
            )
        ).ShouldBe(201).Json["request"]!.Text("id");
        (await company.Owner.PostAsync($"/api/v1/privacy/requests/{request}/identification", new { note = $"RG de {Name}" })).ShouldBe(200);
        (await company.Owner.PostAsync($"/api/v1/privacy/requests/{request}/contact", new { contactId = contact })).ShouldBe(200);
        foreach (var format in new[] { "json", "pdf" })
            (
                await company.Owner.PostAsync(
                    $"/api/v1/privacy/contacts/{contact}/exports",
                    new
                    {
                        reason = "Pedido",
                        format,
                        requestId = request,
                    }
                )
            ).ShouldBe(200);
        // Refused while the hold stands, and the refusal says nothing of the person.
        (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido" })).ShouldFail(
            409,
            "privacy.contact.held"
        );
    }

    /// <summary>Whatever the product says, each thing once: spans and measurements of tests that run beside this one are heard too.</summary>
    private sealed class Everything : ILoggerProvider, ILogger
    {
        private readonly ConcurrentDictionary<string, byte> _lines = new();

        public string Text => string.Join("\n", _lines.Keys);

        public ActivityListener Traces()
        {
            var listener = new ActivityListener
            {
                ShouldListenTo = _ => true,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = a =>
                    Keep(
                        $"span: {a.DisplayName} {string.Join(' ', a.TagObjects.Concat(a.Events.SelectMany(e => e.Tags)).Select(t => $"{t.Key}={t.Value}"))}"
                    ),
            };
            ActivitySource.AddActivityListener(listener);
            return listener;
        }

        public MeterListener Metrics()
        {
            var listener = new MeterListener { InstrumentPublished = (instrument, it) => it.EnableMeasurementEvents(instrument) };
            listener.SetMeasurementEventCallback<double>((i, _, tags, _) => Measured(i, tags));
            listener.SetMeasurementEventCallback<long>((i, _, tags, _) => Measured(i, tags));
            listener.SetMeasurementEventCallback<int>((i, _, tags, _) => Measured(i, tags));
            listener.Start();
            return listener;
        }

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Keep($"{formatter(state, exception)} {exception}");

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Keep($"scope: {state}");
            return null;
        }

        public void Dispose()
        {
            // Nothing is held.
        }

        private void Keep(string line) => _lines.TryAdd(line, 0);

        private void Measured(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = new StringBuilder($"metric: {instrument.Name}");
            foreach (var (key, value) in tags)
                text.Append(' ').Append(key).Append('=').Append(value);
            Keep(text.ToString());
        }
    }
}

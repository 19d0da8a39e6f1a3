using System.Globalization;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Privacy;

/// <summary>What a person asks about their own data: taken in, answered in time, each step with who did it.</summary>
public sealed class RequestTests(TestHost host)
{
    private const string Requests = "/api/v1/privacy/requests";

    [Fact]
    public async Task A_person_asks_on_the_public_page_and_the_company_answers_step_by_step()
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());
        var company = person.Company;
        var form = await FormAsync(company);
        var opened = (await host.Anonymous().GetAsync(form)).ShouldBe(200);
        (opened["companyName"]!.StartsWith("Empresa "), opened["answerInDays"]).ShouldBe((true, "15"));

        var sent = (await SubmitAsync(form, person.Name, "Quero meus dados\nObrigada")).ShouldBe(201);

        sent["protocol"]!.ShouldMatch(@"^\d{8}-\d{8}$");
        (Time(sent["dueAt"]) - Time(sent["receivedAt"])).ShouldBe(TimeSpan.FromDays(15));
        var status = $"/api/v1/public/privacy/requests/{sent["statusUrl"]!.Split('/')[^1]}";
        var row = (await company.ItemsAsync(Requests)).ShouldHaveSingleItem();
        (row.Text("protocol"), row.Text("name"), row.Text("status"), row.Text("fromForm"), row.Text("isOverdue"), row.Text("holdsData")).ShouldBe(
            (sent["protocol"], person.Name, "received", "true", "false", null)
        );
        var id = Guid.Parse(row.Text("id")!);

        (await PostAsync(company, id, "short-answer", new { holdsData = true })).ShouldBe(200);
        (await PostAsync(company, id, "identification", new { note = "RG conferido no balcão" })).ShouldBe(200);
        (await PostAsync(company, id, "contact", new { contactId = person.Id })).ShouldBe(200);
        (
            await company.Owner.PostAsync(
                $"/api/v1/privacy/contacts/{person.Id}/exports",
                new
                {
                    reason = "Pedido",
                    format = "json",
                    requestId = id,
                }
            )
        ).ShouldBe(200).Json["sections"]!["requests"]![0]!.Text("message").ShouldBe("Quero meus dados\nObrigada");
        var done = (await PostAsync(company, id, "completion", new { note = "Arquivo enviado por e-mail" })).ShouldBe(200);

        done.Json["request"]!.Text("status").ShouldBe("done");
        (done["reach"], done["message"]).ShouldBe(("eu@cliente.example", "Quero meus dados\nObrigada"));
        Steps(done)
            .ShouldBe([
                ("receive", null, null),
                ("answer_holds", "Dona Teste", null),
                ("identify", "Dona Teste", "RG conferido no balcão"),
                ("link", "Dona Teste", null),
                ("export", "Dona Teste", null),
                ("finish", "Dona Teste", "Arquivo enviado por e-mail"),
            ]);
        (await company.ItemsAsync(Requests)).ShouldBeEmpty();
        (await company.ItemsAsync($"{Requests}?closed=true")).ShouldHaveSingleItem().Text("id").ShouldBe(id.ToString());

        var seen = (await host.Anonymous().GetAsync(status)).ShouldBe(200);
        (seen["protocol"], seen["kind"], seen["status"], seen["closedAt"] is null).ShouldBe((sent["protocol"], "access", "done", false));
        seen.Text.ShouldNotContain(person.Marker);
        seen.Text.ShouldNotContain("cliente.example");
    }

    [Fact]
    public async Task What_the_person_wrote_and_what_was_noted_is_stored_sealed()
    {
        var company = await host.NewTenantAsync();
        (await SubmitAsync(await FormAsync(company), "Quitéria Zwsealed", "Mensagem Zwsealed", "zwsealed@cliente.example")).ShouldBe(201);
        var id = await OnlyAsync(company);
        (await PostAsync(company, id, "identification", new { note = "Conferi Zwsealed" })).ShouldBe(200);

        var stored = await Behind.ScalarAsync<string>(
            $"""
            select (select string_agg(r::text, '') from data_subject_requests r where tenant_id = '{company.Id}')
                || (select string_agg(s::text || encode(coalesce(s.note, ''::bytea), 'escape'), '') from data_subject_request_steps s where tenant_id = '{company.Id}')
                || (select string_agg(encode(name || reach || message, 'escape'), '') from data_subject_requests where tenant_id = '{company.Id}')
            """
        );
        stored.Length.ShouldBeGreaterThan(300);
        stored.ShouldNotContain("zwsealed", Case.Insensitive);
    }

    [Fact]
    public async Task Nobody_is_answered_before_they_are_known_and_what_is_closed_stays_closed()
    {
        var company = await host.NewTenantAsync();
        var (id, contact) = (await ReceiveAsync(company), await ContactAsync(company, "Ana"));

        (await PostAsync(company, id, "completion", new { note = "x" })).ShouldFail(409, "privacy.request.not_identified");
        (await PostAsync(company, id, "contact", new { contactId = contact })).ShouldBe(200);
        foreach (var (_, path, body) in HandOuts(contact, id))
            (await company.Owner.PostAsync(path, body)).ShouldFail(409, "privacy.request.not_identified");
        // Nothing of what was refused is left behind.
        (await Behind.ScalarAsync<long>($"select count(*) from personal_data_accesses where contact_id = '{contact}'")).ShouldBe(0);
        (await company.Owner.GetAsync($"/api/v1/people/contacts/{contact}"))["name"].ShouldBe("Ana");

        var refused = (await PostAsync(company, id, "refusal", new { note = "Não é a titular" })).ShouldBe(200);
        refused.Json["request"]!.Text("status").ShouldBe("refused");
        foreach (
            var (verb, body) in new (string, object)[]
            {
                ("identification", new { note = "x" }),
                ("completion", new { note = "x" }),
                ("short-answer", new { holdsData = true }),
                ("contact", new { contactId = await ContactAsync(company, "Rui") }),
            }
        )
            (await PostAsync(company, id, verb, body)).ShouldFail(409, "privacy.request.closed");
        (await PostAsync(company, id, "refusal", new { note = "De novo" })).ShouldBe(200);
        Steps((await company.Owner.GetAsync($"{Requests}/{id}")).ShouldBe(200)).Select(s => s.Action).ShouldBe(["receive", "link", "refuse"]);
    }

    [Fact]
    public async Task Data_of_one_person_is_not_handed_out_for_the_request_of_another()
    {
        var company = await host.NewTenantAsync();
        var (id, asks, other) = (await ReceiveAsync(company), await ContactAsync(company, "Ana"), await ContactAsync(company, "Rui"));
        (await PostAsync(company, id, "identification", new { note = "RG" })).ShouldBe(200);
        (await PostAsync(company, id, "contact", new { contactId = asks })).ShouldBe(200);

        foreach (var (_, path, body) in HandOuts(other, id))
            (await company.Owner.PostAsync(path, body)).ShouldFail(409, "privacy.request.of_another");
    }

    [Fact]
    public async Task Anonymised_from_a_request_its_words_are_gone_and_its_course_stays()
    {
        var company = await host.NewTenantAsync();
        var contact = await ContactAsync(company, "Quitéria");
        var sent = (await SubmitAsync(await FormAsync(company), "Quitéria", "Apaguem tudo")).ShouldBe(201);
        var id = await OnlyAsync(company);
        (await PostAsync(company, id, "identification", new { note = "RG da Quitéria" })).ShouldBe(200);
        (await PostAsync(company, id, "contact", new { contactId = contact })).ShouldBe(200);
        (
            await Should.ThrowAsync<PostgresException>(() => AsAppAsync(company, "update data_subject_request_steps set note = null"))
        ).SqlState.ShouldBe("23001");

        (
            await company.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = sent["protocol"], requestId = id })
        ).ShouldBe(200);

        var left = (await company.Owner.GetAsync($"{Requests}/{id}")).ShouldBe(200);
        (left.Json["request"]!.Text("name"), left["reach"], left["message"]).ShouldBe((null, null, null));
        Steps(left).Select(s => (s.Action, s.Note)).ShouldBe([("receive", null), ("identify", null), ("link", null), ("anonymise", null)]);
        left.Json["request"]!.Text("protocol").ShouldBe(sent["protocol"]);
        (await PostAsync(company, id, "completion", new { note = "Anonimizado" })).ShouldBe(200);
        foreach (var sql in new[] { "update data_subject_request_steps set action = 'x'", "delete from data_subject_request_steps" })
            (await Should.ThrowAsync<PostgresException>(() => AsAppAsync(company, sql))).SqlState.ShouldBe("42501", sql);
    }

    [Fact]
    public async Task The_one_due_first_is_on_top_and_what_is_late_is_marked()
    {
        var company = await host.NewTenantAsync();
        var (late, exact, soon) = (await ReceiveAsync(company), await ReceiveAsync(company), await ReceiveAsync(company));
        await Behind.ExecuteAsync($"update data_subject_requests set due_at = now() - interval '1 second' where id = '{exact}'");
        await Behind.ExecuteAsync($"update data_subject_requests set due_at = now() - interval '3 days' where id = '{late}'");

        var rows = await company.ItemsAsync(Requests);
        rows.Select(r => (r.Text("id"), r.Text("isOverdue")))
            .ShouldBe([(late.ToString(), "true"), (exact.ToString(), "true"), (soon.ToString(), "false")]);

        var first = (await company.Owner.GetAsync($"{Requests}?limit=2")).ShouldBe(200);
        var rest = (await company.Owner.GetAsync($"{Requests}?limit=2&after={first["next"]}")).ShouldBe(200);
        rest.Json["items"]!.AsArray().ShouldHaveSingleItem()!.Text("id").ShouldBe(soon.ToString());
        rest["next"].ShouldBeNull();
        // Answered late, it is closed and no more on anybody's list of what is late.
        (await PostAsync(company, late, "refusal", new { note = "x" })).ShouldBe(200);
        (await company.ItemsAsync($"{Requests}?closed=true")).ShouldHaveSingleItem().Text("isOverdue").ShouldBe("false");
    }

    [Fact]
    public async Task Of_many_who_take_the_same_step_at_once_one_does()
    {
        var company = await host.NewTenantAsync();
        var id = await ReceiveAsync(company);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => PostAsync(company, id, "identification", new { note = $"Conferido {i}" }))
        );

        answers.ShouldAllBe(a => a.Status == 200);
        Steps((await company.Owner.GetAsync($"{Requests}/{id}")).ShouldBe(200)).Count(s => s.Action == "identify").ShouldBe(1);
    }

    [Fact]
    public async Task Another_company_sees_nothing_and_an_agent_may_not()
    {
        var (company, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var (id, theirs) = (await ReceiveAsync(company), await ContactAsync(other, "Rui"));

        (await other.ItemsAsync(Requests)).ShouldBeEmpty();
        (await other.Owner.GetAsync($"{Requests}/{id}")).ShouldFail(404, "privacy.request.not_found");
        (await PostAsync(other, id, "refusal", new { note = "x" })).ShouldFail(404, "privacy.request.not_found");
        (await PostAsync(company, id, "contact", new { contactId = theirs })).ShouldFail(404, "people.contact.not_found");
        (await (await company.AddMemberAsync("agent")).GetAsync(Requests)).ShouldFail(403, "auth.forbidden");
        (await host.Anonymous().GetAsync("/api/v1/public/privacy/unknown0unknown0unknown")).ShouldFail(404, "privacy.form.not_found");
        (await SubmitAsync("/api/v1/public/privacy/unknown0unknown0unknown", "Ana", "x")).ShouldFail(404, "privacy.form.not_found");
        (await host.Anonymous().GetAsync("/api/v1/public/privacy/requests/unknown0unknown0unknown")).ShouldFail(404, "privacy.request.not_found");
    }

    [Fact]
    public async Task The_public_form_is_limited_per_address()
    {
        var company = await host.NewTenantAsync();
        var form = await FormAsync(company);
        await using var side = await host.StartAsync(new() { ["RateLimits:FormsPerMinute"] = null, ["Proxy:Addresses:0"] = "127.0.0.1" });
        var anonymous = side.Anonymous();
        // Of the range for documentation; everybody else here comes from one address.
        anonymous.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{Random.Shared.Next(1, 250)}");
        var answers = new List<Answer>();
        for (var i = 0; i < 6; i++)
            answers.Add(await anonymous.PostAsync(form, Body("Ana", "x", "ana@cliente.example")));

        answers.Take(5).ShouldAllBe(a => a.Status == 201);
        answers[5].ShouldFail(429, "request.too_many").Headers["Retry-After"].ShouldNotBeNullOrEmpty();
        (await company.ItemsAsync(Requests)).Count.ShouldBe(5);
    }

    private static IEnumerable<(string Name, string Path, object Body)> HandOuts(Guid contact, Guid request) =>
        [
            (
                "export",
                $"/api/v1/privacy/contacts/{contact}/exports",
                new
                {
                    reason = "Pedido",
                    format = "json",
                    requestId = request,
                }
            ),
            ("anonymise", $"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido", requestId = request }),
        ];

    private static DateTimeOffset Time(string? text) => DateTimeOffset.Parse(text!, CultureInfo.InvariantCulture);

    private static List<(string? Action, string? By, string? Note)> Steps(Answer details) =>
        [.. details.Json["steps"]!.AsArray().Select(s => (s!.Text("action"), s!.Text("by"), s!.Text("note")))];

    private static async Task<string> FormAsync(TestTenant company) =>
        $"/api/v1/public/privacy/{(await company.Owner.GetAsync("/api/v1/privacy/form")).ShouldBe(200)["url"]!.Split('/')[^1]}";

    private static object Body(string name, string message, string reach) =>
        new
        {
            kind = "access",
            name,
            reach,
            message,
        };

    private Task<Answer> SubmitAsync(string form, string name, string message, string reach = "eu@cliente.example") =>
        host.Anonymous().PostAsync(form, Body(name, message, reach));

    private static Task<Answer> PostAsync(TestTenant company, Guid id, string verb, object body) =>
        company.Owner.PostAsync($"{Requests}/{id}/{verb}", body);

    private static async Task<Guid> ReceiveAsync(TestTenant company) =>
        Guid.Parse(
            (await company.Owner.PostAsync(Requests, Body("Ana", "Por telefone", "11 98765-4321"))).ShouldBe(201).Json["request"]!.Text("id")!
        );

    private static async Task<Guid> OnlyAsync(TestTenant company) =>
        Guid.Parse((await company.ItemsAsync(Requests)).ShouldHaveSingleItem().Text("id")!);

    private static async Task<Guid> ContactAsync(TestTenant company, string name) =>
        (await company.Owner.PostAsync("/api/v1/people/contacts", new { name })).ShouldBe(201).Id;

    private async Task AsAppAsync(TestTenant company, string sql)
    {
        await using var connection = await host.Services.GetRequiredService<DataSources>().App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"set local app.tenant_id = '{company.Id}'; {sql}", connection, transaction);
        await command.ExecuteNonQueryAsync();
    }
}

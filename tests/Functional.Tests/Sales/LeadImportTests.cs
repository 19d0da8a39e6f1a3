using System.Text;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Npgsql;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Sales.LeadImports;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>Leads from a spreadsheet: looked at, made, told of, and taken back.</summary>
public sealed class LeadImportTests(TestHost host)
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Fact]
    public async Task A_spreadsheet_of_an_old_program_is_looked_at_mapped_and_made_leads_of_and_says_what_is_wrong()
    {
        var company = await host.NewTenantAsync();
        await Leads.OpenAsync(company.Owner, "Bia Já É", "(11) 97000-0002");
        var file = Windows1252.GetBytes(
            "Nome;Celular;Correio;Interesse;Orçamento;Origem;Responsável;Próximo passo;Quando;Observações;Código interno\r\n"
                + $"José Antônio;(11) 97000-0001;jose@padaria.example;Pão de açúcar;R$ 1.012,50;Indicação;{company.Email};Ligar;01/12/2026 14:30;Gosta de café;77\r\n"
                + "Bia;11 97000-0002;;Bolo;;;;;;;78\r\n"
                + "Sem número;;;;;;;;;;79\r\n"
                + "=Soma;11 99;ruim@;;dez;Marte;ninguem@x.example;Ligar;;;80\r\n"
                + "José A.;(11) 97000-0001;;Outra vez;;;;;;;81\r\n"
                + "\r\n"
                + "Caio;+55 11 97000-0003;;;20,5;;;;;;82\r\n"
        );

        var uploaded = (await UploadAsync(company.Owner, file, "C:\\velho\\clientes.csv")).ShouldBe(201);

        (uploaded["fileName"], uploaded["encoding"], uploaded["separator"], uploaded["rows"]).ShouldBe(("clientes.csv", "windows-1252", ";", "6"));
        var looked = (await company.Owner.GetAsync($"{Route}/{uploaded.Id}")).ShouldBe(200).Json["preview"]!;
        Columns(looked)
            .ShouldBe(["name", "phone", "ignored", "interest", "amount", "source", "owner", "next_step", "next_step_at", "note", "ignored"]);
        (looked["remembered"]!.GetValue<bool>(), looked["sameAs"]).ShouldBe((false, null));
        // Of the fourth the e-mail is not looked at yet.
        (looked["sampled"]!.GetValue<int>(), looked["ready"]!.GetValue<int>()).ShouldBe((6, 4));

        string[] columns = ["name", "phone", "email", "interest", "amount", "source", "owner", "next_step", "next_step_at", "note", "ignored"];
        (await company.Owner.PutAsync($"{Route}/{uploaded.Id}/columns", new { columns = columns[..3] })).ShouldFail(
            422,
            "sales.lead_import.columns_invalid"
        );
        var mapped = (await company.Owner.PutAsync($"{Route}/{uploaded.Id}/columns", new { columns })).ShouldBe(200).Json["preview"]!;
        mapped["problems"]!
            .AsArray()
            .Select(p => $"{p!["column"]}:{p["fault"]} {p["count"]} {p["firstLine"]}")
            .Order()
            .ShouldBe([
                ":nobody 1 4",
                "amount:invalid 1 5",
                "email:invalid 1 5",
                "next_step_at:missing 1 5",
                "owner:unknown 1 5",
                "phone:invalid 1 5",
                "source:invalid 1 5",
            ]);

        (await StartAsync(company.Owner, uploaded.Id)).ShouldBe(200);
        (await StartAsync(company.Owner, uploaded.Id)).ShouldBe(200);
        Counts(await OverAsync(company.Owner, uploaded.Id, "done")).ShouldBe("2 2 2 2");
        (await ProblemsAsync(company.Owner, uploaded.Id)).ShouldBe([
            "Nome;Celular;Correio;Interesse;Orçamento;Origem;Responsável;Próximo passo;Quando;Observações;Código interno;Linha;Motivo",
            "Bia;11 97000-0002;;Bolo;;;;;;;78;3;Esta pessoa já tem um lead em aberto",
            "Sem número;;;;;;;;;;79;4;Falta telefone, e-mail, CPF ou CNPJ",
            "\"'=Soma\";11 99;ruim@;;dez;Marte;ninguem@x.example;Ligar;;;80;5;\"Data do próximo passo: falta; Estimativa: não é válido; Origem: não é válido; Responsável: ninguém da equipe de vendas tem este e-mail; Telefone: não é válido; E-mail: não é válido\"",
            "José A.;(11) 97000-0001;;Outra vez;;;;;;;81;6;Esta pessoa já tem um lead em aberto",
        ]);

        var lead = (await Leads.GetAsync(company.Owner, (await Leads.FoundAsync(company.Owner, "jose@padaria.example")).ShouldHaveSingleItem()))[
            "lead"
        ]!;
        (lead.Text("interest"), lead["amount"]!.Text("value"), lead.Text("source"), lead["owner"]!.Text("name")).ShouldBe(
            ("Pão de açúcar", "1012.50", "recommendation", "Dona Teste")
        );
        (lead.Text("nextStep"), lead["nextStepAt"]!.GetValue<DateTimeOffset>()).ShouldBe(
            ("Ligar", new DateTimeOffset(2026, 12, 1, 17, 30, 0, default))
        );
        lead["score"]!.GetValue<int>().ShouldBeGreaterThan(0);
        var events = await Leads.EventsAsync(company.Owner, Guid.Parse(lead.Text("id")!));
        events.Select(e => $"{e["sequence"]} {e["kind"]} {e["text"]}").ShouldBe(["1 opened ", "2 planned Ligar", "3 commented Gosta de café"]);
        // By the beginning of a name without its accent, as anybody who was entered by hand.
        (await Leads.FoundAsync(company.Owner, "jose anto")).ShouldBe([Guid.Parse(lead.Text("id")!)]);

        // What was said of the columns is known of the next such file; of the same one it is said that it was there, and nothing is doubled.
        var again = (await UploadAsync(company.Owner, file)).ShouldBe(201).Id;
        var known = (await company.Owner.GetAsync($"{Route}/{again}")).ShouldBe(200).Json["preview"]!;
        (known["remembered"]!.GetValue<bool>(), known.Text("sameAs")).ShouldBe((true, uploaded.Id.ToString()));
        Columns(known)[2].ShouldBe("email");
        (await StartAsync(company.Owner, again)).ShouldBe(200);
        Counts(await OverAsync(company.Owner, again, "done")).ShouldBe("0 0 4 2");
        (await company.Owner.PutAsync($"{Route}/{again}/columns", new { columns })).ShouldFail(409, "sales.lead_import.started");
    }

    [Fact]
    public async Task Who_people_are_is_told_of_many_at_once_as_of_one_after_the_other()
    {
        (string Name, string? Phone, string? Email, string? Cpf, string? Cnpj)[] rows =
        [
            ("Ana Prado", "11970010001", null, null, null),
            ("Ana", "11970010001", "ana@x.example", null, null),
            ("Bruno", "11970010001", null, "529.982.247-25", null),
            ("Outro nome", "11970010002", null, "52998224725", null),
            ("Carla", null, "carla@x.example", null, null),
            ("CARLÁ", null, "Carla@X.example", "111.444.777-35", null),
            ("Padaria", "11970010003", "oi@padaria.example", null, "11.222.333/0001-81"),
            ("Dora", null, "oi@padaria.example", null, "11.444.777/0001-61"),
            ("Conhecida", "11970010004", "nova@x.example", null, null),
            ("De antes", "11970010005", null, null, null),
            ("Família", "11970010004", null, "935.411.347-80", null),
            ("Juntada", null, "junta@x.example", null, null),
        ];
        var (one, many) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        foreach (var company in new[] { one, many })
        {
            // Known without a lead; known with one that is over; and one who turned out to be two.
            await AddContactAsync(company, "Conhecida de antes", "phone", "11970010004");
            var over = await Leads.OpenAsync(company.Owner, "De antes", "11970010005");
            var reason = (await company.Owner.GetAsync("/api/v1/sales/loss-reasons")).ShouldBe(200).Json["items"]![0]!.Text("id");
            (await company.Owner.PutAsync($"{Leads.Route}/{over}/loss", new { lossReasonId = reason })).ShouldBe(200);
            var survivor = await AddContactAsync(company, "Juntada A", "phone", "11970010006");
            var merged = await AddContactAsync(company, "Juntada B", "email", "junta@x.example");
            (
                await company.Owner.PostAsync(
                    $"{Leads.Route}",
                    new
                    {
                        source = "phone",
                        contactId = merged,
                        interest = "antes",
                    }
                )
            ).ShouldBe(201);
            (await company.Owner.PostAsync($"/api/v1/people/contacts/{survivor}/merges", new { otherId = merged })).ShouldBe(200);
        }

        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
            (
                await one.Owner.PostAsync(
                    Leads.Route,
                    new
                    {
                        source = "import",
                        interest = $"linha {i}",
                        person = new
                        {
                            name = row.Name,
                            phone = row.Phone,
                            email = row.Email,
                            cpf = row.Cpf,
                            cnpj = row.Cnpj,
                        },
                    }
                )
            ).Status.ShouldBeOneOf(201, 409);
        var lines = rows.Select((r, i) => $"{r.Name},{r.Phone},{r.Email},{r.Cpf ?? r.Cnpj},linha {i}");
        var (_, import) = await ImportAsync(many.Owner, $"Nome,Telefone,E-mail,Documento,Interesse\n{string.Join('\n', lines)}\n");

        var told = await PeopleByRowAsync(many);
        told.ShouldBe(await PeopleByRowAsync(one));
        told.Count.ShouldBe(9);
        foreach (var text in new[] { "Pra", "an", "bruno", "carla", "padaria", "dora", "conhecida", "antes", "família", "junt", "outro" })
            (await NamedAsync(many, text)).ShouldBe(await NamedAsync(one, text), text);
        (await NamedAsync(many, "Pra")).ShouldBe(["Ana Prado"]);
        Counts(import).ShouldBe("9 7 3 0");
    }

    [Fact]
    public async Task Undone_goes_what_nobody_touched_and_the_rest_stays_and_is_told()
    {
        var company = await host.NewTenantAsync();
        await AddContactAsync(company, "Sabida", "phone", "11970020004");
        var (id, import) = await ImportAsync(
            company.Owner,
            "nome;telefone\nIntocada;11970020001\nTrabalhada;11970020002\nAnotada;11970020003\nSabida;11970020004\nOcupada;11970020005\nIntocada de novo;11970020001\nRuim;1\n"
        );
        Counts(import).ShouldBe("5 4 1 1");
        var found = new Dictionary<string, (Guid Lead, Guid Contact)>();
        foreach (var name in new[] { "Intocada", "Trabalhada", "Anotada", "Sabida", "Ocupada" })
        {
            var lead = (await Leads.FoundAsync(company.Owner, name)).ShouldHaveSingleItem();
            found[name] = (lead, Guid.Parse((await Leads.GetAsync(company.Owner, lead))["lead"]!["person"]!.Text("contactId")!));
        }
        (await Leads.StatusAsync(company.Owner, found["Trabalhada"].Lead, "working")).ShouldBe(200);
        (
            await company.Owner.PostAsync(
                $"/api/v1/people/contacts/{found["Anotada"].Contact}/identifiers",
                new { kind = "email", text = "anotada@x.example" }
            )
        ).ShouldBe(200);
        await AddOpportunityAsync(company, found["Ocupada"].Contact);
        var (other, seller) = (await host.NewTenantAsync(), await company.AddMemberAsync("agent"));
        (await other.Owner.PutAsync($"{Route}/{id}/undo")).ShouldFail(404, "sales.lead_import.not_found");
        (await other.Owner.GetAsync($"{Route}/{id}")).ShouldFail(404, "sales.lead_import.not_found");
        (await other.Owner.GetAsync($"{Route}/{id}/problems/csv")).ShouldFail(404, "sales.lead_import.not_found");
        (await seller.PutAsync($"{Route}/{id}/undo")).Status.ShouldBe(403);

        // Whatever a program asks, the database lets go of no lead by itself.
        (await Should.ThrowAsync<PostgresException>(() => DeleteAsAppAsync(company, found["Intocada"].Lead))).SqlState.ShouldBe("23001");
        var undone = (await UndoneAsync(company.Owner, id)).Json["import"]!;

        $"{undone["undoneLeads"]} {undone["keptLeads"]} {undone["undonePeople"]} {undone["keptPeople"]}".ShouldBe("4 1 1 3");
        (await Leads.IdsAsync(company.Owner)).ShouldBe([found["Trabalhada"].Lead]);
        foreach (var (name, (_, contact)) in found)
            (await company.Owner.GetAsync($"/api/v1/people/contacts/{contact}")).Status.ShouldBe(name == "Intocada" ? 404 : 200, name);
        (await company.Owner.PutAsync($"{Route}/{id}/undo")).ShouldBe(200)["status"].ShouldBe("undone");
        // Nor is it among the figures any more.
        (await Behind.ScalarAsync<int>($"select rebuild_sales_figures('{company.Id}')")).ShouldBe(0);
        // Their number is free again, and the same file brings them once more.
        var (_, again) = await ImportAsync(company.Owner, "nome;telefone\nIntocada;11970020001\n");
        Counts(again).ShouldBe("1 1 0 0");
    }

    [Fact]
    public async Task A_file_goes_with_whom_it_names_when_its_time_has_come_or_when_nobody_wants_it()
    {
        var company = await host.NewTenantAsync();
        var (id, _) = await ImportAsync(company.Owner, "nome;telefone;interesse\nSome 🦊;11970030001;Bolo 🎂\nOutra;2;\n");
        var lead = (await Leads.GetAsync(company.Owner, (await Leads.FoundAsync(company.Owner, "11970030001")).ShouldHaveSingleItem()))["lead"]!;
        (lead["person"]!.Text("name"), lead.Text("interest")).ShouldBe(("Some 🦊", "Bolo 🎂"));
        File.Exists(PathOf(company, id)).ShouldBeTrue();
        File.ReadAllText(PathOf(company, id)).ShouldNotContain("11970030001");
        var contact = lead["person"]!.Text("contactId");
        (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pediu" })).ShouldBe(200);

        await Eventually.Async(() => Task.FromResult(File.Exists(PathOf(company, id))), there => !there, "the file to be gone");
        (await company.Owner.GetAsync($"{Route}/{id}/problems/csv")).ShouldFail(409, "sales.lead_import.file_gone");
        (await company.Owner.GetAsync($"{Route}/{id}")).Json["import"]!["hasFile"]!.GetValue<bool>().ShouldBeFalse();
        Counts(await company.Owner.GetAsync($"{Route}/{id}")).ShouldBe("1 1 0 1");
        (await Behind.ScalarAsync<long>($"select count(*) from lead_import_problems where import_id = '{id}'")).ShouldBe(0);
        // Its leads can be taken back without it; of somebody who is nobody, what is left stays.
        (await UndoneAsync(company.Owner, id)).Json["import"]!["keptLeads"]!.GetValue<int>().ShouldBe(1);

        var (late, _) = await ImportAsync(company.Owner, "nome;telefone\nTarde;11970030002\n");
        await Behind.ExecuteAsync(
            $"update lead_imports set expires_at = now() where id = '{late}'; update work_items set run_at = now() where subject_id = '{late}'; notify cleanapp_work"
        );
        await Eventually.Async(() => Task.FromResult(File.Exists(PathOf(company, late))), there => !there, "the file to be gone");

        var unwanted = await UploadedAsync(company.Owner, "nome;telefone\nNunca;11970030003\n");
        (await company.Owner.DeleteAsync($"{Route}/{unwanted}")).ShouldBe(204);
        (await company.Owner.GetAsync($"{Route}/{unwanted}")).ShouldFail(404, "sales.lead_import.not_found");
        (await company.Owner.DeleteAsync($"{Route}/{late}")).ShouldFail(409, "sales.lead_import.started");
        await Eventually.Async(() => Task.FromResult(File.Exists(PathOf(company, unwanted))), there => !there, "the file to be gone");
    }

    [Fact]
    public async Task What_is_no_table_or_says_of_nobody_who_they_are_is_not_taken_in()
    {
        var company = await host.NewTenantAsync();
        foreach (var file in new[] { "", "nome;telefone\n", "PK\u0003\u0004\0\0\0", "nome;telefone\nAna;1\n\"Bia;11970040001\nCaio;11970040002\n" })
            (await UploadAsync(company.Owner, Encoding.UTF8.GetBytes(file))).ShouldFail(422, "sales.lead_import.unreadable");
        (await UploadAsync(company.Owner, Encoding.UTF8.GetBytes(string.Join(';', Enumerable.Range(0, 101)) + "\n1\n"))).ShouldFail(
            422,
            "sales.lead_import.too_large"
        );
        var nobody = await UploadedAsync(company.Owner, "nome;cidade\nAna;Recife\n");
        (await StartAsync(company.Owner, nobody)).ShouldFail(409, "sales.lead_import.nobody_named");
        (await company.Owner.PutAsync($"{Route}/{nobody}/columns", new { columns = new[] { "name", "name" } })).ShouldFail(
            422,
            "sales.lead_import.columns_invalid"
        );
        (await company.Owner.PutAsync($"{Route}/{nobody}/cancellation")).ShouldFail(409, "sales.lead_import.not_running");
        (await company.Owner.PutAsync($"{Route}/{nobody}/undo")).ShouldFail(409, "sales.lead_import.not_over");
        (await company.Owner.GetAsync($"{Route}?limit=1")).ShouldBe(200).Json["items"]!
            .AsArray()
            .Select(i => i!.Text("id"))
            .ShouldBe([nobody.ToString()]);
    }

    private static string[] Columns(JsonNode preview) => [.. preview["columns"]!.AsArray().Select(c => c!.ToString())];

    private string PathOf(TestTenant company, Guid id) => Path.Combine(host.FilesFolder, $"{company.Id:N}", $"{id:N}");

    private static async Task<Guid> AddContactAsync(TestTenant company, string name, string kind, string text) =>
        (await company.Owner.PostAsync("/api/v1/people/contacts", new { name, identifiers = new[] { new { kind, text } } })).ShouldBe(201).Id;

    private static async Task AddOpportunityAsync(TestTenant company, Guid contactId) =>
        (await company.Owner.PostAsync("/api/v1/sales/opportunities", new { title = "Venda", contactId })).ShouldBe(201);

    /// <summary>By row that became a lead: who it is of, and by what they are known.</summary>
    private static async Task<Dictionary<string, string>> PeopleByRowAsync(TestTenant company)
    {
        var people = new Dictionary<string, string>();
        foreach (var id in await Leads.IdsAsync(company.Owner, "?limit=200"))
        {
            var lead = (await Leads.GetAsync(company.Owner, id))["lead"]!;
            if (lead.Text("interest") is not { } row || !row.StartsWith("linha", StringComparison.Ordinal))
                continue;
            var contact = (await company.Owner.GetAsync($"/api/v1/people/contacts/{lead["person"]!.Text("contactId")}")).ShouldBe(200).Json;
            var identifiers = contact["identifiers"]!.AsArray().Select(i => $"{i!["kind"]} {i["masked"] ?? i["value"]}").Order();
            people[row] = $"{contact.Text("name")}: {string.Join(", ", identifiers)}";
        }
        return new Dictionary<string, string>(people.OrderBy(p => p.Key, StringComparer.Ordinal));
    }

    private static async Task<IEnumerable<string>> NamedAsync(TestTenant company, string text) =>
        (await company.Owner.PostAsync("/api/v1/people/contacts/searches", new { text })).ShouldBe(200).Json["items"]!
            .AsArray()
            .Select(c => c!.Text("name")!)
            .Order(StringComparer.Ordinal);

    private static async Task DeleteAsAppAsync(TestTenant company, Guid leadId)
    {
        await using var connection = await Behind.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(
            $"select set_config('app.tenant_id', '{company.Id}', true); delete from lead_events where lead_id = '{leadId}'",
            connection,
            transaction
        );
        await command.ExecuteNonQueryAsync();
    }
}

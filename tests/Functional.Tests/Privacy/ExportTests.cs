using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CleanApp.Adapter.Tests.Common.Pdf;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Privacy;

/// <summary>A person gets everything the company holds of them, and that they got it is known.</summary>
public sealed class ExportTests(TestHost host)
{
    [Fact]
    public async Task Everything_every_module_holds_is_in_the_export()
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());

        var export = (await person.ExportAsync()).ShouldBe(200);

        export.ContentType.ShouldBe("application/json");
        var sections = export.Json["sections"]!.AsObject();
        sections.Select(s => s.Key).ShouldBe(["person", "identifiers", "consents", "tickets", "accesses"]);
        sections["person"]![0]!.Text("name").ShouldBe(person.Name);
        Rows("identifiers").Select(r => (r.Text("kind"), r.Text("value"))).ShouldBe([("phone", Person.PhoneDigits), ("cpf", Person.CpfDigits)]);
        Rows("consents")
            .Select(r => (r.Text("purpose"), r.Text("granted"), r.Text("source"), r.Text("evidence")))
            .ShouldBe([("marketing", "true", "counter", null), ("survey", "true", "operator", $"Ficha de {person.Marker}")]);
        Rows("consents").ShouldAllBe(r => r.Text("text")!.Contains("pelo WhatsApp"));
        var ticket = Rows("tickets").ShouldHaveSingleItem();
        (ticket.Text("service"), ticket.Text("status"), ticket.Text("amount"), ticket.Text("cancelReason")).ShouldBe(
            ("Atendimento", "cancelled", "0.00 BRL", $"{person.Marker} desistiu")
        );
        DateTimeOffset.Parse(ticket.Text("finishedAt")!, CultureInfo.InvariantCulture).Offset.ShouldBe(TimeSpan.Zero);
        Rows("accesses")
            .Select(r => (r.Text("action"), r.Text("by"), r.Text("reason")))
            .ShouldBe([("reveal", "Dona Teste", $"Ligar para {person.Marker}"), ("export", "Dona Teste", "Pedido da titular")]);

        IEnumerable<JsonNode> Rows(string section) => sections[section]!.AsArray().Select(r => r!);
    }

    [Fact]
    public async Task Payments_of_the_persons_tickets_are_in_it_and_nobody_elses()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("P", 12.50m);
        var (paid, amount) = await PayAsync("Ana", "111.444.777-35");
        await PayAsync("Rui", "123.456.789-09");

        var export = await company.Owner.PostAsync($"/api/v1/privacy/contacts/{paid}/exports", new { reason = "Pedido", format = "json" });

        var payment = export.ShouldBe(200).Json["sections"]!["payments"]!.AsArray().ShouldHaveSingleItem()!;
        (payment.Text("amount"), payment.Text("method"), payment.Text("endToEndId")).ShouldBe(("12.50 BRL", "pix", amount));

        async Task<(Guid Contact, string EndToEndId)> PayAsync(string name, string cpf)
        {
            var customer = new { name, cpf };
            var ticket = (await company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service, customer })).ShouldBe(201);
            var charge = (await company.ChargeAsync(ticket.Id)).ShouldBe(201);
            var endToEndId = await company.PayAsync(charge["txid"]!);
            await company.WaitForTicketAsync(ticket.Id, "paid");
            return (Guid.Parse(ticket["contactId"]!), endToEndId);
        }
    }

    [Fact]
    public async Task As_a_pdf_it_reads_in_portuguese()
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());

        using var response = await DownloadAsync(person, "pdf");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        var text = Poppler.Text(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        string[] titles = ["Cadastro", "Documentos e contatos", "Consentimentos", "Senhas", "Quem viu estes dados", "Sobre este documento"];
        titles.Select(title => text.IndexOf(title, StringComparison.Ordinal)).ShouldBeInOrder();
        titles.ShouldAllBe(title => text.Contains(title, StringComparison.Ordinal));
        text.ShouldContain($"Nome {person.Name}");
        text.ShouldContain($"Número ou endereço {Person.Cpf}");
        text.ShouldContain("Número ou endereço +55 11 98765-4321");
        text.ShouldContain("Resposta autorizou Finalidade survey Canal WhatsApp");
        text.ShouldContain($"Prova Ficha de {person.Marker}");
        text.ShouldContain("Preço R$ 0,00 Situação cancelada");
        text.ShouldContain("O quê dados exportados Motivo Pedido");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("pdf")]
    public async Task It_is_a_download_and_its_file_name_says_nothing(string format)
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());

        using var response = await DownloadAsync(person, format);

        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileName!.ShouldMatch($@"^dados-pessoais-\d{{4}}-\d\d-\d\d\.{format}$");
    }

    [Fact]
    public async Task What_cannot_be_handed_out_leaves_no_line_and_what_is_leaves_one()
    {
        var (company, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var person = await Person.OfAsync(company);

        (await person.ExportAsync(by: other.Owner)).ShouldFail(404, "people.contact.not_found");
        (await person.ExportAsync(by: await company.AddMemberAsync("agent"))).ShouldFail(403, "auth.forbidden");
        (await person.ExportAsync(reason: " ")).ShouldFail(422, "request.invalid");
        (await person.ExportAsync("docx")).Status.ShouldBe(400);
        (await LinesAsync()).ShouldBe(0);

        (await person.ExportAsync(by: await company.AddMemberAsync("manager"))).ShouldBe(200);
        (await LinesAsync()).ShouldBe(1);
        var line = (await company.ItemsAsync($"/api/v1/people/contacts/{person.Id}/accesses"))[0];
        (line.Text("action"), line.Text("userName"), line.Text("reason")).ShouldBe(("export", "Membro manager", "Pedido da titular"));

        Task<long> LinesAsync() =>
            Behind.ScalarAsync<long>($"select count(*) from personal_data_accesses where contact_id = '{person.Id}' and action = 'export'");
    }

    [Fact]
    public async Task A_repeated_idempotency_key_keeps_no_copy_of_the_data()
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());
        var path = $"/api/v1/privacy/contacts/{person.Id}/exports";

        (await person.Company.Owner.PostAsync(path, new { reason = "Pedido", format = "json" }, "once")).ShouldBe(200);

        (await Behind.ScalarAsync<long>($"select count(*) from idempotency_records where tenant_id = '{person.Company.Id}'")).ShouldBe(0);
    }

    /// <summary>As bytes, which a file that is no text has to stay.</summary>
    private static Task<HttpResponseMessage> DownloadAsync(Person person, string format) =>
        person.Company.Owner.Http.PostAsync(
            $"/api/v1/privacy/contacts/{person.Id}/exports",
            new StringContent($$"""{"reason":"Pedido","format":"{{format}}"}""", Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken
        );
}

using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Identity;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Counter;

/// <summary>A ticket for somebody: the person is recognised, the Counter keeps an id.</summary>
public sealed class CustomerTests(TestHost host)
{
    private const string Cpf = "529.982.247-25";
    private const string OtherCpf = "111.444.777-35";
    private const string Phone = "(11) 98765-4321";

    [Fact]
    public async Task A_customer_is_recognised_by_cpf_and_by_telephone_and_what_was_missing_is_added()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync();

        var first = await CustomerAsync(company, service, new { name = "Maria Souza", phone = Phone });
        var second = await CustomerAsync(company, service, new { cpf = Cpf, phone = "11 8765-4321" });
        var third = await CustomerAsync(company, service, new { name = "Outro Nome", cpf = "52998224725" });

        (second.Text("contactId"), third.Text("contactId")).ShouldBe((first.Text("contactId"), first.Text("contactId")));
        (first.Text("name"), first.Text("cpf"), first.Text("phone")).ShouldBe(("Maria Souza", null, "+55 11 *******21"));
        (third.Text("name"), third.Text("cpf"), third.Text("phone")).ShouldBe(("Maria Souza", "***.982.247-**", "+55 11 *******21"));
    }

    [Fact]
    public async Task Persons_who_share_a_telephone_stay_two()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync();

        var mother = await CustomerAsync(
            company,
            service,
            new
            {
                name = "Maria",
                cpf = Cpf,
                phone = Phone,
            }
        );
        var son = await CustomerAsync(
            company,
            service,
            new
            {
                name = "João",
                cpf = OtherCpf,
                phone = Phone,
            }
        );
        var again = await CustomerAsync(company, service, new { cpf = OtherCpf });

        son.Text("contactId").ShouldNotBe(mother.Text("contactId"));
        again.Text("contactId").ShouldBe(son.Text("contactId"));
        (son.Text("phone"), son.Text("name")).ShouldBe((null, "João"));

        // Nor does a CPF join a telephone that goes by another name.
        var unnumbered = await CustomerAsync(company, service, new { name = "Ana", phone = "21 98765-4321" });
        var other = await CustomerAsync(
            company,
            service,
            new
            {
                name = "Rui",
                cpf = "123.456.789-09",
                phone = "21 98765-4321",
            }
        );
        other.Text("contactId").ShouldNotBe(unnumbered.Text("contactId"));
    }

    [Fact]
    public async Task Twenty_tickets_at_once_for_a_new_customer_are_of_one_person()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync();

        // Some know the CPF, some the telephone, some both: whoever comes first, they end as one or as two who are told apart by CPF.
        var customers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => CustomerAsync(company, service, new { cpf = Cpf, phone = i % 2 == 0 ? Phone : null }))
        );

        customers.Select(c => c.Text("contactId")).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Customers_whose_numbers_cross_do_not_wait_for_each_other_for_ever()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync();
        var maria = Guid.Parse(
            (
                await CustomerAsync(
                    company,
                    service,
                    new
                    {
                        name = "Maria",
                        cpf = Cpf,
                        phone = Phone,
                    }
                )
            ).Text("contactId")!
        );
        await CustomerAsync(
            company,
            service,
            new
            {
                name = "João",
                cpf = OtherCpf,
                phone = "21 98765-4321",
            }
        );

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    i % 3 == 0 ? IssueAsync(company, service, new { cpf = Cpf, phone = "21 98765-4321" })
                    : i % 3 == 1 ? IssueAsync(company, service, new { cpf = OtherCpf, phone = Phone })
                    : company.Owner.PostAsync($"/api/v1/people/contacts/{maria}/identifiers", new { kind = "phone", text = "21 98765-4321" })
                )
        );

        answers.Select(a => a.Status).Distinct().Order().ShouldBe([201, 409]);
        answers.Where(a => a.Status == 409).ShouldAllBe(a => a["code"] == "people.identifier.taken");
    }

    [Fact]
    public async Task Where_the_service_needs_it_nobody_gets_a_ticket_unnamed_and_the_purpose_is_said()
    {
        var company = await host.NewTenantAsync();
        (await ServiceAsync(company, "required", null)).ShouldFail(422, "counter.service.purpose_needed");
        var service = (await ServiceAsync(company, "required", "Emitir o laudo no seu nome")).ShouldBe(201);
        (service["customerAsk"], service["customerPurpose"]).ShouldBe(("required", "Emitir o laudo no seu nome"));

        (await IssueAsync(company, service.Id, null)).ShouldFail(422, "counter.queue_ticket.customer_needed");
        (await IssueAsync(company, service.Id, new { name = "Maria" })).ShouldBe(201);

        // What the service asks is changed with it, and the refused ticket took no number.
        (await IssueAsync(company, service.Id, new { name = "Ana" }))
            .ShouldBe(201)["code"]
            .ShouldBe("R002");
    }

    [Theory]
    [InlineData("""{}""", "customer")]
    [InlineData("""{"cpf":"529.982.247-26"}""", null)]
    [InlineData("""{"phone":"123"}""", null)]
    [InlineData("""{"name":""}""", "customer.name")]
    [InlineData("""{"name":"a","consents":[{"purpose":"Marketing","channel":"whatsapp"}]}""", "customer.consents[0].purpose")]
    [InlineData("""{"name":"a","consents":[{"purpose":"marketing","channel":"whatsapp","version":9}]}""", null)]
    [InlineData("""{"name":"a","consents":[{"purpose":"marketing","channel":"smoke"}]}""", null)]
    [InlineData("""{"name":"a","consents":[null]}""", null)]
    public async Task A_customer_who_cannot_be_is_refused_and_leaves_nothing(string customer, string? field)
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync();

        var answer = await IssueAsync(company, service, JsonNode.Parse(customer));

        answer.Status.ShouldBeOneOf(400, 422);
        if (field is not null)
            answer.Json["errors"]!.AsObject().ShouldContain(e => e.Key == field);
        (await company.ItemsAsync("/api/v1/counter/tickets")).ShouldBeEmpty();
        (await company.Owner.PostAsync("/api/v1/people/contacts/searches", new { text = "" })).Json["items"]!.AsArray().ShouldBeEmpty();
        answer.Text.ShouldNotContain("529.982");
    }

    [Fact]
    public async Task The_ticket_keeps_an_id_and_lists_slips_and_queue_hold_nothing_of_the_person()
    {
        var company = await host.NewTenantAsync();
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);
        var ticket = (
            await IssueAsync(
                company,
                await company.AddServiceAsync(),
                new
                {
                    name = "Zenaide Quintanilha",
                    cpf = Cpf,
                    phone = Phone,
                }
            )
        ).ShouldBe(201);
        await company.WaitForJobAsync(ticket.Id, "printed");

        var seen = string.Concat(
            (await company.Owner.GetAsync("/api/v1/counter/tickets")).Text,
            (await company.Owner.GetAsync("/api/v1/counter/queue")).Text,
            (await host.Anonymous().GetAsync($"/api/v1/public/queue/{ticket["followUrl"]!.Split('/')[^1]}")).ShouldBe(200).Text,
            (await printer.SlipsAsync()).ShouldHaveSingleItem().ToJsonString(),
            await OwnerConnection.ScalarAsync(
                "select string_agg(t::text || w::text, '') from queue_tickets t, work_items w where t.tenant_id::text = $1 and w.tenant_id = t.tenant_id",
                company.Id.ToString()
            )
        );
        foreach (var clear in new[] { "Zenaide", "Quintanilha", "529.982", "52998224725", "98765" })
            seen.ShouldNotContain(clear, Case.Insensitive);
        seen.ShouldContain(ticket["contactId"]!);
        (await company.TicketAsync(ticket.Id)).Json["customer"]!.Text("name").ShouldBe("Zenaide Quintanilha");
    }

    [Fact]
    public async Task A_persons_tickets_are_listed_newest_first_and_nobody_elses()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync();
        var codes = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            codes.Add((await IssueAsync(company, service, new { cpf = Cpf })).ShouldBe(201)["code"]!);
            await company.IssueAsync(service);
        }
        var maria = (await CustomerAsync(company, service, new { cpf = Cpf })).Text("contactId");

        var page = (await company.Owner.GetAsync($"/api/v1/counter/tickets?contactId={maria}&limit=3")).ShouldBe(200);
        var rest = (await company.Owner.GetAsync($"/api/v1/counter/tickets?contactId={maria}&limit=3&after={page["next"]}")).ShouldBe(200);

        Codes(page).Concat(Codes(rest)).ShouldBe(["A007", .. codes.AsEnumerable().Reverse()]);
        var other = await host.NewTenantAsync();
        (await other.ItemsAsync($"/api/v1/counter/tickets?contactId={maria}")).ShouldBeEmpty();

        static IEnumerable<string?> Codes(Answer answer) => answer.Json["items"]!.AsArray().Select(t => t!.Text("code"));
    }

    private static Task<Answer> ServiceAsync(TestTenant company, string ask, string? purpose) =>
        company.Owner.PostAsync(
            "/api/v1/counter/services",
            new
            {
                name = "Exames",
                prefix = "R",
                price = new { value = "0.00", currency = "BRL" },
                customerAsk = ask,
                customerPurpose = purpose,
            }
        );

    private static Task<Answer> IssueAsync(TestTenant company, Guid service, object? customer) =>
        company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service, customer });

    private static async Task<JsonNode> CustomerAsync(TestTenant company, Guid service, object customer) =>
        (await IssueAsync(company, service, customer)).ShouldBe(201).Json["customer"]!;
}

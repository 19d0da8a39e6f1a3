using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Sales.Leads;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>A page that anybody may fill in: who becomes a lead by it, and what it never tells or changes.</summary>
public sealed class LeadFormTests(TestHost host)
{
    [Fact]
    public async Task Whoever_fills_it_in_becomes_a_lead_with_all_they_said()
    {
        var company = await host.NewTenantAsync();
        var seller = await company.AddMemberAsync("agent");
        var form = await LeadForms.MakeAsync(company, ownerId: await InboxCompany.IdOfAsync(seller));

        var page = (await form.OpenAsync()).ShouldBe(200).Json.AsObject();
        var sent = await form.SendAsync(
            email: "rita@cliente.example",
            message: "Quero um orçamento\npara sábado",
            query: "?utm_source=instagram&utm_campaign=natal%202026&x=1",
            referrer: "https://loja.example/rita?cpf=1"
        );

        // What to show, and nothing more.
        page.Select(p => p.Key)
            .ShouldBe(["companyName", "title", "text", "phone", "email", "message", "notice", "privacyUrl", "version"], ignoreOrder: true);
        (page["title"]!.ToString(), page["phone"]!.ToString(), page["message"]!.ToString(), page["notice"]!.ToString()).ShouldBe(
            ("Fale com a gente", "required", "optional", LeadForms.Notice)
        );
        (await company.Owner.GetAsync("/api/v1/privacy/form")).ShouldBe(200)["url"].ShouldBe(page["privacyUrl"]!.ToString());
        sent.ShouldBe(200).Json.ToJsonString().ShouldContain("Obrigado!");
        var id = (await IdsAsync(seller)).ShouldHaveSingleItem();
        var whole = await GetAsync(seller, id);
        var lead = whole["lead"]!;
        (lead.Text("source"), lead.Text("status"), lead["person"]!.Text("name"), lead["owner"]!.Text("name")).ShouldBe(
            ("form", "new", "Rita", "Membro agent")
        );
        (whole["campaign"]!.Text("source"), whole["campaign"]!.Text("name")).ShouldBe(("instagram", "natal 2026"));
        var events = await EventsAsync(seller, id);
        events.Select(e => e.Text("kind")).ShouldBe(["opened", "form_sent"]);
        var entry = events[1];
        (entry["author"], entry["subject"]!.Text("name"), entry.Text("text")).ShouldBe((null, "Vitrine", "Quero um orçamento\npara sábado"));
        // Of the site they came from no more than its name, and of what is in their record nothing twice.
        (entry["form"]!.Text("from"), entry["form"]!.Text("notice"), entry["form"]!.Text("phone"), entry["form"]!.Text("name")).ShouldBe(
            ("https://loja.example", LeadForms.Notice, null, null)
        );
        (await FoundAsync(seller, "11911112222")).ShouldBe([id]);
        (await FoundAsync(seller, "rita@cliente.example")).ShouldBe([id]);
        var listed = (await company.ItemsAsync(LeadForms.Route)).ShouldHaveSingleItem();
        listed["entries"]!.GetValue<int>().ShouldBe(1);
        listed.Text("lastEntryAt").ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_is_known_is_neither_told_of_nor_changed_and_what_they_said_is_kept_beside()
    {
        var company = await host.NewTenantAsync();
        var form = await LeadForms.MakeAsync(company);
        var known = await ContactOfAsync(company, await OpenAsync(company.Owner, "Maria", "11 98888-0001"));
        var before = await RecordOfAsync(company, known);
        await LoseAllAsync(company);

        var stranger = await form.SendAsync("Outra", "11 97777-0001", "outra@cliente.example");
        var claimed = await form.SendAsync("João", "11 98888-0001", "joao@golpe.example", "Mande a proposta para este e-mail");

        claimed.ShouldBe(200).Text.ShouldBe(stranger.ShouldBe(200).Text);
        (await RecordOfAsync(company, known)).ShouldBe(before);
        var lead = (await IdsAsync(company.Owner, $"?contactId={known}&open=true")).First();
        var entry = (await EventsAsync(company.Owner, lead)).Single(e => e.Text("kind") == "form_sent");
        (entry["form"]!.Text("name"), entry["form"]!.Text("email"), entry["form"]!.Text("phone")).ShouldBe(("João", "joao@golpe.example", null));
        // Whoever is asked for by the address that was claimed is nobody.
        (await FoundAsync(company.Owner, "joao@golpe.example")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_a_lead_already_has_it_written_down_there_and_it_stays_whose_it_is()
    {
        var company = await host.NewTenantAsync();
        var (ana, bia) = (await company.AddMemberAsync("agent"), await company.AddMemberAsync("agent"));
        var open = await OpenAsync(company.Owner, "Rita", "11 91111-2222", await InboxCompany.IdOfAsync(ana));
        var form = await LeadForms.MakeAsync(company, ownerId: await InboxCompany.IdOfAsync(bia));
        var browser = await PushBrowser.OfAsync(host, ana);

        (await form.SendAsync(message: "Ainda espero")).ShouldBe(200);

        (await IdsAsync(company.Owner)).ShouldBe([open]);
        (await GetAsync(ana, open))["lead"]!.Text("source").ShouldBe("phone");
        var entry = (await EventsAsync(ana, open))[^1];
        (entry.Text("kind"), entry.Text("text"), entry["subject"]!.Text("name")).ShouldBe(("form_sent", "Ainda espero", "Vitrine"));
        (await IdsAsync(bia)).ShouldBeEmpty();
        var told = (await browser.WaitForAsync(1))[0];
        (told.Text("reason"), told.Text("subject"), told.Text("customer"), told.Text("words")).ShouldBe(
            ("lead_form", open.ToString(), "Rita", "Vitrine")
        );
    }

    [Fact]
    public async Task Sent_again_or_by_eight_at_once_it_is_one_lead_and_the_same_entry_is_written_once()
    {
        var company = await host.NewTenantAsync();
        var form = await LeadForms.MakeAsync(company);
        var entry = Guid.CreateVersion7();

        var same = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => form.SendAsync(entryId: entry)));
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => form.SendAsync()));

        same.Concat(others).ShouldAllBe(a => a.Status == 200);
        var lead = (await IdsAsync(company.Owner)).ShouldHaveSingleItem();
        (await EventsAsync(company.Owner, lead)).Select(e => e.Text("kind")).Count(k => k == "form_sent").ShouldBe(5);
        (await company.ItemsAsync(LeadForms.Route))[0]["entries"]!.GetValue<int>().ShouldBe(5);
    }

    [Fact]
    public async Task One_entry_is_one_whatever_it_says_and_whatever_became_of_the_form()
    {
        var company = await host.NewTenantAsync();
        var form = await LeadForms.MakeAsync(company);
        var entry = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => form.SendAsync(phone: $"(11) 91111-000{i}", entryId: entry)));
        (await company.Owner.PutAsync($"{LeadForms.Route}/{form.Id}", LeadForms.Body(email: "required"))).ShouldBe(200);
        var late = await form.SendAsync(entryId: entry);

        answers.Append(late).ShouldAllBe(a => a.Status == 200);
        (await IdsAsync(company.Owner)).ShouldHaveSingleItem();
        // Nobody is written down who is no lead.
        (await Behind.ScalarAsync<long>($"select count(*) from contacts where tenant_id = '{company.Id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_that_is_nobodys_was_given_anew_or_is_switched_off_is_the_same_nothing()
    {
        var company = await host.NewTenantAsync();
        var former = await LeadForms.MakeAsync(company);
        var renewed = LeadForms.Of(company, (await company.Owner.PostAsync($"{LeadForms.Route}/{former.Id}/link")).ShouldBe(200).Json);
        renewed.Token.ShouldNotBe(former.Token);
        (await renewed.OpenAsync()).ShouldBe(200);

        foreach (var dead in new[] { former, former with { Token = "unknown0unknown0unknown" }, former with { Token = former.Id.ToString() } })
        {
            (await dead.OpenAsync()).ShouldFail(404, "sales.lead_form.not_found");
            (await dead.SendAsync()).ShouldFail(404, "sales.lead_form.not_found");
        }
        (await company.Owner.PutAsync($"{LeadForms.Route}/{former.Id}", LeadForms.Body(active: false))).ShouldBe(200);
        (await renewed.OpenAsync()).ShouldFail(404, "sales.lead_form.not_found");
        (await renewed.SendAsync(version: 3)).ShouldFail(404, "sales.lead_form.not_found");
        (await IdsAsync(company.Owner)).ShouldBeEmpty();
        (await company.Owner.PutAsync($"{LeadForms.Route}/{former.Id}", LeadForms.Body())).ShouldBe(200);
        (await renewed.SendAsync(version: 4)).ShouldBe(200);
    }

    [Fact]
    public async Task What_it_demands_has_to_be_said_and_what_it_does_not_ask_is_not_taken()
    {
        var company = await host.NewTenantAsync();
        var form = await LeadForms.MakeAsync(company, phone: "required", email: "off", message: "required");

        (await form.SendAsync(phone: null, message: "Oi")).ShouldFail(422, "sales.lead_form.answer_missing");
        (await form.SendAsync(message: " ")).ShouldFail(422, "sales.lead_form.answer_missing");
        (await form.SendAsync(phone: "123", message: "Oi")).ShouldFail(422, "people.phone.invalid");
        (await form.SendAsync(name: " ", message: "Oi")).ShouldFail(422, "request.invalid");
        (await form.SendAsync(message: new string('x', 2001))).ShouldFail(422, "request.invalid");
        (await form.SendAsync(message: "Oi", version: 2)).ShouldFail(409, "sales.lead_form.changed");
        (await IdsAsync(company.Owner)).ShouldBeEmpty();

        (await form.SendAsync(email: "rita@cliente.example", message: "Oi")).ShouldBe(200);

        (await FoundAsync(company.Owner, "rita@cliente.example")).ShouldBeEmpty();
        (await EventsAsync(company.Owner, (await IdsAsync(company.Owner)).Single()))[1]["form"]!.Text("email").ShouldBeNull();
    }

    [Fact]
    public async Task A_program_that_fills_in_everything_is_answered_as_a_person_and_nothing_is_written()
    {
        var company = await host.NewTenantAsync();
        var form = await LeadForms.MakeAsync(company);

        var program = await form.SendAsync(website: "https://spam.example");
        var person = await form.SendAsync("Rui", "11 95555-0001");

        program.ShouldBe(200).Text.ShouldBe(person.ShouldBe(200).Text);
        (await IdsAsync(company.Owner)).ShouldHaveSingleItem();
        (await FoundAsync(company.Owner, "11911112222")).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_limited_per_address()
    {
        var company = await host.NewTenantAsync();
        var form = await LeadForms.MakeAsync(company);
        await using var side = await host.StartAsync(new() { ["RateLimits:FormsPerMinute"] = null, ["Proxy:Addresses:0"] = "127.0.0.1" });
        var anonymous = side.Anonymous();
        // Of the range for documentation; everybody else here comes from one address.
        anonymous.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.51.100.{Random.Shared.Next(1, 250)}");
        var answers = new List<Answer>();
        for (var i = 0; i < 6; i++)
            answers.Add(
                await anonymous.PostAsync(
                    $"{form.Page}/entries",
                    new
                    {
                        entryId = Guid.CreateVersion7(),
                        version = 1,
                        name = "Rita",
                        phone = $"(11) 91111-000{i}",
                    }
                )
            );

        answers.Take(5).ShouldAllBe(a => a.Status == 200);
        answers[5].ShouldFail(429, "request.too_many").Headers["Retry-After"].ShouldNotBeNullOrEmpty();
        (await IdsAsync(company.Owner)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Whoever_looked_after_its_leads_and_left_leaves_them_to_nobody()
    {
        var company = await host.NewTenantAsync();
        var seller = await company.AddMemberAsync("agent");
        var sellerId = await InboxCompany.IdOfAsync(seller);
        var form = await LeadForms.MakeAsync(company, ownerId: sellerId);
        (await company.Owner.PutAsync($"/api/v1/members/{sellerId}", new { role = "operator", active = true })).ShouldBe(200);

        (await form.SendAsync()).ShouldBe(200);

        var lead = (await IdsAsync(company.Owner)).ShouldHaveSingleItem();
        (await GetAsync(company.Owner, lead))["lead"]!["owner"].ShouldBeNull();
        // The form may be changed all the same, and given to nobody who looks after no leads.
        var body = LeadForms.Body(ownerId: sellerId, title: "Outro título");
        (await company.Owner.PutAsync($"{LeadForms.Route}/{form.Id}", body)).ShouldBe(200);
        (await company.Owner.PostAsync(LeadForms.Route, LeadForms.Created(LeadForms.Body("Outro", ownerId: sellerId)))).ShouldFail(
            404,
            "sales.lead.owner_not_found"
        );
    }

    [Fact]
    public async Task With_the_person_goes_what_they_said_and_until_then_it_is_theirs()
    {
        var company = await host.NewTenantAsync();
        var form = await LeadForms.MakeAsync(company);
        (await form.SendAsync(message: "Segredo da Rita")).ShouldBe(200);
        var lead = (await IdsAsync(company.Owner)).Single();
        var contact = await ContactOfAsync(company, lead);
        var exported = await company.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/exports", new { reason = "Pedido", format = "json" });
        exported.ShouldBe(200).Text.ShouldContain("Segredo da Rita");
        exported.Text.ShouldContain(LeadForms.Notice);

        (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido" })).ShouldBe(200);

        var entry = (await EventsAsync(company.Owner, lead)).Single(e => e.Text("kind") == "form_sent");
        (entry.Text("text"), entry["form"]).ShouldBe((null, null));
        // Who sends it now is somebody new.
        (await form.SendAsync()).ShouldBe(200);
        var again = (await IdsAsync(company.Owner, "?status=new")).ShouldHaveSingleItem();
        again.ShouldNotBe(lead);
        (await ContactOfAsync(company, again)).ShouldNotBe(contact);
    }

    [Fact]
    public async Task Who_leads_makes_and_changes_them_and_nobody_of_another_company_sees_one()
    {
        var (company, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var form = await LeadForms.MakeAsync(company);
        var one = $"{LeadForms.Route}/{form.Id}";

        var agent = await company.AddMemberAsync("agent");
        (await agent.GetAsync(LeadForms.Route)).ShouldFail(403, "auth.forbidden");
        (await agent.GetAsync(one)).ShouldFail(403, "auth.forbidden");
        (await agent.PostAsync(LeadForms.Route, LeadForms.Created(LeadForms.Body("Outro")))).ShouldFail(403, "auth.forbidden");
        (await agent.PutAsync(one, LeadForms.Body())).ShouldFail(403, "auth.forbidden");
        (await agent.PostAsync($"{one}/link")).ShouldFail(403, "auth.forbidden");
        (await (await company.AddMemberAsync("manager")).GetAsync(one)).ShouldBe(200);
        (await other.Owner.GetAsync(one)).ShouldFail(404, "sales.lead_form.not_found");
        (await other.Owner.PutAsync(one, LeadForms.Body())).ShouldFail(404, "sales.lead_form.not_found");
        (await other.Owner.PostAsync($"{one}/link")).ShouldFail(404, "sales.lead_form.not_found");
        (await other.ItemsAsync(LeadForms.Route)).ShouldBeEmpty();
        // An id that another company's page has chosen is another thing here.
        var theirs = await LeadForms.MakeAsync(other);
        var entry = Guid.CreateVersion7();
        (await form.SendAsync(entryId: entry)).ShouldBe(200);
        (await theirs.SendAsync(entryId: entry)).ShouldBe(200);
        (await IdsAsync(other.Owner)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Its_words_are_checked_its_name_is_its_own_and_of_two_who_change_it_one_is_told()
    {
        var company = await host.NewTenantAsync();
        var form = await LeadForms.MakeAsync(company);
        var one = $"{LeadForms.Route}/{form.Id}";

        (await MakeAsync(LeadForms.Body(" "))).ShouldFail(422, "request.invalid").Json["errors"]!["name"].ShouldNotBeNull();
        (await MakeAsync(LeadForms.Body("Longo", title: new string('x', 121)))).ShouldFail(422, "request.invalid");
        (await MakeAsync(LeadForms.Body("Mudo", phone: "optional", email: "optional"))).ShouldFail(422, "sales.lead_form.unreachable");
        (await MakeAsync(LeadForms.Body("VITRINE"))).ShouldFail(409, "sales.lead_form.name_taken");
        var seen = (await company.Owner.GetAsync(one)).ShouldBe(200).Headers["ETag"];
        (await ChangeAsync(LeadForms.Body(title: "Primeiro"), seen)).ShouldBe(200).Headers["ETag"].ShouldBe("\"v2\"");
        (await ChangeAsync(LeadForms.Body(title: "Segundo"), seen)).ShouldFail(412, "sales.lead_form.changed_meanwhile");
        (await company.Owner.GetAsync(one))["title"].ShouldBe("Primeiro");

        async Task<Answer> MakeAsync(object body) => await company.Owner.PostAsync(LeadForms.Route, LeadForms.Created(body));

        async Task<Answer> ChangeAsync(object body, string tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, one) { Content = System.Net.Http.Json.JsonContent.Create(body) };
            request.Headers.TryAddWithoutValidation("If-Match", tag);
            return await company.Owner.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_company_has_fifty_and_twice_the_same_request_is_one()
    {
        var company = await host.NewTenantAsync();
        var body = LeadForms.Created(LeadForms.Body("Formulário 0"));
        var first = (await company.Owner.PostAsync(LeadForms.Route, body, "form-1")).ShouldBe(201).Id;
        (await company.Owner.PostAsync(LeadForms.Route, body, "form-1")).ShouldBe(201).Id.ShouldBe(first);
        for (var i = 1; i < 49; i++)
            await LeadForms.MakeAsync(company, $"Formulário {i}");

        var last = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(i => company.Owner.PostAsync(LeadForms.Route, LeadForms.Created(LeadForms.Body($"Último {i}"))))
        );

        last.Count(a => a.Status == 201).ShouldBe(1);
        last.First(a => a.Status != 201).ShouldFail(409, "sales.lead_form.too_many");
        (await company.ItemsAsync(LeadForms.Route)).Count.ShouldBe(50);
    }

    private static async Task<Guid> ContactOfAsync(TestTenant company, Guid lead) =>
        Guid.Parse((await GetAsync(company.Owner, lead))["lead"]!["person"]!.Text("contactId")!);

    private static async Task<string> RecordOfAsync(TestTenant company, Guid contact) =>
        (await company.Owner.GetAsync($"/api/v1/people/contacts/{contact}")).ShouldBe(200).Text;

    private static async Task LoseAllAsync(TestTenant company)
    {
        var reason = (await company.ItemsAsync("/api/v1/sales/loss-reasons"))[0].Text("id");
        foreach (var lead in await IdsAsync(company.Owner))
            (await company.Owner.PutAsync($"{Route}/{lead}/loss", new { lossReasonId = reason })).ShouldBe(200);
    }
}

using System.Globalization;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Sales.Leads;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>Somebody who might buy, from the first word to the end.</summary>
public sealed class LeadTests(TestHost host)
{
    [Fact]
    public async Task From_a_conversation_by_one_key_it_is_the_callers_and_however_often_it_is_one()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var conversation = await inbox.WrittenAsync("Quanto custa?");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FromConversationAsync(seller, conversation)));

        answers.ShouldAllBe(a => a.Status == 200);
        answers.Count(a => a.Json["isNew"]!.GetValue<bool>()).ShouldBe(1);
        var lead = answers.Select(a => a.Json["lead"]!.Text("id")!).Distinct().ShouldHaveSingleItem();
        var shown = (await GetAsync(seller, Guid.Parse(lead)))["lead"]!;
        (shown.Text("source"), shown.Text("status"), shown.Text("conversationId")).ShouldBe(("whatsapp", "new", conversation.ToString()));
        (shown["person"]!.Text("name"), shown["owner"]!.Text("name")).ShouldBe(("Ana", "Membro agent"));
        // Both ways: the person's past tells of it, and it is found by the person.
        var contact = shown["person"]!.Text("contactId");
        var past = await inbox.Company.ItemsAsync($"/api/v1/people/contacts/{contact}/timeline");
        past.Select(e => (e.Text("kind"), e.Text("id"))).ShouldContain(("lead", (string?)lead));
        (await IdsAsync(seller, $"?contactId={contact}")).ShouldBe([Guid.Parse(lead)]);
        (await FoundAsync(seller, InboxCompany.Ana)).ShouldBe([Guid.Parse(lead)]);
    }

    [Fact]
    public async Task What_the_advertisement_said_by_which_they_came_is_kept()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await inbox.Meta.TellAsync(
            "messages",
            at,
            new
            {
                messaging_product = "whatsapp",
                metadata = new { phone_number_id = inbox.Meta.PhoneNumberId },
                contacts = new[] { new { wa_id = InboxCompany.Ana[1..], profile = new { name = "Ana" } } },
                messages = new[]
                {
                    new
                    {
                        from = InboxCompany.Ana[1..],
                        id = $"wamid.{Guid.CreateVersion7():N}",
                        timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                        type = "text",
                        text = new { body = "Vi o anúncio" },
                        referral = new
                        {
                            source_url = "https://loja.example/p?utm_source=meta&utm_campaign=natal%202026&x=1",
                            source_id = "120210",
                            source_type = "ad",
                            headline = "Panetone",
                            ctwa_clid = "clid",
                        },
                    },
                },
            }
        );
        var listed = await Eventually.Async(() => InboxCompany.ListAsync(inbox.Owner), all => all.Count == 1, "what they wrote");
        var conversation = Guid.Parse(listed[0].Text("id")!);

        var lead = (await FromConversationAsync(inbox.Owner, conversation)).ShouldBe(200).Json["lead"]!;

        lead.Text("source").ShouldBe("advertisement");
        var whole = await GetAsync(inbox.Owner, Guid.Parse(lead.Text("id")!));
        (whole["campaign"]!.Text("source"), whole["campaign"]!.Text("name"), whole["campaign"]!.Text("medium")).ShouldBe(
            ("meta", "natal 2026", null)
        );
        (whole["advertisement"]!.Text("id"), whole["advertisement"]!.Text("headline")).ShouldBe(("120210", "Panetone"));
    }

    [Fact]
    public async Task A_person_has_one_open_lead_by_whatever_they_are_known_and_of_many_callers_one_opens_it()
    {
        var company = await host.NewTenantAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => OpenedAsync(company.Owner, "Rui", i % 2 == 0 ? "(11) 98765-4321" : "11 8765-4321"))
        );

        var lead = answers.Single(a => a.Status == 201).Id;
        foreach (var refused in answers.Where(a => a.Status != 201))
            refused.ShouldFail(409, "sales.lead.already_open");
        var other = (await OpenedAsync(company.Owner, "Loja", email: "loja@a.example", cnpj: "11.222.333/0001-81")).ShouldBe(201).Id;
        (await OpenedAsync(company.Owner, "Loja", email: "outra@a.example", cnpj: "11222333000181"))
            .ShouldFail(409, "sales.lead.already_open")["leadId"]
            .ShouldBe(other.ToString());
        (await OpenedAsync(company.Owner, "Loja", email: "LOJA@a.example")).ShouldFail(409, "sales.lead.already_open");
        (await OpenedAsync(company.Owner, "Ninguém")).ShouldFail(422, "sales.lead.nobody_named");
        (await OpenedAsync(company.Owner, "Torto", phone: "123")).Status.ShouldBe(422);
        (await IdsAsync(company.Owner)).ShouldBe([lead, other], ignoreOrder: true);
        // One request sent twice is one lead.
        var body = new { source = "visit", person = new { name = "Eva", phone = "11912345678" } };
        var once = (await company.Owner.PostAsync(Route, body, "lead-1")).ShouldBe(201);
        (await company.Owner.PostAsync(Route, body, "lead-1")).ShouldBe(201).Id.ShouldBe(once.Id);
    }

    [Fact]
    public async Task It_goes_its_way_and_every_change_is_told()
    {
        var company = await host.NewTenantAsync();
        var seller = await company.AddMemberAsync("agent");
        var me = await InboxCompany.IdOfAsync(seller);
        var id = await OpenAsync(seller, "Ana", "11987654321", me);

        (await StatusAsync(seller, id, "lost")).ShouldFail(409, "sales.lead.status_not_allowed");
        (await StatusAsync(seller, id, "working")).ShouldBe(200)["status"].ShouldBe("working");
        (await StatusAsync(seller, id, "working")).ShouldBe(200);
        var changes = new { interest = "Dois bolos", amount = TestTenant.Money(250) };
        (await seller.PutAsync($"{Route}/{id}", changes)).ShouldBe(200).Json["amount"]!.Text("value").ShouldBe("250.00");
        (await seller.PutAsync($"{Route}/{id}", changes)).ShouldBe(200);
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        (await seller.PutAsync($"{Route}/{id}/next-step", new { step = "Ligar", at })).ShouldBe(200)["nextStep"].ShouldBe("Ligar");
        (await IdsAsync(seller, "?overdue=true")).ShouldBe([id]);
        (await seller.DeleteAsync($"{Route}/{id}/next-step")).ShouldBe(200)["nextStep"].ShouldBeNull();
        (await IdsAsync(seller, "?overdue=true")).ShouldBeEmpty();
        (await seller.PostAsync($"{Route}/{id}/comments", new { text = "Prefere à tarde" })).ShouldBe(201)["sequence"].ShouldBe("7");
        (await StatusAsync(seller, id, "qualified")).ShouldBe(200);

        var told = await EventsAsync(seller, id);
        told.Select(e => (e.Text("kind"), e.Text("from"), e.Text("to"), e.Text("text")))
            .ShouldBe([
                ("opened", null, "phone", null),
                ("status_changed", "new", "working", null),
                ("described", null, null, "Interesse de Ana"),
                ("valued", null, "250.00", null),
                ("planned", null, at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), "Ligar"),
                ("step_done", null, null, "Ligar"),
                ("commented", null, null, "Prefere à tarde"),
                ("status_changed", "working", "qualified", null),
            ]);
        told.Select(e => e["sequence"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 8));
        told[0]["subject"]!.Text("name").ShouldBe("Membro agent");
        foreach (var query in new[] { "?status=qualified", "?open=true", "?source=phone", "?view=mine", $"?ownerId={me}" })
            (await IdsAsync(seller, query)).ShouldBe([id], query);
        foreach (var query in new[] { "?status=new", "?source=form", "?view=unowned" })
            (await IdsAsync(seller, query)).ShouldBeEmpty(query);
    }

    [Fact]
    public async Task Who_does_not_lead_sees_and_hears_of_their_own_and_of_nobodys_alone()
    {
        var company = await host.NewTenantAsync();
        var (seller, colleague) = (await company.AddMemberAsync("agent"), await company.AddMemberAsync("agent"));
        var others = (await host.NewTenantAsync()).Owner;
        await using var hears = await HubSocket.OpenAsync(host.BaseAddress, TokenOf(seller));
        await using var leads = await HubSocket.OpenAsync(host.BaseAddress, TokenOf(company.Owner));
        await using var deaf = await HubSocket.OpenAsync(host.BaseAddress, TokenOf(colleague));
        var owned = await OpenAsync(seller, "Ana", "11987654321", await InboxCompany.IdOfAsync(seller));
        await hears.WaitForAsync("lead", owned.ToString());
        await leads.WaitForAsync("lead", owned.ToString());
        var free = await OpenAsync(seller, "Bia", "11912345678");
        await deaf.WaitForAsync("lead", free.ToString());

        deaf.Changes.ShouldAllBe(c => c.Topic != "lead" || c.Id == free.ToString());
        (await IdsAsync(colleague)).ShouldBe([free]);
        (await IdsAsync(seller)).ShouldBe([free, owned]);
        (await IdsAsync(seller, "?limit=1")).ShouldBe([free]);
        (await IdsAsync(company.Owner)).ShouldBe([free, owned]);
        (await FoundAsync(colleague, "11987654321")).ShouldBeEmpty();
        // That there is one is said, and not which.
        (await OpenedAsync(colleague, "Ana", "11987654321"))
            .ShouldFail(409, "sales.lead.already_open")["leadId"]
            .ShouldBeNull();
        var contact = (await GetAsync(seller, owned))["lead"]!["person"]!.Text("contactId");
        (await colleague.GetAsync($"/api/v1/people/contacts/{contact}/timeline")).ShouldBe(200).Json["items"]!.AsArray().ShouldBeEmpty();
        foreach (var by in new[] { colleague, others })
        {
            foreach (var path in new[] { "", "/events", "/same" })
                (await by.GetAsync($"{Route}/{owned}{path}")).ShouldFail(404, "sales.lead.not_found");
            (await by.PutAsync($"{Route}/{owned}", new { interest = "x" })).ShouldFail(404, "sales.lead.not_found");
            (await StatusAsync(by, owned, "working")).ShouldFail(404, "sales.lead.not_found");
            (await by.PutAsync($"{Route}/{owned}/owner", new { ownerId = (Guid?)null })).ShouldFail(404, "sales.lead.not_found");
            (await by.PutAsync($"{Route}/{owned}/merge", new { intoLeadId = free })).ShouldFail(404, "sales.lead.not_found");
            (await by.PutAsync($"{Route}/{owned}/next-step", new { step = "x", at = TimeProvider.System.GetUtcNow() })).ShouldFail(
                404,
                "sales.lead.not_found"
            );
        }
        var operators = await InboxCompany.IdOfAsync(await company.AddMemberAsync("operator"));
        (await seller.PutAsync($"{Route}/{owned}/owner", new { ownerId = operators })).ShouldFail(404, "sales.lead.owner_not_found");
        (await seller.PutAsync($"{Route}/{owned}/owner", new { ownerId = await InboxCompany.IdOfAsync(colleague) })).ShouldBe(200);
        (await IdsAsync(seller)).ShouldBe([free]);
        (await IdsAsync(colleague, "?view=mine")).ShouldBe([owned]);
        await deaf.WaitForAsync("lead", owned.ToString());
    }

    [Fact]
    public async Task Converted_it_keeps_all_it_has_and_one_opportunity_goes_on_with_it_whoever_asks_at_once()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var id = (await FromConversationAsync(seller, await inbox.WrittenAsync("Quanto custa?"))).ShouldBe(200).Json["lead"]!.Text("id")!;
        (await seller.PutAsync($"{Route}/{id}", new { interest = "Dois bolos", amount = TestTenant.Money(250) })).ShouldBe(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => seller.PutAsync($"{Route}/{id}/conversion", new { })));

        var opportunity = answers.Select(a => a.ShouldBe(200)["opportunityId"]).Distinct().ShouldHaveSingleItem();
        answers[0]["status"].ShouldBe("converted");
        var sold = (await seller.GetAsync($"/api/v1/sales/opportunities/{opportunity}")).ShouldBe(200).Text;
        foreach (var kept in new[] { "Dois bolos", "250.00", "Ana", "Membro agent" })
            sold.ShouldContain(kept);
        (await StatusAsync(seller, Guid.Parse(id), "working")).ShouldFail(409, "sales.lead.not_open");
        (await EventsAsync(seller, Guid.Parse(id)))[^1].Text("kind").ShouldBe("converted");
        // The person may be a lead again.
        (await OpenedAsync(seller, "Ana", InboxCompany.Ana)).ShouldBe(201);
    }

    [Fact]
    public async Task Lost_for_a_reason_it_returns()
    {
        var company = await host.NewTenantAsync();
        var id = await OpenAsync(company.Owner, "Ana", "11987654321");
        var reason = (await company.Owner.GetAsync("/api/v1/sales/loss-reasons")).ShouldBe(200).Json["items"]!.AsArray()[0]!;

        (await company.Owner.PutAsync($"{Route}/{id}/loss", new { lossReasonId = Guid.CreateVersion7() })).ShouldFail(
            404,
            "sales.lead.loss_reason_not_found"
        );
        var lost = (await company.Owner.PutAsync($"{Route}/{id}/loss", new { lossReasonId = reason.Text("id") })).ShouldBe(200).Json;
        (lost.Text("status"), lost["lossReason"]!.Text("name")).ShouldBe(("lost", reason.Text("name")));
        (await EventsAsync(company.Owner, id))[^1]["subject"]!.Text("name").ShouldBe(reason.Text("name"));
        // Meanwhile somebody begins with them anew: two that are open there are not.
        var second = await OpenAsync(company.Owner, "Ana", "11987654321");
        (await company.Owner.DeleteAsync($"{Route}/{id}/loss")).ShouldFail(409, "sales.lead.already_open")["leadId"].ShouldBe(second.ToString());
        (await company.Owner.PutAsync($"{Route}/{second}/loss", new { lossReasonId = reason.Text("id") })).ShouldBe(200);
        (await company.Owner.DeleteAsync($"{Route}/{id}/loss")).ShouldBe(200)["status"].ShouldBe("working");
    }

    [Fact]
    public async Task What_somebody_looked_after_who_sells_no_more_is_nobodys()
    {
        var company = await host.NewTenantAsync();
        var (seller, colleague) = (await company.AddMemberAsync("agent"), await company.AddMemberAsync("agent"));
        var me = await InboxCompany.IdOfAsync(seller);
        var lead = await OpenAsync(seller, "Ana", "11987654321", me);
        var other = await OpenAsync(seller, "Bia", "11912345678", me);
        var opportunity = (await seller.PutAsync($"{Route}/{other}/conversion", new { })).ShouldBe(200)["opportunityId"]!;
        (await IdsAsync(colleague)).ShouldBeEmpty();

        (await company.Owner.PutAsync($"/api/v1/members/{me}", new { role = "operator", active = true })).ShouldBe(200);
        // Ten seconds are left to whoever gives them something at this moment.
        await Behind.ExecuteAsync($"update work_items set run_at = now() where kind = 'sales.follow_seller' and subject_id = '{me}'");

        await Eventually.Async(() => IdsAsync(colleague, "?view=unowned"), ids => ids.Contains(lead), "the lead to be nobody's");
        await Eventually.Async(
            () => colleague.GetAsync($"/api/v1/sales/opportunities/{opportunity}"),
            answer => answer.Status == 200,
            "the opportunity to be nobody's"
        );
        (await EventsAsync(colleague, lead))[^1].Text("kind").ShouldBe("released");
        // What has ended is whose it was.
        (await GetAsync(company.Owner, other))["lead"]!["owner"]!
            .Text("id")
            .ShouldBe(me.ToString());
    }

    [Fact]
    public async Task Two_leads_of_people_who_turn_out_to_be_one_are_merged_and_taken_apart_again()
    {
        var company = await host.NewTenantAsync();
        var first = await OpenAsync(company.Owner, "Ana Prado", "11987654321");
        var second = await OpenAsync(company.Owner, "Ana P.", "11912345678");
        var stranger = await OpenAsync(company.Owner, "Rui", "11933334444");
        (await StatusAsync(company.Owner, second, "qualified")).ShouldBe(200);
        var (ana, twin) = (await ContactOfAsync(company, first), await ContactOfAsync(company, second));
        (await company.Owner.GetAsync($"{Route}/{first}/same")).ShouldBe(200).Json["open"]!.AsArray().ShouldBeEmpty();
        (await MergeAsync(company, second, first)).ShouldFail(409, "sales.lead.of_another_person");
        (await company.Owner.PostAsync($"/api/v1/people/contacts/{ana}/merges", new { otherId = twin })).ShouldBe(200);

        (await company.Owner.GetAsync($"{Route}/{first}/same")).ShouldBe(200).Json["open"]!
            .AsArray()
            .Single()!
            .Text("id")
            .ShouldBe(second.ToString());
        (await MergeAsync(company, second, second)).ShouldFail(422, "sales.lead.merged_with_itself");
        (await MergeAsync(company, second, stranger)).ShouldFail(409, "sales.lead.of_another_person");
        (await MergeAsync(company, second, first)).ShouldBe(200).Id.ShouldBe(first);
        (await MergeAsync(company, second, first)).ShouldBe(200).Id.ShouldBe(first);

        (await StatusAsync(company.Owner, second, "working")).ShouldFail(409, "sales.lead.not_open");
        (await IdsAsync(company.Owner, "?open=true")).ShouldBe([first, stranger], ignoreOrder: true);
        (await company.Owner.GetAsync($"{Route}/{first}/same")).ShouldBe(200).Json["merged"]!
            .AsArray()
            .Single()!
            .Text("id")
            .ShouldBe(second.ToString());
        (await company.Owner.DeleteAsync($"{Route}/{second}/merge")).ShouldBe(200)["status"].ShouldBe("qualified");
        (await company.Owner.DeleteAsync($"{Route}/{second}/merge")).ShouldFail(409, "sales.lead.not_merged");
        (await EventsAsync(company.Owner, first)).Select(e => e.Text("kind")).ShouldBe(["opened", "merged", "separated_from"]);
    }

    [Fact]
    public async Task Somebody_who_is_anonymised_leaves_leads_that_say_nothing()
    {
        var company = await host.NewTenantAsync();
        var id = await OpenAsync(company.Owner, "Zwq Ana", "11987654321");
        (await company.Owner.PostAsync($"{Route}/{id}/comments", new { text = "Zwq mora longe" })).ShouldBe(201);
        (await company.Owner.PutAsync($"{Route}/{id}/next-step", new { step = "Zwq visitar", at = TimeProvider.System.GetUtcNow() })).ShouldBe(200);
        var contact = await ContactOfAsync(company, id);
        var export = (
            await company.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/exports", new { reason = "Pedido 1", format = "json" })
        ).Text;
        foreach (var words in new[] { "Interesse de Zwq Ana", "Zwq mora longe", "Zwq visitar" })
            export.ShouldContain(words);

        (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido 1" })).ShouldBe(200);

        var shown = await GetAsync(company.Owner, id);
        shown.ToJsonString().ShouldNotContain("Zwq");
        (shown["lead"]!.Text("status"), shown["lead"]!.Text("interest")).ShouldBe(("lost", null));
        (await EventsAsync(company.Owner, id)).ShouldAllBe(e => e.Text("text") == null);
        (await company.Owner.PostAsync($"{Route}/{id}/comments", new { text = "volta" })).ShouldFail(409, "sales.lead.was_erased");
        (await company.Owner.DeleteAsync($"{Route}/{id}/loss")).Status.ShouldBe(409);
    }

    private static async Task<string> ContactOfAsync(TestTenant company, Guid lead) =>
        (await GetAsync(company.Owner, lead))["lead"]!["person"]!.Text("contactId")!;

    private static Task<Answer> MergeAsync(TestTenant company, Guid lead, Guid intoLeadId) =>
        company.Owner.PutAsync($"{Route}/{lead}/merge", new { intoLeadId });

    private static string TokenOf(ApiClient client) => client.Http.DefaultRequestHeaders.Authorization!.Parameter!;
}

using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using CleanApp.Functional.Tests.Realtime;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Sales.Funnel;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>What may be sold goes from stage to stage until it is won or lost.</summary>
public sealed class OpportunityTests(TestHost host)
{
    [Fact]
    public async Task It_goes_its_way_and_every_change_is_told()
    {
        var company = await host.NewTenantAsync();
        var seller = await company.AddMemberAsync("agent");
        var (_, stages) = await BeginAsync(seller);
        var contact = (await seller.PostAsync("/api/v1/people/contacts", new { name = "Ana Prado" })).ShouldBe(201).Id;
        var me = await InboxCompany.IdOfAsync(seller);

        var opened = await OpenAsync(seller, "Bolo de casamento", amount: 1200m, contactId: contact, ownerId: me, expectedOn: "2031-05-06");
        var id = opened.Id;
        opened.Json["stage"]!.Text("name").ShouldBe("Novo contato");
        opened.Json["customer"]!.Text("name").ShouldBe("Ana Prado");
        (opened["version"], opened.Tag(), opened.Json["owner"]!.Text("name")).ShouldBe(("1", "\"v1\"", "Membro agent"));
        (await MoveAsync(seller, id, stages[1])).ShouldBe(200).Tag().ShouldBe("\"v2\"");
        (await MoveAsync(seller, id, stages[1])).ShouldBe(200).Tag().ShouldBe("\"v2\"");
        var changes = new
        {
            title = "Bolo e doces",
            contactId = contact,
            amount = Money(1500m),
            expectedOn = "2031-06-07",
        };
        (await seller.PutAsync($"{Opportunities}/{id}", changes)).ShouldBe(200)["title"].ShouldBe("Bolo e doces");
        (await seller.PutAsync($"{Opportunities}/{id}", changes)).ShouldBe(200)["version"].ShouldBe("5");
        (await seller.PostAsync($"{Opportunities}/{id}/comments", new { text = "Quer degustação" })).ShouldBe(201)["sequence"].ShouldBe("6");
        var step = new { step = "Ligar para combinar", at = "2026-01-02T12:00:00Z" };
        (await seller.PutAsync($"{Opportunities}/{id}/next-step", step)).ShouldBe(200)["isOverdue"].ShouldBe("true");
        (await seller.PutAsync($"{Opportunities}/{id}/next-step", step)).ShouldBe(200)["version"].ShouldBe("6");
        (await seller.DeleteAsync($"{Opportunities}/{id}/next-step")).ShouldBe(200)["nextStep"].ShouldBeNull();
        (await seller.DeleteAsync($"{Opportunities}/{id}/next-step")).ShouldBe(200)["version"].ShouldBe("7");
        (await AssignAsync(seller, id, null)).ShouldBe(200);
        (await AssignAsync(seller, id, me)).ShouldBe(200);
        (await DoAsync(seller, id, "win")).ShouldBe(200)["status"].ShouldBe("won");
        (await DoAsync(seller, id, "win")).ShouldBe(200)["version"].ShouldBe("10");
        var reason = await ReasonAsync(seller, "Concorrente");
        (await DoAsync(seller, id, "lose", new { lossReasonId = reason })).ShouldFail(409, "sales.opportunity.not_open");
        (await MoveAsync(seller, id, stages[0])).ShouldFail(409, "sales.opportunity.not_open");
        (await DoAsync(seller, id, "reopen")).ShouldBe(200)["closedAt"].ShouldBeNull();
        var lost = (await DoAsync(seller, id, "lose", new { lossReasonId = reason })).ShouldBe(200);
        (lost["status"], lost.Json["lossReason"]!.Text("name")).ShouldBe(("lost", "Concorrente"));

        var told = await EventsAsync(seller, id);
        told.Select(e => (e.Text("kind"), e.Text("from"), e.Text("to"), e["subject"]?.Text("name"), e.Text("text")))
            .ShouldBe([
                ("opened", null, null, "Novo contato", null),
                ("moved", "Novo contato", "Qualificação", "Qualificação", null),
                ("renamed", null, null, null, "Bolo de casamento"),
                ("valued", "1200.00", "1500.00", null, null),
                ("expected", "2031-05-06", "2031-06-07", null, null),
                ("commented", null, null, null, "Quer degustação"),
                ("step_set", null, "2026-01-02T12:00:00Z", null, "Ligar para combinar"),
                ("step_done", "2026-01-02T12:00:00Z", null, null, "Ligar para combinar"),
                ("released", null, null, null, null),
                ("assigned", null, null, "Membro agent", null),
                ("won", null, null, null, null),
                ("reopened", null, null, "Qualificação", null),
                ("lost", null, null, "Concorrente", null),
            ]);
        told.Select(e => e["sequence"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 13));
        told.ShouldAllBe(e => e["author"]!.Text("name") == "Membro agent");
        (await seller.GetAsync($"{Opportunities}/{id}/events?limit=2&before=4")).ShouldBe(200)["next"].ShouldBe("2");
    }

    [Fact]
    public async Task Of_two_who_change_what_they_saw_the_later_one_is_told_and_nothing_is_lost()
    {
        var company = await host.NewTenantAsync();
        var manager = await company.AddMemberAsync("manager");
        var (_, stages) = await BeginAsync(company.Owner);
        var opened = await OpenAsync(company.Owner, "Festa");
        var seen = (await company.Owner.GetAsync($"{Opportunities}/{opened.Id}")).ShouldBe(200).Tag();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => MoveAsync(i % 2 == 0 ? company.Owner : manager, opened.Id, stages[1 + i % 3], tag: seen))
        );

        answers.Count(a => a.Status == 200).ShouldBe(1);
        foreach (var late in answers.Where(a => a.Status != 200))
            late.ShouldFail(412, "sales.opportunity.changed_meanwhile");
        var moved = (await EventsAsync(manager, opened.Id)).Single(e => e.Text("kind") == "moved");
        var now = (await manager.GetAsync($"{Opportunities}/{opened.Id}")).ShouldBe(200);
        now.Json["stage"]!.Text("name").ShouldBe(moved.Text("to"));
        // Every way to change it asks; a comment does not, and does not make anybody late either.
        (await manager.PostAsync($"{Opportunities}/{opened.Id}/comments", new { text = "Oi" })).ShouldBe(201);
        var body = new { title = "Outra" };
        (await SendAsync(manager, HttpMethod.Put, $"{Opportunities}/{opened.Id}", body, seen)).ShouldBe(412);
        (await AssignAsync(manager, opened.Id, null, seen)).ShouldBe(412);
        (await SendAsync(manager, HttpMethod.Put, $"{Opportunities}/{opened.Id}/next-step", new { step = "Ligar" }, seen)).ShouldBe(412);
        (await SendAsync(manager, HttpMethod.Delete, $"{Opportunities}/{opened.Id}/next-step", null, seen)).ShouldBe(412);
        var reason = await ReasonAsync(manager, "Preço");
        (await DoAsync(manager, opened.Id, "lose", new { lossReasonId = reason }, seen)).ShouldBe(412);
        (await DoAsync(manager, opened.Id, "win", tag: seen)).ShouldBe(412);
        (await DoAsync(manager, opened.Id, "reopen", tag: seen)).ShouldBe(412);
        foreach (var never in new[] { "\"v\"", "v2", "\"x\"", "\"v2", "\"v99999999999\"" })
            (await DoAsync(manager, opened.Id, "win", tag: never)).ShouldBe(412);
        (await DoAsync(manager, opened.Id, "win", tag: "W/" + now.Tag())).ShouldBe(200);
        (await DoAsync(manager, opened.Id, "reopen", tag: "*")).ShouldBe(200);
    }

    [Fact]
    public async Task One_request_sent_twice_is_one_opportunity_and_what_is_not_right_is_refused()
    {
        var company = await host.NewTenantAsync();
        var nobody = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var body = new { title = "Duas vezes" };
        var once = (await company.Owner.PostAsync(Opportunities, body, "venda-1")).ShouldBe(201);
        (await company.Owner.PostAsync(Opportunities, body, "venda-1")).ShouldBe(201).Id.ShouldBe(once.Id);

        (await company.Owner.PostAsync(Opportunities, new { title = " " })).ShouldFail(422, "request.invalid");
        (await company.Owner.PostAsync(Opportunities, new { title = "a", amount = new { value = "1", currency = "BRL" } })).ShouldFail(
            422,
            "request.invalid"
        );
        (await company.Owner.PostAsync(Opportunities, new { title = "a", stageId = nobody })).ShouldFail(404, "sales.stage.not_found");
        (await company.Owner.PostAsync(Opportunities, new { title = "a", contactId = nobody })).ShouldFail(404, "people.contact.not_found");
        (await company.Owner.PostAsync(Opportunities, new { title = "a", ownerId = nobody })).ShouldFail(404, "sales.opportunity.owner_not_found");
        var operatorId = await InboxCompany.IdOfAsync(await company.AddMemberAsync("operator"));
        (await AssignAsync(company.Owner, once.Id, operatorId)).ShouldFail(404, "sales.opportunity.owner_not_found");
        (await DoAsync(company.Owner, once.Id, "lose", new { lossReasonId = nobody })).ShouldFail(404, "sales.loss_reason.not_found");
        (await company.Owner.PutAsync($"{Opportunities}/{once.Id}/next-step", new { step = new string('a', 201) })).ShouldFail(
            422,
            "request.invalid"
        );
        (await company.Owner.GetAsync($"{Opportunities}?status=half")).ShouldFail(422, "request.invalid");
    }

    [Fact]
    public async Task Lists_tell_only_what_is_asked_for_newest_first_page_by_page()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var me = await InboxCompany.IdOfAsync(owner);
        var (pipeline, stages) = await BeginAsync(owner);
        var contact = (await owner.PostAsync("/api/v1/people/contacts", new { name = "Bia" })).ShouldBe(201).Id;
        var mine = (await OpenAsync(owner, "Minha", ownerId: me, contactId: contact)).Id;
        var nobodys = (await OpenAsync(owner, "De ninguém", stages[2])).Id;
        var late = (await OpenAsync(owner, "Atrasada")).Id;
        (await owner.PutAsync($"{Opportunities}/{late}/next-step", new { step = "Ligar", at = "2026-01-02T12:00:00Z" })).ShouldBe(200);
        var rotten = (await OpenAsync(owner, "Parada", stages[3])).Id;
        await Behind.ExecuteAsync(
            $"""
            update pipeline_stages set rotting_days = 3 where id = '{stages[3]}';
            update opportunities set stage_since = now() - interval '4 days' where id = '{rotten}';
            """
        );
        var won = (await OpenAsync(owner, "Ganha", stages[3])).Id;
        (await DoAsync(owner, won, "win")).ShouldBe(200);

        foreach (
            var (query, titles) in new (string, string[])[]
            {
                ("", ["Ganha", "Parada", "Atrasada", "De ninguém", "Minha"]),
                ("?status=won", ["Ganha"]),
                ($"?ownerId={me}", ["Minha"]),
                ("?unowned=true", ["Ganha", "Parada", "Atrasada", "De ninguém"]),
                ($"?contactId={contact}", ["Minha"]),
                ($"?stageId={stages[2]}", ["De ninguém"]),
                ($"?pipelineId={pipeline}&status=open&unowned=true", ["Parada", "Atrasada", "De ninguém"]),
                ("?overdue=true", ["Atrasada"]),
                ("?rotting=true", ["Parada"]),
                ($"?ownerId={Guid.CreateVersion7()}", []),
            }
        )
            (await TitlesAsync(owner, query)).ShouldBe(titles, query);
        (await owner.GetAsync($"{Opportunities}/{rotten}")).ShouldBe(200)["isRotting"].ShouldBe("true");
        var paged = new List<string>();
        string? after = null;
        do
        {
            var page = (await owner.GetAsync($"{Opportunities}?limit=2&after={after}")).ShouldBe(200).Json;
            paged.AddRange(page["items"]!.AsArray().Select(o => o!.Text("title")!));
            after = page.Text("next");
        } while (after is not null);
        paged.ShouldBe(["Ganha", "Parada", "Atrasada", "De ninguém", "Minha"]);
        (mine, nobodys).ShouldNotBe((late, won));
    }

    [Fact]
    public async Task A_seller_sees_and_hears_of_their_own_and_nobodys_and_whoever_leads_of_all()
    {
        var company = await host.NewTenantAsync();
        var seller = await company.AddMemberAsync("agent");
        var other = await company.AddMemberAsync("agent");
        var counter = await company.AddMemberAsync("operator");
        var others = await host.NewTenantAsync();
        var (pipeline, stages) = await BeginAsync(company.Owner);
        var sellerId = await InboxCompany.IdOfAsync(seller);
        var contact = (await company.Owner.PostAsync("/api/v1/people/contacts", new { name = "Caio" })).ShouldBe(201).Id;
        var hers = (await OpenAsync(seller, "Dela", amount: 10m, ownerId: sellerId, contactId: contact)).Id;
        var nobodys = (await OpenAsync(company.Owner, "De ninguém", amount: 5m)).Id;

        (await TitlesAsync(other, "")).ShouldBe(["De ninguém"]);
        (await TitlesAsync(other, $"?ownerId={sellerId}")).ShouldBeEmpty();
        foreach (var allowed in new[] { seller, company.Owner })
            (await TitlesAsync(allowed, "")).ShouldBe(["De ninguém", "Dela"]);
        (await BoardAsync(other, pipeline))["stages"]![0]!["sum"]!.Text("value").ShouldBe("5.00");
        (await BoardAsync(company.Owner, pipeline))["stages"]![0]!["sum"]!.Text("value").ShouldBe("15.00");
        (await other.GetAsync($"{Pipelines}/{pipeline}/forecast")).ShouldBe(200).Json["months"]![0]!["sum"]!.Text("value").ShouldBe("5.00");
        await ShouldNotExistAsync(other, hers, stages[1]);
        await ShouldNotExistAsync(others.Owner, hers, stages[1]);
        await ShouldNotExistAsync(others.Owner, nobodys, stages[1]);
        (await others.Owner.GetAsync($"{Pipelines}/{pipeline}/board")).ShouldFail(404, "sales.pipeline.not_found");
        (await MoveAsync(company.Owner, hers, (await BeginAsync(others.Owner)).Stages[0])).ShouldFail(404, "sales.stage.not_found");
        // Nor is it there to stand behind.
        (await MoveAsync(other, nobodys, stages[1], hers)).ShouldFail(404, "sales.opportunity.not_found");
        (await counter.GetAsync(Opportunities)).ShouldBe(403);
        (await counter.GetAsync(Pipelines)).ShouldBe(403);
        (await seller.PostAsync(Pipelines, new { name = "Outra", stages = new[] { "Uma" } })).ShouldBe(403);
        foreach (var (by, kinds) in new[] { (seller, 1), (other, 0), (counter, 0), (company.Owner, 1) })
            (await by.GetAsync($"/api/v1/people/contacts/{contact}/timeline")).ShouldBe(200).Json["items"]!
                .AsArray()
                .Count(e => e!.Text("kind") == "opportunity")
                .ShouldBe(kinds);

        await using var hears = await seller.ListenAsync();
        await using var leads = await company.Owner.ListenAsync();
        await using var deaf = await other.ListenAsync();
        (await DoAsync(seller, hers, "win")).ShouldBe(200);
        await hears.WaitForAsync("opportunity", hers.ToString());
        await leads.WaitForAsync("opportunity", hers.ToString());
        (await MoveAsync(seller, nobodys, stages[1])).ShouldBe(200);
        await deaf.WaitForAsync("opportunity", nobodys.ToString());
        deaf.Changes.ShouldNotContain(c => c.Id == hers.ToString());
        // Whoever it is taken from hears of it as well.
        (await AssignAsync(company.Owner, hers, await InboxCompany.IdOfAsync(other))).ShouldBe(200);
        await deaf.WaitForAsync("opportunity", hers.ToString());
        await Eventually.Async(
            () => Task.FromResult(hears.Changes.Count(c => c.Topic == "opportunity" && c.Id == hers.ToString())),
            times => times == 2,
            "what was taken away to be heard of"
        );
        (await seller.GetAsync($"{Opportunities}/{hers}")).ShouldFail(404, "sales.opportunity.not_found");
    }

    [Fact]
    public async Task Of_somebody_anonymised_the_words_go_and_the_figures_and_what_became_of_it_stay()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var (pipeline, stages) = await BeginAsync(owner);
        var contact = (await owner.PostAsync("/api/v1/people/contacts", new { name = "Davi" })).ShouldBe(201).Id;
        var id = (await OpenAsync(owner, "Bolo do Davi", amount: 80m, contactId: contact)).Id;
        (await owner.PutAsync($"{Opportunities}/{id}/next-step", new { step = "Ligar para o Davi", at = "2031-01-02T12:00:00Z" })).ShouldBe(200);
        (await owner.PostAsync($"{Opportunities}/{id}/comments", new { text = "Davi gosta de coco" })).ShouldBe(201);
        var export = (await owner.PostAsync($"/api/v1/privacy/contacts/{contact}/exports", new { reason = "Pedido", format = "json" })).Text;
        foreach (var word in new[] { "Bolo do Davi", "Ligar para o Davi", "Davi gosta de coco" })
            export.ShouldContain(word);

        (await owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido" })).ShouldBe(200);

        var now = (await owner.GetAsync($"{Opportunities}/{id}")).ShouldBe(200);
        (now["title"], now["nextStep"], now["nextStepAt"], now["status"], now.Json["amount"]!.Text("value")).ShouldBe(
            (null, null, null, "open", "80.00")
        );
        (await EventsAsync(owner, id)).ShouldAllBe(e => e["text"] == null);
        (await BoardAsync(owner, pipeline))["stages"]![0]!["count"]!.GetValue<int>().ShouldBe(1);
        (await owner.PostAsync($"{Opportunities}/{id}/comments", new { text = "Oi" })).ShouldFail(409, "sales.opportunity.erased");
        (await MoveAsync(owner, id, stages[1])).ShouldBe(200);
        (await DoAsync(owner, id, "win")).ShouldBe(200);
    }

    private static async Task ShouldNotExistAsync(ApiClient by, Guid id, Guid stage)
    {
        var one = $"{Opportunities}/{id}";
        foreach (
            var answer in new[]
            {
                await by.GetAsync(one),
                await by.GetAsync($"{one}/events"),
                await by.PutAsync(one, new { title = "Outra" }),
                await AssignAsync(by, id, null),
                await DoAsync(by, id, "win"),
                await DoAsync(by, id, "lose", new { lossReasonId = stage }),
                await DoAsync(by, id, "reopen"),
                await by.PutAsync($"{one}/next-step", new { step = "Ligar" }),
                await by.DeleteAsync($"{one}/next-step"),
                await by.PostAsync($"{one}/comments", new { text = "Oi" }),
            }
        )
            answer.ShouldFail(404, "sales.opportunity.not_found");
        (await MoveAsync(by, id, stage)).ShouldBe(404);
    }

    private static async Task<string[]> TitlesAsync(ApiClient by, string query) =>
        [.. (await by.GetAsync($"{Opportunities}{query}")).ShouldBe(200).Json["items"]!.AsArray().Select(o => o!.Text("title")!)];
}

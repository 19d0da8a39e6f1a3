using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Inbox.SupportTickets;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What a customer asked for is followed by its number until it is done.</summary>
public sealed class SupportTicketTests(TestHost host)
{
    [Fact]
    public async Task Opened_from_a_conversation_it_is_its_customers_and_the_conversation_says_so()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var conversation = await inbox.WrittenAsync("Minha geladeira parou");

        var first = await OpenAsync(inbox.Owner, "Geladeira parou", conversation, description: "Desde ontem");
        var second = await OpenAsync(inbox.Owner, "Segunda via da nota", conversation);

        var ticket = (await inbox.Owner.GetAsync($"{Tickets}/{first}")).ShouldBe(200).Json;
        (ticket["ticket"]!["number"]!.GetValue<int>(), ticket["ticket"]!.Text("status"), ticket.Text("description")).ShouldBe(
            (1, "open", "Desde ontem")
        );
        ticket["ticket"]!["customer"]!.Text("name").ShouldBe("Ana");
        ticket["ticket"]!["team"]!.Text("name").ShouldBe("Atendimento");
        ticket["conversations"]!.AsArray().ShouldHaveSingleItem()!.Text("id").ShouldBe(conversation.ToString());
        ticket["mayBecome"]!.AsArray().Select(s => s!.GetValue<string>()).ShouldBe(["in_progress", "waiting_customer", "resolved"]);
        var items = (await inbox.ItemsAsync(conversation)).FindAll(i => i.Text("kind") == "change");
        items.Select(i => (i.Text("change"), i["subject"]!.Text("name"))).ShouldBe([("ticket_opened", "1"), ("ticket_opened", "2")]);
        (await NumbersAsync(inbox.Owner, $"?conversationId={conversation}")).ShouldBe([2, 1]);
        (await NumbersAsync(inbox.Owner, $"?contactId={ticket["ticket"]!["customer"]!.Text("contactId")}")).ShouldBe([2, 1]);
        (await NumbersAsync(inbox.Owner, "?number=2")).ShouldBe([2]);
        (await NumbersAsync(inbox.Owner, "?number=3")).ShouldBeEmpty();
        second.ShouldNotBe(first);
    }

    [Fact]
    public async Task Numbers_have_no_gap_and_no_double_whoever_opens_at_once_and_whatever_fails()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var nobody = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 24)
                .Select(i =>
                    inbox.Owner.PostAsync(
                        Tickets,
                        new
                        {
                            title = $"Chamado {i}",
                            type = "request",
                            priority = "normal",
                            assigneeId = i % 4 == 3 ? nobody : (Guid?)null,
                        }
                    )
                )
        );

        answers.Count(a => a.Status == 404).ShouldBe(6);
        (await NumbersAsync(inbox.Owner, "?limit=50")).Order().ShouldBe(Enumerable.Range(1, 18));
        // One request sent twice is one ticket.
        var body = new
        {
            title = "Duas vezes",
            type = "request",
            priority = "low",
        };
        var once = (await inbox.Owner.PostAsync(Tickets, body, "chamado-1")).ShouldBe(201);
        (await inbox.Owner.PostAsync(Tickets, body, "chamado-1")).ShouldBe(201).Id.ShouldBe(once.Id);
        (await NumbersAsync(inbox.Owner, "?limit=50")).Count.ShouldBe(19);
    }

    [Fact]
    public async Task It_moves_on_as_work_does_and_every_change_is_told()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var agent = await inbox.Company.AddMemberAsync("agent");
        var id = await OpenAsync(agent, "Trocar filtro");

        (await StatusAsync(agent, id, "closed")).ShouldFail(409, "inbox.ticket.status_not_allowed");
        (await StatusAsync(agent, id, "in_progress")).ShouldBe(200)["status"].ShouldBe("in_progress");
        (await StatusAsync(agent, id, "in_progress")).ShouldBe(200);
        (await agent.PutAsync($"{Tickets}/{id}/assignee", new { assigneeId = await InboxCompany.IdOfAsync(agent) })).ShouldBe(200);
        (await agent.PostAsync($"{Tickets}/{id}/comments", new { text = "Peça pedida" })).ShouldBe(201)["sequence"].ShouldBe("4");
        var changes = new
        {
            title = "Trocar o filtro",
            type = "problem",
            priority = "urgent",
            description = "Do segundo andar",
            dueAt = "2031-05-06T12:00:00Z",
        };
        (await agent.PutAsync($"{Tickets}/{id}", changes)).ShouldBe(200);
        (await agent.PutAsync($"{Tickets}/{id}", changes)).ShouldBe(200);
        (await StatusAsync(agent, id, "resolved")).ShouldBe(200)["resolvedAt"].ShouldNotBeNull();
        (await StatusAsync(agent, id, "closed")).ShouldBe(200);
        (await StatusAsync(agent, id, "in_progress")).ShouldFail(409, "inbox.ticket.status_not_allowed");
        (await StatusAsync(agent, id, "open")).ShouldBe(200)["resolvedAt"].ShouldBeNull();

        var told = await EventsAsync(agent, id);
        told.Select(e => (e.Text("kind"), e.Text("from"), e.Text("to")))
            .ShouldBe([
                ("opened", null, null),
                ("status_changed", "open", "in_progress"),
                ("assigned", null, null),
                ("commented", null, null),
                ("renamed", null, null),
                ("described", null, null),
                ("classified", "request", "problem"),
                ("prioritised", "normal", "urgent"),
                ("scheduled", null, "2031-05-06T12:00:00Z"),
                ("status_changed", "in_progress", "resolved"),
                ("status_changed", "resolved", "closed"),
                ("status_changed", "closed", "open"),
            ]);
        told.Select(e => e["sequence"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 12));
        told.ShouldAllBe(e => e["author"]!.Text("name") == "Membro agent");
        (told[2]["subject"]!.Text("name"), told[3].Text("text"), told[4].Text("text")).ShouldBe(("Membro agent", "Peça pedida", "Trocar filtro"));
        (await agent.GetAsync($"{Tickets}/{id}/events?limit=2&before=4")).ShouldBe(200)["next"].ShouldBe("2");
    }

    [Fact]
    public async Task When_the_customer_writes_what_waited_for_them_goes_on_and_what_was_resolved_is_open_again()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var conversation = await inbox.WrittenAsync("Oi");
        var waiting = await OpenAsync(inbox.Owner, "Espera", conversation);
        var resolved = await OpenAsync(inbox.Owner, "Resolvido", conversation);
        var closed = await OpenAsync(inbox.Owner, "Fechado", conversation);
        var other = await OpenAsync(inbox.Owner, "De outra conversa");
        foreach (var id in new[] { waiting, other })
            (await StatusAsync(inbox.Owner, id, "waiting_customer")).ShouldBe(200);
        foreach (var id in new[] { resolved, closed })
            (await StatusAsync(inbox.Owner, id, "resolved")).ShouldBe(200);
        (await StatusAsync(inbox.Owner, closed, "closed")).ShouldBe(200);

        (await inbox.WrittenAsync("Aqui está a nota")).ShouldBe(conversation);

        (await StatusOfAsync(inbox.Owner, waiting)).ShouldBe("in_progress");
        (await StatusOfAsync(inbox.Owner, resolved)).ShouldBe("open");
        (await StatusOfAsync(inbox.Owner, closed)).ShouldBe("closed");
        (await StatusOfAsync(inbox.Owner, other)).ShouldBe("waiting_customer");
        (await EventsAsync(inbox.Owner, waiting))[^1]["author"].ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_of_another_team_sees_nothing_of_it_and_hears_nothing()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var support = await inbox.Company.AddMemberAsync("agent");
        var others = (await host.NewTenantAsync()).Owner;
        var sales = await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)]);
        await using var hears = await HubSocket.OpenAsync(host.BaseAddress, TokenOf(seller));
        await using var deaf = await HubSocket.OpenAsync(host.BaseAddress, TokenOf(support));
        var conversation = await inbox.WrittenAsync("Quero comprar");
        var id = (await OpenedAsync(seller, "Orçamento", conversation, teamId: sales)).ShouldBe(201).Id;

        await hears.WaitForAsync("support_ticket", id.ToString());
        foreach (var by in new[] { support, others })
        {
            (await NumbersAsync(by, "")).ShouldBeEmpty();
            (await NumbersAsync(by, $"?conversationId={conversation}")).ShouldBeEmpty();
            foreach (var path in new[] { "", "/events" })
                (await by.GetAsync($"{Tickets}/{id}{path}")).ShouldFail(404, "inbox.ticket.not_found");
            (await StatusAsync(by, id, "resolved")).ShouldFail(404, "inbox.ticket.not_found");
            (await by.PostAsync($"{Tickets}/{id}/comments", new { text = "x" })).ShouldFail(404, "inbox.ticket.not_found");
            (await by.PutAsync($"{Tickets}/{id}/assignee", new { assigneeId = await InboxCompany.IdOfAsync(by) })).ShouldFail(
                404,
                "inbox.ticket.not_found"
            );
            (await by.PutAsync($"{Tickets}/{id}/team", new { teamId = sales })).ShouldFail(404, "inbox.ticket.not_found");
            (await by.PostAsync($"{Tickets}/{id}/merge", new { intoId = id })).ShouldFail(404, "inbox.ticket.not_found");
            (
                await by.PutAsync(
                    $"{Tickets}/{id}",
                    new
                    {
                        title = "x",
                        type = "other",
                        priority = "low",
                    }
                )
            ).ShouldFail(404, "inbox.ticket.not_found");
            (await by.DeleteAsync($"{Tickets}/{id}/conversations/{conversation}")).ShouldFail(404, "inbox.ticket.not_found");
        }
        (await support.PutAsync($"{Tickets}/{id}/conversations/{conversation}")).ShouldFail(404, "inbox.ticket.not_found");
        (await others.PutAsync($"{Tickets}/{id}/conversations/{conversation}")).ShouldFail(404, "inbox.conversation.not_found");
        (await OpenedAsync(others, "Alheio", conversation)).ShouldFail(404, "inbox.conversation.not_found");
        (await OpenedAsync(others, "Alheio", teamId: sales)).ShouldFail(404, "inbox.team.not_found");
        deaf.Changes.ShouldAllBe(c => c.Topic != "support_ticket");
        // Whom it is given to sees it, whatever their team.
        (await seller.PutAsync($"{Tickets}/{id}/assignee", new { assigneeId = await InboxCompany.IdOfAsync(support) })).ShouldBe(200);
        (await NumbersAsync(support, "?view=mine")).ShouldBe([1]);
        await deaf.WaitForAsync("support_ticket", id.ToString());
        // A conversation of another team is not shown with it.
        var hidden = await inbox.WrittenAsync("Segredo", "+5511912345678", "Bia");
        (await inbox.MoveAsync(hidden, await inbox.AddTeamAsync("Diretoria", []))).ShouldBe(200);
        var both = (await OpenedAsync(inbox.Owner, "Da Bia", hidden, teamId: sales)).ShouldBe(201).Id;
        (await seller.GetAsync($"{Tickets}/{both}")).ShouldBe(200).Json["conversations"]!.AsArray().ShouldBeEmpty();
        (await inbox.Owner.GetAsync($"{Tickets}/{both}")).ShouldBe(200).Json["conversations"]!.AsArray().ShouldHaveSingleItem();
        // Nor is a team switched off that has work left.
        (
            await inbox.Owner.PutAsync(
                $"/api/v1/inbox/teams/{sales}",
                new
                {
                    name = "Vendas",
                    active = false,
                    memberIds = Array.Empty<Guid>(),
                    channelIds = Array.Empty<Guid>(),
                }
            )
        ).ShouldFail(409, "inbox.team.has_conversations");
    }

    [Fact]
    public async Task Somebody_who_is_anonymised_leaves_tickets_that_say_nothing()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var conversation = await inbox.WrittenAsync("Oi");
        var id = await OpenAsync(inbox.Owner, "Zwq geladeira", conversation, "Zwq endereço");
        (await inbox.Owner.PostAsync($"{Tickets}/{id}/comments", new { text = "Zwq mora longe" })).ShouldBe(201);
        var contact = (await inbox.GetAsync(conversation))["customer"]!.Text("contactId");
        var export = (await inbox.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/exports", new { reason = "Pedido 1", format = "json" })).Text;
        foreach (var words in new[] { "Zwq geladeira", "Zwq endereço", "Zwq mora longe" })
            export.ShouldContain(words);

        (await inbox.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido 1" })).ShouldBe(200);

        var shown = (await inbox.Owner.GetAsync($"{Tickets}/{id}")).ShouldBe(200).Json;
        shown.ToJsonString().ShouldNotContain("Zwq");
        (shown["ticket"]!.Text("status"), shown["ticket"]!["title"]).ShouldBe(("closed", null));
        (await EventsAsync(inbox.Owner, id)).ShouldAllBe(e => e.Text("text") == null);
        (await inbox.Owner.PostAsync($"{Tickets}/{id}/comments", new { text = "volta" })).ShouldFail(409, "inbox.ticket.erased");
        (await StatusAsync(inbox.Owner, id, "open")).ShouldFail(409, "inbox.ticket.erased");
        (await OpenedAsync(inbox.Owner, "Outro", conversation)).ShouldFail(409, "inbox.conversation.erased");
    }

    [Fact]
    public async Task Lists_are_paged_by_what_happened_last_and_know_what_is_late()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
            ids.Add((
                    await inbox.Owner.PostAsync(
                        Tickets,
                        new
                        {
                            title = $"Chamado {i}",
                            type = "question",
                            priority = i == 0 ? "urgent" : "normal",
                            dueAt = i < 2 ? TimeProvider.System.GetUtcNow().AddMinutes(-1) : (DateTimeOffset?)null,
                        }
                    )
                ).ShouldBe(201).Id);
        (await inbox.Owner.PostAsync($"{Tickets}/{ids[2]}/comments", new { text = "ontem" })).ShouldBe(201);
        (await StatusAsync(inbox.Owner, ids[1], "resolved")).ShouldBe(200);

        var seen = new List<int>();
        for (string? after = ""; after is not null; )
        {
            var page = (await inbox.Owner.GetAsync($"{Tickets}?limit=2&after={after}")).ShouldBe(200);
            seen.AddRange(page.Json["items"]!.AsArray().Select(t => t!["number"]!.GetValue<int>()));
            after = page["next"];
        }

        seen.ShouldBe([2, 3, 5, 4, 1]);
        (await NumbersAsync(inbox.Owner, "?overdue=true")).ShouldBe([1]);
        (await NumbersAsync(inbox.Owner, "?priority=urgent")).ShouldBe([1]);
        (await NumbersAsync(inbox.Owner, "?status=resolved")).ShouldBe([2]);
        (await NumbersAsync(inbox.Owner, "?view=mine")).ShouldBeEmpty();
        (await inbox.Owner.GetAsync($"{Tickets}?status=nova")).ShouldBe(422);
        (
            await inbox.Owner.PostAsync(
                Tickets,
                new
                {
                    title = new string('x', 201),
                    type = "question",
                    priority = "normal",
                }
            )
        ).ShouldBe(422);
    }

    private static string TokenOf(ApiClient member) => member.Http.DefaultRequestHeaders.Authorization!.Parameter!;
}

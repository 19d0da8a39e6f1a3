using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Counter;

public sealed class QueueTests(TestHost host)
{
    [Fact]
    public async Task Thirty_two_desks_calling_at_once_get_the_first_thirty_two_in_order_of_the_policy()
    {
        var company = await host.NewTenantAsync();
        var plain = await company.AddServiceAsync("A");
        var weighty = await company.AddServiceAsync("B", priorityWeight: 3);
        var desks = await Task.WhenAll(Enumerable.Range(1, 32).Select(i => company.AddDeskAsync($"Guichê {i}")));
        var issued = new List<(Guid Id, int Rank, int Order)>();
        for (var i = 0; i < 40; i++)
        {
            var (service, weight) = i % 5 == 0 ? (weighty, 3) : (plain, 0);
            var priority = i % 7 == 0 ? 4 : 0;
            issued.Add(((await company.IssueAsync(service, priority)).Id, priority + weight, i));
        }
        var policy = issued.OrderByDescending(t => t.Rank).ThenBy(t => t.Order).Select(t => t.Id).ToList();
        (await company.ItemsAsync("/api/v1/counter/queue/next?limit=40")).Select(t => Guid.Parse(t.Text("id")!)).ShouldBe(policy);

        var called = await Task.WhenAll(desks.Select(company.CallNextAsync));

        called.ShouldAllBe(c => c.Status == 200);
        called.Select(c => Guid.Parse(c["ticketId"]!)).Order().ShouldBe(policy.Take(32).Order());
        called.Select(c => c.Json["sequence"]!.GetValue<long>()).Order().ShouldBe(Enumerable.Range(1, 32).Select(n => (long)n));

        // One after the other, in exactly the order of the policy; then nobody.
        for (var i = 32; i < 40; i++)
            (await company.CallNextAsync(desks[0]))["ticketId"].ShouldBe(policy[i].ToString());
        (await company.CallNextAsync(desks[0])).Status.ShouldBe(204);
    }

    [Fact]
    public async Task A_desk_is_open_or_closed_from_the_moment_it_is_said()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("A");
        var desk = await company.AddDeskAsync();
        for (var i = 0; i < 4; i++)
            await company.IssueAsync(service);
        (await company.CallNextAsync(desk)).ShouldBe(200);

        await OpenAsync(false);
        (await company.CallNextAsync(desk)).ShouldFail(409, "counter.desk.inactive");
        await OpenAsync(true);
        (await company.CallNextAsync(desk)).ShouldBe(200)["deskName"].ShouldBe("Guichê 1");

        // Neither a desk nor a service made a moment ago is remembered yet.
        var (another, other) = (await company.AddDeskAsync("Guichê 2"), await company.AddServiceAsync("B", name: "Trocas", priorityWeight: 9));
        await company.IssueAsync(other);
        var called = (await company.CallNextAsync(another)).ShouldBe(200);
        (called["deskName"], called["serviceName"]).ShouldBe(("Guichê 2", "Trocas"));
        (await company.CallNextAsync(Guid.CreateVersion7())).ShouldFail(404, "counter.desk.not_found");

        async Task OpenAsync(bool active) =>
            (await company.Owner.PutAsync($"/api/v1/counter/desks/{desk}", new { name = "Guichê 1", active })).ShouldBe(200);
    }

    [Fact]
    public async Task Each_verb_takes_its_state_repeats_change_nothing_and_the_rest_is_refused_by_name()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("A");
        var paidFor = await company.AddServiceAsync("B", 3m);
        var (desk, otherDesk) = (await company.AddDeskAsync(), await company.AddDeskAsync("Guichê 2"));

        var pending = await company.IssueAsync(paidFor);
        (await company.PostAsync(pending.Id, "call", new { deskId = desk })).ShouldFail(409, "counter.queue_ticket.not_waiting");
        (await company.PostAsync(pending.Id, "transfer", new { serviceId = service })).ShouldFail(409, "counter.queue_ticket.not_waiting");
        foreach (var verb in new[] { "recall", "complete", "no-show" })
            (await company.PostAsync(pending.Id, verb)).ShouldFail(409, "counter.queue_ticket.not_called");

        var ticket = await company.IssueAsync(service);
        foreach (var verb in new[] { "recall", "complete", "no-show" })
            (await company.PostAsync(ticket.Id, verb)).ShouldFail(409, "counter.queue_ticket.not_called");
        (await company.ChargeAsync(ticket.Id)).ShouldFail(409, "counter.queue_ticket.nothing_to_charge");
        var called = (await company.PostAsync(ticket.Id, "call", new { deskId = desk })).ShouldBe(200);
        called["status"].ShouldBe("called");
        (await company.PostAsync(ticket.Id, "call", new { deskId = desk })).ShouldBe(200)["calls"].ShouldBe("1");
        (await company.PostAsync(ticket.Id, "call", new { deskId = otherDesk })).ShouldFail(409, "counter.queue_ticket.not_waiting");
        (await company.PostAsync(ticket.Id, "recall")).ShouldBe(200)["calls"].ShouldBe("2");
        (await company.PostAsync(ticket.Id, "complete")).ShouldBe(200)["status"].ShouldBe("completed");
        (await company.PostAsync(ticket.Id, "complete")).ShouldBe(200)["status"].ShouldBe("completed");
        (await company.PostAsync(ticket.Id, "no-show")).ShouldFail(409, "counter.queue_ticket.finished");
        (await company.PostAsync(ticket.Id, "cancel", new { reason = "tarde" })).ShouldFail(409, "counter.queue_ticket.finished");
        (await company.PostAsync(ticket.Id, "transfer", new { serviceId = service })).ShouldFail(409, "counter.queue_ticket.not_waiting");

        var absent = await company.IssueAsync(service);
        (await company.CallNextAsync(desk))["ticketId"].ShouldBe(absent.Id.ToString());
        (await company.PostAsync(absent.Id, "no-show")).ShouldBe(200);
        (await company.PostAsync(absent.Id, "no-show")).ShouldBe(200)["status"].ShouldBe("no_show");
        (await company.PostAsync(absent.Id, "recall")).ShouldFail(409, "counter.queue_ticket.finished");

        var history = await company.ItemsAsync($"/api/v1/counter/tickets/{ticket.Id}/history");
        history
            .Select(h => (h.Text("from"), h.Text("to"), h.Text("action"), h.Text("deskName"), h.Text("byName")))
            .ShouldBe([
                (null, "paid", "issue", null, "Dona Teste"),
                ("paid", "called", "call", "Guichê 1", "Dona Teste"),
                ("called", "called", "recall", "Guichê 1", "Dona Teste"),
                ("called", "completed", "complete", "Guichê 1", "Dona Teste"),
            ]);
    }

    [Fact]
    public async Task The_last_ticket_is_not_overlooked_while_somebody_has_it_in_hand()
    {
        var company = await host.NewTenantAsync();
        var ticket = await company.IssueAsync(await company.AddServiceAsync("A"));
        var desk = await company.AddDeskAsync();
        // A change that takes its time and is then given up, as when a process dies in the middle of it.
        var holding = Behind.ExecuteAsync(
            $"begin; select 1 from queue_tickets where tenant_id = '{company.Id}' and id = '{ticket.Id}' for update; select pg_sleep(2.5) /* {ticket.Id} */; rollback"
        );
        await Eventually.Async(
            () =>
                Behind.ScalarAsync<long>(
                    $"select count(*) from pg_stat_activity where query like '%pg_sleep%{ticket.Id}%' and wait_event = 'PgSleep'"
                ),
            sleeping => sleeping > 0,
            "the row to be locked"
        );

        (await company.CallNextAsync(desk)).ShouldBe(200)["ticketId"].ShouldBe(ticket.Id.ToString());
        await holding;
    }

    [Fact]
    public async Task A_transferred_ticket_keeps_its_code_and_its_wait()
    {
        var company = await host.NewTenantAsync();
        var (first, second) = (await company.AddServiceAsync("A"), await company.AddServiceAsync("B"));
        var desk = await company.AddDeskAsync();
        var early = await company.IssueAsync(first);
        var waits = await company.IssueAsync(second);
        (await company.CallNextAsync(desk))["ticketId"].ShouldBe(early.Id.ToString());

        var moved = (await company.PostAsync(early.Id, "transfer", new { serviceId = second })).ShouldBe(200);

        moved["status"].ShouldBe("paid");
        moved["code"].ShouldBe("A001");
        moved.Json["service"]!.Text("id").ShouldBe(second.ToString());
        moved.Json["desk"].ShouldBeNull();
        moved["waitingSince"].ShouldBe((await company.TicketAsync(early.Id))["createdAt"]);
        (await company.CallNextAsync(desk))["ticketId"].ShouldBe(early.Id.ToString());
        (await company.CallNextAsync(desk))["ticketId"].ShouldBe(waits.Id.ToString());
        (await company.ItemsAsync($"/api/v1/counter/tickets/{early.Id}/history"))
            .Select(h => h.Text("action"))
            .ShouldBe(["issue", "call", "transfer", "call"]);
    }

    [Fact]
    public async Task A_cancelled_ticket_says_why_and_is_not_called()
    {
        var company = await host.NewTenantAsync();
        var ticket = await company.IssueAsync(await company.AddServiceAsync("A"));

        (await company.PostAsync(ticket.Id, "cancel", new { reason = " " })).ShouldFail(422, "request.invalid");
        (await company.PostAsync(ticket.Id, "cancel", new { reason = "desistiu" })).ShouldBe(200)["cancelReason"].ShouldBe("desistiu");
        (await company.PostAsync(ticket.Id, "cancel", new { reason = "outra" })).ShouldBe(200)["cancelReason"].ShouldBe("desistiu");

        (await company.CallNextAsync(await company.AddDeskAsync())).Status.ShouldBe(204);
        var last = (await company.ItemsAsync($"/api/v1/counter/tickets/{ticket.Id}/history"))[^1];
        (last.Text("action"), last.Text("reason"), last.Text("byUserId")).ShouldBe(("cancel", "desistiu", company.Session.Json["user"]!.Text("id")));
    }

    [Fact]
    public async Task A_list_read_page_by_page_while_tickets_are_issued_is_complete_and_repeats_nothing()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("A");
        var before = new List<Guid>();
        for (var i = 0; i < 40; i++)
            before.Add((await company.IssueAsync(service)).Id);
        using var reading = new CancellationTokenSource();
        var issuing = Task.Run(
            async () =>
            {
                while (!reading.IsCancellationRequested)
                    await company.IssueAsync(service);
            },
            TestContext.Current.CancellationToken
        );

        var seen = new List<Guid>();
        for (string? next = ""; next is not null; )
        {
            var page = (await company.Owner.GetAsync($"/api/v1/counter/tickets?limit=7{(next == "" ? "" : $"&after={next}")}")).ShouldBe(200);
            seen.AddRange(page.Json["items"]!.AsArray().Select(t => Guid.Parse(t!.Text("id")!)));
            next = page["next"];
        }
        await reading.CancelAsync();
        await issuing;

        seen.ShouldBeUnique();
        before.ShouldBeSubsetOf(seen);
    }
}

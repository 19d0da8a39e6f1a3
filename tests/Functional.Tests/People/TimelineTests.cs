using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.People;

public sealed class TimelineTests(TestHost host)
{
    private const string Contacts = "/api/v1/people/contacts";

    [Fact]
    public async Task What_happened_in_every_module_is_told_newest_first_and_page_by_page()
    {
        var (inbox, contact) = await WithAPastAsync();

        var all = await TimelineAsync(inbox.Owner, contact);

        all.Select(e => e.Text("kind"))
            .ShouldBe(["merge", "support_ticket", "conversation", "payment", "queue_ticket", "charge", "queue_ticket", "consent"], ignoreOrder: true);
        all.Select(e => e["at"]!.GetValue<DateTimeOffset>()).ShouldBe(all.Select(e => e["at"]!.GetValue<DateTimeOffset>()).OrderDescending());
        One(all, "merge").Text("text").ShouldBe("Ana P.");
        One(all, "merge").Text("status").ShouldBe("in_force");
        (One(all, "support_ticket").Text("text"), One(all, "support_ticket")["number"]!.GetValue<int>()).ShouldBe(("Trocar o bolo", 1));
        (One(all, "conversation").Text("text"), One(all, "conversation").Text("status")).ShouldBe(("Oi", "open"));
        (One(all, "payment").Text("status"), One(all, "payment")["amount"]!.Text("value")).ShouldBe(("cash", "12.00"));
        (One(all, "charge").Text("status"), One(all, "charge")["amount"]!.Text("value")).ShouldBe(("active", "12.00"));
        One(all, "consent").Text("status").ShouldBe("granted");
        var tickets = all.FindAll(e => e.Text("kind") == "queue_ticket");
        tickets.Select(t => t.Text("text")).ShouldBe(["P002 · Bolo", "P001 · Bolo"]);
        // What was paid leads to what it was paid for.
        One(all, "payment").Text("ofId").ShouldBe(tickets[0].Text("id"));
        One(all, "charge").Text("ofId").ShouldBe(tickets[1].Text("id"));

        foreach (var limit in new[] { 1, 3 })
        {
            var paged = new List<string?>();
            string? after = null;
            do
            {
                var page = (await inbox.Owner.GetAsync($"{Contacts}/{contact}/timeline?limit={limit}&after={after}")).ShouldBe(200).Json;
                page["items"]!.AsArray().Count.ShouldBeInRange(1, limit);
                paged.AddRange(page["items"]!.AsArray().Select(e => e!.Text("id")));
                after = page.Text("next");
            } while (after is not null);
            paged.ShouldBe(all.Select(e => e.Text("id")), $"{limit} at a time");
        }
    }

    [Fact]
    public async Task Nobody_is_told_what_they_may_not_see_where_it_happened()
    {
        var (inbox, contact) = await WithAPastAsync();
        var seller = await inbox.Company.AddMemberAsync("agent");
        var other = await inbox.Company.AddMemberAsync("agent");
        var counter = await inbox.Company.AddMemberAsync("operator");
        string[] everybodys = ["merge", "queue_ticket", "queue_ticket", "consent"];
        // The team that is everybody's: both agents see it; payments, neither.
        (await KindsAsync(other, contact)).ShouldBe([.. everybodys, "conversation", "support_ticket"], ignoreOrder: true);
        (await KindsAsync(counter, contact)).ShouldBe(everybodys, ignoreOrder: true);

        var team = await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)]);
        var conversation = Guid.Parse((await InboxCompany.ListAsync(inbox.Owner))[0].Text("id")!);
        (await inbox.MoveAsync(conversation, team)).ShouldBe(200);
        var ticket = One(await TimelineAsync(inbox.Owner, contact), "support_ticket").Text("id");
        (await inbox.Owner.PutAsync($"{SupportTickets.Tickets}/{ticket}/team", new { teamId = team })).ShouldBe(200);

        (await KindsAsync(seller, contact)).ShouldBe([.. everybodys, "conversation", "support_ticket"], ignoreOrder: true);
        (await KindsAsync(other, contact)).ShouldBe(everybodys, ignoreOrder: true);
        // What is given to somebody is theirs to see, whatever the team.
        (await inbox.AssignAsync(conversation, await InboxCompany.IdOfAsync(other))).ShouldBe(200);
        (await KindsAsync(other, contact)).ShouldBe([.. everybodys, "conversation"], ignoreOrder: true);
    }

    [Fact]
    public async Task Another_companys_person_does_not_exist_and_a_merged_ones_past_is_the_persons()
    {
        var (inbox, contact) = await WithAPastAsync();
        var merged = Guid.Parse(
            (await inbox.Owner.GetAsync($"{Contacts}/{contact}/merges")).ShouldBe(200).Json["items"]!.AsArray()[0]!.Text("otherId")!
        );
        var others = await host.NewTenantAsync();

        foreach (var id in new[] { contact, merged, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()) })
            (await others.Owner.GetAsync($"{Contacts}/{id}/timeline")).ShouldFail(404, "people.contact.not_found");
        (await TimelineAsync(inbox.Owner, merged))
            .Select(e => e.Text("id"))
            .ShouldBe((await TimelineAsync(inbox.Owner, contact)).Select(e => e.Text("id")));
        (await inbox.Owner.GetAsync($"{Contacts}/{contact}/timeline?after=x")).ShouldFail(422, "request.cursor.invalid");
    }

    [Fact]
    public async Task An_anonymised_persons_past_has_no_words_of_theirs()
    {
        var (inbox, contact) = await WithAPastAsync();
        foreach (var ticket in (await TimelineAsync(inbox.Owner, contact)).Where(e => e.Text("kind") == "queue_ticket").ToList())
            (await inbox.Owner.PostAsync($"/api/v1/counter/tickets/{ticket.Text("id")}/cancel", new { reason = "fechou" })).Status.ShouldBe(200);
        (await inbox.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido" })).ShouldBe(200);

        var all = await TimelineAsync(inbox.Owner, contact);

        all.Count.ShouldBe(8);
        foreach (var kind in new[] { "merge", "support_ticket", "conversation" })
            One(all, kind).Text("text").ShouldBeNull(kind);
    }

    [Fact]
    public async Task What_was_paid_before_payments_knew_whose_they_are_is_told_too()
    {
        var (inbox, contact) = await WithAPastAsync();
        var before = await KindsAsync(inbox.Owner, contact);
        foreach (var table in new[] { "charges", "manual_payments", "payments" })
            await Behind.ExecuteAsync($"update {table} set contact_id = null where tenant_id = '{inbox.Company.Id}'");
        (await KindsAsync(inbox.Owner, contact)).ShouldNotContain("payment");

        var migration = await File.ReadAllTextAsync(
            Path.Combine(ApiDocument.RepositoryRoot, "src/Infrastructure/Persistence/Migrations/20261129060000_person_timeline.sql"),
            TestContext.Current.CancellationToken
        );
        foreach (var statement in migration.Split(';').Where(s => s.TrimStart().StartsWith("update ", StringComparison.Ordinal)))
            await Behind.ExecuteAsync($"{statement} and p.tenant_id = '{inbox.Company.Id}'");

        (await KindsAsync(inbox.Owner, contact)).ShouldBe(before);
    }

    /// <summary>Somebody who was at the counter twice, paid, wrote, asked for something and was known as somebody else as well.</summary>
    private async Task<(InboxCompany Inbox, Guid Contact)> WithAPastAsync()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var service = await inbox.Company.AddServiceAsync("P", 12m, name: "Bolo");
        var customer = new
        {
            name = "Ana Prado",
            phone = InboxCompany.Ana,
            consents = new[] { new { purpose = "marketing", channel = "whatsapp" } },
        };
        var charged = (await inbox.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service, customer })).ShouldBe(201);
        (await inbox.Company.ChargeAsync(charged.Id)).ShouldBe(201);
        var contact = Guid.Parse(charged["contactId"]!);
        var twin = (await inbox.Owner.PostAsync(Contacts, new { name = "Ana P." })).ShouldBe(201).Id;
        var paid = (
            await inbox.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service, customer = new { phone = InboxCompany.Ana } })
        ).ShouldBe(201);
        paid["contactId"].ShouldBe(contact.ToString());
        (await inbox.Owner.PostAsync($"/api/v1/counter/tickets/{paid.Id}/manual-payments", new { method = "cash" })).ShouldBe(200);
        var conversation = await inbox.WrittenAsync("Oi");
        (await SupportTickets.OpenedAsync(inbox.Owner, "Trocar o bolo", conversation)).ShouldBe(201);
        (await inbox.Owner.PostAsync($"{Contacts}/{contact}/merges", new { otherId = twin })).ShouldBe(200);
        return (inbox, contact);
    }

    private static JsonNode One(List<JsonNode> entries, string kind) => entries.Single(e => e.Text("kind") == kind);

    private static async Task<List<string?>> KindsAsync(ApiClient by, Guid contact) =>
        (await TimelineAsync(by, contact)).ConvertAll(e => e.Text("kind"));

    private static async Task<List<JsonNode>> TimelineAsync(ApiClient by, Guid contact) =>
        [.. (await by.GetAsync($"{Contacts}/{contact}/timeline")).ShouldBe(200).Json["items"]!.AsArray().Select(e => e!)];
}

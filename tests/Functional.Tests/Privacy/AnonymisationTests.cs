using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Privacy;

/// <summary>A person becomes nobody, and the company's figures stay what they were.</summary>
public sealed class AnonymisationTests(TestHost host)
{
    private const string Contacts = "/api/v1/people/contacts";

    [Fact]
    public async Task Nothing_that_tells_who_it_was_is_left_and_the_figures_stay()
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());
        var company = person.Company;
        var before = await FiguresAsync(person);

        (await person.AnonymiseAsync("Pedido 20261122-1")).ShouldBe(200)["contactId"].ShouldBe(person.Id.ToString());

        var contact = (await company.Owner.GetAsync($"{Contacts}/{person.Id}")).ShouldBe(200);
        (contact["name"], contact.Json["identifiers"]!.AsArray().Count, contact["anonymisedAt"] is null).ShouldBe((null, 0, false));
        (await FiguresAsync(person)).ShouldBe(before);
        (await LeftAsync(person)).ShouldBe(0);
        var accesses = await company.ItemsAsync($"{Contacts}/{person.Id}/accesses");
        accesses.Select(a => (a.Text("action"), a.Text("reason"))).ShouldBe([("anonymisation", "Pedido 20261122-1"), ("reveal", "")]);
        var consents = await company.ItemsAsync($"/api/v1/privacy/contacts/{person.Id}/consents");
        consents.Select(c => (c.Text("purpose"), c.Text("evidence"))).ShouldBe([("survey", null), ("marketing", null)]);
        (await company.TicketAsync(person.CancelledTicket)).ShouldBe(200)["contactId"].ShouldBe(person.Id.ToString());
        // What is handed out afterwards holds nothing of the person either.
        (await person.ExportAsync())
            .ShouldBe(200)
            .Text.ShouldNotContain(person.Marker);
    }

    [Fact]
    public async Task Whoever_was_merged_into_it_is_handed_out_and_goes_with_it_and_nothing_leads_back()
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());
        var company = person.Company;
        var twin = (await person.IssueAsync(new { name = $"Gêmea {person.Marker}", phone = "(21) 98765-4321" })).ShouldBe(201);
        var other = twin["contactId"]!;
        (await company.PostAsync(twin.Id, "cancel", new { reason = $"{person.Marker} de novo" })).ShouldBe(200);
        // The survivor takes the other's name, so its own is kept for the way back.
        var merge = (await company.Owner.PostAsync($"{Contacts}/{person.Id}/merges", new { otherId = other, nameFrom = "other" })).ShouldBe(200);

        var export = (await person.ExportAsync()).ShouldBe(200);
        export.Json["sections"]!["tickets"]!.AsArray().Count.ShouldBe(2);
        (await person.AnonymiseAsync()).ShouldBe(200);

        foreach (var id in new[] { person.Id.ToString(), other })
            (
                await Behind.ScalarAsync<long>($"select count(*) from contacts where id = '{id}' and anonymised_at is not null and name is null")
            ).ShouldBe(1);
        (await LeftAsync(person)).ShouldBe(0);
        (
            await Behind.ScalarAsync<long>($"select count(*) from contact_merges where tenant_id = '{company.Id}' and survivor_name is not null")
        ).ShouldBe(0);
        (
            await Behind.ScalarAsync<long>($"select count(*) from queue_ticket_transitions where ticket_id = '{twin.Id}' and reason is not null")
        ).ShouldBe(0);
        (await company.Owner.PostAsync($"{Contacts}/{person.Id}/merges/{merge["mergeId"]}/undo")).ShouldFail(409, "people.contact.anonymised");
        (await person.ExportAsync()).ShouldBe(200).Text.ShouldNotContain(person.Marker);
    }

    [Fact]
    public async Task Repeated_it_changes_nothing()
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());
        var first = (await person.AnonymiseAsync("Primeira")).ShouldBe(200);

        var second = (await person.AnonymiseAsync("Segunda")).ShouldBe(200);

        second["anonymisedAt"].ShouldBe(first["anonymisedAt"]);
        var accesses = await person.Company.ItemsAsync($"{Contacts}/{person.Id}/accesses");
        accesses.Where(a => a.Text("action") == "anonymisation").ShouldHaveSingleItem().Text("reason").ShouldBe("Primeira");
    }

    [Fact]
    public async Task Whoever_comes_back_is_somebody_new_and_the_old_contact_takes_nothing_in()
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());
        var owner = person.Company.Owner;
        (await person.AnonymiseAsync()).ShouldBe(200);

        foreach (var text in new[] { Person.Cpf, Person.Phone, person.Marker })
            (await owner.PostAsync($"{Contacts}/searches", new { text })).ShouldBe(200).Json["items"]!.AsArray().ShouldBeEmpty();
        (await owner.PutAsync($"{Contacts}/{person.Id}", new { name = "De volta" })).ShouldFail(409, "people.contact.anonymised");
        (await owner.PostAsync($"{Contacts}/{person.Id}/identifiers", new { kind = "cpf", text = Person.Cpf })).ShouldFail(
            409,
            "people.contact.anonymised"
        );
        (
            await owner.PostAsync(
                $"/api/v1/privacy/contacts/{person.Id}/consents",
                new
                {
                    purpose = "marketing",
                    channel = "whatsapp",
                    granted = true,
                }
            )
        ).ShouldFail(409, "people.contact.anonymised");

        var again = (await person.IssueAsync()).ShouldBe(201);
        again["contactId"].ShouldNotBe(person.Id.ToString());
    }

    [Theory]
    [InlineData("12.50", "pending")]
    [InlineData("0.00", "paid")]
    [InlineData("0.00", "called")]
    public async Task While_the_person_has_an_open_ticket_today_it_is_refused_and_nothing_happens(string amount, string status)
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());
        var owner = person.Company.Owner;
        var ticket = (
            await owner.PostAsync(
                "/api/v1/counter/tickets",
                new
                {
                    serviceId = person.Service,
                    amount = new { value = amount, currency = "BRL" },
                    customer = new { cpf = Person.Cpf },
                }
            )
        ).ShouldBe(201);
        if (status == "called")
            (await person.Company.CallNextAsync(await person.Company.AddDeskAsync())).ShouldBe(200);
        (await person.Company.TicketAsync(ticket.Id))["status"].ShouldBe(status);
        var left = await LeftAsync(person);

        (await person.AnonymiseAsync()).ShouldFail(409, "counter.queue_ticket.customer_present");

        (await LeftAsync(person)).ShouldBe(left);
        (await owner.GetAsync($"{Contacts}/{person.Id}"))["name"].ShouldBe(person.Name);
        // Yesterday's ticket that nobody called keeps nobody here.
        await Behind.ExecuteAsync($"update queue_tickets set business_day = business_day - 1 where id = '{ticket.Id}'");
        (await person.AnonymiseAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task Of_tickets_and_an_anonymisation_at_once_either_comes_first_and_none_is_mixed()
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => i == 3 ? person.AnonymiseAsync() : person.IssueAsync(new { name = person.Name, cpf = Person.Cpf }))
        );

        var anonymised = answers[3].Status == 200;
        if (!anonymised)
            answers[3].ShouldFail(409, "counter.queue_ticket.customer_present");
        var tickets = answers.Where((_, i) => i != 3).Select(a => a.ShouldBe(201)["contactId"]).Distinct().ShouldHaveSingleItem();
        (tickets == person.Id.ToString()).ShouldBe(!anonymised);
        (await Behind.ScalarAsync<long>($"select count(*) from contact_identifiers where contact_id = '{person.Id}'")).ShouldBe(anonymised ? 0 : 2);
    }

    [Fact]
    public async Task The_database_keeps_history_from_change_and_nobody_from_becoming_somebody()
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());
        string[] erasing =
        [
            $"update personal_data_accesses set reason = '' where contact_id = '{person.Id}'",
            $"update consents set evidence = null where contact_id = '{person.Id}'",
            $"update queue_ticket_transitions set reason = null where ticket_id = '{person.CancelledTicket}'",
        ];
        foreach (var sql in erasing)
            (await Should.ThrowAsync<PostgresException>(() => AsAppAsync(person.Company, sql))).SqlState.ShouldBe("23001", sql);

        (await person.AnonymiseAsync()).ShouldBe(200);

        foreach (var sql in erasing)
            await AsAppAsync(person.Company, sql);
        foreach (
            var (sql, state) in new[]
            {
                ($"update personal_data_accesses set reason = 'x' where contact_id = '{person.Id}'", "23001"),
                ($"update consents set evidence = 'x' where contact_id = '{person.Id}'", "23001"),
                ($"update queue_ticket_transitions set reason = 'x' where ticket_id = '{person.CancelledTicket}'", "23001"),
                ($"update consents set granted = false where contact_id = '{person.Id}'", "42501"),
                ($"update contacts set anonymised_at = null where id = '{person.Id}'", "23001"),
                ($"update contacts set name = 'x' where id = '{person.Id}'", "23514"),
                ($"update contacts set name_terms = '{{1}}' where id = '{person.Id}'", "23514"),
            }
        )
            (await Should.ThrowAsync<PostgresException>(() => AsAppAsync(person.Company, sql))).SqlState.ShouldBe(state, sql);
    }

    [Fact]
    public async Task Another_companys_person_does_not_exist_and_an_agent_may_not()
    {
        var (company, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var person = await Person.OfAsync(company);

        (await person.AnonymiseAsync(by: other.Owner)).ShouldFail(404, "people.contact.not_found");
        (await person.AnonymiseAsync(by: await company.AddMemberAsync("agent"))).ShouldFail(403, "auth.forbidden");
        (await person.AnonymiseAsync(reason: "")).ShouldFail(422, "request.invalid");
        (await company.Owner.GetAsync($"{Contacts}/{person.Id}"))["name"].ShouldBe(person.Name);
    }

    /// <summary>Boxes, indexes and words that tell something of the person.</summary>
    internal static string LeftSql(Guid contact) =>
        $"""
            select (select count(*) from contacts where id = '{contact}' and name is not null)
                 + (select count(*) from contact_identifiers where contact_id = '{contact}')
                 + (select count(*) from contacts where id = '{contact}' and name_terms is not null)
                 + (select count(*) from personal_data_accesses where contact_id = '{contact}' and action <> 'anonymisation' and reason <> '')
                 + (select count(*) from consents where contact_id = '{contact}' and evidence is not null)
                 + (select count(*) from queue_tickets where contact_id = '{contact}' and cancel_reason is not null)
                 + (select count(*) from queue_ticket_transitions h join queue_tickets t on t.id = h.ticket_id
                    where t.contact_id = '{contact}' and h.reason is not null)
            """;

    private static Task<long> LeftAsync(Person person) => Behind.ScalarAsync<long>(LeftSql(person.Id));

    /// <summary>What the company accounts for.</summary>
    private static Task<string> FiguresAsync(Person person) =>
        Behind.ScalarAsync<string>(
            $"""
            select (select string_agg(concat_ws('|', id, code, amount, status, created_at, contact_id), ',' order by id) from queue_tickets where tenant_id = '{person.Company.Id}')
                || (select count(*) from queue_ticket_transitions where tenant_id = '{person.Company.Id}')
                || (select string_agg(concat_ws('|', id, number, contact_id, text_id, granted, source, at), ',' order by id) from consents where tenant_id = '{person.Company.Id}')
            """
        );

    private async Task AsAppAsync(TestTenant company, string sql)
    {
        await using var connection = await host.Services.GetRequiredService<DataSources>().App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"set local app.tenant_id = '{company.Id}'; {sql}", connection, transaction);
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}

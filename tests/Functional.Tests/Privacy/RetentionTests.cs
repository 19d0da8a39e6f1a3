using CleanApp.Functional.Tests.Hosting;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Privacy;

/// <summary>Data is kept as long as the company says and no longer, and nothing goes of whom a hold protects.</summary>
public sealed class RetentionTests(TestHost host)
{
    private const string Retention = "/api/v1/privacy/retention";
    private const string Contacts = "/api/v1/people/contacts";

    [Fact]
    public async Task Every_class_of_data_says_how_long_it_is_kept_and_takes_another_time()
    {
        var company = await host.NewTenantAsync();

        (await company.ItemsAsync(Retention))
            .Select(c => (c.Text("class"), c.Text("keepDays"), c.Text("defaultDays"), c.Text("lastRemoved")))
            .ShouldBe([
                ("channels.assets", "365", "365", null),
                ("channels.notices", "180", "180", null),
                ("channels.webhooks", "30", "30", null),
                ("identity.mails", "90", "90", null),
                ("payments.notifications", "180", "180", null),
                ("people.contacts", null, null, null),
                ("platform.repeated_answers", "7", "7", null),
                ("privacy.requests", "1825", "1825", null),
            ]);
        (await company.Owner.PutAsync(Retention, new { @class = "people.contacts", keepDays = 730 })).ShouldBe(200)["keepDays"].ShouldBe("730");
        (await company.Owner.PutAsync(Retention, new { @class = "privacy.requests", keepDays = (int?)null }))
            .ShouldBe(200)["keepDays"]
            .ShouldBeNull();
        (await company.ItemsAsync(Retention)).Select(c => c.Text("keepDays")).ShouldBe(["365", "180", "30", "90", "180", "730", "7", null]);
        (await (await host.NewTenantAsync()).ItemsAsync(Retention))
            .Select(c => c.Text("keepDays"))
            .ShouldBe(["365", "180", "30", "90", "180", null, "7", "1825"]);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var company = await host.NewTenantAsync();

        (await company.Owner.PutAsync(Retention, new { @class = "payments.notifications", keepDays = 89 })).ShouldFail(
            422,
            "privacy.retention.too_short"
        );
        (await company.Owner.PostAsync($"{Retention}/previews", new { @class = "payments.notifications", keepDays = 1 })).ShouldFail(
            422,
            "privacy.retention.too_short"
        );
        (await company.Owner.PutAsync(Retention, new { @class = "nothing.known", keepDays = 400 })).ShouldFail(
            404,
            "privacy.retention.class_not_found"
        );
        (await company.Owner.PutAsync(Retention, new { @class = "people.contacts", keepDays = 0 })).Status.ShouldBe(422);
        (await company.Owner.PutAsync(Retention, new { @class = "people.contacts", keepDays = int.MaxValue })).Status.ShouldBe(422);
        (await (await company.AddMemberAsync("operator")).GetAsync(Retention)).ShouldFail(403, "auth.forbidden");
    }

    [Fact]
    public async Task Whom_nobody_has_seen_for_longer_is_anonymised_at_night_and_nobody_else()
    {
        var company = await host.NewTenantAsync();
        var gone = await AddAsync(company, "Antiga");
        var present = await Person.OfAsync(company);
        var held = await AddAsync(company, "Processada");
        var young = await AddAsync(company, "Nova");
        (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{held}/holds", new { reason = "Processo 1" })).ShouldBe(201);
        await Behind.ExecuteAsync(
            $"update contacts set changed_at = now() - interval '400 days' where tenant_id = '{company.Id}' and id <> '{young}'"
        );
        var preview = (await company.Owner.PostAsync($"{Retention}/previews", new { @class = "people.contacts", keepDays = 365 })).ShouldBe(200);
        (preview["wouldRemove"], preview["isMore"]).ShouldBe(("1", "false"));
        (await AnonymisedAsync(company)).ShouldBeEmpty();
        (await company.Owner.PutAsync(Retention, new { @class = "people.contacts", keepDays = 365 })).ShouldBe(200);

        await Night.PassAsync(company);

        (await AnonymisedAsync(company)).ShouldBe([gone]);
        (await company.ItemsAsync(Retention)).Single(c => c.Text("class") == "people.contacts").Text("lastRemoved").ShouldBe("1");
        var access = (await company.ItemsAsync($"{Contacts}/{gone}/accesses")).ShouldHaveSingleItem();
        (access.Text("action"), access.Text("userId"), access.Text("userName")).ShouldBe(("anonymisation", null, ""));
        (await company.Owner.GetAsync($"{Contacts}/{present.Id}")).ShouldBe(200)["name"].ShouldBe(present.Name);

        // The next night there is nobody else, and the hold is lifted for the night after.
        await Night.PassAsync(company);
        (await AnonymisedAsync(company)).ShouldBe([gone]);
        var hold = (await company.ItemsAsync("/api/v1/privacy/holds")).ShouldHaveSingleItem();
        (await company.Owner.PostAsync($"/api/v1/privacy/holds/{hold.Text("id")}/lift")).ShouldBe(200);
        await Night.PassAsync(company);
        (await AnonymisedAsync(company)).ShouldBe([gone, held], ignoreOrder: true);
        (
            await Behind.ScalarAsync<long>(
                $"select sum(removed)::bigint from retention_runs where tenant_id = '{company.Id}' and class = 'people.contacts'"
            )
        ).ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_comes_back_while_the_night_waits_for_them_is_not_erased()
    {
        var company = await host.NewTenantAsync();
        var id = await AddAsync(company, "Antiga");
        await Behind.ExecuteAsync($"update contacts set changed_at = now() - interval '400 days' where id = '{id}'");
        (await company.Owner.PutAsync(Retention, new { @class = "people.contacts", keepDays = 365 })).ShouldBe(200);

        // Somebody has the contact in hand when the night finds it, and changes it before they let go.
        await using var connection = await Behind.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await DoAsync($"select from contacts where id = '{id}' for update");
        var night = Night.PassAsync(company);
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from pg_stat_activity where {connection.ProcessID} = any(pg_blocking_pids(pid))"),
            waiting => waiting == 1,
            "the night to wait for the contact"
        );
        await DoAsync($"update contacts set changed_at = now() where id = '{id}'");
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        await night;

        (await AnonymisedAsync(company)).ShouldBeEmpty();

        async Task DoAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Whoever_was_seen_under_the_id_they_had_before_a_merge_stays()
    {
        var company = await host.NewTenantAsync();
        var (id, twin) = (await AddAsync(company, "Antiga"), await AddAsync(company, "Antiga também"));
        var answer = new
        {
            purpose = "marketing",
            channel = "whatsapp",
            granted = true,
        };
        (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{twin}/consents", answer)).ShouldBe(201);
        (await company.Owner.PostAsync($"{Contacts}/{id}/merges", new { otherId = twin })).ShouldBe(200);
        await Behind.ExecuteAsync($"update contacts set changed_at = now() - interval '400 days' where tenant_id = '{company.Id}'");
        (await company.Owner.PutAsync(Retention, new { @class = "people.contacts", keepDays = 365 })).ShouldBe(200);

        await Night.PassAsync(company);

        (await AnonymisedAsync(company)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Words_of_old_requests_go_and_that_they_were_asked_stays()
    {
        var company = await host.NewTenantAsync();
        var held = await AddAsync(company, "Processada");
        var (old, protectedOne, open) = (await AskAsync(company), await AskAsync(company), await AskAsync(company));
        (await company.Owner.PostAsync($"/api/v1/privacy/requests/{protectedOne}/contact", new { contactId = held })).ShouldBe(200);
        (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{held}/holds", new { reason = "Processo 1" })).ShouldBe(201);
        foreach (var id in new[] { old, protectedOne })
            (await company.Owner.PostAsync($"/api/v1/privacy/requests/{id}/refusal", new { note = "Não é cliente" })).ShouldBe(200);
        await Behind.ExecuteAsync(
            $"""
            update data_subject_requests set closed_at = closed_at - interval '2000 days' where tenant_id = '{company.Id}' and closed_at is not null
            """
        );

        await Night.PassAsync(company);

        var request = (await company.Owner.GetAsync($"/api/v1/privacy/requests/{old}")).ShouldBe(200);
        (request.Json["request"]!.Text("name"), request["reach"], request.Json["request"]!.Text("status")).ShouldBe((null, null, "refused"));
        request.Json["steps"]!.AsArray().Select(s => s!.Text("note")).ShouldAllBe(note => note == null);
        foreach (var id in new[] { protectedOne, open })
            (await company.Owner.GetAsync($"/api/v1/privacy/requests/{id}")).ShouldBe(200).Json["request"]!.Text("name").ShouldBe("Maria");
    }

    [Fact]
    public async Task Answers_kept_for_repetition_and_notifications_go_when_they_are_old()
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.PostAsync("/api/v1/counter/desks", new { name = "Guichê 7" }, "old")).ShouldBe(201);
        (await company.Owner.PostAsync("/api/v1/counter/desks", new { name = "Guichê 8" }, "new")).ShouldBe(201);
        await Behind.ExecuteAsync(
            $"""
            update idempotency_records set created_at = created_at - interval '8 days' 
            where tenant_id = '{company.Id}' and key = (select key from idempotency_records where tenant_id = '{company.Id}' order by created_at limit 1);
            insert into inbound_webhooks (tenant_id, id, provider, body, received_at, processed_at, outcome) values
                ('{company.Id}', gen_random_uuid(), 'sicredi', '', now() - interval '181 days', now() - interval '181 days', 'done'),
                ('{company.Id}', gen_random_uuid(), 'sicredi', '', now() - interval '181 days', null, null),
                ('{company.Id}', gen_random_uuid(), 'sicredi', '', now() - interval '179 days', now() - interval '179 days', 'done');
            """
        );
        var before = await CountAsync("idempotency_records");

        await Night.PassAsync(company);

        (await CountAsync("idempotency_records")).ShouldBe(before - 1);
        (await CountAsync("inbound_webhooks")).ShouldBe(2);

        Task<long> CountAsync(string table) => Behind.ScalarAsync<long>($"select count(*) from {table} where tenant_id = '{company.Id}'");
    }

    [Fact]
    public async Task What_Meta_posted_goes_at_night_and_the_messages_it_told_of_stay()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.WriteAsync(new { from = Person.PhoneDigits, text = "antiga" });
        await meta.WaitForReceivedAsync(1);
        await meta.ReadAgainAsync();
        await Behind.ExecuteAsync($"update channel_webhooks set processed_at = now() - interval '31 days' where tenant_id = '{company.Id}'");
        await meta.WriteAsync(new { from = Person.PhoneDigits, text = "nova" });
        await meta.WaitForReceivedAsync(2);
        (await company.Owner.PutAsync(Retention, new { @class = "channels.webhooks", keepDays = 7 })).ShouldFail(422, "privacy.retention.too_short");

        await Night.PassAsync(company);

        (await Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where tenant_id = '{company.Id}'")).ShouldBe(1);
        (await meta.ReceivedAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Invitations_that_are_over_go_with_their_mails_and_open_ones_stay()
    {
        var company = await host.NewTenantAsync();
        foreach (var who in new[] { "velha", "nova" })
            (
                await company.Owner.PostAsync(
                    "/api/v1/members/invites",
                    new
                    {
                        role = "agent",
                        email = $"{who}-{company.Id:N}@empresa.example",
                        delivery = "email",
                    }
                )
            ).ShouldBe(201);
        await Eventually.Async(() => CountAsync("mails", "status = 'sent'"), sent => sent == 2, "the mails to be sent");
        await Behind.ExecuteAsync(
            $"""
            update mails set created_at = created_at - interval '100 days' where tenant_id = '{company.Id}';
            update invites set expires_at = expires_at - interval '100 days' where tenant_id = '{company.Id}' and email like 'velha%';
            """
        );

        await Night.PassAsync(company);

        (await CountAsync("invites")).ShouldBe(1);
        // The other one's mail is old as well, but its invitation still says what became of it.
        (await CountAsync("mails")).ShouldBe(1);
        (await company.Owner.GetAsync("/api/v1/members/invites")).ShouldBe(200).Json["items"]!.AsArray().Single()!["mail"]!
            .ToString()
            .ShouldBe("sent");

        Task<long> CountAsync(string table, string where = "true") =>
            Behind.ScalarAsync<long>($"select count(*) from {table} where tenant_id = '{company.Id}' and {where}");
    }

    [Fact]
    public async Task Whom_a_hold_protects_nobody_anonymises_and_the_database_refuses_it_too()
    {
        var person = await Person.OfAsync(await host.NewTenantAsync());
        var owner = person.Company.Owner;
        var twin = await AddAsync(person.Company, "Gêmea");
        var hold = (await owner.PostAsync($"/api/v1/privacy/contacts/{twin}/holds", new { reason = $"Ação de {person.Marker}" })).ShouldBe(201);
        (hold["placedBy"], hold["liftedAt"], hold["reason"]).ShouldBe(("Dona Teste", null, $"Ação de {person.Marker}"));
        // The hold follows the person into another record.
        (await owner.PostAsync($"{Contacts}/{person.Id}/merges", new { otherId = twin })).ShouldBe(200);

        (await person.AnonymiseAsync()).ShouldFail(409, "privacy.contact.held");
        await Should.ThrowAsync<PostgresException>(() =>
            Behind.ExecuteAsync($"update contacts set anonymised_at = now(), name = null where id = '{twin}'")
        );
        (await owner.GetAsync($"{Contacts}/{person.Id}")).ShouldBe(200)["name"].ShouldBe(person.Name);
        (
            await Behind.ScalarAsync<long>(
                $"select count(*) from legal_holds where tenant_id = '{person.Company.Id}' and position('{person.Marker}' in encode(reason, 'escape')) > 0"
            )
        ).ShouldBe(0);

        (await owner.PostAsync($"/api/v1/privacy/holds/{hold.Id}/lift")).ShouldBe(200)["liftedBy"].ShouldBe("Dona Teste");
        (await owner.PostAsync($"/api/v1/privacy/holds/{hold.Id}/lift")).ShouldBe(200);
        (await person.AnonymiseAsync()).ShouldBe(200);
        (await person.Company.ItemsAsync($"/api/v1/privacy/holds?contactId={person.Id}")).ShouldHaveSingleItem().Text("liftedAt").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_hold_and_an_anonymisation_at_once_are_one_or_the_other()
    {
        var company = await host.NewTenantAsync();
        for (var round = 0; round < 8; round++)
        {
            var id = await AddAsync(company, $"Pessoa {round}");

            var answers = await Task.WhenAll(
                company.Owner.PostAsync($"/api/v1/privacy/contacts/{id}/holds", new { reason = "Processo" }),
                company.Owner.PostAsync($"/api/v1/privacy/contacts/{id}/anonymisation", new { reason = "Pedido" })
            );

            var isHeld = await Behind.ScalarAsync<long>($"select count(*) from legal_holds where contact_id = '{id}'") == 1;
            var isGone = await Behind.ScalarAsync<long>($"select count(*) from contacts where id = '{id}' and anonymised_at is not null") == 1;
            (isHeld ^ isGone).ShouldBeTrue();
            (answers[0].Status, answers[1].Status).ShouldBe(isHeld ? (201, 409) : (409, 200));
        }
    }

    [Fact]
    public async Task Another_companys_person_and_hold_do_not_exist()
    {
        var (company, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var id = await AddAsync(company, "Maria");
        var hold = (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{id}/holds", new { reason = "Processo" })).ShouldBe(201);

        (await other.Owner.PostAsync($"/api/v1/privacy/contacts/{id}/holds", new { reason = "Processo" })).ShouldFail(
            404,
            "people.contact.not_found"
        );
        (await other.Owner.PostAsync($"/api/v1/privacy/holds/{hold.Id}/lift")).ShouldFail(404, "privacy.hold.not_found");
        (await other.Owner.GetAsync($"/api/v1/privacy/holds?contactId={id}")).ShouldFail(404, "people.contact.not_found");
        (await other.ItemsAsync("/api/v1/privacy/holds")).ShouldBeEmpty();
    }

    private static async Task<Guid> AddAsync(TestTenant company, string name) =>
        (await company.Owner.PostAsync(Contacts, new { name })).ShouldBe(201).Id;

    private static async Task<Guid> AskAsync(TestTenant company)
    {
        var body = new
        {
            kind = "access",
            name = "Maria",
            reach = "maria@cliente.example",
        };
        return Guid.Parse((await company.Owner.PostAsync("/api/v1/privacy/requests", body)).ShouldBe(201).Json["request"]!.Text("id")!);
    }

    private static async Task<IReadOnlyList<Guid>> AnonymisedAsync(TestTenant company) =>
        (
            await Behind.ScalarAsync<Guid[]>(
                $"select coalesce(array_agg(id), array[]::uuid[]) from contacts where tenant_id = '{company.Id}' and anonymised_at is not null"
            )
        );
}

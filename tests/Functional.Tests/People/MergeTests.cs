using System.Text.Json.Nodes;
using CleanApp.Application.Common;
using CleanApp.Application.People;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Privacy;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.People;

public sealed class MergeTests(TestHost host)
{
    private const string Path = "/api/v1/people/contacts";
    private const string Cpf = "529.982.247-25";

    [Fact]
    public async Task A_merged_person_is_found_read_and_changed_as_the_one_who_stays()
    {
        var company = await host.NewTenantAsync();
        var stays = await CreateAsync(company, "Maria Souza", ("phone", "11987654321"));
        var goes = await CreateAsync(company, "Maria S. Prado", ("cpf", Cpf), ("email", "maria@a.example"));
        (await company.Owner.PostAsync($"{Path}/{goes}/reveals", new { reason = "antes" })).ShouldBe(200);

        var merged = (await MergeAsync(company, stays, goes)).ShouldBe(200).Json["contact"]!;

        merged["id"]!.ToString().ShouldBe(stays.ToString());
        merged["name"]!.ToString().ShouldBe("Maria Souza");
        Masks(merged).ShouldBe(["+55 11 *******21", "m***@a.example", "***.982.247-**"]);
        (await company.Owner.GetAsync($"{Path}/{goes}")).ShouldBe(200).Text.ShouldBe((await company.Owner.GetAsync($"{Path}/{stays}")).Text);
        foreach (var text in (string[])[Cpf, "maria@a.example", "11 98765-4321", "souza", "prado", "maria"])
            (await FindAsync(company, text)).ShouldBe([stays], text);
        (await FindAsync(company, "")).ShouldBe([stays]);

        // Whoever still has the old id works on the one who stays.
        (await company.Owner.PutAsync($"{Path}/{goes}", new { name = "Maria Souza Prado" }))
            .ShouldBe(200)
            .Id.ShouldBe(stays);
        (await company.Owner.PostAsync($"{Path}/{goes}/identifiers", new { kind = "phone", text = "1133334444" })).ShouldBe(200).Id.ShouldBe(stays);
        var revealed = (await company.Owner.PostAsync($"{Path}/{goes}/reveals", new { reason = "depois" })).ShouldBe(200);
        revealed.Id.ShouldBe(stays);
        revealed.Json["identifiers"]!.AsArray().Select(i => i!["text"]!.ToString()).ShouldContain("52998224725");
        foreach (var id in (Guid[])[stays, goes])
            (await company.Owner.GetAsync($"{Path}/{id}/accesses")).ShouldBe(200).Json["items"]!
                .AsArray()
                .Select(a => a!["reason"]!.ToString())
                .ShouldBe(["depois", "antes"]);
        (await SurvivorAsync(company, goes)).ShouldBe(stays);
        (await SurvivorAsync(company, stays)).ShouldBe(stays);
        (await SurvivorAsync(company, Guid.CreateVersion7())).ShouldBeNull();
    }

    [Fact]
    public async Task The_preview_shows_what_comes_of_it_and_changes_nothing()
    {
        var company = await host.NewTenantAsync();
        var stays = await CreateAsync(company, null, ("phone", "11987654321"));
        var goes = await CreateAsync(company, "Maria", ("email", "maria@a.example"));

        var preview = (await company.Owner.PostAsync($"{Path}/{stays}/merges/preview", new { otherId = goes })).ShouldBe(200).Json;

        (preview["survivor"]!["id"]!.ToString(), preview["other"]!["name"]!.ToString()).ShouldBe((stays.ToString(), "Maria"));
        preview["nameFrom"]!.ToString().ShouldBe("other");
        Masks(preview).ShouldBe(["+55 11 *******21", "m***@a.example"]);
        preview["conflicts"]!.AsArray().ShouldBeEmpty();
        (await company.Owner.GetAsync($"{Path}/{goes}")).Id.ShouldBe(goes);
        (await FindAsync(company, "")).Count.ShouldBe(2);
        (await MergeAsync(company, stays, goes)).ShouldBe(200).Json["contact"]!["name"]!.ToString().ShouldBe("Maria");
    }

    [Fact]
    public async Task Two_with_a_cpf_each_are_not_one_person()
    {
        var company = await host.NewTenantAsync();
        var stays = await CreateAsync(company, "Maria", ("cpf", Cpf));
        var goes = await CreateAsync(company, "Maria", ("cpf", "111.444.777-35"));

        (await company.Owner.PostAsync($"{Path}/{stays}/merges/preview", new { otherId = goes })).ShouldBe(200).Json["conflicts"]!
            .AsArray()
            .Select(c => c!.ToString())
            .ShouldBe(["cpf"]);
        (await MergeAsync(company, stays, goes)).ShouldFail(409, "people.merge.two_of_a_kind");
        (await company.Owner.GetAsync($"{Path}/{goes}")).Id.ShouldBe(goes);
        (await FindAsync(company, "111.444.777-35")).ShouldBe([goes]);
    }

    [Fact]
    public async Task Undone_each_has_again_what_it_had()
    {
        var company = await host.NewTenantAsync();
        var stays = await CreateAsync(company, "Maria Souza", ("phone", "11987654321"));
        var goes = await CreateAsync(company, "Joana Prado", ("cpf", Cpf), ("email", "joana@a.example"));
        var before = (await company.Owner.GetAsync($"{Path}/{stays}")).Text + (await company.Owner.GetAsync($"{Path}/{goes}")).Text;
        var merge = (await MergeAsync(company, stays, goes, "other")).ShouldBe(200);
        merge.Json["contact"]!["name"]!.ToString().ShouldBe("Joana Prado");
        (await company.Owner.PostAsync($"{Path}/{stays}/identifiers", new { kind = "phone", text = "1133334444" })).ShouldBe(200);

        (await UndoAsync(company, stays, merge)).ShouldBe(200);

        // What it got meanwhile stays with it.
        var own = (await company.Owner.GetAsync($"{Path}/{stays}")).Json["identifiers"]!
            .AsArray()
            .Single(i => i!["masked"]!.ToString().EndsWith("44"))!;
        (await company.Owner.DeleteAsync($"{Path}/{stays}/identifiers/{own["id"]}")).ShouldBe(200);
        ((await company.Owner.GetAsync($"{Path}/{stays}")).Text + (await company.Owner.GetAsync($"{Path}/{goes}")).Text).ShouldBe(before);
        foreach (
            var (text, found) in ((string, Guid)[])[("souza", stays), ("prado", goes), (Cpf, goes), ("joana@a.example", goes), ("11987654321", stays)]
        )
            (await FindAsync(company, text)).ShouldBe([found], text);

        // Once more changes nothing; and it can be merged again.
        (await UndoAsync(company, stays, merge)).ShouldBe(200);
        var list = (await company.Owner.GetAsync($"{Path}/{stays}/merges")).ShouldBe(200).Json["items"]!.AsArray().ShouldHaveSingleItem()!;
        (list["otherName"]!.ToString(), list["userName"]!.ToString(), list["identifiers"]!.GetValue<int>()).ShouldBe(
            ("Joana Prado", "Dona Teste", 2)
        );
        list["undoneAt"].ShouldNotBeNull();
        var again = (await MergeAsync(company, goes, stays)).ShouldBe(200);
        again["mergeId"].ShouldNotBe(merge["mergeId"]);
        again.Json["contact"]!["id"]!.ToString().ShouldBe(goes.ToString());
    }

    [Fact]
    public async Task A_name_given_after_the_merge_outlives_its_undoing()
    {
        var company = await host.NewTenantAsync();
        var (stays, goes) = (await CreateAsync(company, "Maria"), await CreateAsync(company, "Joana"));
        var merge = (await MergeAsync(company, stays, goes, "other")).ShouldBe(200);
        (await company.Owner.PutAsync($"{Path}/{stays}", new { name = "Mariana" })).ShouldBe(200);

        var undone = (await UndoAsync(company, stays, merge)).ShouldBe(200).Json;

        (undone["survivor"]!["name"]!.ToString(), undone["other"]!["name"]!.ToString()).ShouldBe(("Mariana", "Joana"));
        (await FindAsync(company, "mariana")).ShouldBe([stays]);
        (await FindAsync(company, "joana")).ShouldBe([goes]);
    }

    [Fact]
    public async Task A_merge_is_not_undone_when_what_it_brought_is_gone()
    {
        var company = await host.NewTenantAsync();
        var stays = await CreateAsync(company, "Maria");
        var goes = await CreateAsync(company, "Joana", ("cpf", Cpf));
        var merge = (await MergeAsync(company, stays, goes)).ShouldBe(200);
        var cpf = merge.Json["contact"]!["identifiers"]![0]!["id"]!;
        (await company.Owner.DeleteAsync($"{Path}/{stays}/identifiers/{cpf}")).ShouldBe(200);

        (await UndoAsync(company, stays, merge)).ShouldFail(409, "people.merge.changed_since");

        // Another row with the same number is not what came with the merge.
        (await company.Owner.PostAsync($"{Path}/{stays}/identifiers", new { kind = "cpf", text = Cpf })).ShouldBe(200);
        (await UndoAsync(company, stays, merge)).ShouldFail(409, "people.merge.changed_since");
        (await company.Owner.GetAsync($"{Path}/{goes}")).Id.ShouldBe(stays);
    }

    [Fact]
    public async Task Of_merges_upon_merges_every_id_leads_to_the_last_one_and_they_are_undone_from_the_last_to_the_first()
    {
        var company = await host.NewTenantAsync();
        var a = await CreateAsync(company, "Alfa", ("phone", "11987650001"));
        var b = await CreateAsync(company, "Beta", ("phone", "11987650002"));
        var c = await CreateAsync(company, "Gama", ("phone", "11987650003"));
        var first = (await MergeAsync(company, b, a)).ShouldBe(200);
        var second = (await MergeAsync(company, c, b)).ShouldBe(200);

        Masks(second.Json["contact"]!).Count.ShouldBe(3);
        foreach (var id in (Guid[])[a, b, c])
            (await SurvivorAsync(company, id)).ShouldBe(c);
        (await FindAsync(company, "alfa")).ShouldBe([c]);
        // By whichever id: they are one already.
        (await MergeAsync(company, a, b)).ShouldFail(409, "people.merge.same");
        (await MergeAsync(company, c, c)).ShouldFail(409, "people.merge.same");
        (await MergeAsync(company, c, b)).ShouldBe(200)["mergeId"].ShouldBe(second["mergeId"]);

        (await UndoAsync(company, b, first)).ShouldFail(409, "people.merge.not_last");
        (await UndoAsync(company, c, second)).ShouldBe(200);
        foreach (var (id, survivor) in ((Guid, Guid)[])[(a, b), (b, b), (c, c)])
            (await SurvivorAsync(company, id)).ShouldBe(survivor);
        (await FindAsync(company, "alfa")).ShouldBe([b]);
        (await UndoAsync(company, b, first)).ShouldBe(200);
        foreach (var (id, phone) in ((Guid, string)[])[(a, "11987650001"), (b, "11987650002"), (c, "11987650003")])
        {
            (await SurvivorAsync(company, id)).ShouldBe(id);
            (await FindAsync(company, phone)).ShouldBe([id]);
        }
    }

    [Fact]
    public async Task Two_who_merge_crosswise_at_once_make_neither_a_circle_nor_wait_for_each_other()
    {
        var company = await host.NewTenantAsync();
        for (var round = 0; round < 12; round++)
        {
            var (one, two) = (await CreateAsync(company, "Um"), await CreateAsync(company, "Dois"));
            var answers = await Task.WhenAll(
                MergeAsync(company, one, two),
                MergeAsync(company, two, one),
                company.Owner.PutAsync($"{Path}/{one}", new { name = "Novo" }),
                company.Owner.PostAsync($"{Path}/{two}/identifiers", new { kind = "email", text = $"x{round}@a.example" })
            );

            answers[..2].Count(m => m.Status == 200).ShouldBe(1, string.Join('\n', answers.Select(m => m.Text)));
            answers[..2].Single(m => m.Status != 200).Status.ShouldBe(409);
            // Whoever met the merge half-way is told so, and nothing else goes wrong.
            foreach (var late in answers[2..].Where(m => m.Status != 200))
                late.ShouldFail(409, "people.merge.overtaken");
            var survivor = Guid.Parse(answers[..2].Single(m => m.Status == 200).Json["contact"]!["id"]!.ToString());
            foreach (var id in (Guid[])[one, two])
                (await SurvivorAsync(company, id)).ShouldBe(survivor);
            (await FindAsync(company, $"x{round}@a.example")).ShouldBe(answers[3].Status == 200 ? [survivor] : []);
        }
    }

    [Fact]
    public async Task The_same_merge_asked_many_times_at_once_is_one()
    {
        var company = await host.NewTenantAsync();
        var (stays, goes) = (await CreateAsync(company, "Maria"), await CreateAsync(company, "Maria", ("cpf", Cpf)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MergeAsync(company, stays, goes)));

        answers.Select(a => a.ShouldBe(200)["mergeId"]).Distinct().Count().ShouldBe(1);
        var undone = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => UndoAsync(company, stays, answers[0])));
        undone.ShouldAllBe(u => u.Status == 200);
        const string Count = "select count(*)::int from contact_merge_undos where tenant_id::text = $1";
        (await OwnerConnection.ScalarAsync(Count, company.Id.ToString())).ShouldBe(1);
    }

    [Fact]
    public async Task Another_companys_people_cannot_be_merged_with_or_undone()
    {
        var (company, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var (own, goes) = (await CreateAsync(company, "Maria"), await CreateAsync(company, "Joana"));
        var foreign = await CreateAsync(other, "Maria");
        var merge = (await MergeAsync(company, own, goes)).ShouldBe(200);

        foreach (var (id, otherId) in ((Guid, Guid)[])[(own, foreign), (foreign, own)])
        {
            (await MergeAsync(company, id, otherId)).ShouldFail(404, "people.contact.not_found");
            (await company.Owner.PostAsync($"{Path}/{id}/merges/preview", new { otherId })).ShouldFail(404, "people.contact.not_found");
        }
        (await UndoAsync(other, own, merge)).ShouldFail(404, "people.merge.not_found");
        (await UndoAsync(company, goes, merge)).ShouldFail(404, "people.merge.not_found");
        (await other.Owner.GetAsync($"{Path}/{own}/merges")).ShouldFail(404, "people.contact.not_found");
        var operatorApi = await company.AddMemberAsync("operator");
        (await operatorApi.PostAsync($"{Path}/{own}/merges", new { otherId = goes })).ShouldFail(403, "auth.forbidden");
        (await company.Owner.PostAsync($"{Path}/{own}/merges", new { otherId = goes, nameFrom = "both" })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_database_refuses_chains_and_history_that_changes()
    {
        var company = await host.NewTenantAsync();
        var (a, b, c) = (await CreateAsync(company, "A"), await CreateAsync(company, "B"), await CreateAsync(company, "C"));
        (await MergeAsync(company, b, a)).ShouldBe(200);

        foreach (
            var sql in (string[])
                [
                    $"update contacts set merged_into = '{a}' where id = '{c}'",
                    $"update contacts set merged_into = '{c}' where id = '{b}'",
                    $"update contacts set merged_into = '{b}' where id = '{b}'",
                ]
        )
            (await Should.ThrowAsync<PostgresException>(() => Behind.ExecuteAsync(sql))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation, sql);
        var options = host.Services.GetRequiredService<Infrastructure.Persistence.DatabaseOptions>();
        await using var app = NpgsqlDataSource.Create(options.AppConnectionString(1));
        foreach (
            var sql in (string[])
                [
                    "update contact_merges set took_name = true",
                    "delete from contact_merges",
                    "update contact_merge_undos set at = now()",
                    "delete from contact_merge_undos",
                ]
        )
        {
            await using var command = app.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(async () => await command.ExecuteNonQueryAsync())).SqlState.ShouldBe("42501", sql);
        }
    }

    [Fact]
    public async Task Whatever_was_agreed_or_refused_under_either_record_is_the_one_persons_answer()
    {
        var company = await host.NewTenantAsync();
        var (stays, goes) = (await CreateAsync(company, "Maria"), await CreateAsync(company, "Maria"));
        await AnswerAsync(company, stays, granted: true);
        await AnswerAsync(company, goes, granted: false);
        (await MayWeAsync(company, stays)).ShouldBeTrue();

        var merge = (await MergeAsync(company, stays, goes)).ShouldBe(200);

        // The later answer counts, by whichever id one asks.
        foreach (var id in (Guid[])[stays, goes])
        {
            (await MayWeAsync(company, id)).ShouldBeFalse();
            (await company.Owner.GetAsync($"/api/v1/privacy/contacts/{id}/consents")).ShouldBe(200).Json["items"]!
                .AsArray()
                .Select(a => (a!["granted"]!.GetValue<bool>(), a["inForce"]!.GetValue<bool>()))
                .ShouldBe([(false, true), (true, false)]);
        }
        await AnswerAsync(company, goes, granted: true);
        (await MayWeAsync(company, stays)).ShouldBeTrue();

        // What was said to the one person stays with the one who stayed.
        (await UndoAsync(company, stays, merge)).ShouldBe(200);
        (await MayWeAsync(company, stays)).ShouldBeTrue();
        (await MayWeAsync(company, goes)).ShouldBeFalse();
        (await MayWeAsync(company, Guid.CreateVersion7())).ShouldBeFalse();
    }

    [Fact]
    public async Task A_ticket_of_the_merged_one_is_a_ticket_of_the_one_who_stays()
    {
        var company = await host.NewTenantAsync();
        var (stays, goes) = (await CreateAsync(company, "Maria"), await CreateAsync(company, "Maria", ("cpf", Cpf)));
        var service = (
            await company.Owner.PostAsync(
                "/api/v1/counter/services",
                new
                {
                    name = "Retirada",
                    prefix = "R",
                    price = TestTenant.Money(0),
                    customerAsk = "optional",
                    customerPurpose = "Chamar pelo nome",
                }
            )
        ).ShouldBe(201).Id;
        var ticket = (await company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service, customer = new { cpf = Cpf } })).ShouldBe(
            201
        );
        ticket["contactId"].ShouldBe(goes.ToString());

        (await MergeAsync(company, stays, goes)).ShouldBe(200);

        foreach (var id in (Guid[])[stays, goes])
            (await company.Owner.GetAsync($"/api/v1/counter/tickets?contactId={id}")).ShouldBe(200).Json["items"]!.AsArray().ShouldHaveSingleItem()![
                "id"
            ]!
                .ToString()
                .ShouldBe(ticket["id"]);
        (await company.Owner.GetAsync($"/api/v1/counter/tickets?contactId={Guid.CreateVersion7()}")).ShouldBe(200).Json["items"]!
            .AsArray()
            .ShouldBeEmpty();
        (await company.TicketAsync(ticket.Id)).ShouldBe(200).Json["customer"]!["contactId"]!.ToString().ShouldBe(stays.ToString());
    }

    private static async Task AnswerAsync(TestTenant company, Guid contact, bool granted) =>
        (
            await company.Owner.PostAsync(
                $"/api/v1/privacy/contacts/{contact}/consents",
                new
                {
                    purpose = "marketing",
                    channel = "whatsapp",
                    granted,
                }
            )
        ).ShouldBe(201);

    private async Task<bool> MayWeAsync(TestTenant company, Guid contact)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(company.Id);
        return await scope
            .ServiceProvider.GetRequiredService<IConsentRegister>()
            .MayWeAsync(contact, "marketing", ConsentChannel.Whatsapp, CancellationToken.None);
    }

    private static async Task<Guid> CreateAsync(TestTenant company, string? name, params (string Kind, string Text)[] identifiers) =>
        (await company.Owner.PostAsync(Path, new { name, identifiers = identifiers.Select(i => new { kind = i.Kind, text = i.Text }) }))
            .ShouldBe(201)
            .Id;

    private static Task<Answer> MergeAsync(TestTenant company, Guid id, Guid otherId, string? nameFrom = null) =>
        company.Owner.PostAsync($"{Path}/{id}/merges", new { otherId, nameFrom });

    private static Task<Answer> UndoAsync(TestTenant company, Guid id, Answer merge) =>
        company.Owner.PostAsync($"{Path}/{id}/merges/{merge["mergeId"]}/undo");

    private static List<string> Masks(JsonNode contact) => [.. contact["identifiers"]!.AsArray().Select(i => i!["masked"]!.ToString())];

    private static async Task<List<Guid>> FindAsync(TestTenant company, string text) =>
        [
            .. (await company.Owner.PostAsync($"{Path}/searches", new { text })).ShouldBe(200).Json["items"]!
                .AsArray()
                .Select(i => Guid.Parse(i!["id"]!.ToString())),
        ];

    private async Task<Guid?> SurvivorAsync(TestTenant company, Guid id)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(company.Id);
        return await scope.ServiceProvider.GetRequiredService<IPeopleDb>().FindSurvivorAsync(id, CancellationToken.None);
    }
}

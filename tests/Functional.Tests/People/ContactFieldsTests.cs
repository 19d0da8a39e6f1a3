using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.People;

public sealed class ContactFieldsTests(TestHost host)
{
    private const string Fields = "/api/v1/people/fields";
    private const string Contacts = "/api/v1/people/contacts";

    [Fact]
    public async Task A_company_asks_what_it_wants_in_its_own_order_and_writes_it_down_of_everybody()
    {
        var company = await host.NewTenantAsync();
        var flavour = await AddAsync(company, "Sabor", "choice", "Chocolate", "Limão");
        var birthday = await AddAsync(company, "Aniversário", "date");
        var guests = await AddAsync(company, "Convidados", "number");
        var notes = await AddAsync(company, "Alergias", "text");
        (await company.Owner.PutAsync($"{Fields}/order", new { fieldIds = new[] { notes, birthday, flavour, guests } })).ShouldBe(200);
        var maria = await CreateAsync(company, "Maria");
        var agent = await company.AddMemberAsync("agent");

        foreach (var (field, given) in new[] { (flavour, "limão"), (birthday, "1990-02-28"), (guests, "012.50"), (notes, "  Amendoim ") })
            (await FillAsync(agent, maria, field, given)).ShouldBe(200);

        (await ValuesAsync(agent, maria)).ShouldBe([
            ("Alergias", "Amendoim"),
            ("Aniversário", "1990-02-28"),
            ("Sabor", "Limão"),
            ("Convidados", "12.5"),
        ]);
        (await FillAsync(agent, maria, notes, "Nozes")).ShouldBe(200);
        (await FillAsync(agent, maria, guests, null)).ShouldBe(200);
        (await FillAsync(agent, maria, guests, null)).ShouldBe(200);
        // What is offered no more stays with whom it was chosen for; what is asked no more is not shown.
        (
            await company.Owner.PutAsync(
                $"{Fields}/{flavour}",
                new
                {
                    name = "Sabor preferido",
                    active = true,
                    options = new[] { "Morango" },
                }
            )
        ).ShouldBe(200);
        (await company.Owner.PutAsync($"{Fields}/{birthday}", new { name = "Aniversário", active = false })).ShouldBe(200);
        (await ValuesAsync(agent, maria)).ShouldBe([("Alergias", "Nozes"), ("Sabor preferido", "Limão"), ("Convidados", null)]);
        (await FillAsync(agent, maria, birthday, "1990-02-28")).ShouldFail(404, "people.field.not_found");
        (await FillAsync(agent, maria, flavour, "Limão")).ShouldFail(422, "people.field.value_invalid");
        (await company.Owner.DeleteAsync($"{Fields}/{flavour}")).ShouldFail(409, "people.field.in_use");
        (await company.Owner.DeleteAsync($"{Fields}/{guests}")).ShouldBe(204);
        (await company.Owner.DeleteAsync($"{Fields}/{guests}")).ShouldFail(404, "people.field.not_found");
    }

    [Fact]
    public async Task What_is_no_value_of_its_kind_is_refused_and_so_is_what_is_no_field()
    {
        var company = await host.NewTenantAsync();
        var ids = new Dictionary<string, Guid>
        {
            ["number"] = await AddAsync(company, "Número", "number"),
            ["date"] = await AddAsync(company, "Dia", "date"),
            ["text"] = await AddAsync(company, "Texto", "text"),
            ["choice"] = await AddAsync(company, "Escolha", "choice", "Um"),
        };
        var maria = await CreateAsync(company, "Maria");
        foreach (
            var (kind, value) in new[]
            {
                ("number", "doze"),
                ("number", "1,5"),
                ("number", "1.1234567"),
                ("date", "2026-02-30"),
                ("date", "28/02/2026"),
                ("choice", "Dois"),
            }
        )
            (await FillAsync(company.Owner, maria, ids[kind], value)).ShouldFail(422, "people.field.value_invalid");
        foreach (var value in new[] { "", " ", new string('a', 501), "a\u0007" })
            (await FillAsync(company.Owner, maria, ids["text"], value)).ShouldFail(422, "request.invalid");
        (await FillAsync(company.Owner, maria, ids["text"], new string('a', 500))).ShouldBe(200);

        (await company.Owner.PostAsync(Fields, new { name = "TEXTO", kind = "text" })).ShouldFail(409, "people.field.name_taken");
        (await company.Owner.PostAsync(Fields, new { name = "Sem opções", kind = "choice" })).ShouldFail(422, "people.field.options_invalid");
        (
            await company.Owner.PostAsync(
                Fields,
                new
                {
                    name = "Com opções",
                    kind = "date",
                    options = new[] { "a" },
                }
            )
        ).ShouldFail(422, "people.field.options_invalid");
        (
            await company.Owner.PostAsync(
                Fields,
                new
                {
                    name = "Duas vezes",
                    kind = "choice",
                    options = new[] { "a", "A " },
                }
            )
        ).ShouldFail(422, "people.field.options_invalid");
        (await company.Owner.PutAsync($"{Fields}/order", new { fieldIds = new[] { ids["text"] } })).ShouldFail(409, "people.field.order_outdated");
    }

    [Fact]
    public async Task A_company_has_thirty_at_most_whoever_adds_at_once()
    {
        var company = await host.NewTenantAsync();
        for (var i = 0; i < 28; i++)
            await AddAsync(company, $"Campo {i}", "text");

        var answers = await Task.WhenAll(
            Enumerable.Range(28, 6).Select(i => company.Owner.PostAsync(Fields, new { name = $"Campo {i}", kind = "text" }))
        );

        answers.Count(a => a.Status == 201).ShouldBe(2);
        foreach (var refused in answers.Where(a => a.Status != 201))
            refused.ShouldFail(409, "people.field.too_many");
        (await company.Owner.GetAsync(Fields)).ShouldBe(200).Json["items"]!.AsArray().Count.ShouldBe(30);
    }

    [Fact]
    public async Task Two_who_write_down_at_once_leave_one_value()
    {
        var company = await host.NewTenantAsync();
        var field = await AddAsync(company, "Sabor", "text");
        var maria = await CreateAsync(company, "Maria");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => FillAsync(company.Owner, maria, field, $"{i}")));

        answers.ShouldAllBe(a => a.Status == 200);
        (await Behind.ScalarAsync<long>($"select count(*) from contact_field_values where field_id = '{field}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Another_companys_field_and_person_do_not_exist_and_only_who_leads_defines()
    {
        var (ours, theirs) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var (field, foreign) = (await AddAsync(ours, "Sabor", "text"), await AddAsync(theirs, "Sabor", "text"));
        var maria = await CreateAsync(ours, "Maria");
        var joana = await CreateAsync(theirs, "Joana");

        (await FillAsync(theirs.Owner, maria, foreign, "x")).ShouldFail(404, "people.contact.not_found");
        (await FillAsync(theirs.Owner, joana, field, "x")).ShouldFail(404, "people.field.not_found");
        (await theirs.Owner.GetAsync($"{Contacts}/{maria}/fields")).ShouldFail(404, "people.contact.not_found");
        (await theirs.Owner.PutAsync($"{Fields}/{field}", new { name = "Meu", active = true })).ShouldFail(404, "people.field.not_found");
        (await theirs.Owner.DeleteAsync($"{Fields}/{field}")).ShouldFail(404, "people.field.not_found");
        (await theirs.Owner.PutAsync($"{Fields}/order", new { fieldIds = new[] { field } })).ShouldFail(404, "people.field.not_found");
        foreach (var role in new[] { "agent", "operator" })
        {
            var member = await ours.AddMemberAsync(role);
            (await member.PostAsync(Fields, new { name = "Outro", kind = "text" })).ShouldBe(403);
            (await member.PutAsync($"{Fields}/{field}", new { name = "Outro", active = true })).ShouldBe(403);
            (await member.DeleteAsync($"{Fields}/{field}")).ShouldBe(403);
            (await FillAsync(member, maria, field, role)).ShouldBe(200);
        }
    }

    [Fact]
    public async Task A_merge_shows_both_keeps_the_ones_who_stays_and_undone_each_has_its_own()
    {
        var company = await host.NewTenantAsync();
        var (flavour, notes) = (await AddAsync(company, "Sabor", "text"), await AddAsync(company, "Alergias", "text"));
        var (stays, goes) = (await CreateAsync(company, "Maria Souza"), await CreateAsync(company, "Maria Souza"));
        (await FillAsync(company.Owner, stays, flavour, "Limão")).ShouldBe(200);
        (await FillAsync(company.Owner, goes, flavour, "Morango")).ShouldBe(200);
        (await FillAsync(company.Owner, goes, notes, "Nozes")).ShouldBe(200);
        (await company.Owner.GetAsync($"{Contacts}/{stays}/merges/suggestions")).ShouldBe(200).Json["items"]!
            .AsArray()
            .Select(c => c!.Text("id"))
            .ShouldBe([goes.ToString()]);

        var preview = (await company.Owner.PostAsync($"{Contacts}/{stays}/merges/preview", new { otherId = goes })).ShouldBe(200).Json["fields"]!;
        preview
            .AsArray()
            .Select(f => (f!.Text("name"), f!.Text("survivor"), f!.Text("other")))
            .ShouldBe([("Sabor", "Limão", "Morango"), ("Alergias", null, "Nozes")]);
        var merge = (await company.Owner.PostAsync($"{Contacts}/{stays}/merges", new { otherId = goes })).ShouldBe(200)["mergeId"];

        foreach (var id in new[] { stays, goes })
            (await ValuesAsync(company.Owner, id)).ShouldBe([("Sabor", "Limão"), ("Alergias", "Nozes")]);
        (await company.Owner.GetAsync($"{Contacts}/{stays}/merges/suggestions")).ShouldBe(200).Json["items"]!.AsArray().ShouldBeEmpty();
        (await company.Owner.PostAsync($"{Contacts}/{stays}/merges/{merge}/undo")).ShouldBe(200);
        (await ValuesAsync(company.Owner, stays)).ShouldBe([("Sabor", "Limão"), ("Alergias", null)]);
        (await ValuesAsync(company.Owner, goes)).ShouldBe([("Sabor", "Morango"), ("Alergias", "Nozes")]);

        // Taken away while they are one, it is taken from the person.
        (await company.Owner.PostAsync($"{Contacts}/{stays}/merges", new { otherId = goes })).ShouldBe(200);
        (await FillAsync(company.Owner, goes, flavour, null)).ShouldBe(200);
        (await ValuesAsync(company.Owner, stays)).ShouldBe([("Sabor", null), ("Alergias", "Nozes")]);
    }

    [Fact]
    public async Task Nobody_is_suggested_for_one_word_nor_with_a_cpf_of_their_own_nor_across_companies()
    {
        var company = await host.NewTenantAsync();
        var others = await host.NewTenantAsync();
        var maria = await CreateAsync(company, "Maria Souza", "529.982.247-25");
        await CreateAsync(company, "Maria Souza", "111.444.777-35");
        await CreateAsync(others, "Maria Souza");
        await CreateAsync(company, "Maria Silva");
        var one = await CreateAsync(company, "Maria");

        foreach (var id in new[] { maria, one })
            (await company.Owner.GetAsync($"{Contacts}/{id}/merges/suggestions")).ShouldBe(200).Json["items"]!.AsArray().ShouldBeEmpty();
        (await others.Owner.GetAsync($"{Contacts}/{maria}/merges/suggestions")).ShouldFail(404, "people.contact.not_found");
        (await (await company.AddMemberAsync("operator")).GetAsync($"{Contacts}/{maria}/merges/suggestions")).ShouldBe(403);
    }

    [Fact]
    public async Task It_is_sealed_handed_out_with_the_person_and_goes_with_them()
    {
        var company = await host.NewTenantAsync();
        var field = await AddAsync(company, "Alergias", "text");
        var maria = await CreateAsync(company, "Maria Souza");
        (await FillAsync(company.Owner, maria, field, "Amendoim")).ShouldBe(200);
        (
            await Behind.ScalarAsync<bool>(
                $"select position('Amendoim'::bytea in value) = 0 and length(value) > 20 from contact_field_values where contact_id = '{maria}'"
            )
        ).ShouldBeTrue();

        var export = (
            await company.Owner.PostAsync($"/api/v1/privacy/contacts/{maria}/exports", new { reason = "Pedido", format = "json" })
        ).ShouldBe(200);
        export.Text.ShouldContain("Alergias");
        export.Text.ShouldContain("Amendoim");
        (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{maria}/anonymisation", new { reason = "Pedido" })).ShouldBe(200);

        (await Behind.ScalarAsync<long>($"select count(*) from contact_field_values where contact_id = '{maria}'")).ShouldBe(0);
        (await FillAsync(company.Owner, maria, field, "Nozes")).ShouldFail(409, "people.contact.anonymised");
        // Nor behind the product's back.
        (
            await Should.ThrowAsync<Npgsql.PostgresException>(() =>
                Behind.ExecuteAsync(
                    $"""
                    insert into contact_field_values (tenant_id, id, contact_id, field_id, value, changed_at)
                    values ('{company.Id}', gen_random_uuid(), '{maria}', '{field}', 'x', now())
                    """
                )
            )
        ).SqlState.ShouldBe("23001");
    }

    private static async Task<Guid> AddAsync(TestTenant company, string name, string kind, params string[] options) => (
            await company.Owner.PostAsync(
                Fields,
                new
                {
                    name,
                    kind,
                    options,
                }
            )
        ).ShouldBe(201).Id;

    private static async Task<Guid> CreateAsync(TestTenant company, string name, string? cpf = null) =>
        (await company.Owner.PostAsync(Contacts, new { name, identifiers = cpf is null ? [] : new[] { new { kind = "cpf", text = cpf } } }))
            .ShouldBe(201)
            .Id;

    private static Task<Answer> FillAsync(ApiClient by, Guid contact, Guid field, string? value) =>
        by.PutAsync($"{Contacts}/{contact}/fields/{field}", new { value });

    private static async Task<List<(string?, string?)>> ValuesAsync(ApiClient by, Guid contact) =>
        [.. (await by.GetAsync($"{Contacts}/{contact}/fields")).ShouldBe(200).Json["items"]!.AsArray().Select(ValueOf)];

    private static (string?, string?) ValueOf(JsonNode? field) => (field!.Text("name"), field!.Text("value"));
}

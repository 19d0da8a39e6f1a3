using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Application.Common;
using CleanApp.Application.People;
using CleanApp.Application.People.Contacts;
using CleanApp.Domain.People;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.People;

public sealed class ContactsTests(TestHost host)
{
    private const string Path = "/api/v1/people/contacts";
    private const string Cpf = "529.982.247-25";

    [Fact]
    public async Task A_person_is_found_by_any_number_in_any_spelling_and_by_beginnings_of_the_name()
    {
        var company = await host.NewTenantAsync();
        var maria = await CreateAsync(
            company,
            "Maria da Conceição D'Ávila",
            ("cpf", Cpf),
            ("phone", "(11) 8765-4321"),
            ("email", "Maria@Padaria.Example")
        );
        await CreateAsync(company, "Mariana Dias", ("phone", "(11) 98765-0000"));
        await CreateAsync(company, null, ("cnpj", "12.ABC.345/01DE-35"));

        foreach (
            var text in (string[])
                [Cpf, "52998224725", "+55 11 98765-4321", "11 98765 4321", "maria@padaria.example", "conceicao", "Mari conce", "DA Á", "avila maria"]
        )
            (await FindAsync(company, text)).ShouldBe([maria.Id], text);
        (await FindAsync(company, "mari")).Count.ShouldBe(2);
        (await FindAsync(company, "12abc34501de35")).Count.ShouldBe(1);
        (await FindAsync(company, "")).Count.ShouldBe(3);
        foreach (var text in (string[])["aria", "111.444.777-35", "(11) 98765-9999", "mariana conceicao", "m"])
            (await FindAsync(company, text)).ShouldBeEmpty(text);
    }

    [Fact]
    public async Task Numbers_are_masked_and_revealed_only_to_who_may_with_a_line_of_who_and_why()
    {
        var company = await host.NewTenantAsync();
        var contact = await CreateAsync(company, "Maria", ("cpf", Cpf), ("phone", "11987654321"));
        contact.Json["identifiers"]!.AsArray().Select(i => i!["masked"]!.ToString()).ShouldBe(["+55 11 *******21", "***.982.247-**"]);

        var operatorApi = await company.AddMemberAsync("operator");
        (await operatorApi.GetAsync($"{Path}/{contact.Id}")).ShouldBe(200).Text.ShouldNotContain("52998224725");
        (await operatorApi.PostAsync($"{Path}/{contact.Id}/reveals", new { reason = "curiosidade" })).Status.ShouldBe(403);
        (await operatorApi.GetAsync($"{Path}/{contact.Id}/accesses")).Status.ShouldBe(403);

        var agent = await company.AddMemberAsync("agent");
        (await agent.PostAsync($"{Path}/{contact.Id}/reveals", new { reason = " " })).Status.ShouldBe(422);
        (await company.Owner.GetAsync($"{Path}/{contact.Id}/accesses")).ShouldBe(200).Json["items"]!.AsArray().ShouldBeEmpty();
        var revealed = (await agent.PostAsync($"{Path}/{contact.Id}/reveals", new { reason = "Nota fiscal" })).ShouldBe(200);

        revealed.Json["identifiers"]!.AsArray().Select(i => i!["text"]!.ToString()).ShouldBe(["+5511987654321", "52998224725"]);
        var line = (await company.Owner.GetAsync($"{Path}/{contact.Id}/accesses")).ShouldBe(200).Json["items"]!.AsArray().ShouldHaveSingleItem()!;
        (line["userName"]!.ToString(), line["reason"]!.ToString()).ShouldBe(("Membro agent", "Nota fiscal"));
    }

    [Fact]
    public async Task One_number_is_one_person_even_when_two_add_it_at_once()
    {
        var company = await host.NewTenantAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(1, 8)
                .Select(i => company.Owner.PostAsync(Path, Body($"Pessoa {i}", ("phone", i % 2 == 0 ? "11987654321" : "1187654321"))))
        );

        answers.Count(a => a.Status == 201).ShouldBe(1);
        answers.Where(a => a.Status != 201).ShouldAllBe(a => a.Status == 409);
        answers.First(a => a.Status != 201).ShouldFail(409, "people.identifier.taken");
        (await FindAsync(company, "")).Count.ShouldBe(1);

        var other = await CreateAsync(company, "Outra", ("cpf", Cpf));
        (await AddAsync(company, other.Id, "phone", "11987654321")).ShouldFail(409, "people.identifier.taken");
        (await AddAsync(company, other.Id, "cpf", Cpf)).ShouldBe(200).Json["identifiers"]!.AsArray().Count.ShouldBe(1);
        (await AddAsync(company, other.Id, "cpf", "111.444.777-35")).ShouldFail(409, "people.identifier.twice");
        (await AddAsync(company, other.Id, "cpf", "111.444.777-36")).ShouldFail(422, "people.cpf.invalid");
    }

    [Fact]
    public async Task A_renamed_person_is_found_by_the_new_name_only_and_a_removed_number_is_free_again()
    {
        var company = await host.NewTenantAsync();
        var contact = await CreateAsync(company, "Joana Prado", ("email", "joana@a.example"));

        (await company.Owner.PutAsync($"{Path}/{contact.Id}", new { name = "Joana Lima" })).ShouldBe(200)["name"].ShouldBe("Joana Lima");
        (await FindAsync(company, "prado")).ShouldBeEmpty();
        (await FindAsync(company, "lima")).ShouldBe([contact.Id]);

        var identifier = contact.Json["identifiers"]![0]!["id"]!.ToString();
        (await company.Owner.DeleteAsync($"{Path}/{contact.Id}/identifiers/{identifier}")).ShouldBe(200).Json["identifiers"]!
            .AsArray()
            .ShouldBeEmpty();
        (await company.Owner.DeleteAsync($"{Path}/{contact.Id}/identifiers/{identifier}")).ShouldFail(404, "people.identifier.not_found");
        await CreateAsync(company, "Outra", ("email", "joana@a.example"));

        (await company.Owner.PutAsync($"{Path}/{contact.Id}", new { name = (string?)null })).ShouldBe(200)["name"].ShouldBeNull();
        (await FindAsync(company, "lima")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat_also_by_name()
    {
        var company = await host.NewTenantAsync();
        var made = new List<Guid>();
        for (var i = 0; i < 7; i++)
            made.Insert(0, (await CreateAsync(company, $"Pedro {(i % 2 == 0 ? "Alves" : "Braga")}")).Id);

        (await PagesAsync(company, "", 3)).ShouldBe(made);
        (await PagesAsync(company, "pedro", 2)).ShouldBe(made);
        (await PagesAsync(company, "alv", 2)).ShouldBe(made.Where((_, i) => i % 2 == 0));
    }

    [Fact]
    public async Task The_database_holds_nothing_readable_and_one_company_cannot_tell_that_another_knows_the_same_person()
    {
        var (first, second) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        foreach (var company in (TestTenant[])[first, second])
            await CreateAsync(company, "Zenaide Quintanilha", ("cpf", Cpf), ("phone", "11987654321"), ("email", "zenaide@q.example"));

        foreach (var table in (string[])["contacts", "contact_identifiers", "personal_data_accesses", "data_keys"])
        {
            var dump = (string)
                (
                    await OwnerConnection.ScalarAsync(
                        $"select coalesce(string_agg(encode(convert_to(t::text, 'UTF8'), 'hex'), ''), '') from {table} t"
                    )
                )!;
            foreach (var clear in (string[])["Zenaide", "zenaide", "Quintanilha", "52998224725", "982.247", "5511987654321", "@q.example"])
            {
                // As text, and as the bytes that a bytea column shows in hex.
                var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(clear));
                dump.ShouldNotContain(hex, Case.Insensitive, $"{clear} in {table}");
                dump.ShouldNotContain(Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(hex)), Case.Insensitive, $"{clear} in {table}");
            }
        }
        const string Distinct = "select count(distinct lookup)::int from contact_identifiers where kind = 'cpf' and tenant_id::text in ($1, $2)";
        (await OwnerConnection.ScalarAsync(Distinct, first.Id.ToString(), second.Id.ToString())).ShouldBe(2);
    }

    [Fact]
    public async Task What_is_kept_of_a_repeatable_request_does_not_let_all_numbers_be_tried()
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.PostAsync(Path, Body(null, ("cpf", Cpf)), idempotencyKey: "pessoa-1")).ShouldBe(201);

        var kept = (string)
            (
                await OwnerConnection.ScalarAsync(
                    "select request_hash || response from idempotency_records where tenant_id::text = $1",
                    company.Id.ToString()
                )
            )!;
        var guess = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new CreateContact(null, [new IdentifierInput(IdentifierKind.Cpf, Cpf)])));
        kept.ShouldNotContain(Convert.ToHexStringLower(guess));
        kept.ShouldNotContain(Base64Url.EncodeToString(guess));
    }

    [Fact]
    public async Task A_value_moved_to_another_row_or_company_does_not_open()
    {
        var (company, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var (place, elsewhere) = (Place("value", Guid.CreateVersion7()), Place("value", Guid.CreateVersion7()));
        var keys = await KeysAsync(company);
        var box = keys.Seal("Conceição", place);

        keys.Open(box, place).ShouldBe("Conceição");
        keys.Seal("Conceição", place).ShouldNotBe(box);
        Should.Throw<CryptographicException>(() => keys.Open(box, elsewhere));
        Should.Throw<CryptographicException>(() => keys.Open(box, place with { Column = "name" }));
        var foreign = await KeysAsync(other);
        Should.Throw<CryptographicException>(() => foreign.Open(box, place));
        box[^1] ^= 1;
        Should.Throw<CryptographicException>(() => keys.Open(box, place));
        Should.Throw<CryptographicException>(() => keys.Open([], place));
    }

    [Fact]
    public async Task Many_at_once_open_what_they_sealed_also_beside_boxes_that_do_not_open()
    {
        var keys = await KeysAsync(await host.NewTenantAsync());

        Parallel.For(
            0,
            5_000,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i =>
            {
                var (text, place) = ($"Cliente {i}", Place("value", Guid.CreateVersion7()));
                var box = keys.Seal(text, place);
                keys.Open(box, place).ShouldBe(text);
                if (i % 5 != 0)
                    return;
                box[^1] ^= 1;
                Should.Throw<CryptographicException>(() => keys.Open(box, place));
            }
        );
    }

    [Fact]
    public async Task The_first_keys_are_made_once_however_many_ask_at_once()
    {
        var company = await host.NewTenantAsync();

        var indexes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ => (await KeysAsync(company)).Index("cpf", "52998224725")));

        indexes.ShouldAllBe(i => i.SequenceEqual(indexes[0]));
        (await OwnerConnection.ScalarAsync("select count(*)::int from data_keys where tenant_id::text = $1", company.Id.ToString())).ShouldBe(2);
    }

    [Fact]
    public async Task Another_companys_contact_does_not_exist()
    {
        var (company, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var contact = await CreateAsync(company, "Maria", ("cpf", Cpf));

        (await other.Owner.GetAsync($"{Path}/{contact.Id}")).ShouldFail(404, "people.contact.not_found");
        (await other.Owner.PostAsync($"{Path}/{contact.Id}/reveals", new { reason = "x" })).ShouldFail(404, "people.contact.not_found");
        (await FindAsync(other, Cpf)).ShouldBeEmpty();
        (await FindAsync(other, "maria")).ShouldBeEmpty();
        await CreateAsync(other, "Maria", ("cpf", Cpf));
    }

    private static SealedPlace Place(string column, Guid row) => new("contact_identifiers", column, row);

    private async Task<ICompanyKeys> KeysAsync(TestTenant company)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(company.Id);
        return await scope.ServiceProvider.GetRequiredService<IPersonalVault>().OpenAsync(CancellationToken.None);
    }

    private static object Body(string? name, params (string Kind, string Text)[] identifiers) =>
        new { name, identifiers = identifiers.Select(i => new { kind = i.Kind, text = i.Text }) };

    private static async Task<Answer> CreateAsync(TestTenant company, string? name, params (string Kind, string Text)[] identifiers) =>
        (await company.Owner.PostAsync(Path, Body(name, identifiers))).ShouldBe(201);

    private static Task<Answer> AddAsync(TestTenant company, Guid id, string kind, string text) =>
        company.Owner.PostAsync($"{Path}/{id}/identifiers", new { kind, text });

    private static async Task<List<Guid>> FindAsync(TestTenant company, string text) =>
        Ids((await company.Owner.PostAsync($"{Path}/searches", new { text })).ShouldBe(200).Json);

    private static async Task<List<Guid>> PagesAsync(TestTenant company, string text, int limit)
    {
        var all = new List<Guid>();
        string? after = null;
        do
        {
            var page = (
                await company.Owner.PostAsync(
                    $"{Path}/searches",
                    new
                    {
                        text,
                        after,
                        limit,
                    }
                )
            ).ShouldBe(200).Json;
            all.AddRange(Ids(page));
            after = page["next"]?.ToString();
        } while (after is not null);
        return all;
    }

    private static List<Guid> Ids(JsonNode page) => [.. page["items"]!.AsArray().Select(i => Guid.Parse(i!["id"]!.ToString()))];
}

using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Privacy;

/// <summary>The registers of processing operations and of incidents: each change a version, readable by a spreadsheet.</summary>
public sealed class RegisterTests(TestHost host)
{
    private const string Operations = "/api/v1/privacy/operations";
    private const string Incidents = "/api/v1/privacy/incidents";

    [Fact]
    public async Task An_operation_is_entered_and_changed_and_every_version_stays()
    {
        var company = await host.NewTenantAsync();
        var added = (await company.Owner.PostAsync(Operations, new { entry = Operation("Senhas do balcão") })).ShouldBe(201);
        (added["version"], added["by"]).ShouldBe(("1", "Dona Teste"));

        var changed = await company.Owner.PutAsync($"{Operations}/{added.Id}", new { version = 1, entry = Operation("Senhas", ended: true) });

        changed.ShouldBe(200)["version"].ShouldBe("2");
        var row = (await company.ItemsAsync(Operations)).ShouldHaveSingleItem();
        (row.Text("id"), row["entry"]!.Text("name"), row["entry"]!.Text("ended")).ShouldBe((added["id"], "Senhas", "true"));
        (await company.ItemsAsync($"{Operations}/{added.Id}"))
            .Select(v => (v.Text("version"), v["entry"]!.Text("name")))
            .ShouldBe([("2", "Senhas"), ("1", "Senhas do balcão")]);
        (await (await host.NewTenantAsync()).Owner.GetAsync($"{Operations}/{added.Id}")).ShouldFail(404, "privacy.register.not_found");
        (await company.Owner.GetAsync($"{Incidents}/{added.Id}")).ShouldFail(404, "privacy.register.not_found");
    }

    [Fact]
    public async Task Of_two_who_change_the_same_version_at_once_the_later_one_is_told()
    {
        var company = await host.NewTenantAsync();
        var added = (await company.Owner.PostAsync(Operations, new { entry = Operation("Senhas") })).ShouldBe(201);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => company.Owner.PutAsync($"{Operations}/{added.Id}", new { version = 1, entry = Operation($"Nome {i}") }))
        );

        answers.Count(a => a.Status == 200).ShouldBe(1);
        foreach (var late in answers.Where(a => a.Status != 200))
            late.ShouldFail(409, "privacy.register.changed");
        (await company.ItemsAsync($"{Operations}/{added.Id}")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_entered_cannot_be_rewritten_by_the_product()
    {
        var company = await host.NewTenantAsync();
        await company.Owner.PostAsync(Operations, new { entry = Operation("Senhas") });
        await using var connection = await host
            .Services.GetRequiredService<DataSources>()
            .App.OpenConnectionAsync(TestContext.Current.CancellationToken);

        foreach (var sql in new[] { "update register_entries set version = 9", "delete from register_entries", "delete from legal_holds" })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe("42501");
        }
    }

    [Theory]
    // Thursday to Tuesday: Saturday and Sunday are no business days.
    [InlineData("2026-11-12T15:00:00-03:00", "relevant", false, "2026-11-17", true)]
    [InlineData("2026-11-12T15:00:00-03:00", "unknown", false, "2026-11-17", true)]
    [InlineData("2026-11-12T15:00:00-03:00", "low", false, "2026-11-17", false)]
    [InlineData("2026-11-12T15:00:00-03:00", "relevant", true, "2026-11-17", false)]
    public async Task An_incident_says_by_when_it_has_to_be_told(string knownAt, string risk, bool told, string tellBy, bool isLate)
    {
        var company = await host.NewTenantAsync();

        var added = (await company.Owner.PostAsync(Incidents, new { entry = Incident(knownAt, risk, told ? knownAt : null) })).ShouldBe(201);

        (added["tellBy"], added["isLate"]).ShouldBe((tellBy, isLate ? "true" : "false"));
        (await company.ItemsAsync(Incidents)).ShouldHaveSingleItem()["entry"]!.Text("risk").ShouldBe(risk);
    }

    [Fact]
    public async Task A_spreadsheet_gets_the_registers_as_text_and_never_as_formulas()
    {
        var company = await host.NewTenantAsync();
        await company.Owner.PostAsync(
            Operations,
            new { entry = Operation("=HYPERLINK(\"http://mau.example\")", purpose: "Chamar; com \"aspas\"\nem duas linhas") }
        );
        await company.Owner.PostAsync(Incidents, new { entry = Incident("2026-11-12T15:00:00-03:00", "relevant", null) });

        var operations = (await company.Owner.GetAsync($"{Operations}/csv")).ShouldBe(200);
        var incidents = (await company.Owner.GetAsync($"{Incidents}/csv")).ShouldBe(200);

        operations.ContentType.ShouldBe("text/csv");
        operations.Text.ShouldContain("\"'=HYPERLINK(\"\"http://mau.example\"\")\";\"Chamar; com \"\"aspas\"\"\nem duas linhas\";contrato;Clientes;");
        incidents.Text.ShouldContain("12/11/2026 15:00");
        incidents.Text.ShouldContain(";relevante;");
        incidents.Text.ShouldContain(";17/11/2026;");
    }

    [Fact]
    public async Task What_is_incomplete_too_long_or_in_the_future_is_named()
    {
        var company = await host.NewTenantAsync();

        (await company.Owner.PostAsync(Operations, new { entry = (object?)null })).ShouldFail(400, "request.malformed");
        (await company.Owner.PostAsync(Operations, new { entry = Operation("") })).Status.ShouldBe(422);
        (await company.Owner.PostAsync(Operations, new { entry = Operation(new string('x', 121)) })).Status.ShouldBe(422);
        (await company.Owner.PostAsync(Incidents, new { entry = Incident("2999-01-01T00:00:00Z", "low", null) })).Status.ShouldBe(422);
        (await company.Owner.PostAsync(Incidents, new { entry = Incident("2026-11-12T15:00:00-03:00", "huge", null) })).Status.ShouldBeInRange(
            400,
            422
        );
        (await company.Owner.PutAsync($"{Operations}/{Guid.Empty}", new { version = 1, entry = Operation("Senhas") })).ShouldFail(
            404,
            "privacy.register.not_found"
        );
        (await (await company.AddMemberAsync("operator")).GetAsync(Incidents)).ShouldFail(403, "auth.forbidden");
    }

    private static JsonObject Operation(string name, string purpose = "Chamar quem espera", bool ended = false) =>
        new()
        {
            ["name"] = name,
            ["purpose"] = purpose,
            ["legalBasis"] = "contract",
            ["subjects"] = "Clientes",
            ["data"] = "Nome, telefone",
            ["kept"] = "Dois anos",
            ["security"] = "Cifrado",
            ["ended"] = ended,
        };

    private static JsonObject Incident(string knownAt, string risk, string? toldAt) =>
        new()
        {
            ["title"] = "Notebook furtado",
            ["description"] = "Levado do balcão",
            ["knownAt"] = knownAt,
            ["peopleAffected"] = 40,
            ["data"] = "Nomes e telefones",
            ["risk"] = risk,
            ["authorityToldAt"] = toldAt,
            ["peopleToldAt"] = toldAt,
        };
}

using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Answers a company gives often.</summary>
public sealed class CannedResponsesTests(TestHost host)
{
    private const string All = "/api/v1/inbox/canned-responses";

    [Fact]
    public async Task A_manager_keeps_them_and_who_answers_uses_them()
    {
        var company = await host.NewTenantAsync();
        var manager = await company.AddMemberAsync("manager");
        var agent = await company.AddMemberAsync("agent");

        var hours = await AddAsync(manager, "horario", "Abrimos às 8h.");
        await AddAsync(manager, "bem-vindo", "Oi, {{cliente}}! Aqui é {{ atendente }}, da {{empresa}}.\nComo posso ajudar?");

        (await ListAsync(agent)).Select(r => r.Text("shortcut")).ShouldBe(["bem-vindo", "horario"]);
        (await manager.PutAsync($"{All}/{hours}", new { shortcut = "horarios", text = " Abrimos às 9h. " }))
            .ShouldBe(200)["text"]
            .ShouldBe("Abrimos às 9h.");
        (await manager.DeleteAsync($"{All}/{hours}")).ShouldBe(204);
        (await manager.DeleteAsync($"{All}/{hours}")).ShouldFail(404, "inbox.canned_response.not_found");
        (await manager.PutAsync($"{All}/{hours}", new { shortcut = "horarios", text = "Oi" })).ShouldFail(404, "inbox.canned_response.not_found");
        (await ListAsync(agent)).ShouldHaveSingleItem().Text("shortcut").ShouldBe("bem-vindo");
    }

    [Fact]
    public async Task Two_at_once_do_not_get_the_same_shortcut()
    {
        var company = await host.NewTenantAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => company.Owner.PostAsync(All, new { shortcut = "pix", text = $"Chave {i}" }))
        );

        answers.Count(a => a.Status == 201).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.Status != 201))
            refused.ShouldFail(409, "inbox.canned_response.shortcut_taken");
        (await ListAsync(company.Owner)).Count.ShouldBe(1);
        var other = await AddAsync(company.Owner, "outra", "Oi");
        (await company.Owner.PutAsync($"{All}/{other}", new { shortcut = "pix", text = "Oi" })).ShouldFail(
            409,
            "inbox.canned_response.shortcut_taken"
        );
    }

    [Fact]
    public async Task Repeated_by_a_client_that_got_no_answer_it_is_the_same_one()
    {
        var company = await host.NewTenantAsync();
        var key = Guid.CreateVersion7().ToString();

        var first = (await company.Owner.PostAsync(All, new { shortcut = "pix", text = "Chave" }, key)).ShouldBe(201)["id"];
        (await company.Owner.PostAsync(All, new { shortcut = "pix", text = "Chave" }, key)).ShouldBe(201)["id"].ShouldBe(first);

        (await ListAsync(company.Owner)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Olá", "Oi", "shortcut")]
    [InlineData("-x", "Oi", "shortcut")]
    [InlineData("com espaco", "Oi", "shortcut")]
    [InlineData("ok", " ", "text")]
    [InlineData("ok", "Oi, {{nome}}", "text")]
    [InlineData("ok", "Oi, {{}}", "text")]
    public async Task What_nobody_could_use_is_refused(string shortcut, string text, string field)
    {
        var company = await host.NewTenantAsync();

        var refused = await company.Owner.PostAsync(All, new { shortcut, text });

        refused.Status.ShouldBe(422);
        refused.Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe([field]);
        (await ListAsync(company.Owner)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_companys_do_not_exist()
    {
        var company = await host.NewTenantAsync();
        var others = await host.NewTenantAsync();
        var id = await AddAsync(company.Owner, "pix", "Chave");

        (await ListAsync(others.Owner)).ShouldBeEmpty();
        (await others.Owner.PutAsync($"{All}/{id}", new { shortcut = "pix", text = "Minha" })).ShouldFail(404, "inbox.canned_response.not_found");
        (await others.Owner.DeleteAsync($"{All}/{id}")).ShouldFail(404, "inbox.canned_response.not_found");
        await AddAsync(others.Owner, "pix", "Outra");
        (await ListAsync(company.Owner)).ShouldHaveSingleItem().Text("text").ShouldBe("Chave");
    }

    [Fact]
    public async Task There_are_no_more_than_a_screen_can_have_at_hand()
    {
        var company = await host.NewTenantAsync();
        await Behind.ExecuteAsync(
            $"""
            insert into canned_responses (tenant_id, id, shortcut, text, created_at)
            select '{company.Id}', gen_random_uuid(), 'r' || n, 'Oi', now() from generate_series(1, 499) n
            """
        );

        var last = await AddAsync(company.Owner, "a-ultima", "Oi");
        (await company.Owner.PostAsync(All, new { shortcut = "demais", text = "Oi" })).ShouldFail(409, "inbox.canned_response.too_many");
        (await company.Owner.DeleteAsync($"{All}/{last}")).ShouldBe(204);
        await AddAsync(company.Owner, "agora-sim", "Oi");
    }

    private static async Task<string> AddAsync(ApiClient by, string shortcut, string text) =>
        (await by.PostAsync(All, new { shortcut, text })).ShouldBe(201)["id"]!;

    private static async Task<List<JsonNode>> ListAsync(ApiClient by) =>
        [.. (await by.GetAsync(All)).ShouldBe(200).Json["items"]!.AsArray().Select(i => i!)];
}

using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Sales.Funnel;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>How a company sells: its pipelines, their stages, and why it does not.</summary>
public sealed class PipelineTests(TestHost host)
{
    [Fact]
    public async Task A_company_begins_with_a_pipeline_and_reasons_once_however_many_ask_at_once()
    {
        var company = await host.NewTenantAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => company.Owner.GetAsync(i % 2 == 0 ? Pipelines : Reasons)));

        answers.ShouldAllBe(a => a.Status == 200);
        var pipeline = (await company.Owner.GetAsync(Pipelines)).ShouldBe(200).Json["items"]!.AsArray().ShouldHaveSingleItem()!;
        pipeline.Text("name").ShouldBe("Vendas");
        pipeline["stages"]!
            .AsArray()
            .Select(s => (s!.Text("name"), s!["probability"]!.GetValue<int>(), s["active"]!.GetValue<bool>()))
            .ShouldBe([("Novo contato", 10, true), ("Qualificação", 25, true), ("Proposta", 50, true), ("Negociação", 75, true)]);
        (await company.Owner.GetAsync(Reasons)).ShouldBe(200).Json["items"]!
            .AsArray()
            .Select(r => r!.Text("name"))
            .ShouldBe(["Preço", "Concorrente", "Sem retorno", "Desistiu", "Sem orçamento"]);
    }

    [Fact]
    public async Task Stages_are_added_changed_and_put_in_order_and_one_with_cards_is_switched_off_only_with_a_place_for_them()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var (pipeline, stages) = await BeginAsync(owner);
        var one = $"{Pipelines}/{pipeline}/stages";

        var added = (
            await owner.PostAsync(
                one,
                new
                {
                    name = "Fechamento",
                    probability = 90,
                    rottingDays = 5,
                }
            )
        ).ShouldBe(201);
        var closing = Guid.Parse(added.Json["stages"]!.AsArray()[^1]!.Text("id")!);
        (await owner.PostAsync(one, new { name = "proposta", probability = 1 })).ShouldFail(409, "sales.stage.name_taken");
        (await owner.PostAsync(one, new { name = "Outra", probability = 101 })).ShouldFail(422, "request.invalid");
        (
            await owner.PostAsync(
                one,
                new
                {
                    name = "Outra",
                    probability = 1,
                    rottingDays = 0,
                }
            )
        ).ShouldFail(422, "request.invalid");
        (await owner.PutAsync($"{one}/order", new { stageIds = new[] { closing }.Concat(stages) })).ShouldBe(200);
        (await BeginAsync(owner)).Stages.ShouldBe([closing, .. stages]);
        (await owner.PutAsync($"{one}/order", new { stageIds = stages })).ShouldFail(409, "sales.stage.order_outdated");

        foreach (var title in new[] { "B", "A" })
            await OpenAsync(owner, title, stages[0]);
        await OpenAsync(owner, "Já estava", stages[2]);
        var off = new
        {
            name = "Novo contato",
            probability = 10,
            active = false,
        };
        (await owner.PutAsync($"{one}/{stages[0]}", off)).ShouldFail(409, "sales.stage.has_opportunities");
        foreach (var wrong in new[] { stages[0], Guid.CreateVersion7(TimeProvider.System.GetUtcNow()) })
            (await owner.PutAsync($"{one}/{stages[0]}", Off(wrong))).ShouldFail(404, "sales.stage.not_found");
        (await owner.PutAsync($"{one}/{stages[0]}", Off(stages[2]))).ShouldBe(200);

        var board = await BoardAsync(owner, pipeline);
        board["stages"]!.AsArray().Select(s => s!["stage"]!.Text("name")).ShouldBe(["Fechamento", "Qualificação", "Proposta", "Negociação"]);
        var cards = board["stages"]![2]!["cards"]!.AsArray();
        cards.Select(c => c!.Text("title")).ShouldBe(["Já estava", "A", "B"]);
        var moved = (await EventsAsync(owner, Guid.Parse(cards[1]!.Text("id")!)))[^1];
        (moved.Text("kind"), moved.Text("from"), moved.Text("to"), moved["sequence"]!.GetValue<int>()).ShouldBe(
            ("moved", "Novo contato", "Proposta", 2)
        );
        (await MoveAsync(owner, Guid.Parse(cards[0]!.Text("id")!), stages[0])).ShouldFail(404, "sales.stage.not_found");

        object Off(Guid moveToId) =>
            new
            {
                name = "Novo contato",
                probability = 10,
                active = false,
                moveToId,
            };
    }

    [Fact]
    public async Task Several_pipelines_stand_beside_each_other_and_one_in_use_or_the_last_is_not_switched_off()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var (pipeline, _) = await BeginAsync(owner);
        var added = (await owner.PostAsync(Pipelines, new { name = "Parcerias", stages = new[] { "Contato", "Contrato" } })).ShouldBe(201);
        added.Json["stages"]!.AsArray().Select(s => s!["probability"]!.GetValue<int>()).ShouldBe([33, 66]);
        (await owner.PostAsync(Pipelines, new { name = "VENDAS", stages = new[] { "A" } })).ShouldFail(409, "sales.pipeline.name_taken");
        (await owner.PostAsync(Pipelines, new { name = "Vazia", stages = Array.Empty<string>() })).ShouldFail(422, "request.invalid");
        var second = Guid.Parse(added.Json["stages"]![1]!.Text("id")!);

        var card = (await OpenAsync(owner, "Sociedade", second)).Id;
        (await owner.PutAsync($"{Pipelines}/{added.Id}", new { name = "Parcerias", active = false })).ShouldFail(
            409,
            "sales.pipeline.has_opportunities"
        );
        // Won, its stage and its pipeline may go; reopened, it goes on in the first there is.
        (await DoAsync(owner, card, "win")).ShouldBe(200);
        (await owner.PutAsync($"{Pipelines}/{added.Id}", new { name = "Parceiros", active = false })).ShouldBe(200)["name"].ShouldBe("Parceiros");
        (await owner.PutAsync($"{Pipelines}/{pipeline}", new { name = "Vendas", active = false })).ShouldFail(409, "sales.pipeline.is_last");
        var reopened = (await DoAsync(owner, card, "reopen")).ShouldBe(200);
        (reopened["pipelineId"], reopened.Json["stage"]!.Text("name")).ShouldBe((pipeline.ToString(), "Novo contato"));
    }

    [Fact]
    public async Task Reasons_are_added_renamed_and_switched_off_and_what_was_lost_keeps_its_own()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var added = (await owner.PostAsync(Reasons, new { name = "Mudou de cidade" })).ShouldBe(201);
        (await owner.PostAsync(Reasons, new { name = "PREÇO" })).ShouldFail(409, "sales.loss_reason.name_taken");
        var card = (await OpenAsync(owner, "Bolo")).Id;
        (await DoAsync(owner, card, "lose", new { lossReasonId = added.Id })).ShouldBe(200);

        (await owner.PutAsync($"{Reasons}/{added.Id}", new { name = "Mudou-se", active = false })).ShouldBe(200);

        (await owner.GetAsync($"{Opportunities}/{card}")).ShouldBe(200).Json["lossReason"]!.Text("name").ShouldBe("Mudou-se");
        var other = (await OpenAsync(owner, "Outro")).Id;
        (await DoAsync(owner, other, "lose", new { lossReasonId = added.Id })).ShouldFail(404, "sales.loss_reason.not_found");
        (await owner.PutAsync($"{Reasons}/{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}", new { name = "Nada", active = true })).ShouldFail(
            404,
            "sales.loss_reason.not_found"
        );
    }
}

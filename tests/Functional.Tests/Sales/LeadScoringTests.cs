using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Sales.Leads;

namespace CleanApp.Functional.Tests.Sales;

public sealed class LeadScoringTests(TestHost host)
{
    private const string Scoring = "/api/v1/sales/lead-scoring";

    [Fact]
    public async Task Who_is_likely_to_buy_stands_first_and_it_is_said_why()
    {
        var company = await host.NewTenantAsync();
        var cold = await OpenAsync(company.Owner, "Ana", "11987654321");
        var warm = await OpenAsync(company.Owner, "Bia", "11912345678");
        (await StatusAsync(company.Owner, warm, "qualified")).ShouldBe(200)["score"].ShouldBe("35");
        (await company.Owner.PostAsync($"{Route}/{cold}/comments", new { text = "Ocupada" })).ShouldBe(201);

        (await IdsAsync(company.Owner)).ShouldBe([cold, warm]);
        (await IdsAsync(company.Owner, "?order=score")).ShouldBe([warm, cold]);
        var first = (await company.Owner.GetAsync($"{Route}?order=score&limit=1")).ShouldBe(200);
        (await IdsAsync(company.Owner, $"?order=score&after={first["next"]}")).ShouldBe([cold]);
        (await GetAsync(company.Owner, warm))["points"]!
            .AsArray()
            .Select(p => (p!.Text("reason"), p!["points"]!.GetValue<int>()))
            .ShouldBe([("interest", 10), ("qualified", 25)]);
    }

    [Fact]
    public async Task With_other_points_open_leads_are_rated_anew_and_only_whoever_leads_changes_them()
    {
        var company = await host.NewTenantAsync();
        var seller = await company.AddMemberAsync("agent");
        var lead = await OpenAsync(seller, "Ana", "11987654321", await InboxCompany.IdOfAsync(seller));
        var before = (await EventsAsync(seller, lead)).Count;
        var points = (await seller.GetAsync(Scoring)).ShouldBe(200).Json;
        points["interest"] = 70;
        (await seller.PutAsync(Scoring, points)).Status.ShouldBe(403);
        (await company.Owner.PutAsync(Scoring, points)).ShouldBe(200)["interest"].ShouldBe("70");
        (await company.Owner.PutAsync(Scoring, points)).ShouldBe(200);

        await Eventually.Async(
            async () => (await GetAsync(seller, lead))["lead"]!["score"]!.GetValue<int>(),
            score => score == 70,
            "the lead to be rated anew"
        );
        (await EventsAsync(seller, lead)).Count.ShouldBe(before);
        points["interest"] = -100;
        (await company.Owner.PutAsync(Scoring, points)).ShouldBe(200);
        (await StatusAsync(seller, lead, "qualified")).ShouldBe(200)["score"].ShouldBe("0");
        points["interest"] = 101;
        (await company.Owner.PutAsync(Scoring, points)).Status.ShouldBe(422);
        (await (await host.NewTenantAsync()).Owner.GetAsync(Scoring)).ShouldBe(200)["interest"].ShouldBe("10");
    }
}

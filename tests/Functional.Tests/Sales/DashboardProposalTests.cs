using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Sales.DashboardHistory;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>Proposals among the figures: those that can be answered, and those that were accepted.</summary>
public sealed class DashboardProposalTests(TestHost host)
{
    [Fact]
    public async Task A_proposal_is_open_while_it_can_be_answered_and_accepted_from_then_on()
    {
        var company = await host.NewTenantAsync();
        (await Proposals.DraftAsync(company.Owner)).Draft["number"].ShouldBe("1");
        var (refused, refusedToken, _, _) = await Proposals.SentAsync(company.Owner, "Bia");
        var (expired, _, _, _) = await Proposals.SentAsync(company.Owner, "Caio");
        var (accepted, token, _, _) = await Proposals.SentAsync(company.Owner, "Davi");
        var (open, _, _, _) = await Proposals.SentAsync(company.Owner, "Eva");
        (await FiguresAsync(company.Owner)).ShouldBe((4, 400, 0, 0));
        // What is written anew is none yet, and what stands before the customer still is one.
        (await Proposals.ActAsync(company.Owner, open.Id, "versions")).ShouldBe(200);
        (await Proposals.SaveAsync(company.Owner, open.Id, Proposals.Line(price: 250))).ShouldBe(200);
        (await FiguresAsync(company.Owner)).ShouldBe((4, 400, 0, 0));
        (await ListAsync(company.Owner, "sent")).ShouldBe([open.Id, accepted.Id, expired.Id, refused.Id]);
        (await Proposals.SendAsync(company.Owner, open.Id)).ShouldBe(200);
        (await FiguresAsync(company.Owner)).ShouldBe((4, 550, 0, 0));

        (await Proposals.RefuseAsync(host, refusedToken)).ShouldBe(200);
        (await Proposals.AcceptAsync(host, token)).ShouldBe(200);
        await Proposals.RunOutAsync(expired.Id);

        await Eventually.Async(() => FiguresAsync(company.Owner), told => told == (1, 250, 1, 100), "one of them to be over");
        (await ListAsync(company.Owner, "sent")).ShouldBe([open.Id]);
        (await ListAsync(company.Owner, "accepted")).ShouldBe([accepted.Id]);
        (await company.Owner.GetAsync($"{Route}.csv")).ShouldBe(200).Text.ShouldContain("Total;Tudo;Propostas aceitas;1;");
        await FoldAsync(company.Id, all: true);
        (await FiguresAsync(company.Owner)).ShouldBe((1, 250, 1, 100));
        (await RebuildAsync(host, company.Id)).ExitCode.ShouldBe(0);
        (await FiguresAsync(company.Owner)).ShouldBe((1, 250, 1, 100));
    }

    [Fact]
    public async Task A_proposal_is_whose_its_opportunity_is_also_when_both_change_at_once()
    {
        var company = await host.NewTenantAsync();
        var sellers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => company.AddMemberAsync("agent")));
        var ids = await Task.WhenAll(sellers.Select(InboxCompany.IdOfAsync));
        var offers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(n => Proposals.SentAsync(company.Owner, $"Ana {n}", n % 2 == 0 ? ids[n % 3] : null))
        );

        await Task.WhenAll(
            offers.SelectMany(offer =>
                new[]
                {
                    PassOnAsync(offer.Opportunity),
                    WriteAnewAsync(offer.Sent.Id),
                    Task.Run(async () => (await Proposals.AcceptAsync(host, offer.Token)).Status.ShouldBeOneOf(200, 404, 409)),
                }
            )
        );

        var whole = await FiguresAsync(company.Owner);
        (whole.Open + whole.Accepted).ShouldBe(4);
        var listed = (Sent: await ListAsync(company.Owner, "sent"), Accepted: await ListAsync(company.Owner, "accepted"));
        (whole.Open, whole.Accepted).ShouldBe((listed.Sent.Count, listed.Accepted.Count));
        foreach (var query in ids.Select(id => $"ownerId={id}").Append("unowned=true"))
        {
            var told = await FiguresAsync(company.Owner, $"?{query}");
            (told.Open, told.Accepted).ShouldBe(
                ((await ListAsync(company.Owner, "sent", query)).Count, (await ListAsync(company.Owner, "accepted", query)).Count),
                query
            );
        }
        (await RebuildAsync(host, company.Id)).ExitCode.ShouldBe(0);

        async Task PassOnAsync(Guid opportunity)
        {
            foreach (var to in new Guid?[] { ids[0], null, ids[1], ids[2] })
                (await Funnel.AssignAsync(company.Owner, opportunity, to)).Status.ShouldBe(200);
        }
        async Task WriteAnewAsync(Guid proposal)
        {
            if ((await Proposals.ActAsync(company.Owner, proposal, "versions")).Status != 200)
                return;
            (await Proposals.SaveAsync(company.Owner, proposal, Proposals.Line(price: 50))).Status.ShouldBeOneOf(200, 409);
            (await Proposals.SendAsync(company.Owner, proposal)).Status.ShouldBeOneOf(200, 409);
        }
    }

    [Fact]
    public async Task Proposals_are_listed_by_pipeline_source_and_days_page_by_page()
    {
        var company = await host.NewTenantAsync();
        var (sent, _, opportunity, _) = await Proposals.SentAsync(company.Owner);
        var second = (await Proposals.SentAsync(company.Owner, "Bia")).Sent.Id;
        var pipeline = (await company.Owner.GetAsync($"{Funnel.Opportunities}/{opportunity}")).ShouldBe(200)["pipelineId"];

        (await ListAsync(company.Owner, "sent", $"pipelineId={pipeline}")).ShouldBe([second, sent.Id]);
        (await ListAsync(company.Owner, "sent", $"pipelineId={Guid.AllBitsSet}")).ShouldBeEmpty();
        (await ListAsync(company.Owner, "sent", "source=phone")).ShouldBeEmpty();
        (await IdsAsync(company.Owner, "?sentTo=2020-01-01")).ShouldBeEmpty();
        var first = (await company.Owner.GetAsync($"{Proposals.All}?sentFrom=2020-01-01&limit=1")).ShouldBe(200).Json;
        (await IdsAsync(company.Owner, $"?sentFrom=2020-01-01&limit=1&after={first.Text("next")}")).ShouldBe([sent.Id]);
        foreach (var query in new[] { "sentFrom=1999-01-01", "acceptedTo=2100-01-01", "source=pombo", "sentFrom=2026-01-01&acceptedFrom=2026-01-01" })
            (await company.Owner.GetAsync($"{Proposals.All}?{query}")).Status.ShouldBe(422, query);
    }

    private static async Task<(int Open, decimal OpenValue, int Accepted, decimal AcceptedValue)> FiguresAsync(ApiClient by, string query = "")
    {
        var json = (await by.GetAsync($"{Route}{query}")).ShouldBe(200).Json;
        var total = json["total"]!;
        // By whose and by how they came they are the same.
        foreach (var rows in new[] { "owners", "sources" })
            json[rows]!
                .AsArray()
                .Sum(r => r!["now"]!["proposalsOpen"]!.GetValue<int>() + r["now"]!["proposalsAccepted"]!.GetValue<int>())
                .ShouldBe(total["proposalsOpen"]!.GetValue<int>() + total["proposalsAccepted"]!.GetValue<int>());
        return (
            total["proposalsOpen"]!.GetValue<int>(),
            Value("proposalsOpenValue"),
            total["proposalsAccepted"]!.GetValue<int>(),
            Value("proposalsAcceptedValue")
        );

        decimal Value(string name) => decimal.Parse(total[name]!.Text("value")!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Task<List<Guid>> ListAsync(ApiClient by, string which, string more = "") => IdsAsync(by, $"?{which}From=2020-01-01&{more}");

    private static async Task<List<Guid>> IdsAsync(ApiClient by, string query) =>
        [.. (await by.GetAsync($"{Proposals.All}{query}")).ShouldBe(200).Json["items"]!.AsArray().Select(row => Guid.Parse(row!.Text("id")!))];
}

using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using CleanApp.Functional.Tests.Realtime;
using Npgsql;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Sales.Funnel;
using static CleanApp.Functional.Tests.Sales.Proposals;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>What is offered is written, sent, looked at and answered, once and for all.</summary>
public sealed class ProposalTests(TestHost host)
{
    [Fact]
    public async Task It_is_written_sent_looked_at_and_accepted_and_what_it_was_for_is_won()
    {
        var company = await host.NewTenantAsync();
        var seller = await company.AddMemberAsync("agent");
        var product = (await company.Owner.AddProductAsync("BOLO", "Bolo de nozes")).ShouldBe(201).Id;
        (
            await company.Owner.PutAsync(
                Settings,
                new
                {
                    validityDays = 20,
                    terms = "À vista",
                    letterhead = "Doces Ltda\nCNPJ 12",
                }
            )
        ).ShouldBe(200);
        var contact = (await seller.PostAsync("/api/v1/people/contacts", new { name = "Ana Prado" })).ShouldBe(201).Id;
        var opportunity = (await OpenAsync(seller, "Casamento", amount: 50m, contactId: contact)).Id;

        var begun = (await Proposals.BeginAsync(seller, opportunity, "proposta-1")).ShouldBe(201);
        (await Proposals.BeginAsync(seller, opportunity, "proposta-1")).ShouldBe(201).Id.ShouldBe(begun.Id);
        var first = begun.Json["current"]!;
        (begun["number"], begun["status"], begun.Tag(), first.Text("terms"), first.Text("validityDays")).ShouldBe(
            ("1", "draft", "\"v1\"", "À vista", "20")
        );
        (await Proposals.SendAsync(seller, begun.Id)).ShouldFail(409, "sales.proposal.empty");
        object[] lines = [Line(3, 33.33m, 10, 17.5m, product, "Bolo de nozes"), Line(0.5m, 0.25m)];
        var saved = (await SaveAsync(seller, begun.Id, begun.Tag(), lines, new { kind = "amount", value = 0.12 }, "Obrigado!")).ShouldBe(200);
        (saved.Tag(), saved.Json["current"]!["lines"]![1]!["net"]!.Text("value")).ShouldBe(("\"v2\"", "0.13"));
        Sums(saved).ShouldBe(["90.12", "0.12", "15.75", "105.75"]);
        (await SaveAsync(seller, begun.Id, begun.Tag(), lines)).ShouldFail(412, "sales.proposal.changed_meanwhile");

        var sent = (await Proposals.SendAsync(seller, begun.Id, tag: saved.Tag())).ShouldBe(200);
        sent["status"].ShouldBe("sent");
        (await SaveAsync(seller, begun.Id, lines)).ShouldFail(409, "sales.proposal.no_draft");
        (await Proposals.SendAsync(seller, begun.Id)).ShouldBe(200).Token().ShouldBe(sent.Token());
        var page = (await PageAsync(host, sent.Token())).ShouldBe(200);
        (page["companyName"], page["customerName"], page["note"], page["terms"], page["status"], page["letterhead"]).ShouldBe(
            (company.Session.Json["tenant"]!.Text("name"), "Ana Prado", "Obrigado!", "Metade na entrega", "sent", "Doces Ltda\nCNPJ 12")
        );
        page.Json["lines"]![0]!.Text("productId").ShouldBeNull();
        page.Headers["Cache-Control"].ShouldBe("no-store");

        (await LookAsync(host, sent.Token(), "WhatsApp/2.23.20.0")).ShouldBe(204);
        (await seller.GetAsync($"{All}/{begun.Id}")).ShouldBe(200)["status"].ShouldBe("sent");
        await using var hears = await seller.ListenAsync();
        (await LookAsync(host, sent.Token())).ShouldBe(204);
        (await LookAsync(host, sent.Token())).ShouldBe(204);
        await hears.WaitForAsync("proposal", begun.Id.ToString());
        var views = (await seller.GetAsync($"{All}/{begun.Id}/versions/1/views")).ShouldBe(200).Json["items"]!.AsArray();
        views.Select(v => (v!.Text("first"), v!.Text("device"))).ShouldBe([("false", "chrome / android"), ("true", "chrome / android")]);

        var accepted = (await AcceptAsync(host, sent.Token(), "Ana P. Prado")).ShouldBe(200);
        (accepted["status"], accepted["acceptedName"]).ShouldBe(("accepted", "Ana P. Prado"));
        var won = (await seller.GetAsync($"{Opportunities}/{opportunity}")).ShouldBe(200);
        (won["status"], won.Json["amount"]!.Text("value")).ShouldBe(("won", "105.75"));
        var acceptance = (await seller.GetAsync($"{All}/{begun.Id}")).ShouldBe(200).Json["current"]!["acceptance"]!;
        (acceptance.Text("name"), acceptance.Text("cpf"), acceptance.Text("ip"), acceptance.Text("contentHash")).ShouldBe(
            ("Ana P. Prado", "***.982.247-**", "127.0.0.1", page["contentHash"])
        );
        (await ActAsync(seller, begun.Id, "versions")).ShouldFail(409, "sales.proposal.decided");
        var told = await EventsAsync(seller, opportunity);
        told.Kinds().ShouldBe(["opened", "proposal_sent", "proposal_viewed", "proposal_accepted", "valued", "won"]);
        (told[1].Text("to"), told[1]["subject"]!.Text("id"), told[1]["subject"]!.Text("name")).ShouldBe(("1", begun.Id.ToString(), "1"));
        var past = (await seller.GetAsync($"/api/v1/people/contacts/{contact}/timeline")).ShouldBe(200).Json["items"]!.AsArray();
        var entry = past.Single(e => e!.Text("kind") == "proposal")!;
        (entry.Text("status"), entry.Text("number"), entry["amount"]!.Text("value")).ShouldBe(("accepted", "1", "105.75"));
    }

    [Fact]
    public async Task Of_many_who_accept_at_once_one_does_and_what_cannot_be_answered_is_not()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var (sent, token, opportunity, _) = await SentAsync(owner);
        var hash = (await PageAsync(host, token)).ShouldBe(200)["contentHash"]!;
        (await AcceptAsync(host, token, hash: new string('0', 64))).ShouldFail(409, "sales.proposal.content_differs");
        (await AcceptAsync(host, token, cpf: "111.111.111-11", hash: hash)).ShouldFail(422, "people.cpf.invalid");
        (await AcceptAsync(host, token, name: " ", hash: hash)).ShouldFail(422, "request.invalid");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => AcceptAsync(host, token, $"Pessoa {i}", hash: hash)));

        answers.Select(a => a.ShouldBe(200)["acceptedName"]).Distinct().ShouldHaveSingleItem();
        (await Behind.ScalarAsync<long>($"select count(*) from proposal_acceptances where tenant_id = '{company.Id}'")).ShouldBe(1);
        (await EventsAsync(owner, opportunity)).Kinds().ShouldBe(["opened", "proposal_sent", "proposal_accepted", "valued", "won"]);
        (await Proposals.RefuseAsync(host, token)).ShouldFail(409, "sales.proposal.decided");
        sent["number"].ShouldBe("1");

        // A newer version takes the place of the one the customer has.
        var (older, olderToken, _, _) = await SentAsync(owner);
        var next = (await ActAsync(owner, older.Id, "versions")).ShouldBe(200);
        (next["status"], next.Json["versions"]!.AsArray().Count).ShouldBe(("draft", 2));
        (await PageAsync(host, olderToken)).ShouldBe(200)["status"].ShouldBe("sent");
        (await Proposals.SendAsync(owner, older.Id)).ShouldBe(200);
        (await PageAsync(host, olderToken)).ShouldBe(200)["status"].ShouldBe("superseded");
        (await AcceptAsync(host, olderToken)).ShouldFail(409, "sales.proposal.superseded");
        (await Proposals.RefuseAsync(host, olderToken)).ShouldFail(409, "sales.proposal.superseded");

        // Nor what was refused, by either side.
        var (refused, refusedToken, kept, _) = await SentAsync(owner);
        (await Proposals.RefuseAsync(host, refusedToken, "Ficou caro")).ShouldBe(200)["status"].ShouldBe("refused");
        (await AcceptAsync(host, refusedToken)).ShouldFail(409, "sales.proposal.decided");
        (await owner.GetAsync($"{All}/{refused.Id}")).Json["current"]!["refusal"]!.Text("reason").ShouldBe("Ficou caro");
        (await owner.GetAsync($"{Opportunities}/{kept}"))["status"].ShouldBe("open");
        (await ActAsync(owner, refused.Id, "refusal", new { reason = "x" })).ShouldFail(409, "sales.proposal.not_live");
        (await ActAsync(owner, refused.Id, "versions")).ShouldBe(200);
        (await ActAsync(owner, refused.Id, "discard")).ShouldBe(200)["status"].ShouldBe("refused");

        // Nor what has run out, which is written down by itself.
        var (late, lateToken, lost, _) = await SentAsync(owner);
        await RunOutAsync(late.Id);
        (await AcceptAsync(host, lateToken)).ShouldFail(409, "sales.proposal.expired");
        (await PageAsync(host, lateToken)).ShouldBe(200)["status"].ShouldBe("expired");
        await Eventually.Async(() => EventsAsync(owner, lost), all => all.Kinds().Contains("proposal_expired"), "the end to be told");
        (await owner.GetAsync($"{All}?status=expired")).ShouldBe(200).Json["items"]!
            .AsArray()
            .ShouldHaveSingleItem()!
            .Text("id")
            .ShouldBe(late.Id.ToString());
    }

    [Fact]
    public async Task Numbers_have_no_gap_and_none_twice_whoever_takes_them_at_once()
    {
        var company = await host.NewTenantAsync();
        var open = (await OpenAsync(company.Owner, "Festa")).Id;
        var closed = (await OpenAsync(company.Owner, "Ganha")).Id;
        (await Funnel.DoAsync(company.Owner, closed, "win")).ShouldBe(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Proposals.BeginAsync(company.Owner, i % 3 == 2 ? closed : open)));

        answers.Where(a => a.Status == 201).Select(a => int.Parse(a["number"]!)).Order().ShouldBe(Enumerable.Range(1, 16));
        foreach (var refused in answers.Where(a => a.Status != 201))
            refused.ShouldFail(409, "sales.opportunity.not_open");
        var byNumber = (await company.Owner.GetAsync($"{All}?number=7")).ShouldBe(200).Json["items"]!.AsArray();
        byNumber.ShouldHaveSingleItem()!.Text("number").ShouldBe("7");
        var paged = new List<int>();
        string? after = null;
        do
        {
            var page = (await company.Owner.GetAsync($"{All}?limit=5&opportunityId={open}&after={after}")).ShouldBe(200).Json;
            paged.AddRange(page["items"]!.AsArray().Select(p => p!["number"]!.GetValue<int>()));
            after = page.Text("next");
        } while (after is not null);
        paged.Order().ShouldBe(Enumerable.Range(1, 16));
    }

    [Fact]
    public async Task The_database_does_not_let_anybody_change_what_was_sent()
    {
        var company = await host.NewTenantAsync();
        var (sent, token, _, _) = await SentAsync(company.Owner);
        (await AcceptAsync(host, token)).ShouldBe(200);
        var of = $"from proposal_versions where proposal_id = '{sent.Id}'";
        foreach (
            var change in new[]
            {
                "total = total + 1, subtotal = subtotal + 1",
                "content_hash = repeat('0', 64)",
                "valid_until = valid_until + 1",
                "expires_at = expires_at + interval '1 day'",
                "token_hash = 'x'",
                "sent_at = now()",
                "content = null",
                "version = 2",
                "status = 'sent', decided_at = null",
                "status = 'draft'",
            }
        )
            (
                await Should.ThrowAsync<PostgresException>(() =>
                    Behind.ExecuteAsync($"update proposal_versions set {change} where proposal_id = '{sent.Id}'")
                )
            ).SqlState.ShouldBeOneOf(["23001", "23514"], change);
        (
            await Should.ThrowAsync<PostgresException>(() =>
                Behind.ExecuteAsync($"update proposal_acceptances set proof = null where id = (select id {of})")
            )
        ).SqlState.ShouldBe("23001");
        (
            await Should.ThrowAsync<PostgresException>(() =>
                Behind.ExecuteAsync($"insert into proposal_acceptances select tenant_id, id, now(), content_hash, token {of}")
            )
        ).SqlState.ShouldBe("23505");

        // A box can only be put in a box's place, and does not open there: nobody is shown it.
        await Behind.ExecuteAsync(
            $"update proposal_versions set content = set_byte(content, 40, get_byte(content, 40) # 1) where proposal_id = '{sent.Id}'"
        );
        using var shown = await host.Anonymous().Http.GetAsync(Public(token), TestContext.Current.CancellationToken);
        ((int)shown.StatusCode).ShouldBe(500);
    }

    [Fact]
    public async Task Whom_a_version_went_to_answers_it_whoever_the_sale_is_for_meanwhile()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var (sent, token, opportunity, contact) = await SentAsync(owner, "Ana Prado");
        var other = (await owner.PostAsync("/api/v1/people/contacts", new { name = "Bia Reis" })).ShouldBe(201).Id;
        (await ActAsync(owner, sent.Id, "versions")).ShouldBe(200);
        (await owner.PutAsync($"{Opportunities}/{opportunity}", new { title = "Festa", contactId = other })).ShouldBe(200);
        (await SaveAsync(owner, sent.Id, Line(price: 90))).ShouldBe(200);

        // What is written next cannot go to somebody else under the same number; what is out there is still hers.
        (await Proposals.SendAsync(owner, sent.Id)).ShouldFail(409, "sales.proposal.sent_to_another");
        (await owner.PutAsync($"{Opportunities}/{opportunity}", new { title = "Festa", contactId = (Guid?)null })).ShouldBe(200);
        (await SaveAsync(owner, sent.Id, Line(price: 80))).ShouldBe(200);
        (await AcceptAsync(host, token)).ShouldBe(200);
        (await Behind.ScalarAsync<Guid>($"select contact_id from proposals where id = '{sent.Id}'")).ShouldBe(contact);
    }

    [Fact]
    public async Task Who_may_not_see_the_opportunity_sees_nothing_of_what_is_offered_for_it()
    {
        var company = await host.NewTenantAsync();
        var seller = await company.AddMemberAsync("agent");
        var other = await company.AddMemberAsync("agent");
        var counter = await company.AddMemberAsync("operator");
        var strangers = await host.NewTenantAsync();
        var (sent, token, opportunity, contact) = await SentAsync(seller, ownerId: await InboxCompany.IdOfAsync(seller));
        var one = $"{All}/{sent.Id}";

        foreach (var by in new[] { other, strangers.Owner })
        {
            foreach (
                var answer in new[]
                {
                    await by.GetAsync(one),
                    await by.GetAsync($"{one}/versions/1"),
                    await by.GetAsync($"{one}/versions/1/pdf"),
                    await by.GetAsync($"{one}/versions/1/views"),
                    await SaveAsync(by, sent.Id, Line()),
                    await Proposals.SendAsync(by, sent.Id),
                    await ActAsync(by, sent.Id, "versions"),
                    await ActAsync(by, sent.Id, "discard"),
                    await ActAsync(by, sent.Id, "refusal", new { reason = "x" }),
                }
            )
                answer.ShouldFail(404, "sales.proposal.not_found");
            (await Proposals.BeginAsync(by, opportunity)).ShouldFail(404, "sales.opportunity.not_found");
            (await by.GetAsync(All)).ShouldBe(200).Json["items"]!.AsArray().ShouldBeEmpty();
        }
        (await other.GetAsync($"/api/v1/people/contacts/{contact}/timeline")).Json["items"]!
            .AsArray()
            .ShouldNotContain(e => e!.Text("kind") == "proposal");
        (await company.Owner.GetAsync(one)).ShouldBe(200);
        (await counter.GetAsync(All)).ShouldBe(403);
        (await seller.PutAsync(Settings, new { validityDays = 3 })).ShouldBe(403);
        foreach (var no in new[] { "nada-nada-nada", sent.Id.ToString(), token[..^1] + (token[^1] == 'A' ? "Q" : "A") })
        {
            (await PageAsync(host, no)).ShouldFail(404, "sales.proposal.not_found");
            (await AcceptAsync(host, no, hash: new string('0', 64))).ShouldFail(404, "sales.proposal.not_found");
            (await LookAsync(host, no)).ShouldFail(404, "sales.proposal.not_found");
            (await host.Anonymous().PostAsync($"{Public(no)}/pix")).ShouldFail(404, "sales.proposal.not_found");
            (await host.Anonymous().GetAsync($"{Public(no)}/pdf")).ShouldFail(404, "sales.proposal.not_found");
        }
        // Another company's product is none.
        var foreign = (await strangers.Owner.AddProductAsync("X", "Xis")).ShouldBe(201).Id;
        var begun = (await Proposals.BeginAsync(seller, opportunity)).ShouldBe(201);
        (await SaveAsync(seller, begun.Id, Line(productId: foreign))).ShouldFail(404, "sales.product.not_found");
        (await SaveAsync(seller, begun.Id, Line(quantity: 0))).ShouldFail(422, "request.invalid");
        (await SaveAsync(seller, begun.Id, Line(discount: 100.5m))).ShouldFail(422, "request.invalid");
        (await SaveAsync(seller, begun.Id, [.. Enumerable.Repeat(Line(), 501)])).ShouldFail(422, "request.invalid");
        (await SaveAsync(seller, begun.Id, Line(999_999_999, 9_999_999_999.99m))).ShouldFail(422, "money.amount.invalid");
    }

    private static string[] Sums(Answer details) =>
        [.. new[] { "subtotal", "discountTotal", "taxTotal", "total" }.Select(s => details.Json["current"]![s]!.Text("value")!)];
}

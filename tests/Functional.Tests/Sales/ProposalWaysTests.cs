using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using CleanApp.Functional.Tests.Payments;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Sales.Funnel;
using static CleanApp.Functional.Tests.Sales.Proposals;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>How a proposal reaches its customer, is paid by them, and goes with them.</summary>
public sealed class ProposalWaysTests(TestHost host)
{
    [Fact]
    public async Task The_link_goes_by_mail_and_by_WhatsApp_to_nobody_else_and_not_twice()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var owner = inbox.Owner;
        var conversation = await inbox.WrittenAsync("Quanto custa?");
        var contact = Guid.Parse((await inbox.GetAsync(conversation))["customer"]!.Text("contactId")!);
        var opportunity = (await OpenAsync(owner, "Festa", contactId: contact)).Id;
        var begun = (await Proposals.BeginAsync(owner, opportunity)).ShouldBe(201);
        (await SaveAsync(owner, begun.Id, Line())).ShouldBe(200);

        var (elsewhere, _, other, _) = await SentAsync(owner, "Bia");
        (await Proposals.SendAsync(owner, elsewhere.Id, new { via = "whatsapp" })).ShouldFail(409, "sales.proposal.no_conversation");
        (await Proposals.SendAsync(owner, elsewhere.Id, new { via = "whatsapp", conversationId = conversation })).ShouldFail(
            409,
            "sales.proposal.of_another_person"
        );
        var nobodys = (await OpenAsync(owner, "De ninguém")).Id;
        var loose = (await Proposals.BeginAsync(owner, nobodys)).ShouldBe(201);
        (await SaveAsync(owner, loose.Id, Line())).ShouldBe(200);
        (await Proposals.SendAsync(owner, loose.Id)).ShouldFail(409, "sales.proposal.customer_missing");
        (await owner.GetAsync($"{All}/{loose.Id}"))["status"].ShouldBe("draft");
        other.ShouldNotBe(opportunity);

        var body = new { via = "whatsapp", text = "Oi, Ana! Aqui está." };
        var sent = (await owner.PostAsync($"{All}/{begun.Id}/sending", body, "envio-1")).ShouldBe(200);
        (await owner.PostAsync($"{All}/{begun.Id}/sending", body, "envio-1")).ShouldBe(200).Token().ShouldBe(sent.Token());
        var written = (await inbox.ItemsAsync(conversation)).Where(i => i.Text("kind") == "sent").ShouldHaveSingleItem();
        written["message"]!["content"]!.Text("text")!.ShouldStartWith("Oi, Ana! Aqui está.\n\nhttp");
        written["message"]!["content"]!.Text("text")!.ShouldEndWith($"/p/{sent.Token()}");

        var address = $"ana-{Guid.CreateVersion7():N}@cliente.example";
        (await Proposals.SendAsync(owner, begun.Id, new { via = "email", to = "nada" })).ShouldFail(422, "request.invalid");
        (await Proposals.SendAsync(owner, begun.Id, new { via = "email" })).ShouldFail(409, "sales.proposal.no_email");
        var email = new { kind = "email", text = address };
        (await owner.PostAsync($"/api/v1/people/contacts/{contact}/identifiers", email)).Status.ShouldBeInRange(200, 201);
        (await Proposals.SendAsync(owner, begun.Id, new { via = "email" })).ShouldBe(200).Token().ShouldBe(sent.Token());
        var mailbox = new Mailbox(host, address);
        (await mailbox.WaitForTokenAsync()).ShouldBe(sent.Token());
        (await EventsAsync(owner, opportunity)).Kinds().ShouldBe(["opened", "proposal_sent"]);

        // Whoever has not written for a day is written to by template alone; nothing is sent then, the draft is still one.
        var next = (await ActAsync(owner, begun.Id, "versions")).ShouldBe(200);
        await Behind.ExecuteAsync($"update channel_windows set last_inbound_at = now() - interval '25 hours' where tenant_id = '{inbox.Company.Id}'");
        (await Proposals.SendAsync(owner, begun.Id, new { via = "whatsapp" })).ShouldFail(409, "channels.message.window_closed");
        (await owner.GetAsync($"{All}/{next.Id}"))["status"].ShouldBe("draft");
    }

    [Fact]
    public async Task What_was_accepted_is_paid_by_Pix_once_and_money_beside_it_waits()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (sent, token, opportunity, _) = await SentAsync(company.Owner);
        var pix = $"{Public(token)}/pix";
        (await host.Anonymous().PostAsync(pix)).ShouldFail(409, "sales.proposal.not_accepted");
        (await AcceptAsync(host, token)).ShouldBe(200)["canPay"].ShouldBe("true");

        var charges = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.Anonymous().PostAsync(pix)));
        charges.Select(c => c.ShouldBe(200)["chargeId"]).Distinct().ShouldHaveSingleItem();
        var charge = (await bank.ChargesAsync()).ShouldHaveSingleItem();
        (await PageAsync(host, token)).Json["pix"]!.Text("pixCopiaECola").ShouldNotBeNullOrEmpty();
        await company.PayAsync(charge.Text("txid")!);

        var paid = await Eventually.Async(() => company.Owner.GetAsync($"{All}/{sent.Id}"), p => p["paidAt"] is not null, "the proposal to be paid");
        paid.Json["pix"]!.Text("status").ShouldBe("paid");
        var page = (await PageAsync(host, token)).ShouldBe(200);
        (page["canPay"], page.Json["pix"]!.Text("status")).ShouldBe(("false", "paid"));
        (await host.Anonymous().PostAsync(pix)).ShouldFail(409, "sales.proposal.nothing_to_pay");
        (await EventsAsync(company.Owner, opportunity)).Kinds().Count(k => k == "proposal_paid").ShouldBe(1);
        (await company.UnmatchedAsync()).ShouldBeEmpty();

        // Told once more, as work is: nothing happens again.
        await Behind.ExecuteAsync(
            $"""
            insert into work_items (tenant_id, id, kind, subject_id, run_at)
            select tenant_id, gen_random_uuid(), 'sales.proposal.paid', id, now() from charges where tenant_id = '{company.Id}'
            on conflict do nothing
            """
        );
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from work_items where tenant_id = '{company.Id}' and kind = 'sales.proposal.paid'"),
            left => left == 0,
            "the work to be done"
        );
        (await EventsAsync(company.Owner, opportunity)).Kinds().Count(k => k == "proposal_paid").ShouldBe(1);
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 100.00, received -100.00");
    }

    [Fact]
    public async Task Paid_by_a_Pix_that_had_run_out_it_is_paid_and_the_one_asked_for_meanwhile_is_withdrawn()
    {
        var company = await host.NewTenantAsync();
        var (sent, token, _, _) = await SentAsync(company.Owner);
        var pix = $"{Public(token)}/pix";
        (await AcceptAsync(host, token)).ShouldBe(200);
        var first = (await host.Anonymous().PostAsync(pix)).ShouldBe(200)["chargeId"];
        var txid = await Behind.ScalarAsync<string>($"select txid from charges where id = '{first}'");
        await Behind.ExecuteAsync($"update charges set expires_at = now() where id = '{first}'");
        var second = (await host.Anonymous().PostAsync(pix)).ShouldBe(200)["chargeId"];
        second.ShouldNotBe(first);

        await company.PayAsync(txid);

        await Eventually.Async(() => company.Owner.GetAsync($"{All}/{sent.Id}"), p => p["paidAt"] is not null, "the proposal to be paid");
        var page = (await PageAsync(host, token)).ShouldBe(200);
        (page["canPay"], page.Json["pix"]!.Text("status")).ShouldBe(("false", "paid"));
        await Eventually.Async(
            () => Behind.ScalarAsync<string>($"select status from charges where id = '{second}'"),
            status => status == "removed",
            "the second charge to be withdrawn"
        );
    }

    [Fact]
    public async Task Of_somebody_anonymised_the_words_go_and_the_figures_and_what_was_accepted_stay_as_a_hash()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var (sent, token, _, contact) = await SentAsync(owner, "Davi Souto");
        (await LookAsync(host, token)).ShouldBe(204);
        (await AcceptAsync(host, token, "Davi S. Souto")).ShouldBe(200);
        var opportunity = (await OpenAsync(owner, "Outra", contactId: contact)).Id;
        var draft = (await Proposals.BeginAsync(owner, opportunity)).ShouldBe(201);
        (await SaveAsync(owner, draft.Id, null, [Line(name: "Surpresa do Davi")], note: "Davi gosta de coco")).ShouldBe(200);
        var export = (await owner.PostAsync($"/api/v1/privacy/contacts/{contact}/exports", new { reason = "Pedido", format = "json" })).Text;
        foreach (var word in new[] { "Davi S. Souto", "52998224725", "127.0.0.1", "Surpresa do Davi", "Davi gosta de coco", "chrome / android" })
            export.ShouldContain(word);

        (await owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido" })).ShouldBe(200);

        var now = (await owner.GetAsync($"{All}/{sent.Id}")).ShouldBe(200);
        (now["status"], now["erased"], now.Json["current"]!["total"]!.Text("value")).ShouldBe(("accepted", "true", "100.00"));
        var acceptance = now.Json["current"]!["acceptance"]!;
        (acceptance.Text("name"), acceptance.Text("cpf"), acceptance.Text("ip"), acceptance.Text("contentHash")!.Length).ShouldBe(
            (null, null, null, 64)
        );
        now.Json["current"]!["link"].ShouldBeNull();
        (await PageAsync(host, token)).ShouldFail(404, "sales.proposal.not_found");
        (await owner.GetAsync($"{All}/{sent.Id}/versions/1/pdf")).ShouldFail(409, "sales.proposal.was_erased");
        (await SaveAsync(owner, draft.Id, Line())).ShouldFail(409, "sales.proposal.was_erased");
        (
            await Behind.ScalarAsync<long>(
                $"""
                select (select count(*) from proposal_versions where tenant_id = '{company.Id}' and num_nonnulls(content, token, refusal_reason) > 0)
                    + (select count(*) from proposal_acceptances where tenant_id = '{company.Id}' and proof is not null)
                    + (select count(*) from proposal_views where tenant_id = '{company.Id}')
                """
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task The_file_is_the_same_for_both_sides_and_has_the_logo_it_was_sent_with()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        (await PutLogoAsync(owner, "nada"u8.ToArray())).ShouldFail(422, "sales.proposal.logo_not_a_picture");
        // Its dots are none.
        (await PutLogoAsync(owner, Pictures.Png(10))).ShouldFail(422, "sales.proposal.logo_not_a_picture");
        (await PutLogoAsync(owner, new byte[500_001])).ShouldFail(422, "sales.proposal.logo_too_large");
        (await owner.GetAsync($"{Settings}/logo")).ShouldFail(404, "sales.proposal.logo_not_found");
        var logo = (await PutLogoAsync(owner, Pictures.WholePng(20, 10))).ShouldBe(200).Json["logo"]!;
        logo.Text("mimeType").ShouldBe("image/png");
        var (draft, _, _) = await DraftAsync(owner);
        var preview = await FileAsync(owner, $"{All}/{draft.Id}/versions/1/pdf");
        preview.ShouldStartWith("%PDF-1.7");
        preview.ShouldContain("/Subtype /Image");
        var sent = (await Proposals.SendAsync(owner, draft.Id)).ShouldBe(200);
        (await owner.DeleteAsync($"{Settings}/logo")).ShouldBe(200).Json["logo"].ShouldBeNull();

        var theirs = await FileAsync(host.Anonymous(), $"{Public(sent.Token())}/pdf");

        theirs.ShouldContain("/Subtype /Image");
        theirs.ShouldBe(await FileAsync(owner, $"{All}/{draft.Id}/versions/1/pdf"));
        (await PageAsync(host, sent.Token()))["hasLogo"].ShouldBe("true");
        (await host.Anonymous().GetAsync($"{Public(sent.Token())}/logo")).ShouldBe(200).ContentType.ShouldBe("image/png");
        (await owner.PutAsync(Settings, new { validityDays = 0 })).ShouldFail(422, "request.invalid");
    }

    private static Task<Answer> PutLogoAsync(ApiClient by, byte[] file) =>
        by.SendAsync(HttpMethod.Put, $"{Settings}/logo", new MultipartFormDataContent { { new ByteArrayContent(file), "file", "logo.png" } });

    private static async Task<string> FileAsync(ApiClient by, string path) =>
        System.Text.Encoding.Latin1.GetString(await by.Http.GetByteArrayAsync(path, TestContext.Current.CancellationToken));
}

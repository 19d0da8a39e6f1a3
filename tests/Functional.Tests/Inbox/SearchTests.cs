using System.Globalization;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What was said is found again, by its words and by who it was with.</summary>
public sealed class SearchTests(TestHost host)
{
    private const string Rui = "+5521998765432";

    [Fact]
    public async Task Words_are_found_in_whatever_form_without_case_and_accents()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Já fiz o PAGAMENTO da promoção, vocês confirmam a entrega?");
        (await inbox.ReplyAsync(id, "Sim! Seus pagamentos foram confirmados.")).ShouldBe(202);
        await inbox.WrittenAsync("Quero pagar com cartão", Rui, "Rui");
        const string Asked = "Já fiz o PAGAMENTO da promoção, vocês confirmam a entrega?";
        const string Answered = "Sim! Seus pagamentos foram confirmados.";
        const string Card = "Quero pagar com cartão";

        async Task ShouldFindAsync(string text, params string[] found) =>
            (await inbox.Owner.FindAsync(text)).ShouldBe(found, ignoreOrder: true, text);

        await ShouldFindAsync("pagamento ", Answered, Asked);
        await ShouldFindAsync("Pagamentos ", Answered, Asked);
        // As the stemmer has it: to pay is no form of a payment, but its beginning is.
        await ShouldFindAsync("pagar ", Card);
        await ShouldFindAsync("pag", Card, Answered, Asked);
        await ShouldFindAsync("pagame", Answered, Asked);
        await ShouldFindAsync("promocoes ", Asked);
        await ShouldFindAsync("cartoes", Card);
        await ShouldFindAsync("confirmação pagamento", Answered, Asked);
        await ShouldFindAsync("pagamento de entregas", Asked);
        await ShouldFindAsync("pagamento cartão");
        await ShouldFindAsync("\"seus pagamentos\"", Answered);
        await ShouldFindAsync("\"seus pagamento\"");
        await ShouldFindAsync("\"pagamentos seus\"");
        await ShouldFindAsync("\"pagar com cartão\" quero", Card);
        // Not inside a word.
        await ShouldFindAsync("gamento");
    }

    [Fact]
    public async Task A_hit_says_where_it_stands_who_wrote_it_and_what_was_found()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Cadê meu pedido?");
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "Pedido extraviado" })).ShouldBe(201);

        var page = await inbox.Owner.SearchAsync("pedidos");

        page["next"].ShouldBeNull();
        page["isComplete"]!.GetValue<bool>().ShouldBeTrue();
        page["conversations"]!.AsArray().ShouldBeEmpty();
        var (note, asked) = (page["items"]![0]!, page["items"]![1]!);
        (note.Text("kind"), asked.Text("kind")).ShouldBe(("note", "received"));
        (note["author"]!.Text("name"), asked["author"]).ShouldBe(("Dona Teste", null));
        foreach (var hit in new[] { note, asked })
        {
            hit.Text("conversationId").ShouldBe(id.ToString());
            hit["customer"]!.Text("name").ShouldBe("Ana");
            (hit.Text("channelName"), hit["team"]!.Text("name"), hit.Text("status")).ShouldBe(("WhatsApp", "Atendimento", "open"));
            var item = (await inbox.ItemsAsync(id)).Single(i => i["sequence"]!.GetValue<int>() == hit["sequence"]!.GetValue<int>());
            (item.Text("at"), item.Text("kind")).ShouldBe((hit.Text("at"), hit.Text("kind")));
        }
        var mark = asked["snippet"]!["marks"]![0]!;
        asked["snippet"]!.Text("text")!.Substring(mark["start"]!.GetValue<int>(), mark["length"]!.GetValue<int>()).ShouldBe("pedido");
    }

    [Fact]
    public async Task Captions_file_names_titles_of_buttons_and_a_template_as_it_was_read_are_found()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        await inbox.Meta.SyncTemplatesAsync();
        await inbox.Meta.WriteAsync(
            new JsonObject
            {
                ["from"] = InboxCompany.Ana,
                ["name"] = "Ana",
                ["type"] = "document",
                ["media"] = new JsonObject { ["fileName"] = "comprovante_janeiro.pdf", ["caption"] = "segue anexo" },
            }
        );
        await Eventually.Async(() => inbox.Owner.FindAsync("anexo"), found => found.Count == 1, "the caption to be found");
        var id = Guid.Parse((await InboxCompany.ListAsync(inbox.Owner)).Single().Text("id")!);
        async Task SendAsync(object content) =>
            (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/messages", new { content })).ShouldBe(202);
        await SendAsync(
            new
            {
                type = "interactive",
                body = "Como prefere?",
                footer = "Responda tocando",
                buttons = new[] { new { id = "a", title = "Retirada" }, new { id = "b", title = "Motoboy" } },
            }
        );
        await SendAsync(
            new
            {
                type = "template",
                name = "pedido_pronto",
                language = "pt_BR",
                header = new { text = "A-77" },
                body = new[] { new { text = "Zulmira" }, new { text = "R$ 12,00" } },
                buttons = new[]
                {
                    new
                    {
                        index = 0,
                        kind = "url",
                        text = "7",
                    },
                },
            }
        );

        (await inbox.Owner.FindAsync("comprovantes pdf")).ShouldBe(["segue anexo comprovante_janeiro.pdf"]);
        (await inbox.Owner.FindAsync("motoboy")).ShouldBe(["Como prefere? Responda tocando Retirada Motoboy"]);
        const string Read = "Pedido A-77 Oi, Zulmira. Seu pedido de R$ 12,00 está pronto para retirada. Acompanhar Ligar";
        (await inbox.Owner.FindAsync("pronta retirada zulmira")).ShouldBe([Read]);
        // Meta changes the template: what the customer read is what they read.
        await inbox.Meta.PutTemplateAsync("pedido_pronto", new { components = new object[] { new { type = "BODY", text = "Outra coisa" } } });
        await inbox.Meta.SyncTemplatesAsync();
        (await inbox.Owner.FindAsync("\"pronto para retirada\"")).ShouldBe([Read]);
        var shown = (await inbox.ItemsAsync(id))[^1]["message"]!;
        shown.Text("text").ShouldBe("Pedido A-77\nOi, Zulmira. Seu pedido de R$ 12,00 está pronto para retirada.\nAcompanhar\nLigar");
        // Whoever sends it does not say what it shows.
        (
            await inbox.Owner.PostAsync(
                $"{InboxCompany.Conversations}/{id}/messages",
                new
                {
                    content = new
                    {
                        type = "template",
                        name = "boas_vindas",
                        language = "pt_BR",
                        shown = "outra coisa",
                    },
                }
            )
        ).ShouldFail(422, "request.invalid");
    }

    [Fact]
    public async Task What_is_found_can_be_narrowed()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var second = await Meta.ConnectAsync(inbox.Company);
        var sales = await inbox.AddTeamAsync("Vendas", []);
        var id = await inbox.WrittenAsync("Tem guarda-chuva?");
        (await inbox.ReplyAsync(id, "Temos guarda-chuvas")).ShouldBe(202);
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "guarda-chuva em falta" })).ShouldBe(201);
        await second.WriteAsync(
            new
            {
                from = Rui,
                name = "Rui",
                text = "Um guarda-chuva azul",
            }
        );
        await Eventually.Async(() => inbox.Owner.FindAsync("chuva"), found => found.Count == 4, "all to be found");
        (await inbox.MoveAsync(id, sales)).ShouldBe(200);
        async Task ShouldFindAsync(object filter, params string[] found) =>
            (await inbox.Owner.FindAsync("guarda chuva", filter)).Order().ToList().ShouldBe(found.Order().ToList(), filter.ToString());

        await ShouldFindAsync(new { author = "customer" }, "Tem guarda-chuva?", "Um guarda-chuva azul");
        await ShouldFindAsync(new { author = "company" }, "Temos guarda-chuvas");
        await ShouldFindAsync(new { author = "note" }, "guarda-chuva em falta");
        await ShouldFindAsync(new { channelId = second.ChannelId }, "Um guarda-chuva azul");
        await ShouldFindAsync(new { teamId = sales, author = "customer" }, "Tem guarda-chuva?");
        await ShouldFindAsync(new { teamId = sales, channelId = second.ChannelId });
        // By business days, both ends with them.
        await inbox.WriteAtAsync(DateTimeOffset.Parse("2026-03-10T02:59:59Z", CultureInfo.InvariantCulture), Rui, "Um guarda-chuva velho");
        await Eventually.Async(() => inbox.Owner.FindAsync("chuva"), found => found.Count == 5, "the old one to be found");
        await ShouldFindAsync(new { firstDay = "2026-03-09", lastDay = "2026-03-09" }, "Um guarda-chuva velho");
        await ShouldFindAsync(new { firstDay = "2026-03-10", lastDay = "2026-03-10" });
        await ShouldFindAsync(new { lastDay = "2026-03-08" });
        await ShouldFindAsync(new { firstDay = "2026-03-10", author = "note" }, "guarda-chuva em falta");
    }

    [Fact]
    public async Task Pages_are_full_newest_first_and_nothing_is_there_twice_across_months()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var hidden = await inbox.AddTeamAsync("Oculta", []);
        var (seen, unseen) = (await inbox.WrittenAsync("Oi", Rui, "Rui"), await inbox.WrittenAsync("Oi também"));
        (await inbox.MoveAsync(unseen, hidden)).ShouldBe(200);
        // Three a month at the same instant, for eight months, a year ago and more.
        foreach (var (from, words) in new[] { (Rui, "berimbau número"), (InboxCompany.Ana, "berimbau oculto") })
            for (var month = 0; month < 8; month++)
                await inbox.WriteAtAsync(
                    DateTimeOffset.Parse("2024-11-15T12:00:00Z", CultureInfo.InvariantCulture).AddMonths(month),
                    from,
                    [.. Enumerable.Range(1, 3).Select(i => $"{words} {month} {i}")]
                );
        await Eventually.Async(() => inbox.Owner.FindAsync("berimbau", new { limit = 200 }), found => found.Count == 48, "all to be found");

        foreach (var (by, all) in new[] { (seller, 24), (inbox.Owner, 48) })
        {
            var found = new List<(string At, string Text)>();
            var sizes = new List<int>();
            for (string? after = null; ; )
            {
                var page = await by.SearchAsync("berimbau", new { limit = 5, after });
                sizes.Add(page["items"]!.AsArray().Count);
                found.AddRange(page["items"]!.AsArray().Select(i => (i!.Text("at")!, i!["snippet"]!.Text("text")!)));
                if ((after = page.Text("next")) is null)
                    break;
            }
            found.Count.ShouldBe(all);
            found.Select(f => f.Text).Distinct().Count().ShouldBe(all);
            found.Select(f => f.At).ShouldBe(found.Select(f => f.At).OrderDescending());
            sizes.SkipLast(1).ShouldAllBe(size => size == 5);
        }
    }

    [Fact]
    public async Task A_phrase_that_few_of_many_have_is_found_all_the_same()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("o preço da pamonha doce");
        for (var i = 0; i < 60; i++)
            (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = $"doce de pamonha, preço {i}" })).ShouldBe(201);

        (await inbox.Owner.FindAsync("\"pamonha doce\"", new { limit = 5 })).ShouldBe(["o preço da pamonha doce"]);
    }

    [Fact]
    public async Task Conversations_are_found_by_who_it_is_with()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi", InboxCompany.Ana, "Ana Beatriz Souza");
        var contact = (await inbox.GetAsync(id))["customer"]!.Text("contactId");
        (
            await inbox.Owner.PostAsync($"/api/v1/people/contacts/{contact}/identifiers", new { kind = "email", text = "ana.souza@empresa.example" })
        ).ShouldBe(200);
        (await inbox.StatusAsync(id, "resolved")).ShouldBe(200);
        await inbox.WrittenAsync("Eu também", Rui, "Anastácio Lima");

        async Task<List<string?>> WithAsync(string text, object? filter = null) =>
            [.. (await inbox.Owner.SearchAsync(text, filter))["conversations"]!.AsArray().Select(c => c!["customer"]!.Text("name"))];

        (await WithAsync("souza")).ShouldBe(["Ana Beatriz Souza"]);
        (await WithAsync("ana")).ShouldBe(["Anastácio Lima", "Ana Beatriz Souza"]);
        (await WithAsync("ANA SOU")).ShouldBe(["Ana Beatriz Souza"]);
        (await WithAsync("(11) 98765-4321")).ShouldBe(["Ana Beatriz Souza"]);
        (await WithAsync("ana.souza@empresa.example")).ShouldBe(["Ana Beatriz Souza"]);
        // Of what was said there is none; that is no failure.
        (await inbox.Owner.FindAsync("souza")).ShouldBeEmpty();
        (await WithAsync("souza", new { author = "customer" })).ShouldBeEmpty();
        // A record that became another's is that person as well.
        var twin = (await inbox.Owner.PostAsync("/api/v1/people/contacts", new { name = "Bia" })).ShouldBe(201).Id;
        (await inbox.Owner.PostAsync($"/api/v1/people/contacts/{twin}/merges", new { otherId = contact })).ShouldBe(200);
        (await WithAsync("bia")).ShouldBe(["Bia"]);
    }
}

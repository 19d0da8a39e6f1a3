using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Conversations and what was said in them, row by row, as a spreadsheet.</summary>
public sealed class ExportTests(TestHost host)
{
    private const string Conversations = $"{InboxCompany.Conversations}/csv";
    private const string Messages = $"{InboxCompany.Conversations}/messages/csv";

    [Fact]
    public async Task chatwoot_15243_no_row_export()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var ana = await inbox.WrittenAsync("Bom dia; tem pão?");
        var bia = await inbox.WrittenAsync("=HYPERLINK(\"http://mau.example\")", "+5511912345678", "Bia");
        var sent = (await inbox.ReplyAsync(ana, "Temos, sim.")).ShouldBe(202);
        await inbox.Meta.WaitForAsync(sent.Id, "delivered");
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{ana}/notes", new { text = "Cliente\nantiga" })).ShouldBe(201);
        (await inbox.StatusAsync(bia, "resolved")).ShouldBe(200);

        var conversations = (await inbox.Owner.GetAsync(Conversations)).ShouldBe(200);
        var messages = (await inbox.Owner.GetAsync(Messages)).ShouldBe(200);

        conversations.ContentType.ShouldBe("text/csv");
        var rows = conversations.Text.Trim().Split("\r\n");
        rows.Length.ShouldBe(3);
        rows[0].ShouldStartWith("Conversa;Começou;Cliente;Telefone;");
        // By which a spreadsheet knows that it is UTF-8.
        (await inbox.Owner.Http.GetByteArrayAsync(Conversations, TestContext.Current.CancellationToken))[..3]
            .ShouldBe([0xEF, 0xBB, 0xBF]);
        rows[1].ShouldStartWith($"{ana};");
        rows[1].ShouldContain(";Ana;55 11 *******21;");
        rows[1].ShouldContain(";Atendimento;Dona Teste;aberta;");
        rows[2].ShouldContain(";Bia;");
        rows[2].ShouldContain(";resolvida;");
        messages.Text.ShouldContain($"{ana};1;");
        messages.Text.ShouldContain(";cliente;Ana;text;\"Bom dia; tem pão?\";;");
        messages.Text.ShouldContain(";empresa;Dona Teste;text;Temos, sim.;entregue;");
        messages.Text.ShouldContain(";anotação;Dona Teste;;\"Cliente\nantiga\";;");
        messages.Text.ShouldContain("\"'=HYPERLINK(\"\"http://mau.example\"\")\"");
        messages.Text.ShouldNotContain("change");
    }

    [Fact]
    public async Task It_holds_what_may_be_seen_and_began_in_the_time_however_long_a_conversation_is()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var support = await inbox.Company.AddMemberAsync("agent");
        var operators = await inbox.Company.AddMemberAsync("operator");
        var sales = await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)]);
        var id = await inbox.WrittenAsync("Segredo de vendas");
        (await inbox.MoveAsync(id, sales)).ShouldBe(200);
        // Longer than what is read at once, and more of them than a page.
        await Behind.ExecuteAsync(
            $"""
            insert into conversation_items (tenant_id, id, conversation_id, sequence, kind, message_id, at)
            select tenant_id, gen_random_uuid(), conversation_id, s, 'received', gen_random_uuid(), at
            from conversation_items, generate_series(3, 1200) s where conversation_id = '{id}' and sequence = 1;
            update conversations set last_sequence = 1200 where id = '{id}';
            insert into conversations (tenant_id, id, channel_id, address_lookup, status, team_id, unread, last_sequence, last_message_at, preview_is_ours, created_at, resolved_at)
            select tenant_id, gen_random_uuid(), channel_id, uuid_send(gen_random_uuid()), 'resolved', team_id, 0, 0, now(), false, created_at, now()
            from conversations, generate_series(1, 250) where id = '{id}'
            """
        );

        (await LinesAsync(support, Conversations)).ShouldBe(1);
        (await support.GetAsync(Messages)).ShouldBe(200).Text.ShouldNotContain("Segredo");
        (await LinesAsync((await host.NewTenantAsync()).Owner, Messages)).ShouldBe(1);
        (await operators.GetAsync(Conversations)).ShouldBe(403);
        foreach (var by in new[] { seller, inbox.Owner })
        {
            (await LinesAsync(by, Conversations)).ShouldBe(252);
            (await LinesAsync(by, Messages)).ShouldBe(1 + 1199);
        }
        (await inbox.AssignAsync(id, await InboxCompany.IdOfAsync(support))).ShouldBe(200);
        (await LinesAsync(support, Conversations)).ShouldBe(2);
        (await LinesAsync(inbox.Owner, $"{Conversations}?from=2020-01-01&to=2020-12-31")).ShouldBe(1);
        (await inbox.Owner.GetAsync($"{Conversations}?from=2020-01-02&to=2020-01-01")).ShouldBe(422);
        (await inbox.Owner.GetAsync($"{Conversations}?from=2020-01-01&to=2021-01-02")).ShouldBe(422);
        (await inbox.Owner.GetAsync($"{Conversations}?from=9999-12-31")).ShouldBe(422);
        (await inbox.Owner.GetAsync($"{Conversations}?to=0001-01-01")).ShouldBe(422);
    }

    private static async Task<int> LinesAsync(ApiClient by, string path) => (await by.GetAsync(path)).ShouldBe(200).Text.Trim().Split("\r\n").Length;
}

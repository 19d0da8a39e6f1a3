using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Inbox.SupportTickets;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Conversations about tickets, and tickets that are about the same.</summary>
public sealed class TicketLinkTests(TestHost host)
{
    [Fact]
    public async Task A_conversation_is_linked_once_and_never_to_another_customers_ticket()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var ana = await inbox.WrittenAsync("Oi");
        var bia = await inbox.WrittenAsync("Olá", "+5511912345678", "Bia");
        var ticket = await OpenAsync(inbox.Owner, "Sem dono");

        var links = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => inbox.Owner.PutAsync($"{Tickets}/{ticket}/conversations/{ana}")));

        links.ShouldAllBe(a => a.Status == 200);
        (await inbox.Owner.GetAsync($"{Tickets}/{ticket}")).ShouldBe(200).Json["ticket"]!["customer"]!.Text("name").ShouldBe("Ana");
        (await EventsAsync(inbox.Owner, ticket)).Count(e => e.Text("kind") == "linked").ShouldBe(1);
        (await inbox.ItemsAsync(ana)).Count(i => i.Text("change") == "ticket_linked").ShouldBe(1);
        (await inbox.Owner.PutAsync($"{Tickets}/{ticket}/conversations/{bia}")).ShouldFail(409, "inbox.ticket.of_another_customer");
        (await inbox.Owner.DeleteAsync($"{Tickets}/{ticket}/conversations/{ana}")).ShouldBe(204);
        (await inbox.Owner.DeleteAsync($"{Tickets}/{ticket}/conversations/{ana}")).ShouldFail(404, "inbox.conversation.not_found");
        (await NumbersAsync(inbox.Owner, $"?conversationId={ana}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Merged_the_other_goes_on_with_the_conversations_of_both()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var conversation = await inbox.WrittenAsync("Oi");
        var one = await OpenAsync(inbox.Owner, "Uma", conversation);
        var two = await OpenAsync(inbox.Owner, "Duas");
        var bias = await OpenAsync(inbox.Owner, "Da Bia", await inbox.WrittenAsync("Olá", "+5511912345678", "Bia"));

        (await MergeAsync(inbox.Owner, one, one)).ShouldFail(422, "inbox.ticket.merged_with_itself");
        (await MergeAsync(inbox.Owner, one, bias)).ShouldFail(409, "inbox.ticket.of_another_customer");
        // Both at once, crosswise: one goes on, the other is closed for good.
        var answers = await Task.WhenAll(MergeAsync(inbox.Owner, one, two), MergeAsync(inbox.Owner, two, one));

        answers.Select(a => a.Status).Order().ShouldBe([200, 409]);
        answers.Single(a => a.Status == 409).ShouldFail(409, "inbox.ticket.was_merged");
        var survivor = answers.Single(a => a.Status == 200).Id;
        var merged = survivor == one ? two : one;
        var shown = (await inbox.Owner.GetAsync($"{Tickets}/{merged}")).ShouldBe(200).Json;
        (shown["ticket"]!.Text("status"), shown["ticket"]!.Text("mergedIntoId")).ShouldBe(("closed", survivor.ToString()));
        shown["mayBecome"]!.AsArray().ShouldBeEmpty();
        shown["conversations"]!.AsArray().ShouldBeEmpty();
        var left = (await inbox.Owner.GetAsync($"{Tickets}/{survivor}")).ShouldBe(200).Json;
        left["conversations"]!.AsArray().ShouldHaveSingleItem()!.Text("id").ShouldBe(conversation.ToString());
        left["ticket"]!["customer"]!.Text("name").ShouldBe("Ana");
        (await EventsAsync(inbox.Owner, survivor))[^1]["subject"]!.Text("name").ShouldBe(survivor == one ? "2" : "1");
        (await StatusAsync(inbox.Owner, merged, "open")).ShouldFail(409, "inbox.ticket.was_merged");
        (await inbox.Owner.PostAsync($"{Tickets}/{merged}/comments", new { text = "x" })).ShouldFail(409, "inbox.ticket.was_merged");
    }
}

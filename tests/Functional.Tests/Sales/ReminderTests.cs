using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>Whoever looks after something is told in their browser when its next step is due.</summary>
public sealed class ReminderTests(TestHost host)
{
    [Fact]
    public async Task Of_what_is_due_its_owner_is_told_once_and_of_what_was_put_off_done_or_given_away_nobody_who_has_it_no_more()
    {
        var company = await host.NewTenantAsync();
        var (ana, bia) = (await company.AddMemberAsync("agent"), await company.AddMemberAsync("agent"));
        var (anas, bias) = (await PushBrowser.OfAsync(host, ana), await PushBrowser.OfAsync(host, bia));
        var (anaId, biaId) = (await InboxCompany.IdOfAsync(ana), await InboxCompany.IdOfAsync(bia));
        var due = await Leads.OpenAsync(company.Owner, "Maria", "11 98888-0001", anaId);
        var putOff = await Leads.OpenAsync(company.Owner, "Putoff", "11 98888-0002", anaId);
        var done = await Leads.OpenAsync(company.Owner, "Done", "11 98888-0003", anaId);
        var given = await Leads.OpenAsync(company.Owner, "Given", "11 98888-0004", anaId);

        var at = TimeProvider.System.GetUtcNow().AddSeconds(3);
        foreach (var lead in new[] { due, putOff, done, given })
            await PlanAsync(ana, lead, "Ligar", at);
        await PlanAsync(ana, putOff, "Ligar", at.AddHours(1));
        (await ana.DeleteAsync($"{Leads.Route}/{done}/next-step")).ShouldBe(200);
        (await company.Owner.PutAsync($"{Leads.Route}/{given}/owner", new { ownerId = biaId })).ShouldBe(200);

        var told = (await anas.WaitForAsync(1))[0];
        (told.Text("reason"), told.Text("subject"), told.Text("customer"), told.Text("words")).ShouldBe(
            ("lead_step", due.ToString(), "Maria", "Ligar")
        );
        (await bias.WaitForAsync(1))[0].Text("subject").ShouldBe(given.ToString());
        // All but the one that was put off are worked off by now.
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from work_items where tenant_id = '{company.Id}' and kind = 'sales.lead_step'"),
            left => left == 1,
            "reminders"
        );
        (await anas.ToldAsync()).Count.ShouldBe(1);
        (await bias.ToldAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_customer_has_done_with_a_proposal_is_told_to_whoever_sells()
    {
        var company = await host.NewTenantAsync();
        var seller = await company.AddMemberAsync("agent");
        var browser = await PushBrowser.OfAsync(host, seller);
        var (sent, token, _, _) = await Proposals.SentAsync(company.Owner, ownerId: await InboxCompany.IdOfAsync(seller));

        (await Proposals.AcceptAsync(host, token)).ShouldBe(200);

        var told = (await browser.WaitForAsync(1))[0];
        (told.Text("reason"), told.Text("subject"), told.Text("customer")).ShouldBe(("proposal_accepted", sent.Id.ToString(), "Ana Prado"));
    }

    private static async Task PlanAsync(ApiClient by, Guid lead, string step, DateTimeOffset at) =>
        (await by.PutAsync($"{Leads.Route}/{lead}/next-step", new { step, at })).ShouldBe(200);
}

using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Counter;

public sealed class MainJobTests(TestHost host)
{
    [Fact]
    public async Task A_ticket_is_issued_charged_paid_printed_and_called()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("B", 12.50m);
        var desk = await company.AddDeskAsync("Guichê 2");
        await company.AddPrinterAsync();

        var ticket = await company.IssueAsync(service);
        ticket["code"].ShouldBe("B001");
        ticket["status"].ShouldBe("pending");
        (await company.CallNextAsync(desk)).Status.ShouldBe(204);

        var charge = (await company.ChargeAsync(ticket.Id)).ShouldBe(201);
        charge["pixCopiaECola"].ShouldNotBeNullOrEmpty();
        await company.PayAsync(charge["txid"]!);
        await company.WaitForTicketAsync(ticket.Id, "paid");

        var jobs = await Eventually.Async(
            () => company.Owner.GetAsync($"/api/v1/counter/print-jobs?ticketId={ticket.Id}"),
            answer => answer.Json["items"]!.AsArray() is [{ } job] && job["status"]!.ToString() == "printed",
            "the slip"
        );
        jobs.Json["items"]!.AsArray().Count.ShouldBe(1);

        var called = (await company.CallNextAsync(desk)).ShouldBe(200);
        called["ticketId"].ShouldBe(ticket.Id.ToString());
        called["deskName"].ShouldBe("Guichê 2");
        (await company.TicketAsync(ticket.Id))["status"].ShouldBe("called");
    }
}

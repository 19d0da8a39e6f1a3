using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>
/// Who holds a connection must not wait for another one of the same pool: as many such requests as the pool has connections would wait for
/// each other. With a pool of one, a single request does.
/// </summary>
public sealed class SingleConnectionTests(TestHost host)
{
    [Fact]
    public async Task No_request_waits_for_a_second_connection_while_it_holds_one()
    {
        await using var narrow = await host.StartAsync(new() { ["Database:MaxConnections"] = "1" });
        var company = await TestTenant.RegisterAsync(host, narrow.Anonymous());
        var service = await company.AddServiceAsync("P", 10m);
        var desk = await company.AddDeskAsync();
        var keys = 0;

        // With a key for repetition: it shares the request's transaction.
        (
            await PostAsync("/api/v1/people/contacts", new { name = "Maria", identifiers = new[] { new { kind = "phone", text = "11987654321" } } })
        ).ShouldBe(201);
        var ticket = (await PostAsync("/api/v1/counter/tickets", new { serviceId = service })).ShouldBe(201);
        (await PostAsync($"/api/v1/counter/tickets/{ticket.Id}/charge")).ShouldBe(201);
        (await PostAsync("/api/v1/counter/tickets", new { serviceId = await company.AddServiceAsync("F") })).ShouldBe(201);
        (await PostAsync($"/api/v1/counter/desks/{desk}/calls")).ShouldBe(200);
        (await company.Owner.GetAsync("/api/v1/counter/tickets")).ShouldBe(200);
        (await company.Owner.PostAsync("/api/v1/people/contacts/searches", new { text = "maria" })).ShouldBe(200);

        Task<Answer> PostAsync(string path, object? body = null) => company.Owner.PostAsync(path, body, $"{++keys}");
    }
}

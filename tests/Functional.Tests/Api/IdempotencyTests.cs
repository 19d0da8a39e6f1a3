using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Api;

public sealed class IdempotencyTests(TestHost host)
{
    private const string Desks = "/api/v1/counter/desks";

    [Fact]
    public async Task The_same_key_and_body_give_the_identical_answer_and_one_effect()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync();
        var key = NewKey();

        var first = (await company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service }, key)).ShouldBe(201);
        var second = (await company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service }, key)).ShouldBe(201);

        second.Text.ShouldBe(first.Text);
        second.Headers["Location"].ShouldBe(first.Headers["Location"]);
        (await company.Owner.GetAsync("/api/v1/counter/tickets")).Json["items"]!.AsArray().Count.ShouldBe(1);
        // What was answered at once is what is told later, to the last digit of the time.
        (await company.TicketAsync(first.Id))["createdAt"]
            .ShouldBe(first["createdAt"]);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_with_the_same_meaning_is_not()
    {
        var company = await host.NewTenantAsync();
        var key = NewKey();
        var first = (await company.Owner.PostAsync(Desks, new { name = "Um" }, key)).ShouldBe(201);

        (await company.Owner.PostAsync(Desks, new { name = "Dois" }, key)).ShouldFail(422, "request.idempotency_key.reused");

        var spaced = new StringContent("""{ "name" : "U\u006d" }""", System.Text.Encoding.UTF8, "application/json");
        (await company.Owner.PostAsync(Desks, spaced, key)).ShouldBe(201).Text.ShouldBe(first.Text);
        (await company.Owner.GetAsync(Desks)).Json["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Twenty_at_once_have_one_effect()
    {
        var company = await host.NewTenantAsync();
        var key = NewKey();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => company.Owner.PostAsync(Desks, new { name = "Um" }, key)));

        var created = answers.Where(a => a.Status == 201).ToList();
        created.ShouldNotBeEmpty();
        created.Select(a => a.Text).Distinct().Count().ShouldBe(1);
        foreach (var other in answers.Except(created))
            other.ShouldFail(409, "request.idempotency_key.running").Headers["Retry-After"].ShouldBe("1");
        (await company.Owner.GetAsync(Desks)).Json["items"]!.AsArray().Count.ShouldBe(1);
        (await company.Owner.PostAsync(Desks, new { name = "Um" }, key)).ShouldBe(201).Text.ShouldBe(created[0].Text);
    }

    [Fact]
    public async Task A_refused_request_does_not_use_the_key_up()
    {
        var company = await host.NewTenantAsync();
        var key = NewKey();
        await company.AddDeskAsync("Um");
        (await company.Owner.PostAsync(Desks, new { name = "Um" }, key)).ShouldFail(409, "counter.desk.name_taken");
        (await company.Owner.PostAsync(Desks, new { name = "Dois" }, key)).ShouldBe(201);
    }

    [Fact]
    public async Task A_key_is_one_persons_in_one_company_for_one_operation()
    {
        var company = await host.NewTenantAsync();
        var other = await host.NewTenantAsync();
        var manager = await company.AddMemberAsync("manager");
        var key = NewKey();

        var ours = (await company.Owner.PostAsync(Desks, new { name = "Um" }, key)).ShouldBe(201);
        var colleagues = (await manager.PostAsync(Desks, new { name = "Dois" }, key)).ShouldBe(201);
        var theirs = (await other.Owner.PostAsync(Desks, new { name = "Um" }, key)).ShouldBe(201);
        var calls = await company.Owner.PostAsync($"{Desks}/{ours.Id}/calls", null, key);

        new[] { ours.Id, colleagues.Id, theirs.Id }.Distinct().Count().ShouldBe(3);
        calls.ShouldBe(204);
    }

    [Fact]
    public async Task A_key_does_not_carry_over_to_another_company_of_the_same_person()
    {
        var first = await host.NewTenantAsync();
        var second = await host.NewTenantAsync();
        var key = NewKey();
        var joined = (await first.Owner.PostAsync($"/api/v1/auth/invites/{await InviteAsync(second)}/accept", new { })).ShouldBe(200);
        var there = host.Anonymous().SignedIn(joined["accessToken"]!);

        var here = (await first.Owner.PostAsync(Desks, new { name = "Um" }, key)).ShouldBe(201);
        (await there.PostAsync(Desks, new { name = "Um" }, key)).ShouldBe(201).Id.ShouldNotBe(here.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ação")]
    [InlineData("a\u0001b")]
    [InlineData("201 characters")]
    public async Task A_malformed_key_is_refused(string key)
    {
        var company = await host.NewTenantAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Desks) { Content = new StringContent("""{"name":"Um"}""") };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key == "201 characters" ? new string('k', 201) : key);
        var answer = await SendLatin1Async(company, request);
        answer.Status.ShouldBeOneOf(400, 422);
        (await company.Owner.GetAsync(Desks)).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_of_200_characters_is_accepted()
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.PostAsync(Desks, new { name = "Um" }, new string('k', 200))).ShouldBe(201);
    }

    /// <summary>Sends header values the usual client would not.</summary>
    private static async Task<Answer> SendLatin1Async(TestTenant company, HttpRequestMessage request)
    {
#pragma warning disable RS0030 // The tests are a client like any other.
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 };
        using var client = new HttpClient(handler) { BaseAddress = company.Owner.Http.BaseAddress };
#pragma warning restore RS0030
        client.DefaultRequestHeaders.Authorization = company.Owner.Http.DefaultRequestHeaders.Authorization;
        try
        {
            return await new ApiClient(client).SendAsync(request);
        }
        catch (HttpRequestException)
        {
            // The client itself refuses to send it.
            return new Answer(400, "", null, new Dictionary<string, string>());
        }
    }

    private static async Task<string> InviteAsync(TestTenant company) =>
        (await company.Owner.PostAsync("/api/v1/members/invites", new { role = "manager" })).ShouldBe(201)["url"]!.Split('/')[^1];

    private static string NewKey() => Guid.CreateVersion7().ToString();
}

using System.Globalization;
using Shouldly;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>One company of one test, driven over HTTP as its owner; other members by <see cref="AddMemberAsync"/>.</summary>
public sealed class TestTenant(TestHost host, ApiClient owner, Guid id, Answer session, string email)
{
    public const string Password = "uma frase bem longa";
    private static int _number;

    public TestHost Host => host;
    public ApiClient Owner => owner;
    public Guid Id => id;
    public Answer Session => session;
    public string Email => email;

    public static async Task<TestTenant> RegisterAsync(TestHost host, ApiClient anonymous)
    {
        var number = Interlocked.Increment(ref _number);
        var email = $"dona{number}-{Environment.ProcessId}-{Guid.CreateVersion7():N}@empresa.example";
        var session = await anonymous.PostAsync(
            "/api/v1/auth/register",
            new
            {
                tenantName = $"Empresa {number}",
                name = "Dona Teste",
                email,
                password = Password,
            }
        );
        session.ShouldBe(201);
        return new TestTenant(
            host,
            anonymous.SignedIn(session["accessToken"]!),
            Guid.Parse(session.Json["tenant"]!["id"]!.ToString()),
            session,
            email
        );
    }

    /// <summary>Invites and accepts; the client is signed in as the new member.</summary>
    public async Task<ApiClient> AddMemberAsync(string role)
    {
        var invite = (await owner.PostAsync("/api/v1/members/invites", new { role })).ShouldBe(201);
        var anonymous = new ApiClient(TestHost.NewClient(owner.Http.BaseAddress!));
        var session = await anonymous.PostAsync(
            $"/api/v1/auth/invites/{invite["url"]!.Split('/')[^1]}/accept",
            new
            {
                name = $"Membro {role}",
                email = $"{role}-{Guid.CreateVersion7():N}@empresa.example",
                password = Password,
            }
        );
        return anonymous.SignedIn(session.ShouldBe(200)["accessToken"]!);
    }

    public async Task<Guid> AddServiceAsync(string prefix = "A", decimal price = 0, int priorityWeight = 0, string name = "Atendimento") => (
            await owner.PostAsync(
                "/api/v1/counter/services",
                new
                {
                    name,
                    prefix,
                    price = Money(price),
                    priorityWeight,
                }
            )
        ).ShouldBe(201).Id;

    public async Task<Guid> AddDeskAsync(string name = "Guichê 1") => (await owner.PostAsync("/api/v1/counter/desks", new { name })).ShouldBe(201).Id;

    public async Task<Guid> AddPrinterAsync(int? port = null, string profile = "epson", string name = "Balcão") => (
            await owner.PostAsync(
                "/api/v1/counter/printers",
                new
                {
                    name,
                    host = "127.0.0.1",
                    port = port ?? host.Sandbox.PrinterPort,
                    profile,
                }
            )
        ).ShouldBe(201).Id;

    public async Task<Answer> IssueAsync(Guid serviceId, int priority = 0) =>
        (await owner.PostAsync("/api/v1/counter/tickets", new { serviceId, priority })).ShouldBe(201);

    public async Task<Answer> ChargeAsync(Guid ticketId) => await owner.PostAsync($"/api/v1/counter/tickets/{ticketId}/charge");

    /// <summary>Pays as the payer would; returns the end-to-end id.</summary>
    public async Task<string> PayAsync(string txid, decimal? amount = null)
    {
        var bank = new ApiClient(host.SandboxClient);
        var body = amount is null ? null : new { amount = Money(amount.Value) };
        return (await bank.PostAsync($"/sandbox/pix/{txid}/pay", body)).ShouldBe(200)["endToEndId"]!;
    }

    public Task<Answer> CallNextAsync(Guid deskId) => owner.PostAsync($"/api/v1/counter/desks/{deskId}/calls");

    public Task<Answer> TicketAsync(Guid ticketId) => owner.GetAsync($"/api/v1/counter/tickets/{ticketId}");

    public Task<Answer> WaitForTicketAsync(Guid ticketId, string status) =>
        Eventually.Async(() => TicketAsync(ticketId), ticket => ticket["status"] == status, $"ticket {status}");

    /// <summary>The key the starter account was given: scopes the sandbox's faults to this company.</summary>
    public async Task<string> PixKeyAsync() => (await owner.GetAsync("/api/v1/payments/sicredi")).ShouldBe(200)["pixKey"]!;

    public static object Money(decimal value) => new { value = value.ToString("0.00", CultureInfo.InvariantCulture), currency = "BRL" };
}

public static class Eventually
{
    /// <summary>Asks until it is so; fails with the last answer after <paramref name="seconds"/>.</summary>
    public static async Task<T> Async<T>(Func<Task<T>> ask, Func<T, bool> isSo, string what, double seconds = 30)
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        while (true)
        {
            var answer = await ask();
            if (isSo(answer))
                return answer;
            if (TimeProvider.System.GetUtcNow() > until)
                throw new ShouldAssertException(
                    $"Waited {seconds} s for {what}; last: {(answer is IEnumerable<object> all ? string.Join(", ", all) : answer)}"
                );
            await Task.Delay(50);
        }
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace CleanApp.Bench;

/// <summary>One with a service, a desk and an owner who is signed in.</summary>
/// <param name="Server">On which the owner is.</param>
internal sealed record Company(Guid Id, Guid User, Guid Service, Guid Desk, HttpClient Server, string Email)
{
    internal const string Password = "uma frase bem longa";

    public required string Token { get; set; }

    public static async Task<Company> RegisterAsync(HttpClient http, string name)
    {
        async Task<JsonNode> PostAsync(string path, object body, string? token = null)
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            if (token is not null)
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(message);
            response.EnsureSuccessStatusCode();
            return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        }
        var email = $"bench-{Guid.CreateVersion7():N}@empresa.example";
        var session = await PostAsync(
            "/api/v1/auth/register",
            new
            {
                tenantName = name,
                name = "Medição",
                email,
                password = Password,
            }
        );
        var token = session["accessToken"]!.ToString();
        var price = new { value = "0.00", currency = "BRL" };
        var service = await PostAsync(
            "/api/v1/counter/services",
            new
            {
                name = "Atendimento",
                prefix = "A",
                price,
            },
            token
        );
        var desk = await PostAsync("/api/v1/counter/desks", new { name = "Guichê 1" }, token);
        Guid IdOf(JsonNode node) => Guid.Parse(node["id"]!.ToString());
        return new Company(IdOf(session["tenant"]!), IdOf(session["user"]!), IdOf(service), IdOf(desk), http, email) { Token = token };
    }

    /// <summary>Anew: a token is good for a quarter of an hour, and a whole run takes longer.</summary>
    public async Task SignInAsync() => Token = await SignInAsync(Server, Email);

    /// <summary>Of anybody with the password that all have here.</summary>
    public static async Task<string> SignInAsync(HttpClient server, string email)
    {
        using var response = await server.PostAsJsonAsync("/api/v1/auth/login", new { email, password = Password });
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["accessToken"]!.ToString();
    }

    /// <summary>Tickets behind the product's back, since a million of them would take it an hour.</summary>
    public async Task SeedAsync(NpgsqlDataSource owner, DateOnly day, int waiting, int done)
    {
        await using var connection = await owner.OpenConnectionAsync();
        async Task InsertAsync(int count, string status, string dayOf, string at)
        {
            await using var command = new NpgsqlCommand(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    insert into queue_tickets (tenant_id, id, service_id, numbered_by_service_id, business_day, number, code, amount, priority, rank, status,
                                               created_at, waiting_since, calls, follow_token)
                    select $1, gen_random_uuid(), $2, $2, {dayOf}, 1000000 + n, 'A' || n, 0, 0, (n % 3)::smallint, '{status}', {at}, {at}, 0, gen_random_uuid()::text
                    from generate_series(1, {count}) n
                    """
                ),
                connection
            )
            {
                CommandTimeout = 600,
            };
            command.Parameters.AddWithValue(Id);
            command.Parameters.AddWithValue(Service);
            command.Parameters.AddWithValue(day);
            await command.ExecuteNonQueryAsync();
        }
        await using (var off = new NpgsqlCommand("set session_replication_role = replica", connection))
            await off.ExecuteNonQueryAsync();
        await InsertAsync(done, "completed", "$3 - 1 - n / 1000", "now() - interval '1 day' - n * interval '1 second'");
        await InsertAsync(waiting, "paid", "$3", "now() - interval '1 hour' + n * interval '1 millisecond'");
        await using var analyze = new NpgsqlCommand("vacuum analyze queue_tickets", connection) { CommandTimeout = 600 };
        await analyze.ExecuteNonQueryAsync();
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace CleanApp.Bench;

/// <summary>Customers, each with a name and a CPF that nobody has had before.</summary>
internal static class People
{
    private static int _last;

    public static (string Name, string Cpf) New()
    {
        var number = Interlocked.Increment(ref _last);
        var letters = new char[6];
        for (var (i, rest) = (0, number); i < letters.Length; i++, rest /= 26)
            letters[i] = (char)('a' + rest % 26);
        return ($"Maria {new string(letters)}", Cpf(number));
    }

    /// <summary>
    /// A crowd whose rows nobody opens, so their boxes are empty; a blind index is sixteen bytes that look random, and so are theirs. In it, people
    /// whom the product has sealed and indexed itself.
    /// </summary>
    public static async Task<IReadOnlyList<(Guid Id, string Cpf)>> CrowdAsync(
        NpgsqlDataSource owner,
        HttpClient product,
        Guid company,
        string token,
        int crowd,
        int known
    )
    {
        var people = new List<(Guid, string)>();
        async Task AddAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var (name, cpf) = New();
                using var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/people/contacts")
                {
                    Content = JsonContent.Create(new { name, identifiers = new[] { new { kind = "cpf", text = cpf } } }),
                };
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                using var response = await product.SendAsync(message);
                response.EnsureSuccessStatusCode();
                people.Add((Guid.Parse(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"]!.ToString()), cpf));
            }
        }

        await AddAsync(known / 2);
        await using (var connection = await owner.OpenConnectionAsync())
        {
            async Task RunAsync(string sql, params object[] values)
            {
                await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
                foreach (var value in values)
                    command.Parameters.AddWithValue(value);
                await command.ExecuteNonQueryAsync();
            }
            await RunAsync("set session_replication_role = replica");
            await RunAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"create temporary table crowd as select gen_random_uuid() id from generate_series(1, {crowd})"
                )
            );
            await RunAsync(
                "insert into contacts (tenant_id, id, name, created_at, changed_at) select $1, id, decode(repeat('00', 46), 'hex'), now(), now() from crowd",
                company
            );
            await RunAsync(
                """
                insert into contact_identifiers (tenant_id, id, contact_id, kind, value, lookup, created_at)
                select $1, gen_random_uuid(), id, 'cpf', decode(repeat('00', 42), 'hex'), uuid_send(gen_random_uuid()), now() from crowd
                """,
                company
            );
            await RunAsync("vacuum analyze contacts");
            await RunAsync("vacuum analyze contact_identifiers");
        }
        await AddAsync(known - known / 2);
        return people;
    }

    /// <summary>Modulo 11 with weights from 2, as the tax office reckons it.</summary>
    private static string Cpf(int number)
    {
        var digits = (100_000_000 + number).ToString(CultureInfo.InvariantCulture);
        for (var round = 0; round < 2; round++)
        {
            var sum = 0;
            for (var i = 0; i < digits.Length; i++)
                sum += (digits[^(i + 1)] - '0') * (i + 2);
            digits += sum % 11 < 2 ? 0 : 11 - sum % 11;
        }
        return digits;
    }
}

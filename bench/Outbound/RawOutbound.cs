using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace CleanApp.Bench.Outbound;

/// <summary>
/// What a careful engineer writes for one company and no person's rights: tables without row-level security, nothing sealed, no attempt on
/// record before it is made, raw Npgsql, batches throughout.
/// </summary>
internal static class RawOutbound
{
    private const int Batch = 100;
    private const int Workers = 4;

    public const string Tables = """
        create table raw_items (id uuid primary key, run_at timestamptz not null, lease_token uuid, lease_until timestamptz, payload text not null);
        create index on raw_items (run_at);
        create table raw_messages (id uuid primary key, channel text not null, recipient text not null, body text not null, status smallint not null, wamid text);
        create table raw_queue (id uuid primary key, channel text not null, not_before timestamptz not null, lease_until timestamptz);
        create index on raw_queue (not_before);
        create table raw_usage (channel text not null, day date not null, accepted int not null, primary key (channel, day));
        create table raw_webhooks (id uuid primary key, body jsonb not null, received_at timestamptz not null);
        """;

    /// <summary>Leases a hundred, does nothing, deletes them: two commits for a hundred.</summary>
    public static Task DrainItemsAsync(NpgsqlDataSource data) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Workers)
                .Select(async _ =>
                {
                    while (true)
                    {
                        var ids = new List<Guid>(Batch);
                        await using (
                            var claim = data.CreateCommand(
                                """
                                update raw_items set lease_token = gen_random_uuid(), lease_until = now() + interval '15 seconds'
                                where id = any(array(select id from raw_items where run_at <= now() and (lease_until is null or lease_until < now())
                                                     order by run_at limit 100 for update skip locked))
                                returning id
                                """
                            )
                        )
                        await using (var reader = await claim.ExecuteReaderAsync())
                            while (await reader.ReadAsync())
                                ids.Add(reader.GetGuid(0));
                        if (ids.Count == 0)
                            return;
                        await using var done = data.CreateCommand("delete from raw_items where id = any($1)");
                        done.Parameters.Add(new NpgsqlParameter { Value = ids.ToArray() });
                        await done.ExecuteNonQueryAsync();
                    }
                })
        );

    /// <summary>Leases a hundred, posts them side by side, and in one statement deletes, notes Meta's ids and counts.</summary>
    public static async Task SendAllAsync(NpgsqlDataSource data, string graphUrl)
    {
#pragma warning disable RS0030 // What is compared with has no guard.
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 });
#pragma warning restore RS0030
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "outbound-access-token");
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => SendAsync(data, http, graphUrl)));
    }

    private static async Task SendAsync(NpgsqlDataSource data, HttpClient http, string graphUrl)
    {
        while (true)
        {
            var due = new List<(Guid Id, string Channel, string To, string Body)>(Batch);
            await using (
                var claim = data.CreateCommand(
                    """
                    update raw_queue q set lease_until = now() + interval '15 seconds'
                    from (select id from raw_queue where not_before <= now() and (lease_until is null or lease_until < now())
                          order by not_before limit 100 for update skip locked) due
                    join raw_messages m on m.id = due.id
                    where q.id = due.id returning q.id, m.channel, m.recipient, m.body
                    """
                )
            )
            await using (var reader = await claim.ExecuteReaderAsync())
                while (await reader.ReadAsync())
                    due.Add((reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
            if (due.Count == 0)
                return;
            var wamids = await Task.WhenAll(due.Select(one => PostAsync(http, $"{graphUrl}/v24.0/{one.Channel}/messages", one.To, one.Body)));
            await using var done = data.CreateCommand(
                """
                with sent as (select * from unnest($1, $2, $3) as s (id, channel, wamid)),
                     gone as (delete from raw_queue q using sent where q.id = sent.id),
                     noted as (update raw_messages m set status = 2, wamid = sent.wamid from sent where m.id = sent.id)
                insert into raw_usage select channel, current_date, count(*) from sent group by channel order by channel
                on conflict (channel, day) do update set accepted = raw_usage.accepted + excluded.accepted
                """
            );
            done.Parameters.Add(new NpgsqlParameter { Value = due.Select(d => d.Id).ToArray() });
            done.Parameters.Add(new NpgsqlParameter { Value = due.Select(d => d.Channel).ToArray() });
            done.Parameters.Add(new NpgsqlParameter { Value = wamids });
            await done.ExecuteNonQueryAsync();
        }
    }

    private static async Task<string> PostAsync(HttpClient http, string url, string to, string text)
    {
        using var content = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    messaging_product = "whatsapp",
                    recipient_type = "individual",
                    to,
                    type = "text",
                    text = new { body = text },
                }
            )
        );
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync(url, content);
        response.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return body.RootElement.GetProperty("messages")[0].GetProperty("id").GetString()!;
    }

    /// <summary>Signature, parse, insert, commit, 200: one of each for each request.</summary>
    public static async Task<IResult> StoreWebhookAsync(HttpRequest request, NpgsqlDataSource data)
    {
        if (await ReadSignedAsync(request) is not { } body)
            return Results.StatusCode(403);
        using (JsonDocument.Parse(body)) { }
        await using var insert = data.CreateCommand("insert into raw_webhooks values ($1, $2::jsonb, now())");
        insert.Parameters.Add(new NpgsqlParameter { Value = Guid.CreateVersion7() });
        insert.Parameters.Add(new NpgsqlParameter { Value = Encoding.UTF8.GetString(body.Span) });
        await insert.ExecuteNonQueryAsync();
        return Results.Ok();
    }

    /// <returns>Null when Meta has not signed it.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadSignedAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        var body = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        var ours = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(OutboundWorld.AppSecret), body.Span));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(ours),
            Encoding.UTF8.GetBytes(request.Headers["X-Hub-Signature-256"].ToString())
        )
            ? body
            : null;
    }

    public static async Task FillItemsAsync(OutboundWorld world, int count)
    {
        await world.ExecuteAsync(
            $"insert into raw_items select gen_random_uuid(), now(), null, null, repeat('x', 200) from generate_series(1, {count.ToString(CultureInfo.InvariantCulture)})"
        );
        // Nobody measures a plan made for an empty table.
        await world.ExecuteAsync("vacuum analyze raw_items");
    }

    public static async Task FillQueueAsync(OutboundWorld world, int count, int numbers)
    {
        var channels = world.Numbers.Take(numbers).Select(n => n.PhoneNumberId).ToArray();
        await world.ExecuteAsync(
            $"""
            with m as (
                insert into raw_messages
                select gen_random_uuid(), ($1::text[])[1 + i % {numbers}], '+5511' || (800000000 + i), 'Pedido ' || i || ' saiu para entrega', 0, null
                from generate_series(1, {count}) i returning id, channel
            )
            insert into raw_queue select id, channel, now(), null from m
            """,
            (object)channels
        );
        await world.ExecuteAsync("vacuum analyze raw_queue");
        await world.ExecuteAsync("vacuum analyze raw_messages");
    }
}

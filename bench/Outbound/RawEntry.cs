using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;

namespace CleanApp.Bench.Outbound;

/// <summary>
/// Messages taken over HTTP and followed by their statuses, as one company's careful engineer writes it: one statement and one commit for each
/// request, no sign-in, no people to recognise, nothing kept to be understood later.
/// </summary>
internal static class RawEntry
{
    /// <summary>
    /// Kept apart, and made last: what sending is compared with takes no keys and waits for no statuses, and need not keep these indexes.
    /// </summary>
    public const string Tables = """
        alter table raw_messages add column idempotency_key text unique;
        create unique index on raw_messages (wamid);
        create table raw_statuses (wamid text not null, status smallint not null, at timestamptz not null, primary key (wamid, status));
        """;

    /// <summary>After 2, which is taken by Meta.</summary>
    private static readonly Dictionary<string, short> Ranks = new()
    {
        ["sent"] = 3,
        ["delivered"] = 4,
        ["read"] = Read,
    };

    public const short Read = 5;

    private sealed record Content(string Type, string Text);

    private sealed record NewMessage(string To, string Class, Content Content);

    private sealed record Taken(Guid Id, string Status);

    private sealed record Body(Body.Part[] Entry)
    {
        public sealed record Part(Change[] Changes);

        public sealed record Change(Value Value);

        public sealed record Value(Status[] Statuses);

        public sealed record Status(string Id, [property: JsonPropertyName("status")] string Name, string Timestamp);
    }

    /// <summary>Message and queue's row, or the message that the key stands for.</summary>
    public static async Task<IResult> TakeAsync(string channel, HttpRequest request, NpgsqlDataSource data)
    {
        var message = (await JsonSerializer.DeserializeAsync<NewMessage>(request.Body, JsonSerializerOptions.Web))!;
        await using var insert = data.CreateCommand(
            """
            with m as (
                insert into raw_messages (id, channel, recipient, body, status, idempotency_key) values ($1, $2, $3, $4, 0, $5)
                on conflict (idempotency_key) do nothing returning id
            ), q as (insert into raw_queue select id, $2, now(), null from m)
            select coalesce((select id from m), (select id from raw_messages where idempotency_key = $5))
            """
        );
        insert.Parameters.Add(new NpgsqlParameter { Value = Guid.CreateVersion7() });
        insert.Parameters.Add(new NpgsqlParameter { Value = channel });
        insert.Parameters.Add(new NpgsqlParameter { Value = message.To });
        insert.Parameters.Add(new NpgsqlParameter { Value = message.Content.Text });
        insert.Parameters.Add(new NpgsqlParameter { Value = request.Headers["Idempotency-Key"].ToString() });
        var id = (Guid)(await insert.ExecuteScalarAsync())!;
        return Results.Json(new Taken(id, "queued"), statusCode: 202);
    }

    /// <summary>What happened, once, and the message's status if that is further than what is known.</summary>
    public static async Task<IResult> FollowAsync(HttpRequest request, NpgsqlDataSource data)
    {
        if (await RawOutbound.ReadSignedAsync(request) is not { } signed)
            return Results.StatusCode(403);
        var body = JsonSerializer.Deserialize<Body>(signed.Span, JsonSerializerOptions.Web)!;
        foreach (var status in body.Entry.SelectMany(e => e.Changes).SelectMany(c => c.Value.Statuses))
        {
            await using var follow = data.CreateCommand(
                """
                with event as (insert into raw_statuses values ($1, $2, to_timestamp($3)) on conflict do nothing)
                update raw_messages set status = $2 where wamid = $1 and status < $2
                """
            );
            follow.Parameters.Add(new NpgsqlParameter { Value = status.Id });
            follow.Parameters.Add(new NpgsqlParameter { Value = Ranks[status.Name] });
            follow.Parameters.Add(new NpgsqlParameter { Value = double.Parse(status.Timestamp, System.Globalization.CultureInfo.InvariantCulture) });
            await follow.ExecuteNonQueryAsync();
        }
        return Results.Ok();
    }

    /// <summary>The channel and Meta's id of each message that was sent, after whatever was there before is gone.</summary>
    public static async Task<List<(string Channel, string Wamid)>> SendAsync(OutboundWorld world, NpgsqlDataSource data, int many)
    {
        await world.ExecuteAsync("truncate raw_messages, raw_queue, raw_statuses");
        await RawOutbound.FillQueueAsync(world, many, 200);
        await RawOutbound.SendAllAsync(data, world.GraphUrl);
        var sent = new List<(string, string)>(many);
        await using var command = data.CreateCommand("select channel, wamid from raw_messages where status = 2");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            sent.Add((reader.GetString(0), reader.GetString(1)));
        return sent;
    }
}

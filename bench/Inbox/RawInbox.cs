using System.Text.Json;
using CleanApp.Api.Common;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Inbox;
using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Bench.Inbox;

/// <summary>
/// A page of messages and an answer as a careful engineer writes them: row-level security and the product's role, one round trip, words in
/// clear in one table of messages; no sign-in, no rules of who may see what, nobody told.
/// </summary>
internal static class RawInbox
{
    public const int Rows = 50;

    public const string Tables = """
        create table raw_talks (tenant_id uuid not null, id uuid not null, last_sequence int not null, last_message_at timestamptz not null,
                                preview text, primary key (tenant_id, id)) with (fillfactor = 80);
        create table raw_talk_messages (tenant_id uuid not null, id uuid not null, talk_id uuid not null, sequence int not null, is_theirs boolean not null,
                                        author_id uuid, at timestamptz not null, body text not null, status text, primary key (tenant_id, id));
        create unique index on raw_talk_messages (tenant_id, talk_id, sequence);
        create table raw_talk_queue (tenant_id uuid not null, id uuid not null, not_before timestamptz not null, primary key (tenant_id, id));
        select protect_tenant_table(t) from unnest(array['raw_talks', 'raw_talk_messages', 'raw_talk_queue']::regclass[]) as t;
        do $$ begin
            execute format('grant select, insert, update on raw_talks, raw_talk_messages, raw_talk_queue to %I', current_database() || '_app');
        end $$;
        """;

    private static readonly JsonSerializerOptions Wire = WireOptions();

    private sealed record Answer(MessageContent Content);

    public static async Task FillAsync(
        NpgsqlConnection connection,
        Guid tenant,
        Talk[] talks,
        Agent[] agents,
        Func<Talk, int, string> textOf,
        Func<Talk, int, DateTimeOffset> atOf
    )
    {
        await Copy.IntoAsync(
            connection,
            "raw_talks (tenant_id, id, last_sequence, last_message_at)",
            talks,
            (row, t) => row.Write(tenant).Write(t.Id).Write(t.Messages).Write(atOf(t, t.Messages))
        );
        await Copy.IntoAsync(
            connection,
            "raw_talk_messages (tenant_id, id, talk_id, sequence, is_theirs, author_id, at, body, status)",
            talks.SelectMany(t => Enumerable.Range(1, t.Messages).Select(s => (Talk: t, Sequence: s))),
            (row, m) =>
            {
                var isTheirs = InboxWorld.IsTheirs(m.Sequence);
                row.Write(tenant)
                    .Write(Guid.CreateVersion7(atOf(m.Talk, m.Sequence)))
                    .Write(m.Talk.Id)
                    .Write(m.Sequence)
                    .Write(isTheirs)
                    .Write(isTheirs ? null : InboxWorld.AuthorOf(m.Sequence, agents))
                    .Write(atOf(m.Talk, m.Sequence))
                    .Write(textOf(m.Talk, m.Sequence))
                    .Write(isTheirs ? null : "read");
            }
        );
    }

    /// <summary>The same JSON as the product's.</summary>
    public static async Task<IResult> PageAsync(Guid talk, Guid tenant, DataSources data)
    {
        await using var batch = data.App.CreateBatch();
        batch.BatchCommands.Add(BaselineServer.Tenant(tenant));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                select m.sequence, m.is_theirs, m.at, m.author_id, u.name, m.id, m.body, m.status
                from raw_talk_messages m left join users u on u.id = m.author_id
                where m.talk_id = $1 order by m.sequence desc limit 51
                """
            )
            {
                Parameters = { BaselineServer.Value(talk) },
            }
        );
        var items = new List<ListItems.Item>(Rows + 1);
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            items.Add(Item(reader));
        var hasMore = items.Count > Rows;
        if (hasMore)
            items.RemoveAt(Rows);
        return Results.Json(new Page<ListItems.Item>(items, hasMore ? $"{items[^1].Sequence}" : null), Wire);
    }

    private static ListItems.Item Item(NpgsqlDataReader reader)
    {
        var (isTheirs, at, id, body) = (reader.GetBoolean(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetGuid(5), reader.GetString(6));
        var message = isTheirs
            ? new MessageDetails(id, "text", body, null, "Ana", null, false, false, null, null)
            : new MessageDetails(
                id,
                "text",
                body,
                new TextContent(body),
                null,
                null,
                false,
                false,
                null,
                new MessageFate(reader.GetString(7) == "read" ? OutboundStatus.Read : OutboundStatus.Queued, at, null, null, false)
            );
        var author = reader.IsDBNull(3) ? null : new NamedId(reader.GetGuid(3), reader.GetString(4));
        var kind = isTheirs ? ItemKind.Received : ItemKind.Sent;
        return new ListItems.Item(reader.GetInt32(0), kind, at, author, message, null, null, null, null, null, null, null);
    }

    /// <summary>The message with the next number of its conversation, and the outbox's row.</summary>
    public static async Task<IResult> AnswerAsync(Guid talk, Guid tenant, Guid user, HttpRequest request, DataSources data)
    {
        var answer = (await JsonSerializer.DeserializeAsync<Answer>(request.Body, Wire))!;
        var (id, now, text) = (Guid.CreateVersion7(), TimeProvider.System.GetUtcNow(), ((TextContent)answer.Content).Text);
        await using var batch = data.App.CreateBatch();
        batch.BatchCommands.Add(BaselineServer.Tenant(tenant));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                with t as (update raw_talks set last_sequence = last_sequence + 1, last_message_at = $5, preview = left($6, 140) where tenant_id = $1 and id = $3 returning last_sequence)
                insert into raw_talk_messages (tenant_id, id, talk_id, sequence, is_theirs, author_id, at, body, status)
                select $1, $2, $3, last_sequence, false, $4, $5, $6, 'queued' from t
                """
            )
            {
                Parameters =
                {
                    BaselineServer.Value(tenant),
                    BaselineServer.Value(id),
                    BaselineServer.Value(talk),
                    BaselineServer.Value(user),
                    BaselineServer.Value(now),
                    BaselineServer.Value(text),
                },
            }
        );
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("insert into raw_talk_queue (tenant_id, id, not_before) values ($1, $2, $3)")
            {
                Parameters = { BaselineServer.Value(tenant), BaselineServer.Value(id), BaselineServer.Value(now) },
            }
        );
        return await batch.ExecuteNonQueryAsync() >= 2
            ? Results.Json(new QueuedMessage(id, OutboundStatus.Queued, now.AddDays(1)), Wire, statusCode: 202)
            : Results.NotFound();
    }

    private static JsonSerializerOptions WireOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        WireJson.Apply(options);
        return options;
    }
}

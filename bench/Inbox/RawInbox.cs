using System.Text.Json;
using CleanApp.Api.Common;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Inbox;
using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Bench.Inbox;

/// <summary>
/// A page of messages and an answer as a careful engineer writes them: the product's tables, row-level security, role and seals, one round
/// trip each; no sign-in, no rules of who may see what, no files and quotes, nothing found by its words.
/// </summary>
internal static class RawInbox
{
    public const int Rows = 50;

    private static readonly JsonSerializerOptions Wire = WireOptions();

    private sealed record Answer(MessageContent Content);

    /// <summary>The same JSON as the product's.</summary>
    public static async Task<IResult> PageAsync(Guid talk, Guid tenant, DataSources data, ITenantContext context, IPersonalVault vault)
    {
        context.Enter(tenant);
        var keys = await vault.OpenAsync(CancellationToken.None);
        await using var batch = data.App.CreateBatch();
        batch.BatchCommands.Add(BaselineServer.Tenant(tenant));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                select i.sequence, i.at, i.author_id, u.name, i.message_id, r.kind, r.content, s.type, s.content, s.status, s.status_at
                from conversation_items i
                left join inbound_messages r on r.id = i.message_id
                left join outbound_messages s on s.id = i.message_id
                left join users u on u.id = i.author_id
                where i.conversation_id = $1 order by i.sequence desc limit 51
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
            items.Add(Item(reader, keys));
        var hasMore = items.Count > Rows;
        if (hasMore)
            items.RemoveAt(Rows);
        return Results.Json(new Page<ListItems.Item>(items, hasMore ? $"{items[^1].Sequence}" : null), Wire);
    }

    private static ListItems.Item Item(NpgsqlDataReader reader, ICompanyKeys keys)
    {
        var (isTheirs, at) = (!reader.IsDBNull(5), reader.GetFieldValue<DateTimeOffset>(1));
        var author = reader.IsDBNull(2) ? null : new NamedId(reader.GetGuid(2), reader.GetString(3));
        if (reader.IsDBNull(4))
            return new ListItems.Item(reader.GetInt32(0), ItemKind.Change, at, author, null, null, null, null, null, null, null, null);
        var (kind, id) = (isTheirs ? ItemKind.Received : ItemKind.Sent, reader.GetGuid(4));
        var message = isTheirs ? Theirs(reader, keys, id) : Ours(reader, keys, id);
        return new ListItems.Item(reader.GetInt32(0), kind, at, author, message, null, null, null, null, null, null, null);
    }

    private static MessageDetails Theirs(NpgsqlDataReader reader, ICompanyKeys keys, Guid id)
    {
        var text = keys.Open(reader.GetFieldValue<byte[]>(6), MessagePlaces.InboundContent(id));
        var content = JsonSerializer.Deserialize<InboundContent>(text, MessagePlaces.Json)!;
        return new MessageDetails(id, reader.GetString(5), content.Text, null, content.Name, null, false, false, null, null);
    }

    private static MessageDetails Ours(NpgsqlDataReader reader, ICompanyKeys keys, Guid id)
    {
        var text = keys.Open(reader.GetFieldValue<byte[]>(8), MessagePlaces.Content(id));
        var content = (TextContent)JsonSerializer.Deserialize<MessageContent>(text, MessagePlaces.Json)!;
        var status = reader.GetString(9) == "read" ? OutboundStatus.Read : OutboundStatus.Queued;
        var fate = new MessageFate(status, reader.GetFieldValue<DateTimeOffset>(10), null, null, false);
        return new MessageDetails(id, reader.GetString(7), content.Text, content, null, null, false, false, null, fate);
    }

    /// <summary>The message with the next number of its conversation, and the outbox's row.</summary>
    public static async Task<IResult> AnswerAsync(
        Guid talk,
        Guid tenant,
        Guid user,
        HttpRequest request,
        DataSources data,
        ITenantContext context,
        IPersonalVault vault
    )
    {
        context.Enter(tenant);
        var keys = await vault.OpenAsync(CancellationToken.None);
        var answer = (await JsonSerializer.DeserializeAsync<Answer>(request.Body, Wire))!;
        var (id, now) = (Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await using var batch = data.App.CreateBatch();
        batch.BatchCommands.Add(BaselineServer.Tenant(tenant));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                with talk as (
                    update conversations
                    set last_sequence = last_sequence + 1, last_message_at = $5, preview = $6, preview_is_ours = true, unread = 0,
                        waiting_since = null, unattended_since = null, status = 'open', resolved_at = null, snoozed_until = null
                    where tenant_id = $1 and id = $3 returning last_sequence, channel_id, contact_id, address, address_lookup
                ), item as (
                    insert into conversation_items (tenant_id, id, conversation_id, sequence, kind, message_id, author_id, at, terms)
                    select $1, gen_random_uuid(), $3, last_sequence, 'sent', $2, $4, $5, '{}' from talk
                ), message as (
                    insert into outbound_messages (tenant_id, id, channel_id, contact_id, recipient, recipient_lookup, type, content, class,
                                                   needs_open_window, status, status_at, possible_duplicate, created_at, attempts, created_by)
                    select $1, $2, channel_id, contact_id, address, address_lookup, 'text', $7, 'reply', true, 'queued', $5, false, $5, 0, $4 from talk
                )
                insert into outbound_queue (tenant_id, id, channel_id, lane, not_before, recipient_lookup)
                select $1, $2, channel_id, 0, $5, address_lookup from talk
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
                    BaselineServer.Value(keys.SealPreview(talk, "text", ((TextContent)answer.Content).Text)),
                    BaselineServer.Value(keys.Seal(JsonSerializer.Serialize(answer.Content, MessagePlaces.Json), MessagePlaces.Content(id))),
                },
            }
        );
        return await batch.ExecuteNonQueryAsync() >= 1
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

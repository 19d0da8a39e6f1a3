using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Inbox;
using CleanApp.Infrastructure.Persistence.Conventions;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <remarks>
/// What a screen asks most, in one question (ADR-0016). Whatever an item points to is looked up for it alone, and only where it points there;
/// the offsets keep it so, for a company that has little as for one that has much.
/// </remarks>
internal sealed partial class InboxDb
{
    private const string Seen = """
        with seen as materialized (
            select c.id from conversations c
            where c.id = $1
              and ($3 or c.assignee_id = $2 or exists (
                  select from teams t where t.id = c.team_id
                  and (t.is_everyone or exists (select from team_members m where m.team_id = t.id and m.user_id = $2))))
        )
        select i.id, i.sequence, i.kind, i.at, i.author_id, (select u.name from users u where u.id = i.author_id),
               i.content, i.change, i.subject_id,
               case when i.change in ('assigned', 'unattended') then (select u.name from users u where u.id = i.subject_id)
                    when i.change = 'moved' then (select t.name from teams t where t.id = i.subject_id)
                    when i.change in ('labelled', 'unlabelled') then (select l.name from labels l where l.id = i.subject_id)
                    when i.change in ('ticket_opened', 'ticket_linked') then (select t.number::text from support_tickets t where t.id = i.subject_id)
               end,
               i.until, i.priority, i.given_by, i.load, i.capacity, i.waited_seconds,
               i.message_id, m.is_theirs, m.kind, m.content, m.quoted, m.file_state, m.file_reason, m.mime_type, m.size,
               m.status, m.status_at, m.error_code, m.error_reason, m.possible_duplicate, m.held_until
        from seen
        left join lateral (
            select id, sequence, kind, at, author_id, content, change, subject_id, until, priority, given_by, load, capacity, waited_seconds, message_id
            from conversation_items where conversation_id = seen.id and
        """;

    private const string Messages = """
        ) i on true
        left join lateral (
            select true as is_theirs, r.kind, r.content,
                   case when r.quoted_lookup is not null then coalesce(
                       (select q.id from inbound_messages q where q.channel_id = r.channel_id and q.wamid_lookup = r.quoted_lookup limit 1),
                       (select q.id from outbound_messages q where q.channel_id = r.channel_id and q.wamid_lookup = r.quoted_lookup limit 1)) end as quoted,
                   f.state as file_state, f.reason as file_reason, f.mime_type, f.size,
                   null as status, null::timestamptz as status_at, null::int as error_code, null as error_reason, null::boolean as possible_duplicate,
                   null::timestamptz as held_until
            from inbound_messages r
            left join lateral (select * from received_files where id = r.id and r.kind <> 'text' offset 0) f on true
            where i.kind = 'received' and r.id = i.message_id
            union all
            select false, s.type, s.content, s.reply_to_id, a.state, case when a.state = 'gone' then 'erased' end, a.mime_type, a.size,
                   s.status, s.status_at, s.error_code, s.error_reason, s.possible_duplicate,
                   case when s.status = 'queued' and s.attempts = 0 then s.held_until end
            from outbound_messages s
            left join lateral (select * from media_assets where id = s.asset_id offset 0) a on true
            where i.kind = 'sent' and s.id = i.message_id
            offset 0
        ) m on true
        order by i.sequence
        """;

    private const string NewestItems = $"{Seen} sequence < $4 order by sequence desc limit $5 {Messages} desc";
    private const string NextItems = $"{Seen} sequence > $4 order by sequence limit $5 {Messages}";

    public async Task<List<ItemRow>?> ListItemsAsync(
        Guid conversationId,
        Guid userId,
        bool seesAll,
        int? before,
        int? since,
        int most,
        CancellationToken ct
    )
    {
        var rows = await reader.ReadAsync(
            since is null ? NewestItems : NextItems,
            [conversationId, userId, seesAll, since ?? before ?? int.MaxValue, most],
            Item,
            ct
        );
        // Of one that is seen there is a row, if only of no item.
        return rows.Count == 0 ? null : [.. rows.OfType<ItemRow>()];
    }

    private static ItemRow? Item(NpgsqlDataReader row) =>
        row.IsDBNull(0)
            ? null
            : new ItemRow(
                row.GetGuid(0),
                row.GetInt32(1),
                EnumNames<ItemKind>.Parse(row.GetString(2)),
                row.GetFieldValue<DateTimeOffset>(3),
                row.OrNull<Guid?>(4),
                row.OrNull<string>(5),
                row.OrNull<byte[]>(6),
                row.OrNull<string>(7) is { } change ? EnumNames<ConversationChange>.Parse(change) : null,
                row.OrNull<Guid?>(8),
                row.OrNull<string>(9),
                row.OrNull<DateTimeOffset?>(10),
                row.OrNull<string>(11) is { } priority ? EnumNames<Priority>.Parse(priority) : null,
                row.OrNull<string>(12) is { } by ? EnumNames<GivenBy>.Parse(by) : null,
                row.OrNull<int?>(13),
                row.OrNull<int?>(14),
                row.OrNull<int?>(15),
                row.IsDBNull(17) ? null : Message(row)
            );

    private static StoredMessage Message(NpgsqlDataReader row) =>
        new(
            row.GetGuid(16),
            row.GetBoolean(17),
            row.GetString(18),
            row.OrNull<byte[]>(19),
            row.OrNull<Guid?>(20),
            row.OrNull<string>(21) is { } state
                ? new StoredFile(EnumNames<MediaState>.Parse(state), row.OrNull<string>(22), row.OrNull<string>(23), row.OrNull<long?>(24))
                : null,
            row.OrNull<string>(25) is { } status
                ? new MessageFate(
                    EnumNames<OutboundStatus>.Parse(status),
                    row.GetFieldValue<DateTimeOffset>(26),
                    row.OrNull<int?>(27),
                    row.OrNull<string>(28),
                    row.GetBoolean(29),
                    row.OrNull<DateTimeOffset?>(30)
                )
                : null
        );
}

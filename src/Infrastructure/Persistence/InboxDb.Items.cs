using System.Globalization;
using System.Runtime.CompilerServices;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.Inbox.Drafts;
using CleanApp.Application.Inbox.Labels;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Inbox;
using CleanApp.Infrastructure.Persistence.Conventions;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <remarks>
/// What a screen asks most, in one question (ADR-0016). Each message is looked up for its item alone; the offsets keep it so, for a company
/// that has little as for one that has much.
/// </remarks>
internal sealed partial class InboxDb
{
    /// <summary>What is theirs, and their teams'.</summary>
    private const string OfAgent = """
        and (c.assignee_id = $2 or exists (
            select from teams t where t.id = c.team_id
            and (t.is_everyone or exists (select from team_members m where m.team_id = t.id and m.user_id = $2))))
        """;

    private const string Items = """
        select i.id, i.sequence, i.kind, i.at, i.author_id, (select u.name from users u where u.id = i.author_id),
               i.content, i.change, i.subject_id, i.until, i.priority, i.given_by, i.load, i.capacity, i.waited_seconds,
               i.message_id, r.channel_id, r.kind, r.content, r.quoted_lookup,
               s.channel_id, s.type, s.content, s.reply_to_id, s.asset_id,
               s.status, s.status_at, s.error_code, s.error_reason, s.possible_duplicate, s.held_until
        from seen
        left join lateral (
            select id, sequence, kind, at, author_id, content, change, subject_id, until, priority, given_by, load, capacity, waited_seconds, message_id
            from conversation_items where conversation_id = seen.id and
        """;

    private const string Messages = """
        ) i on true
        left join lateral (
            select channel_id, kind, content, quoted_lookup from inbound_messages where id = i.message_id and i.kind = 'received' offset 0
        ) r on true
        left join lateral (
            select channel_id, type, content, reply_to_id, asset_id, status, status_at, error_code, error_reason, possible_duplicate,
                   case when status = 'queued' and attempts = 0 then held_until end as held_until
            from outbound_messages where id = i.message_id and i.kind = 'sent' offset 0
        ) s on true
        order by i.sequence
        """;

    /// <summary>In one question, so that what is not there and what may not be seen are not told apart by their time either.</summary>
    public Task<Conversation?> FindConversationAsync(Guid id, Guid userId, bool seesAll, CancellationToken ct) =>
        (
            seesAll
                ? Conversations.Where(c => c.Id == id)
                : Conversations.FromSql(
                    FormattableStringFactory.Create(
                        "select c.* from conversations c where c.id = {0} " + OfAgent.Replace("$2", "{1}", StringComparison.Ordinal),
                        id,
                        userId
                    )
                )
        )
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);

    private static string PageOf(bool seesAll, bool onward, int most)
    {
        var (than, order) = onward ? (">", "asc") : ("<", "desc");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            with seen as materialized (select c.id from conversations c where c.id = $1 {(seesAll ? "" : OfAgent)})
            {Items} sequence {than} $3 order by sequence {order} limit {most} {Messages} {order}
            """
        );
    }

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
        var rows = await AskAsync(
            PageOf(seesAll, onward: since is not null, most),
            [conversationId, userId, since ?? before ?? int.MaxValue],
            Item,
            ct
        );
        // Of one that is seen there is a row, if only of no item.
        return rows.Count == 0 ? null : [.. rows.OfType<ItemRow>()];
    }

    private const string Marks = """
        select coalesce((select h.name from channels h where h.id = x.channel_id), ''),
               coalesce((select t.name from teams t where t.id = x.team_id), ''),
               coalesce((select u.name from users u where u.id = x.assignee_id), ''),
               l.ids, l.names, l.colors, coalesce(p.unseen_mentions, 0), d.id, d.reply, d.note
        from unnest($1, $2, $3, $4) with ordinality as x (id, channel_id, team_id, assignee_id, place)
        left join lateral (
            select array_agg(l.id order by l.name) as ids, array_agg(l.name order by l.name) as names, array_agg(l.color order by l.name) as colors
            from (select label_id from conversation_labels where conversation_id = x.id offset 0) o join labels l on l.id = o.label_id
        ) l on true
        left join lateral (
            select unseen_mentions from conversation_participants
            where conversation_id = x.id and user_id = $5 and mentioned_at is not null offset 0
        ) p on true
        left join lateral (select id, reply, note from conversation_drafts where conversation_id = x.id and author_id = $5 offset 0) d on true
        order by x.place
        """;

    public Task<List<ConversationMarks>> MarksOfAsync(IReadOnlyList<Conversation> conversations, Guid userId, CancellationToken ct) =>
        AskAsync(
            Marks,
            [
                conversations.Select(c => c.Id).ToArray(),
                conversations.Select(c => c.ChannelId).ToArray(),
                conversations.Select(c => c.TeamId).ToArray(),
                conversations.Select(c => c.AssigneeId).ToArray(),
                userId,
            ],
            row => new ConversationMarks(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.IsDBNull(3) ? [] : LabelsOf(row),
                row.GetInt32(6),
                row.IsDBNull(7) ? null : new SealedDraft(row.GetGuid(7), row.OrNull<byte[]>(8), row.OrNull<byte[]>(9))
            ),
            ct
        );

    private static List<LabelView> LabelsOf(NpgsqlDataReader row) =>
        [
            .. row.GetFieldValue<Guid[]>(3)
                .Zip(row.GetFieldValue<string[]>(4), row.GetFieldValue<string[]>(5).Select(EnumNames<LabelColor>.Parse))
                .Select(l => new LabelView(l.First, l.Second, l.Third)),
        ];

    /// <summary>In the transaction that is under way; else by itself.</summary>
    private async Task<List<T>> AskAsync<T>(string sql, object[] values, Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
            return await reader.ReadAsync(sql, values, row, ct);
        await using var batch = new TenantBatch(db);
        batch.Add(sql, values);
        await using var answer = await batch.ReadAsync(ct);
        var rows = new List<T>();
        while (await answer.ReadAsync(ct))
            rows.Add(row(answer));
        return rows;
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
                row.OrNull<DateTimeOffset?>(9),
                row.OrNull<string>(10) is { } priority ? EnumNames<Priority>.Parse(priority) : null,
                row.OrNull<string>(11) is { } by ? EnumNames<GivenBy>.Parse(by) : null,
                row.OrNull<int?>(12),
                row.OrNull<int?>(13),
                row.OrNull<int?>(14),
                !row.IsDBNull(16) ? Theirs(row)
                    : !row.IsDBNull(20) ? Ours(row)
                    : null
            );

    private static StoredMessage Theirs(NpgsqlDataReader row) =>
        new(row.GetGuid(15), row.GetGuid(16), true, row.GetString(17), row.OrNull<byte[]>(18), row.OrNull<byte[]>(19), null, null, null);

    private static StoredMessage Ours(NpgsqlDataReader row) =>
        new(
            row.GetGuid(15),
            row.GetGuid(20),
            false,
            row.GetString(21),
            row.OrNull<byte[]>(22),
            null,
            row.OrNull<Guid?>(23),
            row.OrNull<Guid?>(24),
            new MessageFate(
                EnumNames<OutboundStatus>.Parse(row.GetString(25)),
                row.GetFieldValue<DateTimeOffset>(26),
                row.OrNull<int?>(27),
                row.OrNull<string>(28),
                row.GetBoolean(29),
                row.OrNull<DateTimeOffset?>(30)
            )
        );
}

using System.Runtime.CompilerServices;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What the Inbox module sees of the database, and what LINQ cannot say of it: locks, and "unless it is there".</summary>
internal sealed partial class InboxDb(AppDbContext db, TenantReader reader, TimeProvider clock) : IInboxDb
{
    private const int MostCounted = 100;

    /// <summary>By what an item without words is found.</summary>
    private static readonly long[] None = [];

    public DbSet<Team> Teams => db.Teams;
    public DbSet<TeamMember> TeamMembers => db.TeamMembers;
    public DbSet<ChannelRoute> ChannelRoutes => db.ChannelRoutes;
    public DbSet<Conversation> Conversations => db.Conversations;
    public DbSet<CannedResponse> CannedResponses => db.CannedResponses;
    public DbSet<ConversationDraft> ConversationDrafts => db.ConversationDrafts;
    public DbSet<ConversationItem> ConversationItems => db.ConversationItems;
    public DbSet<ConversationLabel> ConversationLabels => db.ConversationLabels;
    public DbSet<ConversationParticipant> ConversationParticipants => db.ConversationParticipants;
    public DbSet<HeldReply> HeldReplies => db.HeldReplies;
    public DbSet<Label> Labels => db.Labels;
    public DbSet<SavedFilter> SavedFilters => db.SavedFilters;
    public DbSet<ScheduledMessage> ScheduledMessages => db.ScheduledMessages;

    private Guid Tenant => db.TenantContext!.TenantId;

    public Task<int> SaveChangesAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    public async Task<Guid> EveryonesTeamAsync(CancellationToken ct)
    {
        if (await Teams.Where(t => t.IsEveryone).Select(t => (Guid?)t.Id).SingleOrDefaultAsync(ct) is { } known)
            return known;
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into teams (tenant_id, id, name, is_everyone, active, created_at)
            values ({Tenant}, {Guid.CreateVersion7(now)}, 'Atendimento', true, true, {now})
            on conflict do nothing
            """,
            ct
        );
        return await Teams.Where(t => t.IsEveryone).Select(t => t.Id).SingleAsync(ct);
    }

    public Task<Conversation?> LockConversationAsync(Guid id, CancellationToken ct) =>
        Conversations.FromSql($"select * from conversations where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task<List<Conversation>> LockConversationsAsync(Guid[] ids, CancellationToken ct) =>
        Conversations.FromSql($"select * from conversations where id = any({ids}) order by id for update").ToListAsync(ct);

    public Task<Label?> LockLabelAsync(Guid id, CancellationToken ct) =>
        Labels.FromSql($"select * from labels where id = {id} for update").SingleOrDefaultAsync(ct);

    public void TakePart(Guid conversationId, IReadOnlyCollection<Guid> userIds, DateTimeOffset? mentionedAt)
    {
        if (userIds.Count == 0)
            return;
        TenantBatch.Later(
            db,
            """
            insert into conversation_participants as p (tenant_id, id, conversation_id, user_id, mentioned_at, unseen_mentions)
            select $1, gen_random_uuid(), $2, u, $4, ($4 is not null)::int from unnest($3) u
            on conflict (tenant_id, conversation_id, user_id) do update
            set mentioned_at = excluded.mentioned_at, unseen_mentions = p.unseen_mentions + 1
            where excluded.mentioned_at is not null
            """,
            Tenant,
            conversationId,
            userIds.ToArray(),
            TenantBatch.OrNull(mentionedAt)
        );
    }

    public Task SeeMentionsAsync(Guid[] conversationIds, Guid userId, CancellationToken ct) =>
        ConversationParticipants
            .Where(p => conversationIds.Contains(p.ConversationId) && p.UserId == userId && p.MentionedAt != null && p.UnseenMentions > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.UnseenMentions, 0), ct);

    public Task SignalAsync(string topic, Conversation conversation, Guid userId, CancellationToken ct)
    {
        var told = $"{Tenant}|{topic}|{conversation.Id}|{conversation.TeamId}|{conversation.AssigneeId}|{userId}";
        return db.Database.ExecuteSqlAsync($"select pg_notify({RealtimeSequencer.Channel}, {told})", ct);
    }

    /// <summary>Under whatever id this person is known.</summary>
    private const string IdsOf = """
        select coalesce(merged_into, id) as id from contacts where id = $3
        union all
        select other.id from contacts me
        cross join lateral (select id from contacts where merged_into = coalesce(me.merged_into, me.id) offset 0) other
        where me.id = $3
        """;

    private static readonly string IdsAlone = IdsOf.Replace("$3", "$1", StringComparison.Ordinal);

    // The address and each id by itself, as the indexes have them: of a company that has little, all conversations of the number look as
    // good a way to them, and how they are found is then settled for those that have much.
    private const string NewestOf = $"""
        select * from conversations where id = (
            select id from (
                select id, status, created_at from conversations where channel_id = $1 and address_lookup = $2
                union all
                select c.id, c.status, c.created_at from ({IdsOf}) person
                cross join lateral (select id, status, created_at, channel_id from conversations where contact_id = person.id offset 0) c
                where c.channel_id = $1
            ) theirs
            order by (status <> 'resolved') desc, created_at desc
            limit 1
        )
        for update
        """;

    public async Task<Conversation?> LockNewestAsync(Guid channelId, Guid? contactId, byte[] addressLookup, CancellationToken ct)
    {
        await using var batch = new TenantBatch(db);
        batch.Add(IdsAlone, TenantBatch.OrNull(contactId));
        batch.Add(NewestOf, channelId, addressLookup, TenantBatch.OrNull(contactId));
        await using var reader = await batch.ReadAsync(ct);
        var ids = new HashSet<Guid>();
        while (await reader.ReadAsync(ct))
            ids.Add(reader.GetGuid(0));
        await reader.NextResultAsync(ct);
        var newest = await reader.ReadAsync(ct) ? db.Track<Conversation>(reader) : null;
        // Whoever held it may have made it nobody's.
        return newest is { ContactId: { } contact } && ids.Contains(contact) || newest?.AddressLookup.AsSpan().SequenceEqual(addressLookup) == true
            ? newest
            : null;
    }

    public async Task<Conversation> BeginAsync(Conversation conversation, CancellationToken ct)
    {
        // Whoever begins one for the same customer at this moment is waited for here, by the unique indexes.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into conversations (tenant_id, id, channel_id, contact_id, address, address_lookup, status, team_id, unread, last_sequence,
                                       last_message_at, preview_is_ours, created_at)
            values ({Tenant}, {conversation.Id}, {conversation.ChannelId}, {conversation.ContactId}, {conversation.Address},
                    {conversation.AddressLookup}, 'open', {conversation.TeamId}, 0, 0, {conversation.LastMessageAt}, false, {conversation.CreatedAt})
            on conflict do nothing
            """,
            ct
        );
        return (await LockNewestAsync(conversation.ChannelId, conversation.ContactId, conversation.AddressLookup, ct))!;
    }

    public async Task<bool> SettleScheduledAsync(Guid id, ScheduledStatus status, string? error, Guid? messageId, CancellationToken ct)
    {
        ScheduledStatus[] from =
            status == ScheduledStatus.Cancelled
                ? [ScheduledStatus.Waiting, ScheduledStatus.Failed, ScheduledStatus.Cancelled]
                : [ScheduledStatus.Waiting];
        return await ScheduledMessages
                .Where(m => m.Id == id && from.Contains(m.Status))
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(m => m.Status, status)
                            .SetProperty(m => m.Error, m => error ?? m.Error)
                            .SetProperty(m => m.MessageId, messageId),
                    ct
                ) > 0;
    }

    public Task<List<Conversation>> ListAsync(ConversationFilter filter, Cursor? after, int limit, CancellationToken ct) =>
        Newest(filter, after, limit).ToListAsync(ct);

    public Task<List<Conversation>> ListBegunAsync(
        Sight sight,
        DateTimeOffset from,
        DateTimeOffset until,
        Cursor? after,
        int limit,
        CancellationToken ct
    )
    {
        var begun = Conversations.AsNoTracking().Where(c => c.CreatedAt >= from && c.CreatedAt < until);
        if (!sight.All)
            begun = begun.Where(c => c.AssigneeId == sight.UserId || sight.TeamIds.Contains(c.TeamId));
        if (after is { } last)
            begun = begun.Where(c => c.CreatedAt >= last.At && (c.CreatedAt > last.At || c.Id > last.Id));
        return begun.OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).TakePage(limit).ToListAsync(ct);
    }

    public async Task<CountConversations.Limbo?> LimboAsync(CancellationToken ct)
    {
        var told = Conversations.Where(c => c.Alerts > 0);
        var counted = await told.OrderBy(c => c.UnattendedSince).TakePage(MostCounted).Select(c => c.UnattendedSince!.Value).ToListAsync(ct);
        // The last of them may be attended to between the two questions.
        return counted.Count == 0 || await told.MaxAsync(c => c.AlertedAt, ct) is not { } toldAt
            ? null
            : new CountConversations.Limbo(Math.Min(MostCounted, counted.Count), counted[0], toldAt);
    }

    public async Task EraseAsync(Guid contactId, IReadOnlyCollection<Guid> messageIds, CancellationToken ct)
    {
        // First, so that whoever is writing a note at this moment is waited for.
        await db.Database.ExecuteSqlAsync(
            $"""
            update conversations set address = null, preview = null, address_lookup = uuid_send(id),
                status = 'resolved', resolved_at = coalesce(resolved_at, now()), snoozed_until = null, unread = 0, waiting_since = null,
                unattended_since = null, alerts = 0, alerted_at = null
            where contact_id = {contactId}
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"delete from conversation_drafts d using conversations c where c.tenant_id = d.tenant_id and c.id = d.conversation_id and c.contact_id = {contactId}",
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"delete from held_replies h using conversations c where c.tenant_id = h.tenant_id and c.id = h.conversation_id and c.contact_id = {contactId}",
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update scheduled_messages m set content = null, status = case when m.status = 'waiting' then 'cancelled' else m.status end
            from conversations c where c.tenant_id = m.tenant_id and c.id = m.conversation_id and c.contact_id = {contactId} and m.content is not null
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update conversation_items i set content = null, terms = {None}
            from conversations c where c.tenant_id = i.tenant_id and c.id = i.conversation_id and c.contact_id = {contactId} and i.kind = 'note'
            """,
            ct
        );
        // Whatever conversation they are in; what is being indexed at this moment is waited for.
        await db.Database.ExecuteSqlAsync(
            $"update conversation_items set terms = {None} where message_id = any({messageIds.ToArray()}) and terms is distinct from {None}",
            ct
        );
    }

    /// <summary>
    /// Of each team and of one's own the newest, and of those the newest: each is the beginning of an index, where a condition over all of
    /// them would read the conversations of the whole company until enough are found that may be seen.
    /// </summary>
    private IQueryable<Conversation> Newest(ConversationFilter filter, Cursor? after, int limit)
    {
        var sight = filter.Sight;
        var isWaiting = filter.View == ConversationView.Waiting;
        if (filter.View == ConversationView.Mine)
            return Page(rows => rows.Where(c => c.AssigneeId == sight.UserId && (filter.TeamId == null || c.TeamId == filter.TeamId)));
        if (filter.View == ConversationView.Mentions)
            return Page(Mentioning);
        if (sight.All)
            return filter.TeamId is { } one ? OfTeam(one) : Page(OfView);
        var teams = sight.TeamIds.Where(id => filter.TeamId is null || id == filter.TeamId).Select(OfTeam).ToList();
        if (filter.View == ConversationView.All)
            teams.Add(Page(rows => rows.Where(c => c.AssigneeId == sight.UserId && (filter.TeamId == null || c.TeamId == filter.TeamId))));
        return teams.Count == 0 ? Conversations.Where(c => false) : InOrder(teams.Aggregate((all, next) => all.Union(next)));

        // Few in number, and so looked at one by one, whatever their team.
        IQueryable<Conversation> Mentioning(IQueryable<Conversation> rows) =>
            rows.Where(c =>
                ConversationParticipants.Any(p => p.ConversationId == c.Id && p.UserId == sight.UserId && p.MentionedAt != null)
                && (sight.All || c.AssigneeId == sight.UserId || sight.TeamIds.Contains(c.TeamId))
                && (filter.TeamId == null || c.TeamId == filter.TeamId)
            );

        IQueryable<Conversation> OfTeam(Guid team) => Page(rows => OfView(rows).Where(c => c.TeamId == team));

        IQueryable<Conversation> OfView(IQueryable<Conversation> rows) =>
            filter.View switch
            {
                ConversationView.Unassigned => rows.Where(c => c.AssigneeId == null),
                ConversationView.Waiting => rows.Where(c => c.UnattendedSince != null),
                _ => rows,
            };

        IQueryable<Conversation> Page(Func<IQueryable<Conversation>, IQueryable<Conversation>> seen)
        {
            var rows = seen(Conversations.AsNoTracking());
            if (filter.Status is { } status)
                rows = rows.Where(c => c.Status == status);
            // Written into the statement, which is then planned for it: what is rare is looked up, what is common is walked through.
            if (filter.Priority is { } priority)
                rows = rows.Where(c => c.Priority == EF.Constant(priority));
            if (filter.LabelId is { } label)
                rows = rows.Where(c => ConversationLabels.Any(l => l.ConversationId == c.Id && l.LabelId == EF.Constant(label)));
            if (filter.ChannelId is { } channel)
                rows = rows.Where(c => c.ChannelId == channel);
            if (filter.ContactIds is { } contacts)
                rows = rows.Where(c => c.ContactId != null && contacts.Contains(c.ContactId.Value));
            if (after is { } last)
                rows = isWaiting
                    ? rows.Where(c => c.WaitingSince >= last.At && (c.WaitingSince > last.At || c.Id > last.Id))
                    : rows.Where(c => c.LastMessageAt <= last.At && (c.LastMessageAt < last.At || c.Id < last.Id));
            return InOrder(rows);
        }

        IQueryable<Conversation> InOrder(IQueryable<Conversation> rows) =>
            (
                isWaiting
                    ? rows.OrderBy(c => c.WaitingSince).ThenBy(c => c.Id)
                    : rows.OrderByDescending(c => c.LastMessageAt).ThenByDescending(c => c.Id)
            ).TakePage(limit);
    }
}

using CleanApp.Application.Channels;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using CleanApp.Infrastructure.Persistence.Conventions;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What the Channels module sees of the database, and what LINQ cannot say of it: locks, and "unless it is there".</summary>
internal sealed partial class ChannelsDb(AppDbContext db) : IChannelsDb
{
    public DbSet<Channel> Channels => db.Channels;
    public DbSet<ChannelSender> ChannelSenders => db.ChannelSenders;
    public DbSet<ChannelReader> ChannelReaders => db.ChannelReaders;
    public DbSet<ChannelWindow> ChannelWindows => db.ChannelWindows;
    public DbSet<OutboundMessage> OutboundMessages => db.OutboundMessages;
    public DbSet<OutboundQueueItem> OutboundQueue => db.OutboundQueue;
    public DbSet<SendAttempt> SendAttempts => db.SendAttempts;
    public DbSet<MessageEvent> MessageEvents => db.MessageEvents;
    public DbSet<InboundMessage> InboundMessages => db.InboundMessages;
    public DbSet<ChannelWebhook> ChannelWebhooks => db.ChannelWebhooks;
    public DbSet<ChannelNotice> ChannelNotices => db.ChannelNotices;
    public DbSet<ReceivedFile> ReceivedFiles => db.ReceivedFiles;
    public DbSet<MediaAsset> MediaAssets => db.MediaAssets;
    public DbSet<ChannelTemplate> ChannelTemplates => db.ChannelTemplates;
    public DbSet<ChannelReplay> ChannelReplays => db.ChannelReplays;
    public DbSet<ChannelUsageDay> ChannelUsage => db.ChannelUsage;

    public IQueryable<DeadWebhook> DeadLetters(Guid channelId, string kind) =>
        from work in db.WorkItems
        join webhook in db.ChannelWebhooks on work.SubjectId equals webhook.Id
        where work.Kind == kind && work.DeadAt != null && webhook.ChannelId == channelId
        select new DeadWebhook
        {
            Id = webhook.Id,
            ReceivedAt = webhook.ReceivedAt,
            Error = work.LastError,
            Attempts = work.Attempts,
            DeadAt = work.DeadAt!.Value,
        };

    private Guid Tenant => db.TenantContext!.TenantId;

    public Task<int> SaveChangesAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    // Its key does not change: whoever enters something of this number, and may hold what is locked next, does not wait for whoever looks at
    // it. (Who changes its address at Meta, which is unique, waits for them at the end.)
    public Task<Channel?> LockChannelAsync(Guid id, CancellationToken ct) =>
        Channels.FromSql($"select * from channels where id = {id} for no key update").SingleOrDefaultAsync(ct);

    public Task<ChannelSender> LockSenderAsync(Guid channelId, CancellationToken ct) =>
        ChannelSenders.FromSql($"select * from channel_senders where id = {channelId} for update").SingleAsync(ct);

    public Task<List<OutboundMessage>> LockMessagesAsync(Guid[] ids, CancellationToken ct, bool track = true) =>
        OutboundMessages
            .FromSql($"select * from outbound_messages where id = any({ids}) order by id for update")
            .AsTracking(track ? QueryTrackingBehavior.TrackAll : QueryTrackingBehavior.NoTracking)
            .ToListAsync(ct);

    public Task<ReceivedFile?> LockReceivedFileAsync(Guid id, CancellationToken ct) =>
        ReceivedFiles.FromSql($"select * from received_files where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task<MediaAsset?> LockAssetAsync(Guid id, CancellationToken ct) =>
        MediaAssets.FromSql($"select * from media_assets where id = {id} for update").SingleOrDefaultAsync(ct);

    public async Task<List<ChannelWindow>> EnsureWindowsAsync(Guid channelId, byte[][] recipientLookups, CancellationToken ct)
    {
        Task<List<ChannelWindow>> ReadAsync() =>
            ChannelWindows
                .FromSql($"select * from channel_windows where channel_id = {channelId} and recipient_lookup = any({recipientLookups})")
                .AsNoTracking()
                .ToListAsync(ct);
        var windows = await ReadAsync();
        if (windows.Count == recipientLookups.Length)
            return windows;
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into channel_windows (tenant_id, id, channel_id, recipient_lookup)
            select {Tenant}, gen_random_uuid(), {channelId}, lookup from unnest({recipientLookups}) as lookup order by lookup
            on conflict (tenant_id, channel_id, recipient_lookup) do nothing
            """,
            ct
        );
        return await ReadAsync();
    }

    public async Task<ChannelWindow?> ShareWindowAsync(Guid channelId, byte[] recipientLookup, CancellationToken ct)
    {
        await using var batch = new TenantBatch(db);
        batch.Add("select exists (select from channels where tenant_id = $1 and id = $2)", Tenant, channelId);
        batch.Add(
            """
            select id, last_inbound_at, free_entry_until, pair_paid_until, contact_id from channel_windows
            where channel_id = $1 and recipient_lookup = $2 for key share
            """,
            channelId,
            recipientLookup
        );
        await using var reader = await batch.ReadAsync(ct);
        await reader.ReadAsync(ct);
        if (!reader.GetBoolean(0))
            throw new DomainException(ChannelErrors.NotFound);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct)
            ? ChannelWindow.Known(
                reader.GetGuid(0),
                reader.OrNull<DateTimeOffset?>(1),
                reader.OrNull<DateTimeOffset?>(2),
                reader.OrNull<DateTimeOffset?>(3),
                reader.OrNull<Guid?>(4)
            )
            : null;
    }

    public void Add(OutboundMessage message, OutboundQueueItem item)
    {
        TenantBatch.Later(
            db,
            """
            insert into outbound_messages (tenant_id, id, channel_id, contact_id, recipient, recipient_lookup, type, content, class, needs_open_window,
                                           reply_to_id, status, status_at, possible_duplicate, created_at, attempts, expires_at, created_by, asset_id,
                                           held_until)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            """,
            Tenant,
            message.Id,
            message.ChannelId,
            TenantBatch.OrNull(message.ContactId),
            TenantBatch.OrNull(message.Recipient),
            message.RecipientLookup,
            message.Type,
            TenantBatch.OrNull(message.Content),
            EnumNames<MessageClass>.Of(message.Class),
            message.NeedsOpenWindow,
            TenantBatch.OrNull(message.ReplyToId),
            EnumNames<OutboundStatus>.Of(message.Status),
            message.StatusAt,
            message.PossibleDuplicate,
            message.CreatedAt,
            message.Attempts,
            TenantBatch.OrNull(message.ExpiresAt),
            TenantBatch.OrNull(message.CreatedBy),
            TenantBatch.OrNull(message.AssetId),
            TenantBatch.OrNull(message.HeldUntil)
        );
        TenantBatch.Later(
            db,
            """
            insert into outbound_queue (tenant_id, id, channel_id, lane, not_before, recipient_lookup, trace_parent)
            values ($1, $2, $3, $4, $5, $6, $7)
            """,
            Tenant,
            item.Id,
            item.ChannelId,
            item.Lane,
            item.NotBefore,
            item.RecipientLookup,
            TenantBatch.OrNull(item.TraceParent)
        );
    }

    public Task SetWindowContactAsync(Guid channelId, byte[] recipientLookup, Guid contactId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into channel_windows (tenant_id, id, channel_id, recipient_lookup, contact_id)
            values ({Tenant}, gen_random_uuid(), {channelId}, {recipientLookup}, {contactId})
            on conflict (tenant_id, channel_id, recipient_lookup) do update set contact_id = excluded.contact_id
            """,
            ct
        );

    public Task NoteInboundAsync(Guid channelId, byte[] senderLookup, Guid? contactId, DateTimeOffset at, bool byAdvertisement, CancellationToken ct)
    {
        var freeEntry = byAdvertisement ? at.AddHours(72) : (DateTimeOffset?)null;
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into channel_windows as w (tenant_id, id, channel_id, recipient_lookup, contact_id, last_inbound_at, free_entry_until)
            values ({Tenant}, gen_random_uuid(), {channelId}, {senderLookup}, {contactId}::uuid, {at}, {freeEntry}::timestamptz)
            on conflict (tenant_id, channel_id, recipient_lookup) do update set
                contact_id = coalesce(excluded.contact_id, w.contact_id),
                last_inbound_at = greatest(w.last_inbound_at, excluded.last_inbound_at),
                free_entry_until = greatest(w.free_entry_until, excluded.free_entry_until)
            """,
            ct
        );
    }

    public async Task<bool> TryAddInboundAsync(NewInbound m, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into inbound_messages (tenant_id, id, channel_id, wamid, wamid_lookup, contact_id, sender, sender_lookup, kind, content, at,
                                          received_at, quoted_lookup)
            values ({Tenant}, {m.Id}, {m.ChannelId}, {m.Wamid}, {m.WamidLookup}, {m.ContactId}::uuid, {m.Sender}, {m.SenderLookup}, {m.Kind},
                    {m.Content}, {m.At}, {m.ReceivedAt}, {m.QuotedLookup}::bytea)
            on conflict (tenant_id, channel_id, wamid_lookup) do nothing
            """,
            ct
        ) == 1;

    public async Task<bool> TryAddEventAsync(NewEvent e, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into message_events (tenant_id, id, channel_id, wamid_lookup, message_id, status, at, recorded_at, error_code, error_reason,
                                        billable, pricing_model, pricing_kind, pricing_category, is_duplicate)
            values ({Tenant}, {e.Id}, {e.ChannelId}, {e.WamidLookup}, {e.MessageId}::uuid, {e.Status}, {e.At}, {e.RecordedAt}, {e.ErrorCode}::int,
                    {e.ErrorReason}::text, {e.Billable}::boolean, {e.PricingModel}::text, {e.PricingKind}::text, {e.PricingCategory}::text, {e.IsDuplicate})
            on conflict (tenant_id, channel_id, wamid_lookup, status) do nothing
            """,
            ct
        ) == 1;

    public async Task<bool> TryAddNoticeAsync(
        Guid channelId,
        Guid webhookId,
        int ordinal,
        Guid id,
        string field,
        byte[] content,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into channel_notices (tenant_id, id, channel_id, webhook_id, ordinal, field, content, received_at)
            values ({Tenant}, {id}, {channelId}, {webhookId}, {ordinal}, {field}, {content}, {now})
            on conflict (tenant_id, webhook_id, ordinal) do nothing
            """,
            ct
        ) == 1;

    public Task<List<ChannelTemplate>> LockTemplatesAsync(Guid channelId, CancellationToken ct) =>
        ChannelTemplates.FromSql($"select * from channel_templates where channel_id = {channelId} order by id for update").ToListAsync(ct);

    public Task<List<ChannelTemplate>> LockTemplatesAsync(Guid channelId, string? metaId, string? name, string? language, CancellationToken ct) =>
        ChannelTemplates
            .FromSql(
                $"""
                select * from channel_templates
                where channel_id = {channelId} and (meta_id = {metaId}::text or name = {name}::text and language = {language}::text) order by id for update
                """
            )
            .ToListAsync(ct);

    // Nothing of its key changes: who enters an event of this number does not wait for who notes its webhook.
    public Task NoteWebhookAsync(Guid channelId, DateTimeOffset now, bool hasStatus, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            update channels set last_webhook_at = {now}, last_status_at = case when {hasStatus} then {now} else last_status_at end
            where id = (select id from channels where id = {channelId} for no key update skip locked)
            """,
            ct
        );

    public Task AddUsageAsync(Guid channelId, DateOnly day, int accepted, int received, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into channel_usage as u (tenant_id, id, channel_id, day, accepted, received)
            values ({Tenant}, gen_random_uuid(), {channelId}, {day}, {accepted}, {received})
            on conflict (tenant_id, channel_id, day) do update set
                accepted = u.accepted + excluded.accepted, received = u.received + excluded.received
            """,
            ct
        );

    public Task<WorkFailure?> FindWorkFailureAsync(string kind, Guid subjectId, CancellationToken ct) =>
        db
            .WorkItems.Where(w => w.Kind == kind && w.SubjectId == subjectId && w.LastError != null)
            .Select(w => new WorkFailure(w.LastError!, w.DeadAt))
            .SingleOrDefaultAsync(ct);

    public Task<Guid?> FindChannelTenantAsync(string webhookToken, CancellationToken ct) =>
        db.LookupAsync($"select find_channel_tenant({webhookToken}) as \"Value\"", ct);
}

using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What a person takes along when they are anonymised.</summary>
internal sealed partial class ChannelsDb
{
    public async Task<bool> IsSendingToAsync(Guid contactId, CancellationToken ct)
    {
        // Whoever begins an attempt takes its row out of the queue: they are waited for here, and their attempts seen after.
        await db.Database.ExecuteSqlAsync(
            $"""
            select from outbound_queue q join outbound_messages m on m.tenant_id = q.tenant_id and m.id = q.id
            where m.contact_id = {contactId} order by q.id for update of q
            """,
            ct
        );
        return await SendAttempts.AnyAsync(
            a => a.State == AttemptState.Sending && OutboundMessages.Any(m => m.Id == a.MessageId && m.ContactId == contactId),
            ct
        );
    }

    public async Task EraseAsync(Guid contactId, DateTimeOffset now, CancellationToken ct)
    {
        // The messages twice: whoever was about to take one shared the window, and had taken it when the window could be deleted.
        await EraseOutboundAsync(contactId, now, ct);
        await db.Database.ExecuteSqlAsync($"delete from channel_windows where contact_id = {contactId}", ct);
        await EraseOutboundAsync(contactId, now, ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            update inbound_messages set wamid = null, sender = null, sender_lookup = uuid_send(gen_random_uuid()), content = null
            where contact_id = {contactId} and sender is not null
            """,
            ct
        );
    }

    private async Task EraseOutboundAsync(Guid contactId, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"delete from outbound_queue where id in (select id from outbound_messages where contact_id = {contactId})",
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update outbound_messages set
                recipient = null, recipient_lookup = uuid_send(gen_random_uuid()), content = null, wamid = null,
                status = case when status in ('queued', 'unknown', 'needs_review') then 'abandoned' else status end,
                status_at = case when status in ('queued', 'unknown', 'needs_review') then {now} else status_at end,
                error_reason = null
            where contact_id = {contactId} and recipient is not null
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"update send_attempts set reason = null where reason is not null and message_id in (select id from outbound_messages where contact_id = {contactId})",
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"update message_events set error_reason = null where error_reason is not null and message_id in (select id from outbound_messages where contact_id = {contactId})",
            ct
        );
    }
}

using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

internal sealed partial class InboxDb
{
    public DbSet<AlertSettings> AlertSettings => db.AlertSettings;
    public DbSet<PushSubscription> PushSubscriptions => db.PushSubscriptions;
    public DbSet<DeviceAlert> DeviceAlerts => db.DeviceAlerts;

    public Task BeginAlertSettingsAsync(Guid userId, CancellationToken ct)
    {
        var settings = Domain.Inbox.AlertSettings.Of(userId);
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into alert_settings (tenant_id, id, user_id, scope, sound, shows_words)
            values ({Tenant}, {userId}, {userId}, 'mine', {settings.Sound}, {settings.ShowsWords})
            on conflict do nothing
            """,
            ct
        );
    }

    public async Task<PushSubscription?> LockSubscriptionAsync(string endpointHash, CancellationToken ct)
    {
        await db.LockAsync($"push|{Tenant}|{endpointHash}", ct);
        return await PushSubscriptions.SingleOrDefaultAsync(s => s.EndpointHash == endpointHash, ct);
    }

    public Task NoteAlertAsync(Guid subscriptionId, Guid conversationId, int sequence, DateTimeOffset at, CancellationToken ct) =>
        // Removed meanwhile, there is nothing to be noted of it.
        db.Database.ExecuteSqlAsync(
            $"""
            with old as (
                delete from device_alerts where subscription_id = {subscriptionId} and conversation_id <> {conversationId} and at < {at.AddDays(-7)}
            )
            insert into device_alerts (tenant_id, id, subscription_id, conversation_id, sequence, at)
            select {Tenant}, gen_random_uuid(), s.id, {conversationId}, {sequence}, {at} from push_subscriptions s where s.id = {subscriptionId}
            on conflict (tenant_id, subscription_id, conversation_id) do update set sequence = excluded.sequence, at = excluded.at
            """,
            ct
        );
}

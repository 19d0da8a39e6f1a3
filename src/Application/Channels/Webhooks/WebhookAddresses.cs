using CleanApp.Application.Channels.Accounts;
using CleanApp.Application.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace CleanApp.Application.Channels.Webhooks;

/// <param name="AppSecrets">In the clear; never leaves the process.</param>
internal sealed record WebhookAddress(Guid TenantId, Guid ChannelId, IReadOnlyList<string> AppSecrets);

/// <summary>
/// Which number an address belongs to. Meta says three things of every message, so this is remembered for a few seconds per node; for as
/// long a secret that was given up is still accepted. A new one is at once, because what is not signed by a remembered secret is held
/// against what is stored.
/// </summary>
internal sealed class WebhookAddresses(Lazy<IChannelsDb> db, ITenantContext tenant, ChannelSecrets secrets, IMemoryCache cache)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    public WebhookAddress? Known(string token) => cache.TryGetValue(Name(token), out WebhookAddress? known) ? known : null;

    /// <summary>Enters the company.</summary>
    /// <returns>Null when it is nobody's.</returns>
    public async Task<WebhookAddress?> ReadAsync(string token, CancellationToken ct)
    {
        if (await db.Value.FindChannelTenantAsync(token, ct) is not { } tenantId)
            return null;
        tenant.Enter(tenantId);
        var channel = await db.Value.Channels.AsNoTracking().SingleAsync(c => c.WebhookToken == token, ct);
        return cache.Set(Name(token), new WebhookAddress(tenantId, channel.Id, secrets.AppSecrets(channel)), Remembered);
    }

    public void Forget(string token) => cache.Remove(Name(token));

    private static (string, string) Name(string token) => (nameof(WebhookAddresses), token);
}

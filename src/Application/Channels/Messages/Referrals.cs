using System.Text.Json;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Messages;

internal sealed class Referrals(IChannelsDb db, IPersonalVault vault) : IReferrals
{
    /// <summary>What is read of a message.</summary>
    private sealed record Read(Referral? Referral);

    public async Task<Referral?> LastOfAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var messages = await db
            .InboundMessages.AsNoTracking()
            .Where(m => messageIds.Contains(m.Id) && m.Content != null)
            .OrderByDescending(m => m.At)
            .ThenByDescending(m => m.Id)
            .Select(m => new { m.Id, m.Content })
            .ToListAsync(ct);
        return messages
            .Select(m => JsonSerializer.Deserialize<Read>(keys.Open(m.Content!, MessagePlaces.InboundContent(m.Id)), MessagePlaces.Json)?.Referral)
            .FirstOrDefault(referral => referral is not null);
    }
}

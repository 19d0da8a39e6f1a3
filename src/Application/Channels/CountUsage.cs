using CleanApp.Application.Identity.Contracts;

namespace CleanApp.Application.Channels;

/// <summary>Adds to a number's day, as the company's calendar has it; in the transaction of what is counted, once and as its last lock: everybody on a number shares that row.</summary>
internal sealed class CountUsage(IChannelsDb db, ITenantProfile company, TimeProvider clock)
{
    public async Task AddAsync(Guid channelId, int accepted, int received, CancellationToken ct)
    {
        if (accepted + received > 0)
            await db.AddUsageAsync(channelId, (await company.GetAsync(ct)).Calendar.DayOf(clock.GetUtcNow()), accepted, received, ct);
    }
}

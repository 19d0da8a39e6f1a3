using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CleanApp.Application.Inbox.Alerts;

/// <summary>What follows from what a push service said of a browser.</summary>
internal sealed class PushAnswers(IInboxDb db, ILogger<PushAnswers> logger)
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <returns>When it is worth another attempt; null: it is settled.</returns>
    public async Task<TimeSpan?> SettleAsync(PushSubscription device, PushAnswer answer, CancellationToken ct)
    {
        switch (answer.Outcome)
        {
            case PushOutcome.Gone:
                await RemoveAsync([device.Id], ct);
                return null;
            case PushOutcome.Later or PushOutcome.Unreachable:
                return answer.RetryAfter is { } asked ? (asked < Longest ? asked : Longest) : AfterTrouble;
            case PushOutcome.Refused:
                logger.LogWarning("A push service refused subscription {SubscriptionId} with {Status}", device.Id, answer.HttpStatus);
                return null;
            default:
                return null;
        }
    }

    public async Task RemoveAsync(IReadOnlyList<Guid> subscriptionIds, CancellationToken ct)
    {
        if (subscriptionIds.Count > 0)
            await db.PushSubscriptions.Where(s => subscriptionIds.Contains(s.Id)).ExecuteDeleteAsync(ct);
    }
}

using CleanApp.Application.Common;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CleanApp.Application.Inbox.Alerts;

/// <summary>
/// Tells browsers of a conversation: each at most once of the same, a few seconds after, so that a burst is one and what somebody reads at
/// once is none. Killed between a send and its note, it is sent again and takes the first one's place on the screen.
/// </summary>
internal sealed class RingDevices(
    IInboxDb db,
    Alerting alerting,
    IPushService push,
    ISecretBox secrets,
    ITokenSource tokens,
    RingSlots slots,
    TimeProvider clock,
    ILogger<RingDevices> logger
) : IWorkHandler
{
    public const string WorkKind = "inbox.ring_devices";
    private const int AtOnce = 16;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        using var slot = await slots.TryTakeAsync(ct);
        if (slot is null)
            return WorkResult.RunAgainIn(TimeSpan.FromSeconds(1));
        var now = clock.GetUtcNow();
        var (due, ended) = await alerting.DueAsync(subjectId, now, ct);
        await RemoveAsync(ended, ct);
        TimeSpan? again = null;
        foreach (var some in due.Chunk(AtOnce))
        foreach (var (ring, answer) in await Task.WhenAll(some.Select(ring => SendAsync(ring, ct))))
            if (await FollowAsync(ring, answer, now, ct) is { } later && !(later <= again))
                again = later;
        return again is { } delay ? WorkResult.RunAgainIn(delay) : WorkResult.Finished;
    }

    private async Task<(Ring Ring, PushAnswer Answer)> SendAsync(Ring ring, CancellationToken ct)
    {
        var topic = AlertText.Topic(tokens, "conversation", ring.Text.Subject);
        return (ring, await push.SendAsync(secrets.OpenTarget(ring.Device), ring.Text.ToJson(), topic, ct));
    }

    /// <returns>When it is worth another attempt; null: it is settled.</returns>
    private async Task<TimeSpan?> FollowAsync(Ring ring, PushAnswer answer, DateTimeOffset now, CancellationToken ct)
    {
        switch (answer.Outcome)
        {
            case PushOutcome.Gone:
                await RemoveAsync([ring.Device.Id], ct);
                return null;
            case PushOutcome.Later or PushOutcome.Unreachable:
                return answer.RetryAfter is { } asked ? (asked < Longest ? asked : Longest) : AfterTrouble;
            case PushOutcome.Refused:
                logger.LogWarning("A push service refused subscription {SubscriptionId} with {Status}", ring.Device.Id, answer.HttpStatus);
                break;
        }
        await db.NoteAlertAsync(ring.Device.Id, ring.Text.Subject, ring.Sequence, now, ct);
        return null;
    }

    private async Task RemoveAsync(IReadOnlyList<Guid> subscriptionIds, CancellationToken ct)
    {
        if (subscriptionIds.Count > 0)
            await db.PushSubscriptions.Where(s => subscriptionIds.Contains(s.Id)).ExecuteDeleteAsync(ct);
    }
}

/// <summary>Other people's servers take as long as they like: of this process's few workers they never have all.</summary>
internal sealed class RingSlots() : Slots(atOnce: 2);

/// <summary>Asks for it, in the transaction that gives a reason to.</summary>
internal sealed class Ringing(IInboxDb db, IWorkQueue work)
{
    private static readonly TimeSpan Gathered = TimeSpan.FromSeconds(3);

    public async Task AskAsync(Guid conversationId, CancellationToken ct)
    {
        if (await db.PushSubscriptions.AnyAsync(ct))
            await work.GatherAsync(RingDevices.WorkKind, conversationId, Gathered, ct);
    }
}

using CleanApp.Application.Common;
using Microsoft.EntityFrameworkCore;

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
    PushAnswers answers,
    RingSlots slots,
    TimeProvider clock
) : IWorkHandler
{
    public const string WorkKind = "inbox.ring_devices";
    private const int AtOnce = 16;

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        using var slot = await slots.TryTakeAsync(ct);
        if (slot is null)
            return WorkResult.RunAgainIn(TimeSpan.FromSeconds(1));
        var now = clock.GetUtcNow();
        var (due, ended) = await alerting.DueAsync(subjectId, now, ct);
        await answers.RemoveAsync(ended, ct);
        TimeSpan? again = null;
        foreach (var some in due.Chunk(AtOnce))
        foreach (var (ring, answer) in await Task.WhenAll(some.Select(ring => SendAsync(ring, ct))))
            if (await answers.SettleAsync(ring.Device, answer, ct) is { } later)
                again = later <= again ? again : later;
            else if (answer.Outcome != PushOutcome.Gone)
                await db.NoteAlertAsync(ring.Device.Id, ring.Text.Subject, ring.Sequence, now, ct);
        return again is { } delay ? WorkResult.RunAgainIn(delay) : WorkResult.Finished;
    }

    private async Task<(Ring Ring, PushAnswer Answer)> SendAsync(Ring ring, CancellationToken ct)
    {
        var topic = AlertText.Topic(tokens, "conversation", ring.Text.Subject);
        return (ring, await push.SendAsync(secrets.OpenTarget(ring.Device), ring.Text.ToJson(), topic, ct));
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

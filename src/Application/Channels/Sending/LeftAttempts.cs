using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Sending;

internal sealed class LeftAttempts(IChannelsDb db, IWorkQueue work)
{
    /// <summary>A sender of this number died, or lost its lease, between its calls and its notes.</summary>
    public async Task LoseSightAsync(Guid channelId, DateTimeOffset now, CancellationToken ct)
    {
        var left = await db.LockLeftAsync(channelId, ct);
        if (left.Count == 0)
            return;
        var messages = (await db.LockMessagesAsync([.. left.Select(i => i.Id)], ct)).ToDictionary(m => m.Id);
        var attemptIds = left.Select(i => i.AttemptId!.Value).ToArray();
        var attempts = await db.SendAttempts.Where(a => attemptIds.Contains(a.Id)).ToListAsync(ct);
        foreach (var attempt in attempts)
            attempt.End(AttemptState.Unknown, now, reason: "interrupted");
        foreach (var item in left)
        {
            messages[item.Id].LoseSight(now, "interrupted", errorCode: null);
            db.OutboundQueue.Remove(item);
            await work.NudgeAsync(DecideUnknown.WorkKind, item.Id, ct);
        }
        await db.SaveChangesAsync(ct);
    }
}

using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Sending;

internal sealed class LeftAttempts(IChannelsDb db, IWorkQueue work)
{
    /// <summary>A sender of this number died, or lost its lease, between its calls and its notes.</summary>
    public async Task LoseSightAsync(Guid[] attemptIds, DateTimeOffset now, CancellationToken ct)
    {
        if (attemptIds.Length == 0)
            return;
        var ids = await db.SendAttempts.Where(a => attemptIds.Contains(a.Id)).Select(a => a.MessageId).ToArrayAsync(ct);
        var messages = (await db.LockMessagesAsync(ids, ct)).ToDictionary(m => m.Id);
        // The others have their end: by a status, or by a sender that wrote it down late.
        var left = await db.SendAttempts.Where(a => attemptIds.Contains(a.Id) && a.State == AttemptState.Sending).ToListAsync(ct);
        foreach (var attempt in left)
        {
            attempt.End(AttemptState.Unknown, now, reason: "interrupted");
            messages[attempt.MessageId].EndAttempt(attempt.Number);
            messages[attempt.MessageId].LoseSight(now, "interrupted", errorCode: null);
            await work.NudgeAsync(DecideUnknown.WorkKind, attempt.MessageId, ct);
        }
        await db.SaveChangesAsync(ct);
    }
}

using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Sending;

/// <summary>
/// Ends the wait for a status of a message that may or may not have been sent: by what it means to get it twice or not at all. Only while
/// Meta is known to deliver to us, since otherwise its silence means nothing.
/// </summary>
internal sealed class DecideUnknown(IChannelsDb db, IUnitOfWork unitOfWork, SendingOptions options, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "channels.decide_unknown";

    public string Kind => WorkKind;

    /// <summary>As long as Meta says nothing at all, this is looked at again.</summary>
    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var message = await db.OutboundMessages.AsNoTracking().SingleAsync(m => m.Id == subjectId, ct);
        if (message.Status != OutboundStatus.Unknown)
            return WorkResult.Finished;
        var now = clock.GetUtcNow();
        var due = message.StatusAt + options.UnknownAfter;
        if (due > now)
            return WorkResult.RunAgainIn(due - now);
        var lastStatus = await db.Channels.Where(c => c.Id == message.ChannelId).Select(c => c.LastStatusAt).SingleAsync(ct);
        if (!(lastStatus > message.StatusAt))
            return WorkResult.RunAgainIn(options.UnknownAfter);
        await unitOfWork.InTransactionAsync(inner => DecideAsync(subjectId, now, inner), ct);
        return WorkResult.Finished;
    }

    private async Task DecideAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var message = (await db.LockMessagesAsync([id], ct)).Single();
        if (message.Status != OutboundStatus.Unknown)
            return;
        switch (message.Class)
        {
            case MessageClass.Code or MessageClass.Marketing:
                message.Abandon(now);
                break;
            case MessageClass.Utility when !message.PossibleDuplicate:
                message.ResendUnknown(now);
                await db.EnqueueAsync(OutboundQueueItem.Of(message, now), ct);
                break;
            default:
                message.AskPerson(now);
                break;
        }
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>Section <c>Channels</c>.</summary>
public sealed class SendingOptions
{
    /// <summary>How long a status is waited for. Meta says <c>sent</c> within seconds, even when the customer's telephone is off.</summary>
    public TimeSpan UnknownAfter { get; set; } = TimeSpan.FromMinutes(10);
}

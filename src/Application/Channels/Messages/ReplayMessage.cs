using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using MediatR;

namespace CleanApp.Application.Channels.Messages;

/// <summary>Sends a message that failed once more. What it needs is looked at anew when it goes: the window, its expiry.</summary>
public sealed record ReplayMessage(Guid ChannelId, Guid MessageId) : ICommand<OutboundMessageView>;

internal sealed class ReplayMessageHandler(IChannelsDb db, IPersonalVault vault, TimeProvider clock)
    : IRequestHandler<ReplayMessage, OutboundMessageView>
{
    public async Task<OutboundMessageView> Handle(ReplayMessage request, CancellationToken ct)
    {
        var message = await db.LockMessageAsync(request.ChannelId, request.MessageId, ct);
        var now = clock.GetUtcNow();
        message.Replay(now);
        await db.EnqueueAsync(OutboundQueueItem.Of(message, now), ct);
        await db.SaveChangesAsync(ct);
        return (await vault.OpenAsync(ct)).View(message);
    }
}

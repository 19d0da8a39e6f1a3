using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Accounts;

/// <summary>Sends again what waited, after a person has done at Meta what was needed. Nothing happens to a channel that is not paused.</summary>
public sealed record ResumeChannel(Guid ChannelId) : ICommand<ChannelView>;

internal sealed class ResumeChannelHandler(IChannelsDb db, TimeProvider clock) : IRequestHandler<ResumeChannel, ChannelView>
{
    public async Task<ChannelView> Handle(ResumeChannel request, CancellationToken ct)
    {
        if (!await db.Channels.AnyAsync(c => c.Id == request.ChannelId, ct))
            throw new DomainException(ChannelErrors.NotFound);
        // The sender before the channel, as whoever pauses it.
        var sender = await db.LockSenderAsync(request.ChannelId, ct);
        var channel = (await db.LockChannelAsync(request.ChannelId, ct))!;
        channel.Resume();
        sender.Resume(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return ChannelViews.Of(channel);
    }
}

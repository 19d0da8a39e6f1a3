using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Accounts;

/// <summary>How a channel is reached, and what Meta has to be told.</summary>
public sealed record GetChannel(Guid ChannelId) : IRequest<ChannelSettingsView>;

internal sealed class GetChannelHandler(IChannelsDb db, ChannelViews views) : IRequestHandler<GetChannel, ChannelSettingsView>
{
    public async Task<ChannelSettingsView> Handle(GetChannel request, CancellationToken ct) =>
        views.SettingsOf(
            await db.Channels.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.ChannelId, ct)
                ?? throw new DomainException(ChannelErrors.NotFound)
        );
}

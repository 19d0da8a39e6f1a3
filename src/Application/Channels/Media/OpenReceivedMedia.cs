using CleanApp.Application.Channels.Contracts;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Media;

/// <summary>The file a customer sent with a message.</summary>
public sealed record OpenReceivedMedia(Guid ChannelId, Guid MessageId) : IRequest<OpenedFile>;

internal sealed class OpenReceivedMediaHandler(IChannelsDb db, FileOpener files) : IRequestHandler<OpenReceivedMedia, OpenedFile>
{
    public async Task<OpenedFile> Handle(OpenReceivedMedia request, CancellationToken ct)
    {
        var message =
            await db.InboundMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.MessageId && m.ChannelId == request.ChannelId, ct)
            ?? throw new DomainException(MessageErrors.NotFound);
        return await files.OpenAsync(message, ct);
    }
}

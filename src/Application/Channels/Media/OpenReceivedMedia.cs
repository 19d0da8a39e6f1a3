using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Media;

/// <summary>The file a customer sent with a message.</summary>
public sealed record OpenReceivedMedia(Guid ChannelId, Guid MessageId) : IRequest<OpenReceivedMedia.Response>
{
    /// <param name="Content">To be disposed of by who asked.</param>
    /// <param name="MayBeShown">In a page: pictures, sound and film. Everything else is only saved.</param>
    public sealed record Response(Stream Content, string MimeType, string FileName, bool MayBeShown);
}

internal sealed class OpenReceivedMediaHandler(IChannelsDb db, IPersonalVault vault, ISealedFiles files)
    : IRequestHandler<OpenReceivedMedia, OpenReceivedMedia.Response>
{
    public async Task<OpenReceivedMedia.Response> Handle(OpenReceivedMedia request, CancellationToken ct)
    {
        var message =
            await db.InboundMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.MessageId && m.ChannelId == request.ChannelId, ct)
            ?? throw new DomainException(MessageErrors.NotFound);
        var media =
            await db.ReceivedFiles.AsNoTracking().SingleOrDefaultAsync(m => m.Id == message.Id, ct)
            ?? throw new DomainException(MediaErrors.NotFound);
        if (media.State == MediaState.Pending)
            throw new DomainException(MediaErrors.Pending);
        if (media is not { State: MediaState.Stored, FileId: { } fileId, Size: { } size, MimeType: { } type, Details: { } box })
            throw new DomainException(MediaErrors.Gone);
        var keys = await vault.OpenAsync(ct);
        var details = MediaDetails.Open(keys, box, MessagePlaces.ReceivedFile(media.Id));
        var stream = await files.OpenAsync(new KeptFile(fileId, details.Secret, size), ct) ?? throw new DomainException(MediaErrors.Gone);
        return new OpenReceivedMedia.Response(
            stream,
            type,
            MediaDetails.NameOf(keys.ContentOf(message)?.Media?.FileName) ?? MediaDetails.NameFor(type),
            MediaFormat.Find(type) is { Kind: not MediaKind.Document }
        );
    }
}

using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Media;

/// <summary>Keeps a file, to be sent on this channel as often as wanted. What it is its content says, not only its name.</summary>
public sealed record UploadMedia(Guid ChannelId, IIncomingFile File) : IRequest<MediaAssetView>;

/// <param name="Kind">As which message it can be sent; everything can be sent as a document as well.</param>
public sealed record MediaAssetView(Guid Id, MediaKind Kind, string MimeType, long Size, string FileName, DateTimeOffset CreatedAt);

internal sealed class UploadMediaHandler(
    IChannelsDb db,
    IUnitOfWork unitOfWork,
    IPersonalVault vault,
    ISealedFiles files,
    IWorkQueue work,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<UploadMedia, MediaAssetView>
{
    public async Task<MediaAssetView> Handle(UploadMedia request, CancellationToken ct)
    {
        if (!await db.Channels.AnyAsync(c => c.Id == request.ChannelId, ct))
            throw new DomainException(ChannelErrors.NotFound);
        var file = await request.File.OpenAsync(ct) ?? throw new DomainException(MediaErrors.Missing);
        await using var draft = files.Begin();
        var format = await ReadAsync(file, draft, ct);

        var keys = await vault.OpenAsync(ct);
        var id = await ClearMedia.ReserveAsync(unitOfWork, db, work, clock, ct);
        var kept = await draft.KeepAsync(id, ct);
        var name = MediaDetails.NameOf(file.Name) ?? MediaDetails.NameFor(format.MimeType);
        var details = new MediaDetails(kept.Secret, name).Seal(keys, MessagePlaces.Asset(id));
        var asset = MediaAsset.Keep(id, request.ChannelId, format, kept.Size, details, user.UserIdOrNone, clock.GetUtcNow());
        db.MediaAssets.Add(asset);
        await db.SaveChangesAsync(ct);
        return new MediaAssetView(id, asset.Kind, asset.MimeType, asset.Size, name, asset.CreatedAt);
    }

    /// <summary>Known by its beginning, and no more taken in than Meta would take of it.</summary>
    private static async Task<MediaFormat> ReadAsync(IncomingFile file, IFileDraft draft, CancellationToken ct)
    {
        var buffer = new byte[16 * MediaFormat.Telling];
        var read = await file.Content.ReadAtLeastAsync(buffer.AsMemory(0, MediaFormat.Telling), MediaFormat.Telling, throwOnEndOfStream: false, ct);
        if (read == 0)
            throw new DomainException(MediaErrors.Empty);
        var beginning = buffer.AsMemory(0, read);
        var format = MediaFormat.Recognise(beginning.Span, file.MimeType, file.Name);
        var most = format.MostOf(beginning.Span);
        do
        {
            if (draft.Size + read > most)
                throw new DomainException(MediaErrors.TooLarge);
            await draft.Content.WriteAsync(buffer.AsMemory(0, read), ct);
        } while ((read = await file.Content.ReadAsync(buffer, ct)) > 0);
        await draft.FinishAsync(ct);
        return format;
    }
}

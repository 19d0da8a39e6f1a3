using CleanApp.Application.Channels.Accounts;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Media;

/// <summary>
/// Fetches the file of a received message while Meta has it: checked by type, size and hash, encrypted, stored, then recorded. Cut off
/// before it is recorded, it is fetched again under another name, and what was stored is cleared away.
/// </summary>
internal sealed class FetchMedia(
    IChannelsDb db,
    IUnitOfWork unitOfWork,
    IPersonalVault vault,
    ISealedFiles files,
    ChannelSecrets secrets,
    IWhatsApp whatsApp,
    IWorkQueue work,
    TransferSlots slots,
    TimeProvider clock
) : IWorkHandler
{
    public const string WorkKind = "channels.fetch_media";

    /// <summary>Meta's object does not exist: 33 by itself, 100 with a subcode.</summary>
    private static readonly int[] NotThere = [33, 100];
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(1);

    public string Kind => WorkKind;

    /// <summary>For as long as Meta has the file.</summary>
    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var media = await db.ReceivedFiles.AsNoTracking().SingleOrDefaultAsync(m => m.Id == subjectId, ct);
        if (media is not { State: MediaState.Pending })
            return WorkResult.Finished;
        if (media.HasEnded(clock.GetUtcNow()))
            return await ChangeAsync(media, (m, now) => m.Lose("expired", now), ct);
        using var slot = await slots.TryTakeAsync(ct);
        if (slot is null)
            return WorkResult.RunAgainIn(Soonest);
        try
        {
            return await FetchAsync(media, ct);
        }
        catch (ProviderException e)
        {
            return await ChangeAsync(media, (m, now) => Follow(m, e, now), ct);
        }
    }

    private async Task<WorkResult> FetchAsync(ReceivedFile media, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var message = await db.InboundMessages.AsNoTracking().SingleAsync(m => m.Id == media.Id, ct);
        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == message.ChannelId, ct);
        if (keys.ContentOf(message)?.Media is not { } sent)
            return await ChangeAsync(media, (m, now) => m.Lose("erased", now), ct);
        var access = secrets.Access(channel);
        var most = MediaFormat.MostOf(media.Kind) ?? MediaFormat.Largest;
        var file = await whatsApp.FindFileAsync(access, sent.Id, ct);
        if (file.Size > most)
            return await ChangeAsync(media, (m, now) => m.Refuse("too_large", now), ct);

        await using var draft = files.Begin();
        await whatsApp.DownloadAsync(access, file.Url, draft.Content, most, ct);
        var hash = await draft.FinishAsync(ct);
        if (draft.Size == 0 || !IsSame(hash, sent.Sha256) || !IsSame(hash, file.Sha256))
            return await ChangeAsync(media, (m, now) => m.Mistrust(now), ct);
        var (type, refusal) = TypeOf(media.Kind, file.MimeType, draft.Beginning.Span);
        if (refusal is not null)
            return await ChangeAsync(media, (m, now) => m.Refuse(refusal, now), ct);

        var fileId = await ClearMedia.ReserveAsync(unitOfWork, db, work, clock, ct);
        var kept = await draft.KeepAsync(fileId, ct);
        var details = new MediaDetails(kept.Secret).Seal(keys, MessagePlaces.ReceivedFile(media.Id));
        var isWanted = false;
        await ChangeAsync(media, (m, now) => isWanted = m.Keep(fileId, type, kept.Size, details, now), ct);
        if (!isWanted)
            await unitOfWork.InTransactionAsync(inner => work.NudgeAsync(ClearMedia.WorkKind, fileId, inner), ct);
        return WorkResult.Finished;
    }

    /// <summary>Customers may send any document; it is never shown, only saved. Everything else is what it says, or it is not kept.</summary>
    private static (string Type, string? Refusal) TypeOf(string kind, string mimeType, ReadOnlySpan<byte> beginning)
    {
        var format = MediaFormat.Find(mimeType);
        var isSo = format?.Begins(beginning) == true;
        if (kind == "document")
            return (isSo ? format!.MimeType : "application/octet-stream", null);
        var refusal =
            !string.Equals(format?.Kind.ToString(), kind, StringComparison.OrdinalIgnoreCase) ? "type_unsupported"
            : isSo ? null
            : "type_mismatch";
        return (MediaFormat.Bare(mimeType), refusal);
    }

    private static bool IsSame(string hash, string? said) => string.IsNullOrEmpty(said) || hash.Equals(said, StringComparison.OrdinalIgnoreCase);

    private static void Follow(ReceivedFile media, ProviderException e, DateTimeOffset now)
    {
        if (e.Reason is "too_large" or "host_not_allowed" or "redirects")
            media.Refuse(e.Reason, now);
        else if (e.Error is { } error && (NotThere.Contains(error.Code) || error.Class == ErrorClass.Permanent))
            media.Lose("not_at_meta", now);
        else
            media.Wait(e.Reason, now);
    }

    private async Task<WorkResult> ChangeAsync(ReceivedFile media, Action<ReceivedFile, DateTimeOffset> change, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isPending = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                if (await db.LockReceivedFileAsync(media.Id, inner) is not { } row)
                    return false;
                change(row, now);
                await db.SaveChangesAsync(inner);
                return row.State == MediaState.Pending;
            },
            ct
        );
        // The longer Meta refuses, the longer it is left alone, and not all at the same instant.
        var wait = TimeSpan.FromSeconds(Math.Clamp((now - media.CreatedAt).TotalSeconds / 2, Soonest.TotalSeconds, Latest.TotalSeconds));
        return isPending ? WorkResult.RunAgainIn(wait * (0.8 + 0.4 * Random.Shared.NextDouble())) : WorkResult.Finished;
    }
}

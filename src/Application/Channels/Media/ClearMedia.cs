using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Media;

/// <summary>
/// Removes a file from the storage unless a row keeps it. Asked for before each file is stored, so that one whose row was never written,
/// because the process died or the message was erased meanwhile, does not stay there for ever.
/// </summary>
internal sealed class ClearMedia(IChannelsDb db, ISealedFiles files) : IWorkHandler
{
    public const string WorkKind = "channels.clear_media";

    /// <summary>Longer than any file takes from its reservation to its row.</summary>
    private static readonly TimeSpan Unclaimed = TimeSpan.FromHours(1);

    public string Kind => WorkKind;

    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var isKept =
            await db.ReceivedFiles.AnyAsync(m => m.FileId == subjectId && m.State == MediaState.Stored, ct)
            || await db.MediaAssets.AnyAsync(a => a.Id == subjectId && a.State == MediaState.Stored, ct);
        if (!isKept)
            await files.DeleteAsync(subjectId, ct);
        return WorkResult.Finished;
    }

    /// <returns>A name under which a file may be stored now.</returns>
    public static Task<Guid> ReserveAsync(IUnitOfWork unitOfWork, IChannelsDb db, IWorkQueue work, TimeProvider clock, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var id = Guid.CreateVersion7(clock.GetUtcNow());
                work.Enqueue(WorkKind, id, Unclaimed);
                await db.SaveChangesAsync(inner);
                return id;
            },
            ct
        );
}

using CleanApp.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Profile;

/// <summary>
/// Removes a picture from the storage unless a row shows it. Asked for before each is stored, so that one whose row was never written does
/// not stay for ever, and when another takes its place.
/// </summary>
internal sealed class ClearAvatar(IIdentityDb db, ISealedFiles files) : IWorkHandler
{
    public const string WorkKind = "identity.clear_avatar";

    /// <summary>Longer than any picture takes from its reservation to its row.</summary>
    public static readonly TimeSpan Unclaimed = TimeSpan.FromHours(1);

    public string Kind => WorkKind;

    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        if (!await db.Avatars.AnyAsync(a => a.FileId == subjectId, ct))
            await files.DeleteAsync(subjectId, ct);
        return WorkResult.Finished;
    }

    public static SealedPlace Place(Guid userId) => new("avatars", "secret", userId);
}

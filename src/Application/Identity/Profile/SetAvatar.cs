using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Profile;

/// <summary>Shows a picture of oneself to one's colleagues in this company. What it is its content says, not its name.</summary>
public sealed record SetAvatar(IIncomingFile File) : IRequest<SetAvatar.Response>
{
    /// <param name="Avatar">Names the picture.</param>
    public sealed record Response(Guid Avatar);
}

internal sealed class SetAvatarHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    IPersonalVault vault,
    ISealedFiles files,
    IWorkQueue work,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<SetAvatar, SetAvatar.Response>
{
    public async Task<SetAvatar.Response> Handle(SetAvatar request, CancellationToken ct)
    {
        var file = await request.File.OpenAsync(ct) ?? throw new DomainException(IdentityErrors.AvatarMissing);
        var picture = AvatarPicture.Read(await file.ReadAsync(AvatarPicture.MostBytes, ct));

        await using var draft = files.Begin();
        await draft.Content.WriteAsync(picture.Content, ct);
        var keys = await vault.OpenAsync(ct);
        var id = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var reserved = Guid.CreateVersion7(clock.GetUtcNow());
                work.Enqueue(ClearAvatar.WorkKind, reserved, ClearAvatar.Unclaimed);
                await db.SaveChangesAsync(inner);
                return reserved;
            },
            ct
        );
        var kept = await draft.KeepAsync(id, ct);
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var avatar = await db.LockAvatarAsync(user.UserId, inner);
                if (avatar is { FileId: var before })
                    await work.NudgeAsync(ClearAvatar.WorkKind, before, inner);
                else
                    db.Avatars.Add(avatar = Avatar.Of(user.UserId));
                avatar.Show(id, keys.Seal(kept.Secret, ClearAvatar.Place(user.UserId)), picture.MimeType, kept.Size);
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        return new SetAvatar.Response(id);
    }
}

using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;

namespace CleanApp.Application.Identity.Profile;

/// <summary>One's initials again, in this company.</summary>
public sealed record RemoveAvatar : ICommand<Done>;

internal sealed class RemoveAvatarHandler(IIdentityDb db, IWorkQueue work, IUserContext user) : IRequestHandler<RemoveAvatar, Done>
{
    public async Task<Done> Handle(RemoveAvatar request, CancellationToken ct)
    {
        var avatar = await db.LockAvatarAsync(user.UserId, ct) ?? throw new DomainException(IdentityErrors.AvatarNotFound);
        db.Avatars.Remove(avatar);
        await work.NudgeAsync(ClearAvatar.WorkKind, avatar.FileId, ct);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}

using CleanApp.Application.Common;
using CleanApp.Application.Identity.Profile;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

/// <summary>The picture of a member of this company, present or past.</summary>
public sealed record OpenAvatar(Guid UserId) : IRequest<OpenAvatar.Picture>
{
    public sealed record Picture(Stream Content, string MimeType);
}

internal sealed class OpenAvatarHandler(IIdentityDb db, IPersonalVault vault, ISealedFiles files) : IRequestHandler<OpenAvatar, OpenAvatar.Picture>
{
    public async Task<OpenAvatar.Picture> Handle(OpenAvatar request, CancellationToken ct)
    {
        if (await db.Avatars.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.UserId, ct) is not { } avatar)
            throw new DomainException(IdentityErrors.AvatarNotFound);
        var secret = (await vault.OpenAsync(ct)).Open(avatar.Secret, ClearAvatar.Place(avatar.Id));
        return await files.OpenAsync(new KeptFile(avatar.FileId, secret, avatar.Size), ct) is { } content
            ? new OpenAvatar.Picture(content, avatar.MimeType)
            : throw new DomainException(IdentityErrors.AvatarNotFound);
    }
}

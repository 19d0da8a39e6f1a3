using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

public sealed record RevokeInvite(Guid Id) : ICommand<Done>;

internal sealed class RevokeInviteHandler(IIdentityDb db) : IRequestHandler<RevokeInvite, Done>
{
    public async Task<Done> Handle(RevokeInvite request, CancellationToken ct)
    {
        var invite = await db.Invites.SingleOrDefaultAsync(i => i.Id == request.Id && i.AcceptedAt == null, ct);
        db.Invites.Remove(invite ?? throw new DomainException(IdentityErrors.InviteNotFound));
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}

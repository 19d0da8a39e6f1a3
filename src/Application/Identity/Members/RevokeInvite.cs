using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;

namespace CleanApp.Application.Identity.Members;

public sealed record RevokeInvite(Guid Id) : ICommand<Done>;

internal sealed class RevokeInviteHandler(IIdentityDb db, InviteMails mails) : IRequestHandler<RevokeInvite, Done>
{
    public async Task<Done> Handle(RevokeInvite request, CancellationToken ct)
    {
        if (await db.LockInviteAsync(request.Id, ct) is not { AcceptedAt: null } invite)
            throw new DomainException(IdentityErrors.InviteNotFound);
        db.Invites.Remove(invite);
        await mails.ForgetAsync(invite.MailId, ct);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}

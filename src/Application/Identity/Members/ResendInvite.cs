using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;

namespace CleanApp.Application.Identity.Members;

/// <summary>Mails an open invitation again, also one that has run out: with a new link, for the whole time.</summary>
public sealed record ResendInvite(Guid Id) : ICommand<Done>;

internal sealed class ResendInviteHandler(IIdentityDb db, InviteMails mails) : IRequestHandler<ResendInvite, Done>
{
    public async Task<Done> Handle(ResendInvite request, CancellationToken ct)
    {
        var invite = await db.LockInviteAsync(request.Id, ct) ?? throw new DomainException(IdentityErrors.InviteNotFound);
        await mails.SendAsync(invite, ct);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}

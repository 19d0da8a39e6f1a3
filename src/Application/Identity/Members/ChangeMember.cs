using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Identity.Sessions;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

/// <summary>
/// Gives a member another role, or ends or restores the membership. Takes effect on the member's next request; whoever is out is signed out
/// of this company, and signs in anew when let in again.
/// </summary>
public sealed record ChangeMember(Guid UserId, Role Role, bool Active) : IRequest<MemberView>;

internal sealed class ChangeMemberValidator : AbstractValidator<ChangeMember>
{
    public ChangeMemberValidator() => RuleFor(r => r.Role).IsInEnum();
}

internal sealed class ChangeMemberHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenant,
    EndedSessions sessions,
    IAccessCheck access,
    IEnumerable<IOnMemberChanged> listeners
) : IRequestHandler<ChangeMember, MemberView>
{
    public async Task<MemberView> Handle(ChangeMember request, CancellationToken ct)
    {
        var view = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                await db.LockMembershipsAsync(inner);
                var member =
                    await db.Memberships.SingleOrDefaultAsync(m => m.UserId == request.UserId, inner)
                    ?? throw new DomainException(IdentityErrors.MemberNotFound);
                member.Change(request.Role, request.Active);
                var otherOwners = await db.Memberships.AnyAsync(m => m.Role == Role.Owner && m.Active && m.UserId != request.UserId, inner);
                if (!otherOwners && member is not { Role: Role.Owner, Active: true })
                    throw new DomainException(IdentityErrors.LastOwner);
                await db.SaveChangesAsync(inner);
                foreach (var listener in listeners)
                    await listener.RunAsync(member.UserId, inner);
                var person = await db.Users.AsNoTracking().SingleAsync(u => u.Id == member.UserId, inner);
                var avatar = await db.Avatars.AsNoTracking().SingleOrDefaultAsync(a => a.Id == member.Id, inner);
                return new MemberView(
                    person.Id,
                    person.Name,
                    person.Email,
                    member.Role,
                    member.Active,
                    avatar?.FileId,
                    person.SecondFactorAt is not null
                );
            },
            ct
        );
        if (!view.Active)
            await SignOutAsync(view.UserId, ct);
        access.Forget(request.UserId);
        return view;
    }

    /// <summary>Sessions are a person's, so this is done in their scope, and only for those that work here now.</summary>
    private async Task SignOutAsync(Guid userId, CancellationToken ct)
    {
        var company = tenant.TenantId;
        tenant.Enter(company, userId);
        var ended = await unitOfWork.InTransactionAsync(
            inner => sessions.EndAsync(db.Sessions.Where(s => s.UserId == userId && s.CurrentTenantId == company), inner),
            ct
        );
        sessions.Tell(ended);
    }
}

using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

/// <summary>Gives a member another role, or ends or restores the membership. Takes effect on the member's next request.</summary>
public sealed record ChangeMember(Guid UserId, Role Role, bool Active) : IRequest<MemberView>;

internal sealed class ChangeMemberValidator : AbstractValidator<ChangeMember>
{
    public ChangeMemberValidator() => RuleFor(r => r.Role).IsInEnum();
}

internal sealed class ChangeMemberHandler(IIdentityDb db, IUnitOfWork unitOfWork, IAccessCheck access) : IRequestHandler<ChangeMember, MemberView>
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
                var person = await db.Users.AsNoTracking().SingleAsync(u => u.Id == member.UserId, inner);
                return new MemberView(person.Id, person.Name, person.Email, member.Role, member.Active);
            },
            ct
        );
        access.Forget(request.UserId);
        return view;
    }
}

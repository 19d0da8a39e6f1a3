using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

/// <summary>Joins the company: as the person signed in (nothing else needed), or as a new person with name, e-mail and password.</summary>
public sealed record AcceptInvite(string Token, string? Name = null, string? Email = null, string? Password = null) : IRequest<SessionView>;

internal sealed class AcceptInviteValidator : AbstractValidator<AcceptInvite>
{
    public AcceptInviteValidator(ICommonPasswords common)
    {
        RuleFor(r => r.Name!).Name().When(r => r.Name is not null);
        RuleFor(r => r.Email!).Email().When(r => r.Email is not null);
        RuleFor(r => r.Password!).NewPassword(common).When(r => r.Password is not null);
    }
}

internal sealed class AcceptInviteHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IUserContext user,
    IPasswordHasher passwords,
    ITokenSource tokens,
    Admission admission,
    TimeProvider clock
) : IRequestHandler<AcceptInvite, SessionView>
{
    public async Task<SessionView> Handle(AcceptInvite request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var hash = tokens.Hash(request.Token);
        var tenantId = await db.FindInviteTenantAsync(hash, ct) ?? throw new DomainException(IdentityErrors.InviteNotFound);
        var newcomer = user.UserIdOrNone is null ? await NewcomerAsync(request, now, ct) : null;

        tenantContext.Enter(tenantId, newcomer?.Id ?? user.UserId);
        var admitted = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                await db.LockMembershipsAsync(inner);
                var invite =
                    await db.Invites.SingleOrDefaultAsync(i => i.TokenHash == hash, inner)
                    ?? throw new DomainException(IdentityErrors.InviteNotFound);
                if (newcomer is not null)
                {
                    db.Users.Add(newcomer);
                    await db.SaveChangesAsync(inner);
                }
                var person = newcomer ?? await db.Users.SingleAsync(u => u.Id == user.UserId, inner);
                invite.Accept(person, now);
                var former = await db.Memberships.SingleOrDefaultAsync(m => m.UserId == person.Id && m.TenantId == tenantId, inner);
                if (former is { Active: true })
                    throw new DomainException(IdentityErrors.AlreadyMember);
                // Whoever was here before is let in again.
                if (former is null)
                    db.Memberships.Add(Membership.Of(person.Id, invite.Role, now));
                else
                    former.Change(invite.Role, active: true);
                await db.SaveChangesAsync(inner);
                return await admission.AdmitAsync(person, tenantId, hasShownSecondFactor: true, inner);
            },
            ct
        );
        return admitted.OrThrow();
    }

    private async Task<User> NewcomerAsync(AcceptInvite request, DateTimeOffset now, CancellationToken ct)
    {
        if (request is not { Name: { } name, Email: { } email, Password: { } password })
            throw new DomainException(IdentityErrors.InviteAccountNeeded);
        return User.Create(Guid.CreateVersion7(now), name, email, await passwords.HashAsync(password, ct), now);
    }
}

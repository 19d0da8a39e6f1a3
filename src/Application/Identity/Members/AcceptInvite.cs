using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

/// <summary>
/// Joins the company: as the person signed in (nothing else needed), as somebody who has an account (e-mail and password), or as a new
/// person with name, e-mail and password.
/// </summary>
public sealed record AcceptInvite(string Token, string? Name = null, string? Email = null, string? Password = null) : IRequest<SessionView>;

internal sealed class AcceptInviteValidator : AbstractValidator<AcceptInvite>
{
    public AcceptInviteValidator(ICommonPasswords common)
    {
        RuleFor(r => r.Name!).Name().When(r => r.Name is not null);
        RuleFor(r => r.Email!).Email().When(r => r.Email is not null);
        RuleFor(r => r.Password!).NewPassword(common).When(r => r is { Name: not null, Password: not null });
        RuleFor(r => r.Password!).MaximumLength(PasswordRules.MaxLength).When(r => r.Password is not null);
    }
}

internal sealed class AcceptInviteHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IUserContext user,
    IPasswordHasher passwords,
    ITokenSource tokens,
    Credentials credentials,
    Admission admission,
    TimeProvider clock
) : IRequestHandler<AcceptInvite, SessionView>
{
    public async Task<SessionView> Handle(AcceptInvite request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var hash = tokens.Hash(request.Token);
        var tenantId = await db.FindInviteTenantAsync(hash, ct) ?? throw new DomainException(IdentityErrors.InviteNotFound);
        var (personId, newcomer) = await WhoAsync(request, now, ct);

        tenantContext.Enter(tenantId, personId);
        var admitted = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                await db.LockMembershipsAsync(inner);
                var invite =
                    await db.Invites.SingleOrDefaultAsync(i => i.TokenHash == hash, inner)
                    ?? throw new DomainException(IdentityErrors.InviteNotFound);
                var person = newcomer ?? await db.Users.SingleAsync(u => u.Id == personId, inner);
                invite.Accept(person, now);
                if (newcomer is not null)
                {
                    db.Users.Add(newcomer);
                    await db.SaveChangesAsync(inner);
                }
                var former = await db.Memberships.SingleOrDefaultAsync(m => m.UserId == personId && m.TenantId == tenantId, inner);
                if (former is { Active: true })
                    throw new DomainException(IdentityErrors.AlreadyMember);
                // Whoever was here before is let in again.
                if (former is null)
                    db.Memberships.Add(Membership.Of(personId, invite.Role, now));
                else
                    former.Change(invite.Role, active: true);
                await db.SaveChangesAsync(inner);
                return await admission.AdmitAsync(person, tenantId, hasShownSecondFactor: user.UserIdOrNone is not null, inner);
            },
            ct
        );
        return admitted.OrThrow();
    }

    private async Task<(Guid PersonId, User? Newcomer)> WhoAsync(AcceptInvite request, DateTimeOffset now, CancellationToken ct)
    {
        if (user.UserIdOrNone is { } signedIn)
            return (signedIn, null);
        if (request is not { Email: { } email, Password: { } password })
            throw new DomainException(IdentityErrors.InviteAccountNeeded);
        if (request.Name is not { } name)
            return ((await credentials.CheckAsync(email, password, ct)).Id, null);
        var id = Guid.CreateVersion7(now);
        return (id, User.Create(id, name, email, await passwords.HashAsync(password, ct), now));
    }
}

using CleanApp.Application.Common;
using CleanApp.Application.Identity.Mails;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

public enum InviteDelivery
{
    /// <summary>The answer has the link, to be handed over.</summary>
    Link,

    /// <summary>The link is mailed, and shown to nobody else.</summary>
    Email,
}

/// <summary>Makes a one-time link by which a person joins the company: shown in this answer only, or mailed.</summary>
/// <param name="Email">Only the person with this address can then use the link; without it, whoever has it.</param>
/// <param name="Name">What the mail calls the person.</param>
public sealed record InviteMember(Role Role, string? Email = null, string? Name = null, InviteDelivery Delivery = InviteDelivery.Link)
    : ICommand<InviteMember.Response>
{
    /// <param name="Url">Null when it was mailed.</param>
    public sealed record Response(Guid Id, Role Role, string? Email, string? Name, string? Url, DateTimeOffset ExpiresAt);
}

internal sealed class InviteMemberValidator : AbstractValidator<InviteMember>
{
    public InviteMemberValidator()
    {
        RuleFor(r => r.Role).IsInEnum();
        RuleFor(r => r.Email!).Email().When(r => r.Email is not null);
        RuleFor(r => r.Name!).Name().When(r => r.Name is not null);
        RuleFor(r => r.Delivery).IsInEnum();
    }
}

internal sealed class InviteMemberHandler(
    IIdentityDb db,
    IUserContext user,
    ITokenSource tokens,
    IPublicUrls urls,
    InviteMails mails,
    TimeProvider clock
) : IRequestHandler<InviteMember, InviteMember.Response>
{
    public async Task<InviteMember.Response> Handle(InviteMember request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (request.Email is { } address)
            await MakeRoomAsync(User.NormaliseEmail(address), now, ct);
        var token = tokens.NewToken();
        var invite = Invite.Create(Guid.CreateVersion7(now), request.Role, request.Email, request.Name, tokens.Hash(token), user.UserId, now);
        db.Invites.Add(invite);
        if (request.Delivery == InviteDelivery.Email)
            await mails.SendAsync(invite, ct);
        await db.SaveChangesAsync(ct);
        var url = request.Delivery == InviteDelivery.Link ? urls.Of($"/convite/{token}") : null;
        return new InviteMember.Response(invite.Id, invite.Role, invite.Email, invite.Name, url, invite.ExpiresAt);
    }

    /// <summary>Nobody is invited who is in, and an invitation that has run out does not stand in the way of the next.</summary>
    private async Task MakeRoomAsync(string email, DateTimeOffset now, CancellationToken ct)
    {
        var isMember = await (
            from membership in db.Memberships
            join person in db.Users on membership.UserId equals person.Id
            where membership.Active && person.Email == email
            select membership.Id
        ).AnyAsync(ct);
        if (isMember)
            throw new DomainException(IdentityErrors.AlreadyMember);
        db.Invites.RemoveRange(await db.Invites.Where(i => i.Email == email && i.AcceptedAt == null && i.ExpiresAt <= now).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
    }
}

using CleanApp.Application.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Identity.Members;

/// <summary>Makes a one-time link by which a person joins the company. The link is shown in this answer only.</summary>
/// <param name="Email">Only the person with this address can then use the link; without it, whoever has it.</param>
public sealed record InviteMember(Role Role, string? Email = null) : ICommand<InviteMember.Response>
{
    public sealed record Response(Guid Id, Role Role, string? Email, string Url, DateTimeOffset ExpiresAt);
}

internal sealed class InviteMemberValidator : AbstractValidator<InviteMember>
{
    public InviteMemberValidator()
    {
        RuleFor(r => r.Role).IsInEnum();
        RuleFor(r => r.Email!).Email().When(r => r.Email is not null);
    }
}

internal sealed class InviteMemberHandler(IIdentityDb db, IUserContext user, ITokenSource tokens, IPublicUrls urls, TimeProvider clock)
    : IRequestHandler<InviteMember, InviteMember.Response>
{
    public async Task<InviteMember.Response> Handle(InviteMember request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var token = tokens.NewToken();
        var invite = Invite.Create(Guid.CreateVersion7(now), request.Role, request.Email, tokens.Hash(token), user.UserId, now);
        db.Invites.Add(invite);
        await db.SaveChangesAsync(ct);
        return new InviteMember.Response(invite.Id, invite.Role, invite.Email, urls.Of($"/convite/{token}"), invite.ExpiresAt);
    }
}

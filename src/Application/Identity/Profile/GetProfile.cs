using CleanApp.Application.Common;
using CleanApp.Application.Identity.Mails;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Profile;

/// <summary>One's own account, and how one appears in this company.</summary>
public sealed record GetProfile : IRequest<ProfileView>;

/// <param name="Avatar">Names the picture shown in this company; null without one.</param>
/// <param name="NewEmail">Asked for, and not confirmed yet.</param>
/// <param name="Mail">Whether this installation sends e-mail; without, an address cannot be changed.</param>
public sealed record ProfileView(Guid UserId, string Name, string Email, Language Language, Guid? Avatar, NewEmailView? NewEmail, bool Mail);

/// <param name="Mail">What became of the mail with the link; null when it was asked for in another company.</param>
/// <param name="MailError">Why the mail server refused it, or why it waits: a reply code or a word.</param>
public sealed record NewEmailView(string Email, DateTimeOffset ExpiresAt, MailStatus? Mail, string? MailError);

internal sealed class GetProfileHandler(IIdentityDb db, ITenantContext tenantContext, IUserContext user, IMailer mailer, TimeProvider clock)
    : IRequestHandler<GetProfile, ProfileView>
{
    public async Task<ProfileView> Handle(GetProfile request, CancellationToken ct)
    {
        tenantContext.Enter(tenantContext.TenantId, user.UserId);
        var person = await db.Users.AsNoTracking().SingleAsync(u => u.Id == user.UserId, ct);
        var avatar = await db.Avatars.AsNoTracking().Where(a => a.Id == user.UserId).Select(a => (Guid?)a.FileId).SingleOrDefaultAsync(ct);
        return new ProfileView(person.Id, person.Name, person.Email, person.Language, avatar, await NewEmailAsync(ct), mailer.IsConfigured);
    }

    private async Task<NewEmailView?> NewEmailAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var asked = await db
            .PersonTokens.AsNoTracking()
            .Where(t => t.UserId == user.UserId && t.Purpose == TokenPurpose.EmailChange && t.UsedAt == null && t.ExpiresAt > now)
            .SingleOrDefaultAsync(ct);
        if (asked is null)
            return null;
        var mail = await db.Mails.AsNoTracking().Where(m => m.Id == asked.MailId).Select(m => new { m.Status, m.LastError }).SingleOrDefaultAsync(ct);
        return new NewEmailView(asked.NewEmail!, asked.ExpiresAt, mail?.Status, mail?.LastError);
    }
}

using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Identity.Mails;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

/// <summary>Mails invitations, each time with a link of its own: whoever had the one before has nothing.</summary>
internal sealed class InviteMails(
    IIdentityDb db,
    IUserContext user,
    ITenantContext tenantContext,
    ITenantProfile tenant,
    IAttemptLimiter limiter,
    RateLimitOptions limits,
    ITokenSource tokens,
    IPublicUrls urls,
    Mailbag mailbag,
    TimeProvider clock
)
{
    /// <summary>In the caller's transaction; the caller saves.</summary>
    public async Task SendAsync(Invite invite, CancellationToken ct)
    {
        if (!mailbag.IsOpen)
            throw new DomainException(IdentityErrors.MailNotConfigured);
        if (invite.Email is not { } email)
            throw new DomainException(IdentityErrors.InviteWithoutAddress);
        var mailed = $"invite-mails|{tenantContext.TenantId:N}";
        if (await limiter.TakeAsync(mailed, limits.InviteMailsPerHour, TimeSpan.FromHours(1), ct) is { } wait)
            throw new DomainException(IdentityErrors.TooManyInvites) { RetryAfter = wait };
        var token = tokens.NewToken();
        var by = await db.Users.AsNoTracking().Where(u => u.Id == user.UserId).Select(u => u.Name).SingleAsync(ct);
        var company = (await tenant.GetAsync(ct)).Name;
        var content = MailTexts.Invite(email, invite.Name, company, by, invite.Role, urls.Of($"/convite/{token}"));
        var before = invite.MailId;
        var mail = await mailbag.PostAsync(MailKind.Invite, content, ct);
        invite.SendBy(mail!, tokens.Hash(token), clock.GetUtcNow());
        await ForgetAsync(before, ct);
    }

    /// <summary>What is still on its way would lead to nothing.</summary>
    public async Task ForgetAsync(Guid? mailId, CancellationToken ct)
    {
        if (mailId is { } id && await db.LockMailAsync(id, ct) is { } mail)
            db.Mails.Remove(mail);
    }
}

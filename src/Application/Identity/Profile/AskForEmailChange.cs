using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Application.Identity.Mails;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Profile;

/// <summary>
/// Mails a link to the new address; until it is followed the present one stays. Whether the new one belongs to somebody already is told to
/// its mailbox alone.
/// </summary>
public sealed record AskForEmailChange(string Email, string Password) : IRequest<Done>;

internal sealed class AskForEmailChangeValidator : AbstractValidator<AskForEmailChange>
{
    public AskForEmailChangeValidator()
    {
        RuleFor(r => r.Email).Email();
        RuleFor(r => r.Password).NotEmpty().MaximumLength(PasswordRules.MaxLength);
    }
}

internal sealed class AskForEmailChangeHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IUserContext user,
    ITokenSource secrets,
    IPublicUrls urls,
    IAttemptLimiter limiter,
    RateLimitOptions limits,
    PresentPassword present,
    PersonTokens tokens,
    Mailbag mailbag
) : IRequestHandler<AskForEmailChange, Done>
{
    public async Task<Done> Handle(AskForEmailChange request, CancellationToken ct)
    {
        if (!mailbag.IsOpen)
            throw new DomainException(IdentityErrors.MailNotConfigured);
        tenantContext.Enter(tenantContext.TenantId, user.UserId);
        await present.CheckAsync(user.UserId, request.Password, ct);
        var email = User.NormaliseEmail(request.Email);
        var person = await db.Users.AsNoTracking().SingleAsync(u => u.Id == user.UserId, ct);
        if (person.Email == email)
            throw new DomainException(IdentityErrors.EmailUnchanged);
        // Else a screen left open would be a way to write to anybody.
        if (await limiter.TakeAsync($"email-change|{user.UserId:N}", limits.ResetMailsPerHour, TimeSpan.FromHours(1), ct) is { } wait)
            throw new DomainException(IdentityErrors.TooManyEmailChanges) { RetryAfter = wait };
        var isTaken = await db.FindUserIdByEmailAsync(email, ct) is not null;

        var secret = secrets.NewToken();
        var (kind, content) = isTaken
            ? (MailKind.EmailTaken, MailTexts.EmailTaken(email))
            : (MailKind.EmailChange, MailTexts.EmailChange(person, email, urls.Of($"/confirmar-email#{secret}")));
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var mail = await mailbag.PostAsync(kind, content, inner, PersonToken.LifetimeOf(TokenPurpose.EmailChange));
                // Of an address that is taken as well, with a link that nobody was sent: what waits looks the same.
                await tokens.ReplaceAsync(user.UserId, TokenPurpose.EmailChange, secret, inner, mail!.Id, email);
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        return Done.Value;
    }
}

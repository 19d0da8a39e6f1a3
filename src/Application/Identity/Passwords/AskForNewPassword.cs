using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Application.Identity.Mails;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Passwords;

/// <summary>Mails a link to set a new password. Whether the address has an account, the answer does not tell, nor how long it takes.</summary>
public sealed record AskForNewPassword(string Email) : IRequest<Done>;

internal sealed class AskForNewPasswordValidator : AbstractValidator<AskForNewPassword>
{
    public AskForNewPasswordValidator() => RuleFor(r => r.Email).Email();
}

internal sealed class AskForNewPasswordHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITokenSource secrets,
    IPublicUrls urls,
    IAttemptLimiter limiter,
    RateLimitOptions limits,
    IClientAddress address,
    PersonTokens tokens,
    PersonMails mails,
    TimeProvider clock
) : IRequestHandler<AskForNewPassword, Done>
{
    /// <summary>Longer than it takes to write a mail down, so that every answer comes at this time.</summary>
    private static readonly TimeSpan Answer = TimeSpan.FromMilliseconds(400);

    public async Task<Done> Handle(AskForNewPassword request, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        if (await limiter.TakeAsync($"password-reset|{address.Value}", limits.ResetsPerMinute, TimeSpan.FromMinutes(1), ct) is { } wait)
            throw new DomainException(IdentityErrors.TooManyResets) { RetryAfter = wait };
        var email = User.NormaliseEmail(request.Email);
        // No mailbox is flooded; whose it is stays untold here as well.
        var isTooOften = await limiter.TakeAsync($"password-reset-mail|{email}", limits.ResetMailsPerHour, TimeSpan.FromHours(1), ct) is not null;
        if (!isTooOften && await db.FindUserIdByEmailAsync(email, ct) is { } userId && await mails.EnterAsync(userId, ct))
            await WriteAsync(userId, ct);

        if (Answer - clock.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, clock, ct);
        return Done.Value;
    }

    private Task WriteAsync(Guid userId, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var person = await db.Users.SingleAsync(u => u.Id == userId, inner);
                if (!person.Active)
                    return;
                var secret = secrets.NewToken();
                // Behind the sharp: browsers send that part to nobody.
                var content = MailTexts.PasswordReset(person, urls.Of($"/nova-senha#{secret}"));
                var lifetime = PersonToken.LifetimeOf(TokenPurpose.PasswordReset);
                if (await mails.Bag.PostAsync(MailKind.PasswordReset, content, inner, lifetime) is not { } mail)
                    return;
                await tokens.ReplaceAsync(userId, TokenPurpose.PasswordReset, secret, inner, mail.Id);
                await db.SaveChangesAsync(inner);
            },
            ct
        );
}

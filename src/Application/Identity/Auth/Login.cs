using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Auth;

/// <summary>
/// Signs a person in. Unknown e-mail and wrong password get the same answer in the same time. Who has a second factor is offered the
/// second step instead, who needs one and has none its setting up.
/// </summary>
/// <param name="TenantId">The company to work in; without it, the one joined first.</param>
public sealed record Login(string Email, string Password, Guid? TenantId = null) : IRequest<SessionView>;

internal sealed class LoginValidator : AbstractValidator<Login>
{
    public LoginValidator()
    {
        RuleFor(r => r.Email).Email();
        RuleFor(r => r.Password).NotEmpty().MaximumLength(PasswordRules.MaxLength);
    }
}

internal sealed class LoginHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IPasswordHasher passwords,
    IAttemptLimiter limiter,
    RateLimitOptions limits,
    IClientAddress address,
    Admission admission
) : IRequestHandler<Login, SessionView>
{
    public async Task<SessionView> Handle(Login request, CancellationToken ct)
    {
        // Taken before the password is looked at and given back on success, so guesses in parallel count as well.
        var email = User.NormaliseEmail(request.Email);
        var attempts = $"sign-in|{email}|{address.Value}";
        if (await limiter.TakeAsync(attempts, limits.SignInFailuresPerMinute, TimeSpan.FromMinutes(1), ct) is { } wait)
            throw new DomainException(IdentityErrors.TooManySignIns) { RetryAfter = wait };

        var userId = await db.FindUserIdByEmailAsync(email, ct) ?? Guid.Empty;
        tenantContext.Enter(null, userId);
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId, ct);
        var check = await passwords.VerifyAsync(user?.PasswordHash, request.Password, ct);
        if (user is not { Active: true } || check == PasswordCheck.Wrong)
            throw new DomainException(IdentityErrors.CredentialsInvalid);

        await limiter.ResetAsync(attempts, ct);
        var upgraded = check == PasswordCheck.RightButOld ? await passwords.HashAsync(request.Password, ct) : null;
        var admitted = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                if (upgraded is not null)
                    user.UpgradePasswordHash(upgraded);
                return await admission.AdmitAsync(user, request.TenantId, hasShownSecondFactor: false, inner);
            },
            ct
        );
        return admitted.OrThrow();
    }
}

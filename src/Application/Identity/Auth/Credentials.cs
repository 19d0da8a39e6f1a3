using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Auth;

/// <summary>Address and password of somebody who is not signed in: an unknown address and a wrong password are told alike, in the same time.</summary>
internal sealed class Credentials(
    IIdentityDb db,
    ITenantContext tenantContext,
    IPasswordHasher passwords,
    IAttemptLimiter limiter,
    RateLimitOptions limits,
    IClientAddress address
)
{
    /// <summary>Outside of transactions; goes on in the person's scope. A password under an older algorithm is stored anew with the next save.</summary>
    public async Task<User> CheckAsync(string givenEmail, string password, CancellationToken ct)
    {
        // Taken before the password is looked at and given back on success, so guesses in parallel count as well.
        var email = User.NormaliseEmail(givenEmail);
        var attempts = $"sign-in|{email}|{address.Value}";
        if (await limiter.TakeAsync(attempts, limits.SignInFailuresPerMinute, TimeSpan.FromMinutes(1), ct) is { } wait)
            throw new DomainException(IdentityErrors.TooManySignIns) { RetryAfter = wait };

        var userId = await db.FindUserIdByEmailAsync(email, ct) ?? Guid.Empty;
        tenantContext.Enter(null, userId);
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId, ct);
        var check = await passwords.VerifyAsync(user?.PasswordHash, password, ct);
        if (user is not { Active: true } || check == PasswordCheck.Wrong)
            throw new DomainException(IdentityErrors.CredentialsInvalid);
        await limiter.ResetAsync(attempts, ct);
        if (check == PasswordCheck.RightButOld)
            user.UpgradePasswordHash(await passwords.HashAsync(password, ct));
        return user;
    }
}

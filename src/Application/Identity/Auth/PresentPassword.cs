using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Auth;

/// <summary>Whoever sits at an open screen is not yet whoever signed in: what decides over an account asks for its password again.</summary>
internal sealed class PresentPassword(IIdentityDb db, IPasswordHasher passwords, IAttemptLimiter limiter, RateLimitOptions limits)
{
    /// <summary>In the person's scope, outside of transactions: hashing is slow on purpose.</summary>
    /// <exception cref="DomainException">Wrong, or too often.</exception>
    public async Task CheckAsync(Guid userId, string password, CancellationToken ct)
    {
        var attempts = $"present-password|{userId:N}";
        if (await limiter.TakeAsync(attempts, limits.WrongCodesPerHour, TimeSpan.FromHours(1), ct) is { } wait)
            throw new DomainException(IdentityErrors.TooManyPasswords) { RetryAfter = wait };
        var hash = await db.Users.AsNoTracking().Where(u => u.Id == userId).Select(u => u.PasswordHash).SingleAsync(ct);
        if (await passwords.VerifyAsync(hash, password, ct) == PasswordCheck.Wrong)
            throw new DomainException(IdentityErrors.PasswordWrong);
        await limiter.ResetAsync(attempts, ct);
    }
}

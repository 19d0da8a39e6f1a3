using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Auth;

/// <summary>Short-lived secrets of persons: links in mails, and second steps.</summary>
internal sealed class PersonTokens(IIdentityDb db, ITenantContext tenantContext, ITokenSource tokens, TimeProvider clock)
{
    /// <summary>For the second half of signing in; several devices may be at it at once.</summary>
    /// <returns>The secret; of it only a hash is kept.</returns>
    public async Task<string> IssueAsync(Guid userId, TokenPurpose purpose, Guid companyId, CancellationToken ct)
    {
        var secret = tokens.NewToken();
        await ReplaceAsync(userId, purpose, secret, ct, companyId: companyId);
        return secret;
    }

    /// <summary>Of links to one end the newest works.</summary>
    /// <param name="secret">Made before, because a mail had to say it.</param>
    public async Task ReplaceAsync(
        Guid userId,
        TokenPurpose purpose,
        string secret,
        CancellationToken ct,
        Guid? mailId = null,
        string? newEmail = null,
        Guid? companyId = null
    )
    {
        var now = clock.GetUtcNow();
        var isLink = purpose is TokenPurpose.PasswordReset or TokenPurpose.EmailChange;
        await db.PersonTokens.Where(t => t.UserId == userId && (t.ExpiresAt < now || isLink && t.Purpose == purpose)).ExecuteDeleteAsync(ct);
        db.PersonTokens.Add(PersonToken.Create(Guid.CreateVersion7(now), userId, purpose, tokens.Hash(secret), now, mailId, newEmail, companyId));
    }

    /// <summary>Goes on in the scope of the person it belongs to.</summary>
    /// <exception cref="DomainException"><paramref name="otherwise"/>: nobody's.</exception>
    public async Task<(Guid UserId, string Hash)> EnterAsync(string token, TokenPurpose purpose, Error otherwise, CancellationToken ct)
    {
        var hash = tokens.Hash(token);
        var userId = await db.FindPersonTokenOwnerAsync(hash, purpose, ct) ?? throw new DomainException(otherwise);
        tenantContext.Enter(null, userId);
        return (userId, hash);
    }

    /// <summary>Locked; usable now.</summary>
    public async Task<PersonToken> LockAsync(string hash, Error otherwise, CancellationToken ct) =>
        await db.LockPersonTokenAsync(hash, ct) is { } token && token.IsOpen(clock.GetUtcNow()) ? token : throw new DomainException(otherwise);

    /// <summary>A new password or address makes every link and half sign-in of before worthless.</summary>
    public Task ForgetAllAsync(Guid userId, CancellationToken ct) => db.PersonTokens.Where(t => t.UserId == userId).ExecuteDeleteAsync(ct);
}

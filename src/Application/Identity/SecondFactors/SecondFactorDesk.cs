using CleanApp.Application.Common;
using CleanApp.Application.Identity.Mails;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.SecondFactors;

/// <param name="Secret">Base32, to be typed into the app.</param>
/// <param name="Uri">The same for the app's camera: <c>otpauth://totp/…</c></param>
public sealed record SecondFactorSecret(string Secret, string Uri);

/// <summary>Sets a person's second factor up and looks at what they show of it. In the caller's transaction and the person's scope.</summary>
internal sealed class SecondFactorDesk(
    IIdentityDb db,
    ISecretBox secrets,
    ITokenSource tokens,
    IOneTimeCodes codes,
    IAttemptLimiter limiter,
    RateLimitOptions limits,
    Mailbag mailbag,
    TimeProvider clock
)
{
    /// <summary>Letters and digits that are not taken for each other.</summary>
    private const string Alphabet = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private const int CodeLength = 10;

    /// <summary>Of one person, over all their sign-ins: whoever has the password must not be able to try all codes.</summary>
    public async Task TakeAttemptAsync(Guid userId, CancellationToken ct)
    {
        if (await limiter.TakeAsync(Attempts(userId), limits.WrongCodesPerHour, TimeSpan.FromHours(1), ct) is { } wait)
            throw new DomainException(IdentityErrors.TooManyCodes) { RetryAfter = wait };
    }

    public Task GiveAttemptsBackAsync(Guid userId, CancellationToken ct) => limiter.ResetAsync(Attempts(userId), ct);

    /// <summary>A secret for the app; begun again, the one before is worthless.</summary>
    public async Task<SecondFactorSecret> BeginAsync(Guid userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = await db.LockUserAsync(userId, ct);
        if (person.SecondFactorAt is not null)
            throw new DomainException(IdentityErrors.SecondFactorOn);
        var secret = codes.NewSecret();
        var box = secrets.Seal(secret, Context(userId));
        if (await db.LockSecondFactorAsync(userId, ct) is { } begun)
            begun.BeginAgain(box, now);
        else
            db.SecondFactors.Add(SecondFactor.Begin(userId, box, now));
        await db.SaveChangesAsync(ct);
        return new SecondFactorSecret(secret, $"otpauth://totp/CleanApp:{Uri.EscapeDataString(person.Email)}?secret={secret}&issuer=CleanApp");
    }

    /// <returns>The recovery codes, shown only now; null when the code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(User person, string code, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (person.SecondFactorAt is not null)
            throw new DomainException(IdentityErrors.SecondFactorOn);
        var factor = await db.LockSecondFactorAsync(person.Id, ct) ?? throw new DomainException(IdentityErrors.SecondFactorOff);
        if (!factor.Accept(StepOf(factor, code)))
            return null;
        factor.Confirm(now);
        person.TurnSecondFactorOn(now);
        await mailbag.PostAsync(MailKind.SecondFactorChanged, MailTexts.SecondFactorChanged(person, on: true), ct);
        return await RenewCodesAsync(person.Id, ct);
    }

    /// <summary>A code of the app, each accepted once, or a recovery code, gone with its use.</summary>
    public async Task<bool> AcceptAsync(Guid userId, string code, CancellationToken ct)
    {
        if (await db.LockSecondFactorAsync(userId, ct) is not { ConfirmedAt: not null } factor)
            return false;
        var plain = Plain(code);
        if (plain.Length == CodeLength)
        {
            var hash = HashOf(userId, plain);
            return await db.RecoveryCodes.Where(c => c.UserId == userId && c.CodeHash == hash).ExecuteDeleteAsync(ct) == 1;
        }
        if (!factor.Accept(StepOf(factor, plain)))
            return false;
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Those of before work no more.</summary>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(Guid userId, CancellationToken ct)
    {
        await db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        var fresh = Enumerable.Range(0, RecoveryCode.Count).Select(_ => tokens.NewText(Alphabet, CodeLength)).ToList();
        foreach (var code in fresh)
            db.RecoveryCodes.Add(RecoveryCode.Of(Guid.CreateVersion7(clock.GetUtcNow()), userId, HashOf(userId, code)));
        await db.SaveChangesAsync(ct);
        return fresh.ConvertAll(code => $"{code[..5]}-{code[5..]}");
    }

    public async Task TurnOffAsync(User person, CancellationToken ct)
    {
        person.TurnSecondFactorOff();
        await mailbag.PostAsync(MailKind.SecondFactorChanged, MailTexts.SecondFactorChanged(person, on: false), ct);
        await db.SaveChangesAsync(ct);
        await db.RecoveryCodes.Where(c => c.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.SecondFactors.Where(f => f.UserId == person.Id).ExecuteDeleteAsync(ct);
    }

    private long? StepOf(SecondFactor factor, string code) => codes.StepOf(secrets.Open(factor.Secret, Context(factor.UserId)), Plain(code));

    /// <summary>As it is read aloud or copied: blanks and hyphens mean nothing.</summary>
    private static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private string HashOf(Guid userId, string code) => tokens.Derive("recovery-code", $"{userId:N}|{code}");

    private static string Attempts(Guid userId) => $"second-factor|{userId:N}";

    private static string Context(Guid userId) => $"second_factors|secret|{userId:N}";
}

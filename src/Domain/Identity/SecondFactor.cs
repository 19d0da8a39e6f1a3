namespace CleanApp.Domain.Identity;

/// <summary>What a person's authenticator app and we both know (TOTP, RFC 6238: SHA-1, six digits, thirty seconds).</summary>
public sealed class SecondFactor
{
    private SecondFactor() { }

    public Guid UserId { get; private init; }

    /// <summary>Sealed.</summary>
    public byte[] Secret { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When a first code showed that the app has the secret; until then nothing is asked for.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The time step of the last code that was accepted: neither it nor an older one is accepted again.</summary>
    public long LastStep { get; private set; }

    public static SecondFactor Begin(Guid userId, byte[] secret, DateTimeOffset now) =>
        new()
        {
            UserId = userId,
            Secret = secret,
            CreatedAt = now,
        };

    /// <summary>Begun anew with another secret, as long as it is not in force.</summary>
    public void BeginAgain(byte[] secret, DateTimeOffset now) => (Secret, CreatedAt, LastStep) = (secret, now, 0);

    /// <param name="step">Which time step the code is of; null when it is of none.</param>
    /// <returns>Whether it is accepted.</returns>
    public bool Accept(long? step)
    {
        if (step is not { } shown || shown <= LastStep)
            return false;
        LastStep = shown;
        return true;
    }

    public void Confirm(DateTimeOffset now) => ConfirmedAt ??= now;
}

/// <summary>For the day the telephone is lost: works once. Only a keyed hash is kept.</summary>
public sealed class RecoveryCode
{
    /// <summary>How many a person gets at once.</summary>
    public const int Count = 10;

    private RecoveryCode() { }

    public Guid Id { get; private init; }
    public Guid UserId { get; private init; }
    public string CodeHash { get; private init; } = "";

    public static RecoveryCode Of(Guid id, Guid userId, string codeHash) =>
        new()
        {
            Id = id,
            UserId = userId,
            CodeHash = codeHash,
        };
}

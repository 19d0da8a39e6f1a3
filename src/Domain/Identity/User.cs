namespace CleanApp.Domain.Identity;

/// <summary>A person who signs in; may be a member of several companies.</summary>
public sealed class User
{
    private User() { }

    public Guid Id { get; private init; }

    /// <summary>Trimmed and lower-case: the form in which it is unique.</summary>
    public string Email { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string PasswordHash { get; private set; } = "";
    public Language Language { get; private set; }

    /// <summary>Since when the person signs in with a second factor; null without one.</summary>
    public DateTimeOffset? SecondFactorAt { get; private set; }

    /// <summary>Access tokens carry it; raising it ends all of them at once.</summary>
    public int TokenVersion { get; private set; }
    public bool Active { get; private set; } = true;
    public DateTimeOffset CreatedAt { get; private init; }

    public static User Create(Guid id, string name, string email, string passwordHash, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Name = name.Trim(),
            Email = NormaliseEmail(email),
            PasswordHash = passwordHash,
            CreatedAt = now,
        };

    public static string NormaliseEmail(string email) => email.Trim().ToLowerInvariant();

    /// <summary>Stores the same password under a newer algorithm; sessions go on.</summary>
    public void UpgradePasswordHash(string passwordHash) => PasswordHash = passwordHash;

    /// <summary>Whoever changes it ends the sessions as well.</summary>
    public void ChangePassword(string passwordHash) => PasswordHash = passwordHash;

    public void Describe(string name, Language language)
    {
        Name = name.Trim();
        Language = language;
    }

    public void MoveTo(string email) => Email = NormaliseEmail(email);

    public void TurnSecondFactorOn(DateTimeOffset now) => SecondFactorAt ??= now;

    public void TurnSecondFactorOff() => SecondFactorAt = null;
}

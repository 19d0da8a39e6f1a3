using CleanApp.Domain.Common;

namespace CleanApp.Domain.Privacy;

public enum PrivacyRegister
{
    /// <summary>Processing operations (LGPD art. 37).</summary>
    Operations,

    /// <summary>Security incidents with personal data (LGPD art. 48; Resolução CD/ANPD 15/2024).</summary>
    Incidents,
}

/// <summary>One version of one entry of a register. Append-only: a change is the next version, so what was known when can be shown.</summary>
public sealed class RegisterEntry : TenantEntity
{
    private RegisterEntry() { }

    /// <summary>The same in all versions.</summary>
    public Guid EntryId { get; private init; }
    public PrivacyRegister Register { get; private init; }

    /// <summary>1, 2, 3 …; each once.</summary>
    public int Version { get; private init; }

    /// <summary>JSON of the register's own shape.</summary>
    public string Content { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
    public Guid? ByUserId { get; private init; }

    public static RegisterEntry First(Guid id, PrivacyRegister register, string content, Actor by, DateTimeOffset now) =>
        Of(id, id, register, 1, content, by, now);

    public RegisterEntry Next(Guid id, string content, Actor by, DateTimeOffset now) => Of(id, EntryId, Register, Version + 1, content, by, now);

    private static RegisterEntry Of(Guid id, Guid entryId, PrivacyRegister register, int version, string content, Actor by, DateTimeOffset now) =>
        new()
        {
            Id = id,
            EntryId = entryId,
            Register = register,
            Version = version,
            Content = content,
            At = now,
            ByUserId = by.UserId,
        };
}

/// <summary>When an incident has to have been told to the authority and to the people concerned.</summary>
public static class IncidentDeadline
{
    /// <summary>Resolução CD/ANPD 15/2024, art. 6 and 9. A small agent (Resolução CD/ANPD 2/2022) has twice as many.</summary>
    public const int BusinessDays = 3;

    /// <param name="known">The day the company knew that personal data were affected.</param>
    /// <returns>The last day, counted Monday to Friday: holidays, which differ from town to town, give more time than this says.</returns>
    public static DateOnly After(DateOnly known)
    {
        var day = known;
        for (var left = BusinessDays; left > 0; )
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                left--;
        }
        return day;
    }
}

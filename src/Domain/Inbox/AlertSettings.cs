using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>What a member wants to be told of while they look elsewhere, and how.</summary>
public sealed class AlertSettings : TenantEntity
{
    private AlertSettings() { }

    public Guid UserId { get; private init; }
    public AlertScope Scope { get; private set; } = AlertScope.Mine;
    public bool Sound { get; private set; } = true;

    /// <summary>Whether a notification says who wrote, and what: a locked telephone shows it to whoever holds it.</summary>
    public bool ShowsWords { get; private set; } = true;

    /// <summary>By the company's clock; both or neither. From the later to the earlier goes over midnight.</summary>
    public TimeOnly? QuietFrom { get; private set; }
    public TimeOnly? QuietUntil { get; private set; }

    /// <summary>As it is for whoever never chose.</summary>
    public static AlertSettings Of(Guid userId) => new() { Id = userId, UserId = userId };

    public void Change(AlertScope scope, bool sound, bool showsWords, TimeOnly? quietFrom, TimeOnly? quietUntil)
    {
        if (quietFrom is null != quietUntil is null || (quietFrom is not null && quietFrom == quietUntil))
            throw new DomainException(AlertErrors.QuietIncomplete);
        (Scope, Sound, ShowsWords, QuietFrom, QuietUntil) = (scope, sound, showsWords, quietFrom, quietUntil);
    }

    /// <param name="local">By the company's clock.</param>
    public bool IsQuiet(TimeOnly local) =>
        (QuietFrom, QuietUntil) switch
        {
            ({ } from, { } until) when from < until => local >= from && local < until,
            ({ } from, { } until) => local >= from || local < until,
            _ => false,
        };

    /// <summary>Whether a customer's message is told of.</summary>
    /// <param name="assigneeId">Whose conversation it is.</param>
    public bool Wants(Guid? assigneeId) =>
        Scope switch
        {
            AlertScope.All => true,
            AlertScope.Mine => assigneeId is null || assigneeId == UserId,
            _ => false,
        };
}

public enum AlertScope
{
    /// <summary>Every conversation that may be seen.</summary>
    All,

    /// <summary>One's own, and those that nobody has taken on.</summary>
    Mine,
    None,
}

using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>What holds for everybody of a company who answers. Its id is the company's.</summary>
public sealed class InboxSettings : TenantEntity
{
    public const int DefaultAwayAfterMinutes = 5;

    private InboxSettings() { }

    /// <summary>How long somebody may be gone before they are away.</summary>
    public int AwayAfterMinutes { get; private set; } = DefaultAwayAfterMinutes;

    public TimeSpan AwayAfter => TimeSpan.FromMinutes(AwayAfterMinutes);

    /// <summary>What a company begins with.</summary>
    public static InboxSettings Usual => new();

    public void Change(int awayAfterMinutes) => AwayAfterMinutes = awayAfterMinutes;
}

using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>What a company gives points for, so that who is likely to buy stands first. Its id is the company's.</summary>
public sealed class LeadScoring : TenantEntity
{
    public const int Most = 100;

    private LeadScoring() { }

    /// <summary>Somebody sent them.</summary>
    public int Recommendation { get; private set; } = 30;

    /// <summary>They came by an advertisement.</summary>
    public int Advertisement { get; private set; } = 15;

    /// <summary>They wrote by themselves.</summary>
    public int Conversation { get; private set; } = 20;

    /// <summary>It is known what they want.</summary>
    public int Interest { get; private set; } = 10;

    /// <summary>It is known what it might bring.</summary>
    public int Amount { get; private set; } = 15;

    /// <summary>Something is to be done next.</summary>
    public int NextStep { get; private set; } = 10;
    public int Qualified { get; private set; } = 25;

    /// <summary>Goes up with every change; a lead says by which one it was rated.</summary>
    public int Version { get; private set; }

    /// <summary>When it was last changed; long ago when never.</summary>
    public DateTimeOffset ChangedAt { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>What a company begins with.</summary>
    public static LeadScoring Usual => new();

    public void Change(
        int recommendation,
        int advertisement,
        int conversation,
        int interest,
        int amount,
        int nextStep,
        int qualified,
        DateTimeOffset now
    )
    {
        (Recommendation, Advertisement, Conversation) = (recommendation, advertisement, conversation);
        (Interest, Amount, NextStep, Qualified) = (interest, amount, nextStep, qualified);
        (Version, ChangedAt) = (Version + 1, now);
    }

    /// <summary>0 to <see cref="Most"/>.</summary>
    public int Of(Lead lead) => Math.Clamp(Why(lead).Sum(p => p.Points), 0, Most);

    /// <summary>What the lead has points for, and how many.</summary>
    public IReadOnlyList<ScorePoint> Why(Lead lead)
    {
        (bool IsSo, ScoreReason Reason, int Points)[] all =
        [
            (lead.Source == LeadSource.Recommendation, ScoreReason.Recommendation, Recommendation),
            (lead.Source == LeadSource.Advertisement, ScoreReason.Advertisement, Advertisement),
            (lead.ConversationId is not null, ScoreReason.Conversation, Conversation),
            (lead.Interest is not null, ScoreReason.Interest, Interest),
            (lead.Amount is not null, ScoreReason.Amount, Amount),
            (lead.NextStep is not null, ScoreReason.NextStep, NextStep),
            (lead.Status == LeadStatus.Qualified, ScoreReason.Qualified, Qualified),
        ];
        return [.. all.Where(p => p.IsSo && p.Points != 0).Select(p => new ScorePoint(p.Reason, p.Points))];
    }
}

public enum ScoreReason
{
    Recommendation,
    Advertisement,
    Conversation,
    Interest,
    Amount,
    NextStep,
    Qualified,
}

/// <param name="Points">-100 to 100, not 0.</param>
public sealed record ScorePoint(ScoreReason Reason, int Points);

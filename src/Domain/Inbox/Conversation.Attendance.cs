namespace CleanApp.Domain.Inbox;

/// <summary>Who has it, whether they are at work, and what follows when nobody does.</summary>
public sealed partial class Conversation
{
    /// <summary>Since when the customer waits and nobody who is at work has it; null otherwise.</summary>
    public DateTimeOffset? UnattendedSince { get; private set; }

    /// <summary>How often whoever leads was told of that.</summary>
    public int Alerts { get; private set; }
    public DateTimeOffset? AlertedAt { get; private set; }

    /// <summary>Who had it before it was resolved, and is the first to be given it again.</summary>
    public Guid? ReturnsToId { get; private set; }

    /// <summary>From whom a person took it for the team: it is not shared out to them again.</summary>
    public Guid? GivenBackById { get; private set; }

    /// <summary>Whose load it is: what is put off or waits for something outside is nobody's.</summary>
    public Guid? HeldBy => Status == ConversationStatus.Open ? AssigneeId : null;

    /// <summary>Who has it and is waited for; null when it is nobody's, or the customer's turn.</summary>
    public Guid? AwaitedFrom => WaitingSince is null ? null : HeldBy;

    /// <summary>Shared out by the rules of its team.</summary>
    public ConversationItem GiveTo(Guid agentId, AssignmentReason reason, DateTimeOffset now)
    {
        RequireLive();
        Hand(agentId);
        return ConversationItem.OfAssignment(Id, ++LastSequence, agentId, reason, now);
    }

    /// <summary>Written to again after it was resolved, it is shared out anew; first to whoever had it.</summary>
    public void ShareAgain(DateTimeOffset now)
    {
        (ReturnsToId, AssigneeId) = (AssigneeId ?? ReturnsToId, null);
        Settle(now);
    }

    /// <summary>Who has it is not at work, and the customer waits.</summary>
    public void MissAssignee(DateTimeOffset now)
    {
        if (AwaitedFrom is not null)
            UnattendedSince ??= now;
    }

    /// <summary>Who has it is at work again.</summary>
    public void FindAssignee()
    {
        if (AssigneeId is not null)
            Attend();
    }

    /// <param name="after">How long nobody may have it; then whoever leads is told, and again each time that has doubled.</param>
    /// <returns>Null when there is nothing to tell that was not told.</returns>
    public ConversationItem? Alert(TimeSpan after, DateTimeOffset now)
    {
        var before = Alerts;
        while (NextAlertAt(after) <= now)
            Alerts++;
        if (Alerts == before)
            return null;
        AlertedAt = now;
        return ConversationItem.OfAlert(Id, ++LastSequence, AssigneeId, now - UnattendedSince!.Value, now);
    }

    /// <summary>Null while somebody has it who is at work.</summary>
    public DateTimeOffset? NextAlertAt(TimeSpan after) => UnattendedSince + after * Math.Pow(2, Alerts);

    private void Hand(Guid? assigneeId)
    {
        (AssigneeId, ReturnsToId, GivenBackById) = (assigneeId, null, null);
        Attend();
    }

    private void Attend() => (UnattendedSince, Alerts, AlertedAt) = (null, 0, null);

    /// <summary>An open one that waits for an answer and is nobody's is always known to be so.</summary>
    private void Settle(DateTimeOffset now)
    {
        if (Status != ConversationStatus.Open || WaitingSince is null)
            Attend();
        else if (AssigneeId is null)
            UnattendedSince ??= now;
    }
}

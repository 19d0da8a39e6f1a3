using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>
/// How a conversation stood before an answer that its author can still take back; its id is the message's. Nothing of it is needed once the
/// message has gone.
/// </summary>
public sealed class HeldReply : TenantEntity
{
    private HeldReply() { }

    public Guid ConversationId { get; private init; }

    /// <summary>The number of the answer in the conversation.</summary>
    public int Sequence { get; private set; }
    public DateTimeOffset HeldUntil { get; private init; }
    public Guid? AssigneeId { get; private set; }
    public DateTimeOffset? WaitingSince { get; private set; }
    public DateTimeOffset? UnattendedSince { get; private set; }
    public int Alerts { get; private set; }
    public DateTimeOffset? AlertedAt { get; private set; }
    public int Unread { get; private set; }
    public DateTimeOffset LastMessageAt { get; private set; }

    /// <summary>Sealed for this row.</summary>
    public byte[]? Preview { get; private set; }
    public bool PreviewIsOurs { get; private set; }

    /// <param name="preview">The conversation's, sealed for this row.</param>
    public static HeldReply Before(Conversation conversation, Guid messageId, byte[]? preview, DateTimeOffset until) =>
        new()
        {
            Id = messageId,
            ConversationId = conversation.Id,
            HeldUntil = until,
            AssigneeId = conversation.AssigneeId,
            WaitingSince = conversation.WaitingSince,
            UnattendedSince = conversation.UnattendedSince,
            Alerts = conversation.Alerts,
            AlertedAt = conversation.AlertedAt,
            Unread = conversation.Unread,
            LastMessageAt = conversation.LastMessageAt,
            Preview = preview,
            PreviewIsOurs = conversation.PreviewIsOurs,
        };

    public void StandAt(int sequence) => Sequence = sequence;

    /// <summary>The answer before this one was taken back: this one is taken back to how it stood before both.</summary>
    /// <param name="preview">The earlier one's, sealed for this row.</param>
    public void Inherit(HeldReply earlier, byte[]? preview)
    {
        // Of the customer's since then nothing changes.
        if (PreviewIsOurs)
            (Preview, PreviewIsOurs, LastMessageAt) = (preview, earlier.PreviewIsOurs, earlier.LastMessageAt);
        WaitingSince = earlier.WaitingSince ?? WaitingSince;
        Unread += earlier.Unread;
        AssigneeId = earlier.AssigneeId;
        if (earlier.UnattendedSince is not null)
            (UnattendedSince, Alerts, AlertedAt) = (earlier.UnattendedSince, earlier.Alerts, earlier.AlertedAt);
    }
}

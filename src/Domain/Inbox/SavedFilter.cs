using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>A way of looking at the inbox that somebody kept, for themselves or for a team.</summary>
public sealed class SavedFilter : TenantEntity
{
    private SavedFilter() { }

    public string Name { get; private init; } = "";
    public Guid AuthorId { get; private init; }

    /// <summary>Whose list it is on; null: the author's alone.</summary>
    public Guid? SharedWithTeamId { get; private init; }

    public ConversationView View { get; private init; }

    /// <summary>Null: as lists without one.</summary>
    public ConversationStatus? Status { get; private init; }
    public Guid? TeamId { get; private init; }
    public Guid? ChannelId { get; private init; }
    public Guid? LabelId { get; private init; }
    public Priority? Priority { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }

    public static SavedFilter Create(
        Guid id,
        string name,
        Guid authorId,
        Guid? sharedWithTeamId,
        ConversationView view,
        ConversationStatus? status,
        Guid? teamId,
        Guid? channelId,
        Guid? labelId,
        Priority? priority,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            Name = name.Trim(),
            AuthorId = authorId,
            SharedWithTeamId = sharedWithTeamId,
            View = view,
            Status = status,
            TeamId = teamId,
            ChannelId = channelId,
            LabelId = labelId,
            Priority = priority,
            CreatedAt = now,
        };
}

/// <summary>Whose turn it is, as lists are divided.</summary>
public enum ConversationView
{
    /// <summary>Assigned to whoever asks.</summary>
    Mine,

    /// <summary>Nobody's yet.</summary>
    Unassigned,

    /// <summary>Their customers wait, and nobody who is at work has them.</summary>
    Waiting,

    /// <summary>Where a colleague mentioned whoever asks.</summary>
    Mentions,

    /// <summary>All that may be seen.</summary>
    All,
}

using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>A word of the company's own by which conversations are found together, whatever their team.</summary>
public sealed class Label : TenantEntity
{
    private Label() { }

    /// <summary>One of each in a company, however it is written.</summary>
    public string Name { get; private set; } = "";
    public LabelColor Color { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    public static Label Create(Guid id, string name, LabelColor color, DateTimeOffset now)
    {
        var label = new Label { Id = id, CreatedAt = now };
        label.Change(name, color);
        return label;
    }

    public void Change(string name, LabelColor color) => (Name, Color) = (name.Trim(), color);
}

/// <summary>Colours that can be told apart and read, in the light and in the dark.</summary>
public enum LabelColor
{
    Gray,
    Red,
    Orange,
    Yellow,
    Green,
    Teal,
    Blue,
    Violet,
    Pink,
}

/// <summary>A label on a conversation.</summary>
public sealed class ConversationLabel : TenantEntity
{
    private ConversationLabel() { }

    public Guid ConversationId { get; private init; }
    public Guid LabelId { get; private init; }

    public static ConversationLabel Of(Guid id, Guid conversationId, Guid labelId) =>
        new()
        {
            Id = id,
            ConversationId = conversationId,
            LabelId = labelId,
        };
}

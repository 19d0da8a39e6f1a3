namespace CleanApp.Domain.Inbox;

/// <summary>How soon a ticket or conversation wants somebody; ascending.</summary>
public enum Priority
{
    Low,
    Normal,
    High,
    Urgent,
}

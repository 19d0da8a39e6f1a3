using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>States in a spreadsheet, for the people who read it.</summary>
internal static class ExportWords
{
    public static string Of(ConversationStatus status) =>
        status switch
        {
            ConversationStatus.Open => "aberta",
            ConversationStatus.Pending => "pendente",
            ConversationStatus.Snoozed => "adiada",
            _ => "resolvida",
        };

    public static string Of(Priority priority) =>
        priority switch
        {
            Priority.Low => "baixa",
            Priority.Normal => "normal",
            Priority.High => "alta",
            _ => "urgente",
        };

    public static string Of(ItemKind kind) =>
        kind switch
        {
            ItemKind.Received => "cliente",
            ItemKind.Sent => "empresa",
            _ => "anotação",
        };
}

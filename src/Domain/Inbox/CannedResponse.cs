using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>An answer the company gives often, put into a message by typing its shortcut after a slash.</summary>
public sealed class CannedResponse : TenantEntity
{
    /// <summary>What the screen fills in for <c>{{cliente}}</c>: the customer's first name, the name of who answers, the company's.</summary>
    public static readonly IReadOnlyList<string> Variables = ["cliente", "atendente", "empresa"];

    private CannedResponse() { }

    /// <summary>Small letters, digits, hyphens; one of each in a company.</summary>
    public string Shortcut { get; private set; } = "";
    public string Text { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private init; }

    public static CannedResponse Create(Guid id, string shortcut, string text, DateTimeOffset now)
    {
        var response = new CannedResponse { Id = id, CreatedAt = now };
        response.Change(shortcut, text);
        return response;
    }

    public void Change(string shortcut, string text) => (Shortcut, Text) = (shortcut, text.Trim());
}

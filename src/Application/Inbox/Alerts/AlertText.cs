using System.Text.Json;
using System.Text.Json.Serialization;
using CleanApp.Application.Common;

namespace CleanApp.Application.Inbox.Alerts;

/// <summary>What a browser is told. Only it can read this; the words around it are the browser's own.</summary>
/// <param name="Reason"><c>message</c>, <c>mention</c>, <c>assigned</c> or <c>test</c>, or what another module tells (<see cref="Contracts.ColleagueAlert"/>).</param>
/// <param name="Subject">The conversation, the test, or what another module tells of.</param>
/// <param name="Customer">Null: not known, or not to be shown.</param>
/// <param name="Words">The beginning of the last message; of one without words, its kind in angle brackets. Null as well.</param>
internal sealed record AlertText(string Reason, Guid Subject, string? Customer = null, string? Words = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static string Test(Guid test) => new AlertText("test", test).ToJson();

    /// <summary>32 letters, as push services take them, that tell nothing of the subject.</summary>
    public static string Topic(ITokenSource tokens, string reason, Guid subject) => tokens.Derive("push-topic", $"{reason}|{subject:N}")[..32];
}

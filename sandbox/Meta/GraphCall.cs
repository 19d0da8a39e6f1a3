using System.Text.Json;

namespace CleanApp.Sandbox.Meta;

/// <summary>One request to the Graph API.</summary>
internal sealed class GraphCall(HttpContext http, string name) : IDisposable
{
    private JsonDocument? _document;
    private bool _broken;

    public HttpContext Http => http;

    /// <summary>What the switches call it; a read receipt goes to the messages address too.</summary>
    public string Name { get; private set; } = name;

    public string Id => http.Request.RouteValues["id"] as string ?? "";
    public string? Type { get; private set; }
    public string? To { get; private set; }
    public MetaAnswerFault? Fault { get; set; }

    /// <summary>What Meta does after it has accepted something; ends when the first webhook has been sent once.</summary>
    public Func<Task>? After { get; set; }

    public JsonElement Body =>
        _broken ? throw new GraphException(100, message: "(#100) The request body is not valid JSON.") : _document?.RootElement ?? default;

    public string? Token
    {
        get
        {
            var presented = http.Request.Headers.Authorization.ToString();
            if (presented.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
                return presented[7..].Trim();
            return http.Request.Query["access_token"].FirstOrDefault();
        }
    }

    public async Task ReadAsync()
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.HasFormContentType)
            return;
        try
        {
            _document = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        }
        catch (JsonException)
        {
            // An empty body is fine where nothing is asked for; who needs a member will miss it.
            _broken = http.Request.ContentLength is null or > 0;
            return;
        }
        var body = _document.RootElement;
        if (Name == "messages" && MessageRules.Text(body, "status") is not null)
            Name = "read";
        Type = MessageRules.Text(body, "type") ?? "text";
        To = MessageRules.Text(body, "to") ?? MessageRules.Text(body, "recipient");
    }

    public void Dispose() => _document?.Dispose();
}

using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CleanApp.Sandbox.Meta;

/// <summary>
/// Meta's Graph API under /graph/{version}. What stands in front of every call: the version, the asked-for faults, then the token.
/// </summary>
internal sealed partial class GraphApi(
    MetaStore store,
    MetaFaultBoard faults,
    SendDesk desk,
    MediaShelf media,
    TemplateBook templates,
    MetaWebhooks webhooks,
    TimeProvider clock
)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/graph/{version}/{id}/messages", http => Run(http, "messages", Messages));
        app.MapPost("/graph/{version}/{id}/media", http => Run(http, "media", Upload));
        app.MapGet("/graph/media/{id}", http => Run(http, "media", Download));
        app.MapGet("/graph/{version}/{id}", http => Run(http, media.Find(IdOf(http)) is null ? "number" : "media", Describe));
        app.MapDelete("/graph/{version}/{id}", http => Run(http, "media", DeleteMedia));
        app.MapGet("/graph/{version}/{id}/message_templates", http => Run(http, "templates", Templates));
        app.MapGet("/graph/{version}/{id}/phone_numbers", http => Run(http, "number", PhoneNumbers));
        app.MapPost("/graph/{version}/{id}/subscribed_apps", http => Run(http, "subscribe", Subscribe));
        app.MapGet("/graph/{version}/{id}/subscribed_apps", http => Run(http, "subscribe", Subscriptions));
        app.MapGet("/graph/{version}/debug_token", http => Run(http, "token", DebugToken));
        app.Map("/graph/{**rest}", http => Run(http, "unknown", _ => throw new GraphException(2500)));
    }

    private async Task Run(HttpContext http, string name, Func<GraphCall, Task<GraphAnswer>> handler)
    {
        using var call = new GraphCall(http, name);
        await call.ReadAsync();
        var fault = call.Fault = faults.Take(ScopeOf(call.Id), call.Name, call.Type, call.To);
        if (fault?.DelayMs > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), clock, http.RequestAborted);
        if (fault?.DropConnectionBefore == true)
        {
            http.Abort();
            return;
        }
        if (fault?.Status is { } status)
        {
            await Write(http, GraphErrors.Gateway(status));
            return;
        }

        GraphAnswer answer;
        try
        {
            if (fault?.ErrorCode is { } code)
                throw new GraphException(code, $"Ordered by a switch of the sandbox: {code}");
            if (http.Request.RouteValues["version"] is string version && !Version().IsMatch(version))
                throw new GraphException(2500, message: "(#2500) Unknown path components: /" + version);
            answer = await handler(call);
        }
        catch (GraphException refused)
        {
            if (call.Name == "messages" && store.Find(call.Id) is { } number)
                Interlocked.Increment(ref number.Counts.Refused);
            answer = refused.Answer();
        }

        await Finish(http, call, answer);
    }

    private async Task Finish(HttpContext http, GraphCall call, GraphAnswer answer)
    {
        if (call.Fault is not { AfterEffect: true } fault)
        {
            if (call.After is not { } after)
            {
                await Write(http, answer);
            }
            else if (faults.Any(call.Id, f => f.StatusBeforeAnswer))
            {
                await after();
                await Write(http, answer);
            }
            else
            {
                await Write(http, answer);
                await http.Response.CompleteAsync();
                _ = after();
            }
            return;
        }

        // Whatever the sender hears, or does not: Meta goes on with what it accepted.
        var first = call.After?.Invoke();
        if (first is not null && faults.Any(call.Id, f => f.StatusBeforeAnswer))
            await first;
        if (fault.DelayAfterEffectMs > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayAfterEffectMs), clock, http.RequestAborted);
        if (fault.DropConnectionAfterEffect)
            http.Abort();
        else
            await Write(http, fault.StatusAfterEffect is { } status ? GraphErrors.Gateway(status) : Malformed(answer, fault.Malformed));
    }

    private static GraphAnswer Malformed(GraphAnswer answer, string? how)
    {
        if (how == "cut")
            return answer with { Body = answer.Body[..(answer.Body.Length / 2)] };
        if (how == "html")
            return GraphErrors.Gateway(200);
        if (how != "no_id" || answer.Status != 200)
            return answer;
        var whole = System.Text.Json.Nodes.JsonNode.Parse(answer.Body)!.AsObject();
        whole.Remove("messages");
        whole.Remove("id");
        return answer with { Body = Encoding.UTF8.GetBytes(whole.ToJsonString()) };
    }

    private static async Task Write(HttpContext http, GraphAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }

    private Task<GraphAnswer> Messages(GraphCall call)
    {
        var number = Number(call);
        if (call.Name == "read")
            return Task.FromResult(Read(number, call.Body));
        var request = MessageRules.Check(call.Body, number);
        var message = desk.Accept(number, request, call.Fault?.FailedCode);
        call.After = () => desk.FollowAsync(number, message);
        return Task.FromResult(
            Ok(json =>
            {
                json.WriteString("messaging_product", "whatsapp");
                json.WriteStartArray("contacts");
                json.WriteStartObject();
                json.WriteString("input", request.Input);
                if (request.UserId is { } userId)
                    json.WriteString("user_id", userId);
                else
                    json.WriteString("wa_id", message.Customer.WaId);
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteStartArray("messages");
                json.WriteStartObject();
                json.WriteString("id", message.Wamid);
                if (request.Type == "template")
                    json.WriteString("message_status", "accepted");
                json.WriteEndObject();
                json.WriteEndArray();
            })
        );
    }

    private GraphAnswer Read(MetaNumber number, JsonElement body)
    {
        if (MessageRules.Text(body, "messaging_product") != "whatsapp")
            throw new GraphException(100, message: "(#100) The parameter messaging_product is required.");
        if (MessageRules.Text(body, "status") != "read")
            throw new GraphException(100, message: "(#100) Param status must be one of {read}.");
        var wamid = MessageRules.Required(body, "message_id", 1024, "message_id");
        var typing = MessageRules.Member(body, "typing_indicator");
        if (typing is { } indicator && MessageRules.Text(indicator, "type") != "text")
            throw new GraphException(131009, "typing_indicator.type must be text");
        desk.MarkRead(number, wamid, typing is not null);
        return Success();
    }

    /// <summary>The number of the address, for whom the token is good.</summary>
    private MetaNumber Number(GraphCall call)
    {
        if (store.Find(call.Id) is { } number && number.Settings.Token == call.Token)
            return number;
        if (call.Token is not { } token || !store.KnowsToken(token))
            throw new GraphException(190);
        throw store.Find(call.Id) is null
            ? new GraphException(33, message: $"Unsupported request. Object with ID '{call.Id}' does not exist or cannot be loaded.")
            : new GraphException(10);
    }

    /// <summary>The numbers of the business account in the address, for one of which the token is good.</summary>
    private List<MetaNumber> Waba(GraphCall call)
    {
        var numbers = store.OfWaba(call.Id);
        if (call.Token is not { } token || !store.KnowsToken(token))
            throw new GraphException(190);
        if (numbers.Count == 0)
            throw new GraphException(100, message: $"Unsupported request. Object with ID '{call.Id}' does not exist or cannot be loaded.");
        return numbers.Exists(n => n.Settings.Token == token) ? numbers : throw new GraphException(10);
    }

    private string? ScopeOf(string id) =>
        store.Find(id) is not null ? id : media.Find(id)?.NumberId ?? (id.Length == 0 ? null : store.OfWaba(id).FirstOrDefault()?.Id);

    private static string IdOf(HttpContext http) => http.Request.RouteValues["id"] as string ?? "";

    private static GraphAnswer Ok(Action<Utf8JsonWriter> content) =>
        new(
            200,
            MetaBytes.Write(json =>
            {
                json.WriteStartObject();
                content(json);
                json.WriteEndObject();
            })
        );

    private static GraphAnswer Success() => Ok(json => json.WriteBoolean("success", true));

    [GeneratedRegex(@"^v\d+\.\d$")]
    private static partial Regex Version();
}

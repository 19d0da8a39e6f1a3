using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CleanApp.Api.Host;

/// <summary>A place in a request that takes an id.</summary>
/// <param name="Thing">What it identifies, as <see cref="ValidationCompany.Ids"/> calls it.</param>
/// <param name="Route">Names from the body's root, or the parameter's name.</param>
/// <param name="Chosen">The caller names a new thing with it, instead of pointing to one.</param>
internal sealed record IdSlot(string In, string Thing, string[] Route, bool Chosen)
{
    public override string ToString() => $"{In} {string.Join('.', Route)}={Thing}";
}

/// <summary>One operation as the document tells it.</summary>
/// <param name="Permission">The document's <c>x-permission</c>: a permission, or <c>anonymous</c>, <c>signed_in</c>, <c>panel</c>.</param>
/// <param name="Tokens">Path parameters that are capabilities.</param>
/// <param name="Numbers">Path parameters that count within the thing before them, so they are of no company by themselves.</param>
/// <param name="Troubles">What keeps it from being tried.</param>
internal sealed partial record ApiOperation(
    string Method,
    string Path,
    string Permission,
    List<IdSlot> Slots,
    List<string> Tokens,
    List<string> Numbers,
    JsonNode? Example,
    List<string> Troubles
)
{
    public string Name => $"{Method} {Path}";

    /// <summary>
    /// Opaque values: whoever has one may use it, whatever the company, so they are no ids to try across companies. Unguessable, drawn by
    /// the server, each good for one thing. Tried instead: unknown ones, company A's ids in their place, and company B's own.
    /// </summary>
    public static readonly Dictionary<string, string> Opaque = new()
    {
        ["GET /api/v1/public/pay/{token}"] = "pay: a payer has no account; the link shows one charge",
        ["POST /api/v1/public/pay/{token}/charges"] = "pay: a payer has no account; the link makes a charge of its own amount",
        ["GET /api/v1/public/proposals/{token}"] = "proposal: a customer has no account; the link shows one version of one proposal",
        ["GET /api/v1/public/proposals/{token}/logo"] = "proposal: as above, the logo it was sent with",
        ["GET /api/v1/public/proposals/{token}/pdf"] = "proposal: as above, the file of that version",
        ["POST /api/v1/public/proposals/{token}/acceptance"] = "proposal: as above; whoever has the link answers that version, once",
        ["POST /api/v1/public/proposals/{token}/refusal"] = "proposal: as above; whoever has the link answers that version, once",
        ["POST /api/v1/public/proposals/{token}/pix"] = "proposal: as above; a charge for what was accepted",
        ["POST /api/v1/public/proposals/{token}/views"] = "proposal: as above; that somebody looked",
        ["GET /api/v1/public/lead-forms/{token}"] = "leadForm: a page that anybody with the link may fill in",
        ["POST /api/v1/public/lead-forms/{token}/entries"] = "leadForm: as above; whoever sends it changes nobody who is known",
        ["GET /api/v1/public/queue/{token}"] = "queue: the slip's QR code shows one ticket's place",
        ["GET /api/v1/auth/invites/{token}"] = "invite: the link itself is the invitation, shown once to the owner",
        ["POST /api/v1/auth/invites/{token}/accept"] = "invite: the link itself is the invitation, shown once to the owner",
        ["POST /webhooks/sicredi/{token}/pix"] = "webhook: the bank has no account; what it says is confirmed with the bank",
        ["GET /api/v1/public/privacy/{token}"] = "privacyForm: the company's public form, which anybody may fill in",
        ["POST /api/v1/public/privacy/{token}"] = "privacyForm: the company's public form, which anybody may fill in",
        ["GET /api/v1/public/privacy/requests/{token}"] = "privacyRequest: shown once to whoever asked; shows how one request goes",
        ["GET /webhooks/whatsapp/{token}"] = "whatsapp: Meta has no account; it knows the verify token",
        ["POST /webhooks/whatsapp/{token}"] = "whatsapp: Meta has no account; it signs what it says",
        ["POST /api/v1/channels/{channelId}/messages id"] = "the caller's own word for a button or a row; comes back with the answer",
        ["POST /api/v1/channels/{channelId}/messages whatsAppId"] = "a person's number at WhatsApp, on a card",
        ["POST /api/v1/inbox/conversations id"] = "as above",
        ["POST /api/v1/inbox/conversations whatsAppId"] = "as above",
        ["POST /api/v1/inbox/conversations/{conversationId}/messages id"] = "as above",
        ["POST /api/v1/inbox/conversations/{conversationId}/messages whatsAppId"] = "as above",
        ["POST /api/v1/inbox/conversations/{conversationId}/scheduled-messages id"] = "as above",
        ["POST /api/v1/inbox/conversations/{conversationId}/scheduled-messages whatsAppId"] = "as above",
        ["hub.verify_token"] = "Meta's copy of the channel's own; compared, never looked up by",
        ["phoneNumberId"] = "Meta's, kept in the own channel",
        ["wabaId"] = "Meta's, kept in the own channel",
        ["accessToken"] = "Meta's, kept in the own channel",
        ["appSecret"] = "Meta's, kept in the own channel",
        ["refreshToken"] = "a session's own; rotated at each use",
        ["token"] = "a person's, in a mail or between two steps of signing in; works once",
        ["secret"] = "the screen's own, while it is being paired",
        ["code"] = "six digits on a screen that belongs to nobody yet; counted per address",
        ["clientId"] = "the bank's, kept in the own account",
        ["clientSecret"] = "the bank's, kept in the own account",
        ["serviceCode"] = "an item of the public list of services (LC 116)",
        ["pixKey"] = "the bank's, kept in the own account",
        ["privateKeyPem"] = "the bank's, kept in the own account",
    };

    /// <summary>Ids a caller gives to what it creates. The same id in another company is another thing: keys begin with the tenant.</summary>
    private static readonly string[] ChosenIds =
    [
        "POST /api/v1/counter/tickets body id",
        "POST /api/v1/public/lead-forms/{token}/entries body entryId",
    ];

    public static List<ApiOperation> ReadAll(JsonNode document)
    {
        var operations = new List<ApiOperation>();
        foreach (var (path, item) in document["paths"]!.AsObject())
        foreach (var (method, operation) in item!.AsObject())
            if (Verbs().IsMatch(method))
                operations.Add(Read(document, method.ToUpperInvariant(), path, operation!));
        return operations;
    }

    private static ApiOperation Read(JsonNode document, string method, string path, JsonNode operation)
    {
        var result = new ApiOperation(method, path, operation["x-permission"]?.ToString() ?? "", [], [], [], null, []);
        if (result.Permission.Length == 0)
            result.Troubles.Add("the document does not say who may call it");
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
            result.AddParameter(document, Resolve(document, parameter!));
        if (operation["requestBody"] is not { } body)
            return result;

        var content = body["content"]!.AsObject().First().Value!;
        result.AddProperties(document, content["schema"]!, []);
        var example = content["example"] ?? (IsFree(content["schema"]!) ? new JsonObject() : null);
        if (example is null)
            result.Troubles.Add("no example in the document to call it with");
        return result with { Example = example?.DeepClone() };
    }

    private void AddParameter(JsonNode document, JsonNode parameter)
    {
        var (name, place) = (parameter["name"]!.ToString(), parameter["in"]!.ToString());
        var schema = Resolve(document, parameter["schema"]!);
        if (place == "header")
            return;
        if (IsId(document, schema))
            AddSlot(place, name, [name]);
        else if (place == "path" && schema["type"]?.ToString() == "integer")
            Numbers.Add(name);
        else if (place == "path")
        {
            Tokens.Add(name);
            if (!Opaque.ContainsKey(Name))
                Troubles.Add($"is {{{name}}} an id or a capability? Ids are uuids; a capability is listed with its reason");
        }
        else
            RequireListed(name);
    }

    private void AddProperties(JsonNode document, JsonNode schema, string[] route)
    {
        schema = Resolve(document, schema);
        foreach (var part in Parts(schema))
            AddProperties(document, part, route);
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            string[] inner = [.. route, name];
            var resolved = Resolve(document, property!);
            if (IsId(document, resolved))
                AddSlot("body", name, inner);
            else if (resolved["items"] is { } items && IsId(document, items))
                AddSlot("body", Singular(name), inner);
            else if (resolved["items"] is { } nested)
                AddProperties(document, nested, [.. inner, "0"]);
            else if (resolved["type"]?.ToString() == "string")
                RequireListed(name);
            else
                AddProperties(document, resolved, inner);
        }
    }

    private void AddSlot(string place, string name, string[] route) =>
        Slots.Add(new IdSlot(place, ThingOf(name, place, route), route, ChosenIds.Contains($"{Name} {place} {string.Join('.', route)}")));

    /// <summary>A text that sounds like an id or a key is one or the other; somebody has to say which.</summary>
    private void RequireListed(string name)
    {
        if (SoundsOpaque().IsMatch(name) && !Opaque.ContainsKey(name) && !Opaque.ContainsKey($"{Name} {name}"))
            Troubles.Add($"is the text {name} an id or a capability? Ids are uuids; a capability is listed with its reason");
    }

    /// <summary><c>deskId</c> says it itself; a bare <c>id</c> is one of the collection before it, or of the object it is in.</summary>
    private string ThingOf(string name, string place, string[] route)
    {
        if (name != "id")
            return name;
        if (place == "body" && route.Length > 1)
            return Singular(route[^2]) + "Id";
        var segments = Path.Split('/');
        var before = place == "path" ? segments.TakeWhile(s => s != "{id}") : segments;
        var words = Singular(before.Last(s => !s.StartsWith('{'))).Split('-');
        return words[0] + string.Concat(words[1..].Select(w => char.ToUpperInvariant(w[0]) + w[1..])) + "Id";
    }

    private static string Singular(string name) =>
        name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y"
        : name.EndsWith('s') ? name[..^1]
        : name;

    private static bool IsId(JsonNode document, JsonNode schema)
    {
        schema = Resolve(document, schema);
        return schema["format"]?.ToString() == "uuid" || Parts(schema).Any(part => IsId(document, part));
    }

    /// <summary>Says nothing of what it takes, as for a body that is read raw.</summary>
    private static bool IsFree(JsonNode schema) => schema.AsObject().Count == 0;

    private static IEnumerable<JsonNode> Parts(JsonNode schema) =>
        new[] { "allOf", "oneOf", "anyOf" }.SelectMany(kind => schema[kind]?.AsArray() ?? []).Select(part => part!);

    private static JsonNode Resolve(JsonNode document, JsonNode node) =>
        node["$ref"] is { } reference
            ? Resolve(document, reference.ToString().Split('/').Skip(1).Aggregate(document, (at, name) => at[name]!))
            : node;

    [GeneratedRegex("^(get|put|post|delete|patch)$")]
    private static partial Regex Verbs();

    [GeneratedRegex("(^id|Id|[tT]oken|[sS]ecret|^code|Code|Key|KeyPem)$")]
    private static partial Regex SoundsOpaque();
}

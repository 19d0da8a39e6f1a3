using System.Text.Json.Nodes;

namespace CleanApp.Api.Host;

/// <summary>
/// Calls as company B. Each place that takes an id gets each of A's, the other places B's own, and then all of them A's; every call has a
/// twin with ids that exist nowhere, and the two answers must be the same: "not yours" tells no more than "does not exist".
/// Answering in the same time is not checked.
/// </summary>
internal sealed class TenancyProbe(ValidationClient client, TenantRows rows, ValidationCompany theirs, ValidationCompany ours)
{
    private const string EndsTheSession = "/api/v1/auth/logout";
    private readonly List<ValidationLine> _lines = [];
    private readonly List<string> _notes = [];
    private HashSet<string> _telling = [];
    private Dictionary<string, string> _before = [];

    public async Task<ValidationReport> RunAsync(List<ApiOperation> operations, CancellationToken ct)
    {
        _notes.AddRange([.. theirs.Missing, .. ours.Missing]);
        if (await rows.IsMovedByAWorkerAsync(ct))
            _notes.Add("a worker serves this database: the columns it moves are not compared");
        await rows.WaitForQuietAsync(theirs, ct);
        _telling = [.. await rows.TellingTextsAsync(theirs, ours, ct), theirs.Marker, theirs.Marker.ToUpperInvariant(), theirs.AccessToken];
        _before = await rows.FingerprintAsync(theirs, ct);
        foreach (var table in rows.TablesWithout(_before))
            if (theirs.Missing.Count == 0 || !TenantRows.NeedsABank.Contains(table))
                _lines.Add(new ValidationLine($"table {table}", "a row of company A", "", "has none: add its kind of thing to ValidationCompany"));

        // What ends the session comes last, and before it what gives B things with A's ids.
        foreach (var operation in operations.OrderBy(o => o.Path == EndsTheSession))
            await TryAsync(operation, chosen: false, ct);
        foreach (var operation in operations.Where(o => o.Slots.Any(s => s.Chosen)))
            await TryAsync(operation, chosen: true, ct);
        return new ValidationReport(_lines, _notes);
    }

    private async Task TryAsync(ApiOperation operation, bool chosen, CancellationToken ct)
    {
        foreach (var trouble in operation.Troubles)
            Note(operation, "", "", trouble);
        foreach (var slot in operation.Slots.Where(s => !theirs.Ids.ContainsKey(s.Thing) || !ours.Ids.ContainsKey(s.Thing)))
            Note(operation, slot.ToString(), "", $"no foreign id for {slot.Thing}");
        if (operation.Troubles.Count > 0 || operation.Slots.Any(s => !theirs.Ids.ContainsKey(s.Thing)))
            return;

        var pointing = operation.Slots.Where(s => !s.Chosen).ToList();
        if (chosen)
            foreach (var slot in operation.Slots.Where(s => s.Chosen))
                await TryChosenAsync(operation, slot, ct);
        else if (operation.Tokens.Count > 0)
            await TryTokensAsync(operation, ct);
        else if (pointing.Count == 0)
            await TryOwnAsync(operation, ct);
        else
        {
            foreach (var slot in pointing)
                await TryForeignAsync(operation, [slot], ct);
            if (pointing.Count > 1)
                await TryForeignAsync(operation, pointing, ct);
        }

        var after = await rows.FingerprintAsync(theirs, ct);
        foreach (var table in _before.Keys.Union(after.Keys).Where(t => _before.GetValueOrDefault(t) != after.GetValueOrDefault(t)).Order())
            Note(operation, $"company A's {table}", "", "changed");
        _before = after;
    }

    /// <summary>Company A's ids in these places, one after another; the twin's exist nowhere.</summary>
    private async Task TryForeignAsync(ApiOperation operation, List<IdSlot> slots, CancellationToken ct)
    {
        var answers = new HashSet<string>();
        var troubles = new HashSet<string>();
        var count = slots.Max(s => theirs.Ids[s.Thing].Count);
        for (var i = 0; i < count; i++)
        {
            var foreign = slots.ToDictionary(s => s, s => theirs.Ids[s.Thing][i % theirs.Ids[s.Thing].Count]);
            var unknown = slots.ToDictionary(s => s, _ => Unknown());
            var reply = await CallAsync(operation, foreign, ct);
            var twin = await CallAsync(operation, unknown, ct);
            answers.Add(reply.Short);
            // A search is a question that may not stand in an address.
            var isFilter =
                operation.Method == "GET" ? slots.All(s => s.In == "query") : operation.Path.EndsWith("/searches", StringComparison.Ordinal);
            if (Unfit(reply) is { } unfit)
                troubles.Add(unfit);
            else if (isFilter && reply is { Status: 200, Json: JsonObject page } && page["items"] is JsonArray { Count: 0 })
                answers.Add("an empty list");
            else if (reply.IsSuccess)
                troubles.Add("answered what belongs to another company");
            else if (reply.Status != 404)
                troubles.Add("refused before the id was looked at, so nothing is proved");
            if (Leaked(reply, foreign.Values) is { } leaked)
                troubles.Add($"shows company A's {leaked}");
            var (substance, twinSubstance) = (reply.Substance(foreign.Values), twin.Substance(unknown.Values));
            if (substance != twinSubstance)
                troubles.Add($"\"not yours\" differs from \"does not exist\": {Difference(substance, twinSubstance)}");
        }
        Note(operation, $"{string.Join(", ", slots)}, {count} foreign, {count} unknown", answers, troubles);
    }

    /// <summary>The id names a new thing: company A's gives B a thing of its own, exactly as any other id would.</summary>
    private async Task TryChosenAsync(ApiOperation operation, IdSlot slot, CancellationToken ct)
    {
        var answers = new HashSet<string>();
        var troubles = new HashSet<string>();
        foreach (var id in theirs.Ids[slot.Thing])
        {
            var reply = await CallAsync(operation, new() { [slot] = id }, ct);
            var twin = await CallAsync(operation, new() { [slot] = Unknown() }, ct);
            answers.Add(reply.Short);
            if (Unfit(reply) is { } unfit)
                troubles.Add(unfit);
            if (Leaked(reply, [id]) is { } leaked)
                troubles.Add($"shows company A's {leaked}");
            if (reply.Short != twin.Short)
                troubles.Add($"company A's id answers {reply.Short}, an unknown one {twin.Short}");
        }
        Note(operation, $"{slot}, chosen by the caller", answers, troubles);
    }

    private async Task TryTokensAsync(ApiOperation operation, CancellationToken ct)
    {
        var answers = new HashSet<string>();
        var troubles = new HashSet<string>();
        var unknown = (await SendAsync(operation, operation.Path.Replace("{token}", "unknown0unknown0unknown"), [], ct));
        answers.Add($"unknown {unknown.Short}");
        if (unknown.IsSuccess || Unfit(unknown) is not null)
            troubles.Add("an unknown token is not simply refused");
        foreach (var id in theirs.Ids.Values.Select(ids => ids[0]))
        {
            var reply = await SendAsync(operation, operation.Path.Replace("{token}", id.ToString("D")), [], ct);
            if (reply.Substance([id]) != unknown.Substance([id]))
                troubles.Add("an id in the token's place is not answered like an unknown token");
        }
        if (ours.Tokens.TryGetValue(KindOf(operation), out var own))
        {
            var reply = await SendAsync(operation, operation.Path.Replace("{token}", own), [], ct);
            answers.Add($"own {reply.Short}");
            if (reply.Status is >= 500 or 429)
                troubles.Add(Unfit(reply)!);
            if (Leaked(reply, []) is { } leaked)
                troubles.Add($"shows company A's {leaked}");
        }
        Note(operation, $"capability, {ApiOperation.Opaque[operation.Name]}", answers, troubles);
    }

    /// <summary>Takes no id: what it answers to B must hold nothing of A.</summary>
    private async Task TryOwnAsync(ApiOperation operation, CancellationToken ct)
    {
        var reply = await CallAsync(operation, [], ct);
        var troubles = new HashSet<string>();
        var open = operation.Permission == "anonymous" || !ours.Missing.Any() || reply.Status != 409;
        if (reply.Status is >= 500 or 429 || (reply.Status is 401 or 403 && operation.Permission != "anonymous"))
            troubles.Add(Unfit(reply)!);
        else if (operation.Method == "GET" && !reply.IsSuccess && open)
            troubles.Add("shows nothing, so nothing is proved");
        if (Leaked(reply, []) is { } leaked)
            troubles.Add($"shows company A's {leaked}");
        Note(operation, "no id; company A is looked for in the answer", [reply.Short], troubles);
    }

    private async Task<ValidationReply> CallAsync(ApiOperation operation, Dictionary<IdSlot, Guid> given, CancellationToken ct)
    {
        // The first of whatever is counted: everything has one.
        var path = operation.Numbers.Aggregate(operation.Path, (route, number) => route.Replace($"{{{number}}}", "1"));
        if (operation.Tokens.Count > 0)
            path = path.Replace("{token}", ours.Tokens[KindOf(operation)]);
        var query = new List<string>();
        foreach (var slot in operation.Slots.Where(s => s.In is "path" or "query"))
        {
            var id = given.TryGetValue(slot, out var tried) ? tried : Own(slot);
            if (slot.In == "path")
                path = path.Replace($"{{{slot.Route[0]}}}", id.ToString("D"));
            else if (given.ContainsKey(slot))
                query.Add($"{slot.Route[0]}={id:D}");
        }
        return await SendAsync(operation, query.Count == 0 ? path : $"{path}?{string.Join('&', query)}", given, ct);
    }

    private async Task<ValidationReply> SendAsync(ApiOperation operation, string path, Dictionary<IdSlot, Guid> given, CancellationToken ct)
    {
        var body = operation.Example?.DeepClone();
        Fill(operation, body);
        foreach (var slot in operation.Slots.Where(s => s.In == "body"))
            Put(body, slot.Route, given.TryGetValue(slot, out var tried) ? tried : Own(slot));
        var token =
            operation.Permission == "panel" ? ours.PanelToken
            : operation.Path == EndsTheSession ? await ours.SignInAsync()
            : ours.AccessToken;
        return await client.SendAsync(operation.Method, path, ct, token, body);
    }

    /// <summary>Of the capability in its path.</summary>
    private static string KindOf(ApiOperation operation) => ApiOperation.Opaque[operation.Name].Split(':')[0];

    private Guid Own(IdSlot slot) => slot.Chosen ? Unknown() : ours.Ids[slot.Thing][0];

    private static Guid Unknown() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    /// <summary>By the property's name, or where two mean different things by one name, by the operation's and its.</summary>
    private void Fill(ApiOperation operation, JsonNode? node)
    {
        if (node is JsonArray array)
            foreach (var item in array)
                Fill(operation, item);
        if (node is JsonObject obj)
            foreach (var (name, value) in obj.ToList())
                if (ours.Values.TryGetValue($"{operation.Name} {name}", out var own) || ours.Values.TryGetValue(name, out own))
                    obj[name] = own.DeepClone();
                else
                    Fill(operation, value);
    }

    private static void Put(JsonNode? body, string[] route, Guid id)
    {
        var at = route[..^1].Aggregate(body, (node, name) => node is JsonArray array ? array[0] : node?[name]);
        if (at is not JsonObject owner)
            return;
        owner[route[^1]] = owner[route[^1]] is JsonArray ? new JsonArray(id.ToString("D")) : id.ToString("D");
    }

    /// <summary>Answers that prove nothing about companies, or show that something broke.</summary>
    private static string? Unfit(ValidationReply reply) =>
        reply switch
        {
            { Status: >= 500 } => $"broke: {reply.Text}",
            { Status: 401 or 403 } => "did not let company B's owner in, so nothing is proved",
            { Status: 429 } => "is rate limited, so nothing is proved; raise RateLimits",
            { Code: "request.not_found" } => "no such route",
            _ => null,
        };

    /// <summary>What of company A the answer shows, but for the ids that were sent.</summary>
    private string? Leaked(ValidationReply reply, ICollection<Guid> sent)
    {
        var text = reply.Text + string.Join('\n', reply.Headers);
        foreach (var id in sent)
            text = text.Replace(id.ToString("D"), "", StringComparison.OrdinalIgnoreCase);
        return _telling.FirstOrDefault(telling => text.Contains(telling, StringComparison.Ordinal));
    }

    private static string Difference(string one, string other)
    {
        var at = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"…{Around(one, at)}… / …{Around(other, at)}…";
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 60)].Replace('\n', ' ');

    private void Note(ApiOperation operation, string tried, IEnumerable<string> answers, IEnumerable<string> troubles)
    {
        var trouble = string.Join("; ", troubles);
        Note(operation, tried, string.Join(", ", answers), trouble.Length == 0 ? null : trouble);
    }

    private void Note(ApiOperation operation, string tried, string answer, string? trouble) =>
        _lines.Add(new ValidationLine(operation.Name, tried, answer, trouble));
}

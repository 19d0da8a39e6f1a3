namespace CleanApp.Sandbox.Controls;

/// <summary>Whom a set of faults hits: one Pix key, one API client, or (both null) everybody.</summary>
internal sealed record FaultScope(string? Chave, string? Client)
{
    public static readonly FaultScope Everybody = new(null, null);
}

/// <summary>
/// The fault switches. Tests run in parallel against one sandbox, so a set belongs to a key or to a client; a narrower set wins over the
/// global one.
/// </summary>
internal sealed class FaultBoard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FaultScope, FaultSet> _sets = [];

    public FaultSet Get(FaultScope scope)
    {
        lock (_gate)
            return _sets.GetValueOrDefault(scope) ?? new FaultSet();
    }

    public void Put(FaultScope scope, FaultSet faults)
    {
        lock (_gate)
            _sets[scope] = faults;
    }

    public void Reset(FaultScope scope)
    {
        lock (_gate)
        {
            if (scope == FaultScope.Everybody)
                _sets.Clear();
            else
                _sets.Remove(scope);
        }
    }

    public List<(FaultScope Scope, FaultSet Faults)> All()
    {
        lock (_gate)
            return [.. _sets.Select(s => (s.Key, s.Value))];
    }

    public WebhookFaults Webhook(string key)
    {
        lock (_gate)
            return First(key, null, f => f.Webhook) ?? new WebhookFaults();
    }

    public T? First<T>(string? key, string? client, Func<FaultSet, T?> value)
    {
        lock (_gate)
            return Applicable(key, client).Select(value).FirstOrDefault(v => v is not null);
    }

    public bool Any(string? key, string? client, Func<FaultSet, bool> value)
    {
        lock (_gate)
            return Applicable(key, client).Any(value);
    }

    /// <summary>The fault this call runs into, already counted as used.</summary>
    public AnswerFault? Take(string method, string path, string? key, string? client)
    {
        lock (_gate)
        {
            var fault = Applicable(key, client)
                .SelectMany(f => f.Answers)
                .FirstOrDefault(a => (a.Times is null || a.Hits < a.Times) && a.Matches(method, path));
            if (fault is not null)
                fault.Hits++;
            return fault;
        }
    }

    private IEnumerable<FaultSet> Applicable(string? key, string? client)
    {
        FaultScope[] scopes = [new(key, client), new(key, null), new(null, client), FaultScope.Everybody];
        return scopes.Distinct().Where(_sets.ContainsKey).Select(s => _sets[s]);
    }
}

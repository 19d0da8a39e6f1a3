using System.Collections.Concurrent;

namespace CleanApp.Sandbox.Meta;

/// <summary>The business numbers. In memory: a restart begins with the default one again.</summary>
internal sealed class MetaStore
{
    public const string DefaultNumber = "100000000000001";
    public const string DefaultWaba = "200000000000001";
    public const string DefaultToken = "sandbox-meta-token";
    public const string DefaultSecret = "sandbox-meta-secret";

    private readonly ConcurrentDictionary<string, MetaNumber> _numbers = new();

    public MetaStore() => Put(DefaultNumber, new NumberSettings());

    public MetaNumber? Find(string? id) => id is not null && _numbers.TryGetValue(id, out var number) ? number : null;

    public MetaNumber Put(string id, NumberSettings settings)
    {
        var number = _numbers.GetOrAdd(id, static (id, settings) => new MetaNumber(id, settings), settings);
        if (settings.WebhookUrl != number.Settings.WebhookUrl)
            number.Subscribed = true;
        number.Settings = settings;
        return number;
    }

    public bool Remove(string id) => _numbers.TryRemove(id, out _);

    public List<MetaNumber> All() => [.. _numbers.Values.OrderBy(n => n.Id, StringComparer.Ordinal)];

    public List<MetaNumber> OfWaba(string wabaId) => [.. All().Where(n => n.Settings.WabaId == wabaId)];

    public bool KnowsToken(string token) => _numbers.Values.Any(n => n.Settings.Token == token);
}

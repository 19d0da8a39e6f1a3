namespace CleanApp.Sandbox.Meta;

/// <summary>
/// A person on WhatsApp as one business number knows them. Kept per number, so that parallel tests with a number each cannot meet.
/// </summary>
internal sealed class Customer
{
    private const int LinesKept = 5000;
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly List<MetaMessage> _lines = [];
    private byte[]? _contact;
    private long _lastInbound;
    private long _version;

    /// <summary>Digits with the ninth one, or null when the person hides behind a username.</summary>
    public string? Phone { get; private set; }

    /// <summary>What Meta calls them; many older Brazilian accounts lack the ninth digit here.</summary>
    public string? WaId { get; private set; }

    /// <summary>The business-scoped user id (BSUID).</summary>
    public string? UserId { get; private set; }

    public string Name { get; private set; } = "";
    public string? Username { get; private set; }
    public bool Undeliverable { get; private set; }
    public DateTimeOffset TypingUntil { get; set; }
    public RateGate Pair { get; } = new();
    public string Key => Phone ?? UserId!;
    public string Address => WaId ?? UserId!;
    public long Version => Volatile.Read(ref _version);

    public void Become(CustomerProfile profile)
    {
        lock (_gate)
        {
            Phone = profile.Phone ?? Phone;
            UserId = profile.UserId ?? UserId;
            Name = profile.Name ?? Name;
            Username = profile.Username ?? Username;
            Undeliverable = profile.Undeliverable ?? Undeliverable;
            WaId =
                Phone is null ? null
                : profile.WaIdWithoutNinth is { } without ? (without ? Phones.WithoutNinth(Phone) : Phone)
                : WaId ?? Phone;
            _contact = null;
        }
        Interlocked.Increment(ref _version);
    }

    public bool WindowOpen(DateTimeOffset now) => now.UtcTicks - Volatile.Read(ref _lastInbound) < Window.Ticks;

    public DateTimeOffset? WindowUntil() =>
        Volatile.Read(ref _lastInbound) is > 0 and var last ? new DateTimeOffset(last, TimeSpan.Zero) + Window : null;

    public void OpenWindow(DateTimeOffset? at) => Volatile.Write(ref _lastInbound, at?.UtcTicks ?? 0);

    public void Add(MetaMessage line)
    {
        lock (_gate)
        {
            if (_lines.Count >= LinesKept)
                _lines.RemoveRange(0, LinesKept / 10);
            _lines.Add(line);
        }
        Touch();
    }

    public List<MetaMessage> Lines()
    {
        lock (_gate)
            return [.. _lines];
    }

    public void Forget()
    {
        lock (_gate)
            _lines.Clear();
        Touch();
    }

    public void Touch() => Interlocked.Increment(ref _version);

    /// <summary>The element of contacts[] that comes with what they write and with the statuses of what they get.</summary>
    public byte[] Contact() =>
        _contact ??= MetaBytes.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("profile");
            json.WriteString("name", Name);
            if (Username is not null)
                json.WriteString("username", Username);
            json.WriteEndObject();
            if (WaId is not null)
                json.WriteString("wa_id", WaId);
            if (UserId is not null)
                json.WriteString("user_id", UserId);
            json.WriteEndObject();
        });
}

internal sealed record CustomerProfile
{
    public string? Phone { get; init; }
    public string? UserId { get; init; }
    public string? Name { get; init; }
    public string? Username { get; init; }
    public bool? Undeliverable { get; init; }
    public bool? WaIdWithoutNinth { get; init; }
}

internal static class Phones
{
    /// <returns>Digits only, or null for what no phone number can be.</returns>
    public static string? Digits(string? typed)
    {
        if (typed is null)
            return null;
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        return typed.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '(' or ')' or ' ') && digits.Length is >= 7 and <= 15 ? digits : null;
    }

    /// <summary>55 + area + eight digits that start with 6 to 9 is a mobile written the old way.</summary>
    public static string Canonical(string digits) =>
        digits.Length == 12 && digits.StartsWith("55", StringComparison.Ordinal) && digits[4] is >= '6' and <= '9' ? digits.Insert(4, "9") : digits;

    public static string WithoutNinth(string digits) =>
        digits.Length == 13 && digits.StartsWith("55", StringComparison.Ordinal) && digits[4] == '9' ? digits.Remove(4, 1) : digits;
}

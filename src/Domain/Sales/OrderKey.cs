using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>
/// A place in an order: between any two there is another, so that moving one thing writes one row. A whole number, whose first letter says how
/// long it is, and a fraction, in digits that stand in ASCII's order: keys compare as bytes. At either end the number counts on and stays
/// short; between two neighbours the fraction grows by a digit with about five insertions. The scheme is David Greenspan's
/// ("Implementing Fractional Indexing", 2020).
/// </summary>
public readonly record struct OrderKey
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Base = 62;

    /// <summary>Longer than this nothing is to stay: whoever makes one that is numbers the list anew, by <see cref="After"/>.</summary>
    public const int Comfortable = 64;

    private OrderKey(string value) => Value = value;

    public string Value { get; }

    /// <summary>Where an empty list begins.</summary>
    public static OrderKey First { get; } = new("a0");

    public bool IsLong => Value.Length > Comfortable;

    /// <summary>As a key was written down.</summary>
    /// <exception cref="DomainException">It is none.</exception>
    public static OrderKey Parse(string text) => IsKey(text) ? new OrderKey(text) : throw new DomainException(CommonErrors.CursorInvalid);

    /// <summary>Strictly between two; null is the beginning, or the end, of everything.</summary>
    /// <exception cref="ArgumentException">The second does not come after the first.</exception>
    public static OrderKey Between(OrderKey? before, OrderKey? after)
    {
        if (before is { } low && after is { } high && string.CompareOrdinal(low.Value, high.Value) >= 0)
            throw new ArgumentException("The second key comes after the first.", nameof(after));
        return (before, after) switch
        {
            (null, null) => First,
            (null, { } next) => Before(next),
            ({ } last, null) => After(last),
            ({ } previous, { } next) => Inside(previous.Value, next.Value),
        };
    }

    /// <summary>The next whole number.</summary>
    public static OrderKey After(OrderKey key)
    {
        var whole = Whole(key.Value);
        return Increment(whole) is { } next ? new OrderKey(next) : new OrderKey(whole + Midpoint(key.Value[whole.Length..], null));
    }

    public int CompareTo(OrderKey other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    private static OrderKey Before(OrderKey key)
    {
        var whole = Whole(key.Value);
        // Of a key with a fraction its own whole number is less already.
        if (whole.Length < key.Value.Length)
            return new OrderKey(whole);
        return Decrement(whole) is { } previous ? new OrderKey(previous) : throw new ArgumentException("Nothing comes before this.", nameof(key));
    }

    private static OrderKey Inside(string low, string high)
    {
        var (lowWhole, highWhole) = (Whole(low), Whole(high));
        if (lowWhole == highWhole)
            return new OrderKey(lowWhole + Midpoint(low[lowWhole.Length..], high[highWhole.Length..]));
        var next = Increment(lowWhole);
        return next is not null && string.CompareOrdinal(next, high) < 0
            ? new OrderKey(next)
            : new OrderKey(lowWhole + Midpoint(low[lowWhole.Length..], null));
    }

    /// <summary>A fraction between two that do not end with zero; null is one.</summary>
    private static string Midpoint(string low, string? high)
    {
        if (high is not null)
        {
            var same = 0;
            while (same < high.Length && DigitAt(low, same) == high[same])
                same++;
            if (same > 0)
                return high[..same] + Midpoint(same < low.Length ? low[same..] : "", high[same..]);
        }
        var from = low.Length > 0 ? Digits.IndexOf(low[0], StringComparison.Ordinal) : 0;
        var to = high is null ? Base : Digits.IndexOf(high[0], StringComparison.Ordinal);
        if (to - from > 1)
            return Digits[(from + to) / 2].ToString();
        // Neighbouring digits: the shorter one of the second is between them, if it is longer; else the first goes on.
        return high is { Length: > 1 } ? high[..1] : Digits[from] + Midpoint(low.Length > 0 ? low[1..] : "", null);
    }

    private static char DigitAt(string fraction, int index) => index < fraction.Length ? fraction[index] : '0';

    private static string Whole(string key) => key[..LengthOf(key[0])];

    /// <summary>With its letter: a … z for numbers from zero on, Z … A for those below.</summary>
    private static int LengthOf(char head) => head >= 'a' ? head - 'a' + 2 : 'Z' - head + 2;

    private static string? Increment(string whole)
    {
        var digits = whole[1..].ToCharArray();
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            if (digits[i] != Digits[^1])
            {
                digits[i] = Digits[Digits.IndexOf(digits[i], StringComparison.Ordinal) + 1];
                return whole[0] + new string(digits);
            }
            digits[i] = Digits[0];
        }
        return whole[0] switch
        {
            'z' => null,
            'Z' => First.Value,
            var head => Filled((char)(head + 1), Digits[0]),
        };
    }

    private static string? Decrement(string whole)
    {
        var digits = whole[1..].ToCharArray();
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            if (digits[i] != Digits[0])
            {
                digits[i] = Digits[Digits.IndexOf(digits[i], StringComparison.Ordinal) - 1];
                return whole[0] + new string(digits);
            }
            digits[i] = Digits[^1];
        }
        return whole[0] switch
        {
            'A' => null,
            'a' => Filled('Z', Digits[^1]),
            var head => Filled((char)(head - 1), Digits[^1]),
        };
    }

    private static string Filled(char head, char digit) => head + new string(digit, LengthOf(head) - 1);

    private static bool IsKey(string text) =>
        text.Length > 1
        && char.IsAsciiLetter(text[0])
        && text.All(c => Digits.Contains(c, StringComparison.Ordinal))
        && text.Length >= LengthOf(text[0])
        && (text.Length == LengthOf(text[0]) || text[^1] != Digits[0]);
}

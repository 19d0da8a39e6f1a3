namespace CleanApp.Domain.Common;

/// <summary>
/// A telephone number in E.164. Brazilian mobile numbers always have their ninth digit: one written without it, as old WhatsApp ids
/// are, is the same number and becomes the same value.
/// </summary>
public readonly record struct Phone
{
    private const string Brazil = "+55";

    /// <summary>Area codes in use (Anatel).</summary>
    private static readonly HashSet<string> Areas =
    [
        .. "11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55".Split(' '),
        .. "61 62 63 64 65 66 67 68 69 71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 91 92 93 94 95 96 97 98 99".Split(' '),
    ];

    private Phone(string value) => Value = value;

    /// <summary><c>+5511987654321</c></summary>
    public string Value { get; }

    /// <summary>With country code after a plus, or a Brazilian number with its area code; blanks, dots, dashes and brackets are ignored.</summary>
    /// <exception cref="DomainException">Not a telephone number.</exception>
    public static Phone Parse(string text) => TryParse(text) ?? throw new DomainException(CommonErrors.PhoneInvalid);

    public static Phone? TryParse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > 30 || trimmed.Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '-' or '.' or '(' or ')' or '+')))
            return null;
        var international = trimmed.StartsWith('+');
        if (trimmed.LastIndexOf('+') > 0)
            return null;
        var digits = new string([.. trimmed.Where(char.IsAsciiDigit)]);

        if (international)
            return digits.StartsWith("55", StringComparison.Ordinal) ? Brazilian(digits[2..])
                : digits.Length is >= 8 and <= 15 && digits[0] != '0' ? new Phone($"+{digits}")
                : null;
        digits = digits.TrimStart('0');
        return digits.Length is 12 or 13 && digits.StartsWith("55", StringComparison.Ordinal) ? Brazilian(digits[2..]) : Brazilian(digits);
    }

    private static Phone? Brazilian(string national)
    {
        if (national.Length is not (10 or 11) || !Areas.Contains(national[..2]))
            return null;
        var (area, number) = (national[..2], national[2..]);
        return number switch
        {
            { Length: 9 } when number[0] == '9' => new Phone($"{Brazil}{area}{number}"),
            { Length: 8 } when number[0] is >= '2' and <= '5' => new Phone($"{Brazil}{area}{number}"),
            { Length: 8 } when number[0] is >= '6' => new Phone($"{Brazil}{area}9{number}"),
            _ => null,
        };
    }

    /// <summary><c>+55 11 98765-4321</c>; other countries' numbers as they are.</summary>
    public string Formatted => Value.StartsWith(Brazil, StringComparison.Ordinal) ? $"{Brazil} {Value[3..5]} {Value[5..^4]}-{Value[^4..]}" : Value;

    /// <summary>Country (and in Brazil area) and the last two digits: <c>+55 11 *******21</c>.</summary>
    public string Masked =>
        Value.StartsWith(Brazil, StringComparison.Ordinal)
            ? $"{Brazil} {Value[3..5]} {new string('*', Value.Length - 7)}{Value[^2..]}"
            : $"{Value[..3]} {new string('*', Value.Length - 5)}{Value[^2..]}";

    public override string ToString() => Masked;
}

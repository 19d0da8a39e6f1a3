using CleanApp.Domain.Common;

namespace CleanApp.Domain.People;

/// <summary>A person's taxpayer number: eleven digits, the last two of them check digits. Leading zeros count.</summary>
public readonly record struct Cpf
{
    private Cpf(string digits) => Value = digits;

    /// <summary>Digits only: <c>52998224725</c>.</summary>
    public string Value { get; }

    /// <summary>With or without points and dash; nothing else.</summary>
    /// <exception cref="DomainException">Not a CPF.</exception>
    public static Cpf Parse(string text) => TryParse(text) ?? throw new DomainException(PeopleErrors.CpfInvalid);

    public static Cpf? TryParse(string text)
    {
        var digits = CheckDigits.Strip(text, 14);
        return
            digits is { Length: 11 }
            && digits.All(char.IsAsciiDigit)
            && digits.Any(d => d != digits[0])
            && CheckDigits.Of(digits.AsSpan(0, 9), maxWeight: 11) == digits[9]
            && CheckDigits.Of(digits.AsSpan(0, 10), maxWeight: 11) == digits[10]
            ? new Cpf(digits)
            : null;
    }

    public string Formatted => $"{Value[..3]}.{Value[3..6]}.{Value[6..9]}-{Value[9..]}";

    /// <summary>What anybody may see who has not asked for more: <c>***.982.247-**</c>.</summary>
    public string Masked => $"***.{Value[3..6]}.{Value[6..9]}-**";

    /// <summary>Never the number itself: a value that ends up in a log or a message by accident tells nothing.</summary>
    public override string ToString() => Masked;
}

/// <summary>
/// A company's taxpayer number: twelve letters or digits and two check digits (letters since July 2026; older numbers stay as they are).
/// </summary>
public readonly record struct Cnpj
{
    private Cnpj(string value) => Value = value;

    /// <summary>Fourteen characters, upper case: <c>12ABC34501DE35</c>.</summary>
    public string Value { get; }

    /// <summary>With or without points, slash and dash, in any case.</summary>
    /// <exception cref="DomainException">Not a CNPJ.</exception>
    public static Cnpj Parse(string text) => TryParse(text) ?? throw new DomainException(PeopleErrors.CnpjInvalid);

    public static Cnpj? TryParse(string text)
    {
        var value = CheckDigits.Strip(text, 18)?.ToUpperInvariant();
        return
            value is { Length: 14 }
            && value.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c))
            && value.Any(c => c != value[0])
            && CheckDigits.Of(value.AsSpan(0, 12), maxWeight: 9) == value[12]
            && CheckDigits.Of(value.AsSpan(0, 13), maxWeight: 9) == value[13]
            ? new Cnpj(value)
            : null;
    }

    public string Formatted => $"{Value[..2]}.{Value[2..5]}.{Value[5..8]}/{Value[8..12]}-{Value[12..]}";

    /// <summary><c>**.ABC.345/****-**</c></summary>
    public string Masked => $"**.{Value[2..5]}.{Value[5..8]}/****-**";

    public override string ToString() => Masked;
}

internal static class CheckDigits
{
    /// <summary>Without separators; null when anything else was between, or the text is longer than the formatted number.</summary>
    public static string? Strip(string text, int formattedLength)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > formattedLength)
            return null;
        var kept = trimmed.Where(char.IsAsciiLetterOrDigit).ToArray();
        return trimmed.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '/') ? new string(kept) : null;
    }

    /// <summary>
    /// Modulo 11 with weights 2, 3 … <paramref name="maxWeight"/> from the right, again from 2. A character counts as its ASCII code less 48
    /// (IN RFB 2.229/2024), so digits count as themselves and A as 17.
    /// </summary>
    public static char Of(ReadOnlySpan<char> characters, int maxWeight)
    {
        var sum = 0;
        for (var i = 0; i < characters.Length; i++)
            sum += (characters[^(i + 1)] - '0') * (2 + i % (maxWeight - 1));
        var rest = sum % 11;
        return (char)('0' + (rest < 2 ? 0 : 11 - rest));
    }
}

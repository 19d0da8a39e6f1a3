using CleanApp.Domain.Common;

namespace CleanApp.Domain.People;

/// <summary>An e-mail address in lower case: no provider in use tells addresses apart by case.</summary>
public readonly record struct EmailAddress
{
    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="DomainException">Not an address anybody could write to.</exception>
    public static EmailAddress Parse(string text) => TryParse(text) ?? throw new DomainException(PeopleErrors.EmailInvalid);

    public static EmailAddress? TryParse(string text)
    {
        var value = text.Trim().ToLowerInvariant();
        var at = value.IndexOf('@');
        return
            value.Length <= 254
            && at is >= 1 and <= 64
            && at == value.LastIndexOf('@')
            && value[(at + 1)..] is var domain
            && domain.Contains('.')
            && domain.Split('.').All(label => label.Length is >= 1 and <= 63 && label.All(c => char.IsLetterOrDigit(c) || c == '-'))
            && value.All(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('<' or '>' or ',' or ';' or '"'))
            ? new EmailAddress(value)
            : null;
    }

    /// <summary><c>m***@padaria.example</c></summary>
    public string Masked => $"{Value[0]}***{Value[Value.IndexOf('@')..]}";

    public override string ToString() => Masked;
}

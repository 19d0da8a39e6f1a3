using System.Text.RegularExpressions;
using CleanApp.Domain.Common;

namespace CleanApp.Domain.People;

/// <summary>Meta's id of a person for this company (BSUID): a country and up to 128 letters and digits, such as <c>BR.123…</c>.</summary>
public readonly partial record struct WhatsappId
{
    private WhatsappId(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="DomainException">Not one of Meta's ids.</exception>
    public static WhatsappId Parse(string text) => TryParse(text) ?? throw new DomainException(PeopleErrors.WhatsappInvalid);

    public static WhatsappId? TryParse(string text) => Pattern().IsMatch(text) ? new WhatsappId(text) : null;

    /// <summary><c>BR.•••</c></summary>
    public string Masked => $"{Value[..3]}•••";

    public override string ToString() => Masked;

    [GeneratedRegex(@"^[A-Z]{2}\.[A-Za-z0-9.]{1,290}\z")]
    private static partial Regex Pattern();
}

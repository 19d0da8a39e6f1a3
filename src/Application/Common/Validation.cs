using FluentValidation;

namespace CleanApp.Application.Common;

internal static class Validation
{
    public static IRuleBuilderOptions<T, string> Name<T>(this IRuleBuilder<T, string> rule, int max = 80) =>
        rule.Must(v => !string.IsNullOrWhiteSpace(v))
            .WithMessage("Must not be empty.")
            .MaximumLength(max)
            .WithMessage($"Must have at most {max} characters.")
            .Must(v => v is null || !v.Any(char.IsControl))
            .WithMessage("Must not contain control characters.");

    /// <summary>As <see cref="Name"/>, of several lines.</summary>
    public static IRuleBuilderOptions<T, string> Paragraph<T>(this IRuleBuilder<T, string> rule, int max) =>
        rule.Must(v => !string.IsNullOrWhiteSpace(v))
            .WithMessage("Must not be empty.")
            .MaximumLength(max)
            .WithMessage($"Must have at most {max} characters.")
            .Must(v => v is null || !v.Any(c => char.IsControl(c) && c is not '\n'))
            .WithMessage("Must not contain control characters.");

    public static IRuleBuilderOptions<T, string> Purpose<T>(this IRuleBuilder<T, string> rule) =>
        rule.Matches("^[a-z][a-z0-9_]{1,39}\\z").WithMessage("Must be two to forty small letters, digits and underscores, a letter first.");

    public static IRuleBuilderOptions<T, MoneyView?> Money<T>(this IRuleBuilder<T, MoneyView?> rule) =>
        rule.Must(v => v is null || IsAmount(v.Value))
            .WithMessage("The value must be a string with two decimals, such as \"12.50\", of at most ten digits.")
            .Must(v => v is null || v.Currency == "BRL")
            .WithMessage("The currency must be BRL.");

    public static IRuleBuilderOptions<T, string> Email<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(v => v is { Length: >= 3 and <= 254 } && LooksLikeEmail(v.Trim())).WithMessage("Must be an e-mail address.");

    private static bool IsAmount(string? value)
    {
        if (value is null || value.Length is < 4 or > 13 || value[^3] != '.')
            return false;
        foreach (var (c, i) in value.Select((c, i) => (c, i)))
            if (i != value.Length - 3 && !char.IsAsciiDigit(c))
                return false;
        return value.Length <= 13 && decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture) <= Domain.Common.Money.Max;
    }

    private static bool LooksLikeEmail(string value)
    {
        var at = value.IndexOf('@');
        return at > 0
            && at == value.LastIndexOf('@')
            && value.IndexOf('.', at) is var dot
            && dot > at + 1
            && dot < value.Length - 1
            && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
    }
}

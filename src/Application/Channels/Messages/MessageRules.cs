using FluentValidation;

namespace CleanApp.Application.Channels.Messages;

internal static class MessageRules
{
    /// <summary>What a person reads in a chat: of several lines.</summary>
    public static IRuleBuilderOptions<T, string> Lines<T>(this IRuleBuilder<T, string> rule, int max) =>
        rule.Must(v => !string.IsNullOrWhiteSpace(v))
            .WithMessage("Must not be empty.")
            .MaximumLength(max)
            .WithMessage($"Must have at most {max} characters.")
            .Must(v => v is null || !v.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            .WithMessage("Must not contain control characters.");

    public static IRuleBuilderOptions<T, string> Https<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(v =>
                v is { Length: <= 2000 }
                && Uri.TryCreate(v, UriKind.Absolute, out var url)
                && url is { Scheme: "https", UserInfo: "", Host.Length: > 0 }
            )
            .WithMessage("Must be an https address of at most 2000 characters.");

    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>> AtMost<T, TItem>(this IRuleBuilder<T, IReadOnlyList<TItem>> rule, int max) =>
        rule.Must(list => list is null || list.Count <= max).WithMessage($"Must have at most {max} entries.");

    public static bool AreUnique<T>(IEnumerable<T> values)
    {
        var seen = new HashSet<T>();
        return values.All(seen.Add);
    }
}

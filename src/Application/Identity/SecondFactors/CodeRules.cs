using FluentValidation;

namespace CleanApp.Application.Identity.SecondFactors;

internal static class CodeRules
{
    public static IRuleBuilderOptions<T, string> OneTimeCode<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(code => code is { Length: >= 6 and <= 20 }).WithMessage("Must be the six digits of the app, or a recovery code.");
}

using FluentValidation;

namespace CleanApp.Application.Identity.Auth;

/// <summary>Passwords so common that a list tries them first.</summary>
public interface ICommonPasswords
{
    bool Contains(string password);
}

internal static class PasswordRules
{
    public const int MinLength = 10;

    /// <summary>Hashing cost grows with length; nobody types more.</summary>
    public const int MaxLength = 128;

    public static IRuleBuilderOptions<T, string> NewPassword<T>(this IRuleBuilder<T, string> rule, ICommonPasswords common) =>
        rule.Must(p => p is { Length: >= MinLength and <= MaxLength })
            .WithMessage($"Must have {MinLength} to {MaxLength} characters.")
            .WithErrorCode("identity.password.length")
            .Must(p => p is null || !common.Contains(p))
            .WithMessage("Is among the most common passwords; choose another.")
            .WithErrorCode("identity.password.too_common");
}

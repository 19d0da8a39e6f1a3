using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;

namespace CleanApp.Api.Common;

/// <summary>Enum values in a query, spelt as in JSON (snake_case); route binding would take C# names and numbers.</summary>
internal static class QueryEnum
{
    public static IReadOnlyList<T> Parse<T>(string field, string[]? values)
        where T : struct, Enum =>
        [
            .. (values ?? []).Select(text =>
                Enum.GetValues<T>().Cast<T?>().SingleOrDefault(v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()!) == text)
                ?? throw new ValidationException([new ValidationFailure(field, "Is not one of the values this filter knows.")])
            ),
        ];

    /// <param name="otherwise">When the filter is left out.</param>
    public static T ParseOne<T>(string field, string? value, T otherwise)
        where T : struct, Enum => value is null ? otherwise : Parse<T>(field, [value])[0];
}

using CleanApp.Domain.Privacy;

namespace CleanApp.Application.Privacy.Consents;

/// <param name="Purpose">With the channel it is what is agreed to: <c>marketing</c>.</param>
/// <param name="Hash">SHA-256, in hexadecimal, of title, line feed and text.</param>
/// <param name="Asked">Whether people are still asked.</param>
public sealed record ConsentTextView(
    Guid Id,
    string Purpose,
    ConsentChannel Channel,
    int Version,
    string Title,
    string Text,
    string Hash,
    bool Asked,
    DateTimeOffset CreatedAt
)
{
    internal static ConsentTextView Of(ConsentText text) =>
        new(
            text.Id,
            text.Purpose,
            text.Channel,
            text.Version,
            text.Title,
            text.Text,
            Convert.ToHexStringLower(text.Hash),
            text.Asked,
            text.CreatedAt
        );
}

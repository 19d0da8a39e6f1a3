using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CleanApp.Application.Channels.Provider;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>
/// What Meta's error codes mean for a message: the whole policy in one table. The HTTP status says nothing (throttles come as 400), and
/// titles change; only the code is built on. A code that is not here is <see cref="ErrorClass.Ambiguous"/>: Meta does not promise that
/// the message was not taken.
/// </summary>
internal static partial class MetaErrors
{
    /// <summary>For what we refuse ourselves; Meta's codes are not negative for messages.</summary>
    public const int Ours = -1;

    private const int MaxDetail = 500;

    private static readonly (ErrorClass Class, int[] Codes)[] Table =
    [
        // Maintenance or a change of throughput (131057), a template still being copied (134101).
        (ErrorClass.Retry, [131057, 134101]),
        (ErrorClass.RetryPair, [131056]),
        // Of the app (4, 341), the user behind the token (17), custom (613), the account (80007, 80008), the number (130429).
        (ErrorClass.RetryNumber, [4, 17, 341, 613, 80007, 80008, 130429]),
        // Meta says "temporary" or "unknown" and not whether the message was taken.
        (ErrorClass.Ambiguous, [1, 2, 131000, 131016, 133004]),
        // This message, this recipient or this template: another attempt gets the same answer.
        (ErrorClass.Permanent, [100, 130472, 130497, 131008, 131009, 131021, 131026, 131047, 131050, 131051, 131052, 131053, 131055]),
        (ErrorClass.Permanent, [131059, 131060, 131062, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068]),
        (ErrorClass.Permanent, [134011, 134100, 134102, 135000, 137000]),
        // Token (0, 102, 190), permission (3, 10, 131005; 200 to 299 below), number gone (33), blocked for policy or spam (368, 131048).
        (ErrorClass.Pause, [0, 3, 10, 33, 102, 190, 368, 131005, 131031, 131037, 131042, 131045, 131048]),
        // Registration and PIN of the number.
        (ErrorClass.Pause, [133000, 133005, 133006, 133008, 133009, 133010, 133015, 133016]),
        // Meta's own cap per person (131049), a flow that may be sent ten times an hour (132069).
        (ErrorClass.Wait, [131049, 132069]),
    ];

    private static readonly FrozenDictionary<int, ErrorClass> ByCode = Table
        .SelectMany(row => row.Codes.Select(code => KeyValuePair.Create(code, row.Class)))
        .ToFrozenDictionary();

    /// <summary>Of an answer to a request.</summary>
    public static ErrorClass ClassOf(int code) =>
        ByCode.TryGetValue(code, out var known) ? known
        : code is >= 200 and <= 299 ? ErrorClass.Pause
        : ErrorClass.Ambiguous;

    /// <summary>Of a status <c>failed</c>: there is no doubt any more that it was not delivered, whatever the code.</summary>
    public static ErrorClass ClassOfFailure(int code) => ClassOf(code) is var known && known == ErrorClass.Ambiguous ? ErrorClass.Permanent : known;

    public static bool IsToken(int code) => code is 0 or 102 or 190;

    /// <summary>Where Meta names a time: a change of throughput takes a minute, a template ten.</summary>
    public static TimeSpan? RetryAfter(int code) =>
        code switch
        {
            131057 => TimeSpan.FromMinutes(1),
            134101 => TimeSpan.FromMinutes(10),
            _ => null,
        };

    public static ProviderError Refusal(ErrorClass kind, string detail) => new(Ours, kind, detail, TraceId: null);

    /// <summary>Meta's sentences repeat the recipient's number and the message's id, which holds the number.</summary>
    public static string? Scrub(string? detail)
    {
        if (string.IsNullOrWhiteSpace(detail))
            return null;
        // Cut before as well, so that no text is too long to be searched.
        if (detail.Length > 4 * MaxDetail)
            detail = detail[..(4 * MaxDetail)];
        detail = Personal().Replace(detail, "[…]");
        return detail.Length <= MaxDetail ? detail : detail[..MaxDetail];
    }

    // A wamid, an e-mail address, or eight digits and more with what people write between them.
    [GeneratedRegex(
        @"wamid\.[A-Za-z0-9+/=_-]+|[^\s@""'<>]+@[^\s@""'<>]+|\+?\(?\d(?:[\s().-]{0,3}\d){7,}",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Personal();
}

using System.Text.RegularExpressions;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;

namespace CleanApp.Application.Channels.Sending;

/// <summary>Whom a message is to or from: a telephone number in its one form, or Meta's id of a person who hides theirs.</summary>
/// <param name="Canonical"><c>+5511987654321</c>, or <c>user:BR.123…</c>.</param>
internal sealed partial record ChannelAddress(string Canonical)
{
    private const string UserPrefix = "user:";

    public string? Phone => Canonical.StartsWith('+') ? Canonical : null;
    public string? UserId => Canonical.StartsWith(UserPrefix, StringComparison.Ordinal) ? Canonical[UserPrefix.Length..] : null;

    /// <exception cref="DomainException">Neither.</exception>
    public static ChannelAddress Parse(string text) => OfNumber(text) ?? OfUser(text) ?? throw new DomainException(MessageErrors.RecipientInvalid);

    /// <summary>As Meta gives it: digits with country, perhaps without the ninth one of a Brazilian mobile.</summary>
    public static ChannelAddress? OfWaId(string? digits) => string.IsNullOrEmpty(digits) ? null : OfNumber($"+{digits.TrimStart('+')}");

    public static ChannelAddress? OfUser(string? userId) =>
        userId is not null && UserIdPattern().IsMatch(userId) ? new ChannelAddress(UserPrefix + userId) : null;

    /// <summary>The same for every way of writing it.</summary>
    public byte[] Lookup(ICompanyKeys keys) => keys.Index("channel_address", Canonical);

    private static ChannelAddress? OfNumber(string text) => Domain.Common.Phone.TryParse(text) is { } phone ? new ChannelAddress(phone.Value) : null;

    [GeneratedRegex(@"^[A-Z]{2}\.[A-Za-z0-9.]{1,290}\z")]
    private static partial Regex UserIdPattern();
}

internal static class Wamids
{
    public static byte[] Lookup(ICompanyKeys keys, string wamid) => keys.Index("wamid", wamid);
}

using CleanApp.Application.Common;
using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Accounts;

/// <param name="Number">As Meta shows it; null until it was asked.</param>
public sealed record ChannelView(Guid Id, string Name, string? Number, string? VerifiedName, DateTimeOffset CreatedAt, ChannelHealthView Health);

/// <param name="State">What a person has to know first.</param>
/// <param name="PauseCode">Meta's error code, when paused.</param>
/// <param name="LastWebhookAt">When Meta last delivered anything; null: never.</param>
/// <param name="Quality">Meta's word: <c>green</c>, <c>yellow</c>, <c>red</c>.</param>
/// <param name="MessagingLimit">How many people the company may write to first in 24 hours, in Meta's words.</param>
/// <param name="MessagesPerSecond">Sent and received together.</param>
public sealed record ChannelHealthView(
    ChannelState State,
    DateTimeOffset? PausedAt,
    int? PauseCode,
    DateTimeOffset? CheckedAt,
    DateTimeOffset? TokenExpiresAt,
    string? Quality,
    string? MessagingLimit,
    int MessagesPerSecond,
    DateTimeOffset? LastWebhookAt
);

public enum ChannelState
{
    /// <summary>Never asked at Meta whether it works.</summary>
    Unchecked,

    /// <summary>Works, but Meta has not delivered anything yet: answers and confirmations would not arrive.</summary>
    NoWebhook,
    Working,

    /// <summary>Meta does not take the token: nothing can be sent.</summary>
    TokenInvalid,

    /// <summary>Nothing is sent until a person has acted at Meta and resumes.</summary>
    Paused,
}

/// <param name="WebhookUrl">To be entered at Meta, with <paramref name="VerifyToken"/>.</param>
/// <param name="OldAppSecretSigns">While another secret is introduced at Meta, both are accepted.</param>
public sealed record ChannelSettingsView(
    Guid Id,
    string Name,
    string PhoneNumberId,
    string WabaId,
    string GraphVersion,
    string ApiUrl,
    string WebhookUrl,
    string VerifyToken,
    bool OldAppSecretSigns,
    ChannelView Channel
);

internal sealed class ChannelViews(ChannelSecrets secrets, IPublicUrls urls)
{
    public static ChannelView Of(Channel channel) =>
        new(
            channel.Id,
            channel.Name,
            channel.DisplayNumber,
            channel.VerifiedName,
            channel.CreatedAt,
            new ChannelHealthView(
                StateOf(channel),
                channel.PausedAt,
                channel.PauseCode,
                channel.CheckedAt,
                channel.TokenExpiresAt,
                channel.Quality,
                channel.MessagingLimit,
                channel.MessagesPerSecond,
                channel.LastWebhookAt
            )
        );

    public ChannelSettingsView SettingsOf(Channel channel) =>
        new(
            channel.Id,
            channel.Name,
            channel.PhoneNumberId,
            channel.WabaId,
            channel.GraphVersion,
            channel.BaseUrl,
            urls.Of($"/webhooks/whatsapp/{channel.WebhookToken}"),
            secrets.VerifyToken(channel),
            channel.PreviousAppSecret is not null,
            Of(channel)
        );

    private static ChannelState StateOf(Channel channel) =>
        channel switch
        {
            { PausedAt: not null } => ChannelState.Paused,
            { TokenIsValid: null } => ChannelState.Unchecked,
            { TokenIsValid: false } => ChannelState.TokenInvalid,
            { LastWebhookAt: null } => ChannelState.NoWebhook,
            _ => ChannelState.Working,
        };
}

/// <summary>Which addresses a channel may point at.</summary>
public interface IWhatsAppHosts
{
    bool IsAllowed(Uri baseUrl);
}

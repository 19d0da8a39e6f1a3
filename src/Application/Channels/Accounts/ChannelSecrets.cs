using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Accounts;

/// <summary>What is kept sealed of a channel, and what each is bound to: table, column and row.</summary>
internal sealed class ChannelSecrets(ISecretBox secrets)
{
    public byte[] SealToken(Channel channel, string text) => secrets.Seal(text, TokenOf(channel));

    public byte[] SealAppSecret(Channel channel, string text) => secrets.Seal(text, AppSecretOf(channel));

    public byte[] SealVerifyToken(Channel channel, string text) => secrets.Seal(text, VerifyTokenOf(channel));

    public string VerifyToken(Channel channel) => secrets.Open(channel.VerifyToken, VerifyTokenOf(channel));

    /// <summary>The one in force, and the one before it while both sign.</summary>
    public IReadOnlyList<string> AppSecrets(Channel channel) =>
        [
            secrets.Open(channel.AppSecret, AppSecretOf(channel)),
            .. channel.PreviousAppSecret is { } old ? new[] { secrets.Open(old, AppSecretOf(channel)) } : [],
        ];

    public WhatsAppAccess Access(Channel channel) =>
        new(
            channel.Id,
            channel.BaseUrl,
            channel.GraphVersion,
            channel.PhoneNumberId,
            channel.WabaId,
            secrets.Open(channel.AccessToken, TokenOf(channel))
        );

    private static string TokenOf(Channel channel) => $"channels|access_token|{channel.Id:N}";

    private static string AppSecretOf(Channel channel) => $"channels|app_secret|{channel.Id:N}";

    private static string VerifyTokenOf(Channel channel) => $"channels|verify_token|{channel.Id:N}";
}

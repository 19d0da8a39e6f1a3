using CleanApp.Application.Channels.Templates;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Channels.Accounts;

/// <summary>Connects a WhatsApp number of Meta's Cloud API. What Meta says of it is asked afterwards: see <see cref="CheckChannel"/>.</summary>
/// <param name="PhoneNumberId">Meta's id of the number, not the number.</param>
/// <param name="WabaId">Meta's id of the WhatsApp Business account.</param>
/// <param name="AccessToken">Of a system user, with permission to send and to manage.</param>
/// <param name="AppSecret">Of the app that Meta signs its webhooks with.</param>
/// <param name="GraphVersion">Version of Meta's API, such as <c>v24.0</c>.</param>
/// <param name="ApiUrl">Another address than Meta's, if this installation allows it.</param>
public sealed record ConnectChannel(
    string Name,
    string PhoneNumberId,
    string WabaId,
    string AccessToken,
    string AppSecret,
    string GraphVersion = ConnectChannel.DefaultVersion,
    string? ApiUrl = null
) : ICommand<ChannelSettingsView>
{
    public const string DefaultVersion = "v24.0";
    public const string MetaUrl = "https://graph.facebook.com";
}

internal sealed class ConnectChannelValidator : AbstractValidator<ConnectChannel>
{
    public ConnectChannelValidator()
    {
        RuleFor(r => r.Name).Name();
        RuleFor(r => r.PhoneNumberId).MetaId();
        RuleFor(r => r.WabaId).MetaId();
        RuleFor(r => r.AccessToken).Secret();
        RuleFor(r => r.AppSecret).Secret();
        RuleFor(r => r.GraphVersion).GraphVersion();
        RuleFor(r => r.ApiUrl!).Name(200).When(r => r.ApiUrl is not null);
    }
}

internal static class ChannelRules
{
    public static IRuleBuilderOptions<T, string> MetaId<T>(this IRuleBuilder<T, string> rule) =>
        rule.Matches("^[0-9]{5,25}\\z").WithMessage("Must be Meta's id: digits only, and not the telephone number itself.");

    public static IRuleBuilderOptions<T, string> Secret<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(v => v is { Length: >= 8 and <= 1000 } && v.All(c => c is > ' ' and <= '~'))
            .WithMessage("Must have 8 to 1,000 characters, without blanks.");

    public static IRuleBuilderOptions<T, string> GraphVersion<T>(this IRuleBuilder<T, string> rule) =>
        rule.Matches("^v[0-9]{2}\\.[0-9]\\z").WithMessage("Must be a version of Meta's API, such as v24.0.");

    /// <exception cref="DomainException">Not an address this installation calls.</exception>
    public static string Require(this IWhatsAppHosts hosts, string? baseUrl)
    {
        var address = baseUrl?.TrimEnd('/') ?? ConnectChannel.MetaUrl;
        return Uri.TryCreate(address, UriKind.Absolute, out var url) && hosts.IsAllowed(url)
            ? address
            : throw new DomainException(ChannelErrors.HostNotAllowed);
    }
}

internal sealed class ConnectChannelHandler(
    IChannelsDb db,
    ChannelSecrets secrets,
    ChannelViews views,
    IWhatsAppHosts hosts,
    ITokenSource tokens,
    IWorkQueue work,
    TimeProvider clock
) : IRequestHandler<ConnectChannel, ChannelSettingsView>
{
    public async Task<ChannelSettingsView> Handle(ConnectChannel request, CancellationToken ct)
    {
        var baseUrl = hosts.Require(request.ApiUrl);
        var now = clock.GetUtcNow();
        var channel = Channel.Connect(Guid.CreateVersion7(now), request.PhoneNumberId, tokens.NewToken(), now);
        channel.Change(request.Name.Trim(), baseUrl, request.GraphVersion, request.WabaId);
        channel.SetAccessToken(secrets.SealToken(channel, request.AccessToken));
        channel.SetAppSecret(secrets.SealAppSecret(channel, request.AppSecret), keepOld: null);
        channel.SetVerifyToken(secrets.SealVerifyToken(channel, tokens.NewToken()));
        db.Channels.Add(channel);
        db.ChannelSenders.Add(ChannelSender.Of(channel.Id, now));
        db.ChannelReaders.Add(ChannelReader.Of(channel.Id));
        work.Enqueue(SyncTemplatesDaily.WorkKind, channel.Id);
        await db.SaveChangesAsync(ct);
        return views.SettingsOf(channel);
    }
}

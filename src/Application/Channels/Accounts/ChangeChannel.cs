using CleanApp.Application.Channels.Templates;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Channels.Accounts;

/// <summary>Changes how a channel is reached. Secrets left out stay as they are.</summary>
/// <param name="AppSecret">The one before it goes on signing until <paramref name="ForgetOldAppSecret"/>.</param>
public sealed record ChangeChannel(
    Guid ChannelId,
    string Name,
    string WabaId,
    string GraphVersion,
    string? ApiUrl = null,
    string? AccessToken = null,
    string? AppSecret = null,
    bool ForgetOldAppSecret = false
) : ICommand<ChannelSettingsView>;

internal sealed class ChangeChannelValidator : AbstractValidator<ChangeChannel>
{
    public ChangeChannelValidator()
    {
        RuleFor(r => r.Name).Name();
        RuleFor(r => r.WabaId).MetaId();
        RuleFor(r => r.GraphVersion).GraphVersion();
        RuleFor(r => r.ApiUrl!).Name(200).When(r => r.ApiUrl is not null);
        RuleFor(r => r.AccessToken!).Secret().When(r => r.AccessToken is not null);
        RuleFor(r => r.AppSecret!).Secret().When(r => r.AppSecret is not null);
    }
}

internal sealed class ChangeChannelHandler(
    IChannelsDb db,
    ChannelSecrets secrets,
    ChannelViews views,
    IWhatsAppHosts hosts,
    WebhookAddresses addresses,
    IWorkQueue work
) : IRequestHandler<ChangeChannel, ChannelSettingsView>
{
    public async Task<ChannelSettingsView> Handle(ChangeChannel request, CancellationToken ct)
    {
        var channel = await db.LockChannelAsync(request.ChannelId, ct) ?? throw new DomainException(ChannelErrors.NotFound);
        var baseUrl = request.ApiUrl is null ? channel.BaseUrl : hosts.Require(request.ApiUrl);
        channel.Change(request.Name.Trim(), baseUrl, request.GraphVersion, request.WabaId);
        if (request.AccessToken is { } token)
            channel.SetAccessToken(secrets.SealToken(channel, token));
        if (request.AppSecret is { } secret)
            channel.SetAppSecret(secrets.SealAppSecret(channel, secret), keepOld: channel.AppSecret);
        if (request.ForgetOldAppSecret)
            channel.SetAppSecret(channel.AppSecret, keepOld: null);
        await db.SaveChangesAsync(ct);
        addresses.Forget(channel.WebhookToken);
        // Another account has other templates, and another token may be allowed to see them.
        await work.NudgeAsync(SyncTemplatesDaily.WorkKind, channel.Id, ct);
        return views.SettingsOf(channel);
    }
}

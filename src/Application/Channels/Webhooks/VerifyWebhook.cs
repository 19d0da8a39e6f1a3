using System.Security.Cryptography;
using System.Text;
using CleanApp.Application.Channels.Accounts;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Webhooks;

/// <summary>Meta asks, before it delivers anything to an address, whether its owner knows the verify token.</summary>
/// <returns>The challenge.</returns>
public sealed record VerifyWebhook(string Token, string? Mode, string? VerifyToken, string? Challenge) : IRequest<string>;

internal sealed class VerifyWebhookValidator : AbstractValidator<VerifyWebhook>
{
    public VerifyWebhookValidator()
    {
        RuleFor(r => r.Token).MaximumLength(100);
        RuleFor(r => r.Mode).MaximumLength(100);
        RuleFor(r => r.VerifyToken).MaximumLength(200);
        RuleFor(r => r.Challenge).MaximumLength(200);
    }
}

internal sealed class VerifyWebhookHandler(IChannelsDb db, ITenantContext tenant, ChannelSecrets secrets) : IRequestHandler<VerifyWebhook, string>
{
    public async Task<string> Handle(VerifyWebhook request, CancellationToken ct)
    {
        tenant.Enter(await db.FindChannelTenantAsync(request.Token, ct) ?? throw new DomainException(ChannelErrors.WebhookNotFound));
        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.WebhookToken == request.Token, ct);
        var isKnown = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(request.VerifyToken ?? ""),
            Encoding.UTF8.GetBytes(secrets.VerifyToken(channel))
        );
        return isKnown && request is { Mode: "subscribe", Challenge: { Length: > 0 } challenge }
            ? challenge
            : throw new DomainException(ChannelErrors.VerificationRefused);
    }
}

using System.Text;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Channels.Webhooks;

/// <summary>Keeps what Meta posted as it came, if Meta signed it. Answered with 200 only after this has committed; understood later.</summary>
public sealed record StoreWhatsAppWebhook(string Token, byte[] Body, string? Signature) : IRequest<Done>;

internal sealed class StoreWhatsAppWebhookValidator : AbstractValidator<StoreWhatsAppWebhook>
{
    public StoreWhatsAppWebhookValidator()
    {
        RuleFor(r => r.Token).MaximumLength(100);
        RuleFor(r => r.Signature).MaximumLength(200);
    }
}

internal sealed class StoreWhatsAppWebhookHandler(
    WebhookAddresses addresses,
    ITenantContext tenant,
    IPersonalVault vault,
    IWhatsAppWebhooks webhooks,
    IWebhookIntake intake,
    TimeProvider clock
) : IRequestHandler<StoreWhatsAppWebhook, Done>
{
    public async Task<Done> Handle(StoreWhatsAppWebhook request, CancellationToken ct)
    {
        bool IsSigned(WebhookAddress by) => webhooks.IsSigned(request.Body, request.Signature, by.AppSecrets);
        var address = addresses.Known(request.Token) is { } known && IsSigned(known) ? known : null;
        if (address is null)
        {
            address = await addresses.ReadAsync(request.Token, ct) ?? throw new DomainException(ChannelErrors.WebhookNotFound);
            if (!IsSigned(address))
                throw new DomainException(ChannelErrors.SignatureInvalid);
        }
        tenant.Enter(address.TenantId);
        var keys = await vault.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        // Sealed as text: JSON is UTF-8, and what is not becomes unreadable here as it would later.
        var box = keys.Seal(Encoding.UTF8.GetString(request.Body), MessagePlaces.Webhook(id));
        await intake.StoreAsync(new ArrivedWebhook(address.TenantId, address.ChannelId, id, box, now, Tracing.Parent), ct);
        return Done.Value;
    }
}

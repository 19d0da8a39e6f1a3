using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;

namespace CleanApp.Application.Payments.Sicredi;

/// <summary>Keeps a notification as it came. Answered with 200 only after this has committed; understood later.</summary>
public sealed record StoreSicrediWebhook(string Token, byte[] Body) : IRequest<Done>
{
    /// <summary>What a bank sends, for the API document.</summary>
    public const string Example = """
        {"pix":[{"endToEndId":"E0118152120261121120000000000001","txid":"019ab7c2d4e5f6a7b8c9d0e1f2a3b4c5","valor":"12.50","horario":"2026-11-21T15:04:05Z"}]}
        """;
}

internal sealed class StoreSicrediWebhookHandler(
    IPaymentsDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IWorkQueue work,
    TimeProvider clock
) : IRequestHandler<StoreSicrediWebhook, Done>
{
    public async Task<Done> Handle(StoreSicrediWebhook request, CancellationToken ct)
    {
        var tenantId = await db.FindWebhookTenantAsync(request.Token, ct) ?? throw new DomainException(WebhookErrors.NotFound);
        tenantContext.Enter(tenantId);
        return await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var now = clock.GetUtcNow();
                var webhook = InboundWebhook.Store(Guid.CreateVersion7(now), "sicredi", request.Body, now);
                db.InboundWebhooks.Add(webhook);
                work.Enqueue(ProcessSicrediWebhook.WorkKind, webhook.Id);
                await db.SaveChangesAsync(inner);
                return Done.Value;
            },
            ct
        );
    }
}

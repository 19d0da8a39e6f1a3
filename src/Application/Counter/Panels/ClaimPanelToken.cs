using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Panels;

/// <summary>The screen asks whether somebody has entered its code. May be repeated: the token is the same until the offer expires.</summary>
public sealed record ClaimPanelToken(string Secret) : IRequest<ClaimPanelToken.Response?>
{
    public sealed record Response(string PanelToken, PanelRef Panel, string TenantName);

    public sealed record PanelRef(Guid Id, string Name);
}

internal sealed class ClaimPanelTokenValidator : AbstractValidator<ClaimPanelToken>
{
    public ClaimPanelTokenValidator() => RuleFor(r => r.Secret).NotEmpty().MaximumLength(100);
}

internal sealed class ClaimPanelTokenHandler(
    ICounterDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    ITenantProfile tenant,
    ITokenSource tokens,
    TimeProvider clock
) : IRequestHandler<ClaimPanelToken, ClaimPanelToken.Response?>
{
    public async Task<ClaimPanelToken.Response?> Handle(ClaimPanelToken request, CancellationToken ct)
    {
        var hash = tokens.Hash(request.Secret);
        var now = clock.GetUtcNow();
        var pairing =
            await db.PanelPairings.AsNoTracking().SingleOrDefaultAsync(p => p.SecretHash == hash && p.ExpiresAt > now, ct)
            ?? throw new DomainException(PanelErrors.PairingNotFound);
        if (pairing is not { PairedTenantId: { } tenantId, PairedPanelId: { } panelId })
            return null;

        tenantContext.Enter(tenantId);
        var token = tokens.Derive("panel-token", request.Secret);
        return await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var panel =
                    await db.Panels.SingleOrDefaultAsync(p => p.Id == panelId, inner) ?? throw new DomainException(PanelErrors.PairingNotFound);
                panel.Authorise(tokens.Hash(token));
                await db.SaveChangesAsync(inner);
                var profile = await tenant.GetAsync(inner);
                return new ClaimPanelToken.Response(token, new ClaimPanelToken.PanelRef(panel.Id, panel.Name), profile.Name);
            },
            ct
        );
    }
}

using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Panels;

public sealed record PanelView(Guid Id, string Name, DateTimeOffset CreatedAt);

/// <summary>Pairs the screen that shows this code with the company.</summary>
public sealed record PairPanel(string Code, string Name) : ICommand<PanelView>;

internal sealed class PairPanelValidator : AbstractValidator<PairPanel>
{
    public PairPanelValidator()
    {
        RuleFor(r => r.Code).Matches("^[0-9]{6}\\z").WithMessage("Must be the six digits on the screen.");
        RuleFor(r => r.Name).Name(40);
    }
}

internal sealed class PairPanelHandler(ICounterDb db, ITenantContext tenant, TimeProvider clock) : IRequestHandler<PairPanel, PanelView>
{
    public async Task<PanelView> Handle(PairPanel request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var pairing =
            await db.PanelPairings.SingleOrDefaultAsync(p => p.Code == request.Code && p.ExpiresAt > now && p.PairedPanelId == null, ct)
            ?? throw new DomainException(PanelErrors.PairingNotFound);
        var panel = Panel.Create(Guid.CreateVersion7(now), request.Name, now);
        db.Panels.Add(panel);
        pairing.Pair(tenant.TenantId, panel);
        await db.SaveChangesAsync(ct);
        return new PanelView(panel.Id, panel.Name, panel.CreatedAt);
    }
}

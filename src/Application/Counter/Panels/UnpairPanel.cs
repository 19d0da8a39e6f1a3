using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Panels;

/// <summary>Ends a screen's access with its next request.</summary>
public sealed record UnpairPanel(Guid Id) : IRequest<Done>;

internal sealed class UnpairPanelHandler(ICounterDb db, IAccessCheck access) : IRequestHandler<UnpairPanel, Done>
{
    public async Task<Done> Handle(UnpairPanel request, CancellationToken ct)
    {
        var panel = await db.Panels.SingleOrDefaultAsync(p => p.Id == request.Id, ct) ?? throw new DomainException(PanelErrors.NotFound);
        db.Panels.Remove(panel);
        await db.SaveChangesAsync(ct);
        access.Forget(panel.Id);
        return Done.Value;
    }
}

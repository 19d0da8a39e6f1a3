using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Holds;

/// <summary>The person's data may be erased again. Repeated, it changes nothing.</summary>
public sealed record LiftHold(Guid HoldId) : ICommand<LegalHoldView>;

internal sealed class LiftHoldHandler(IPrivacyDb db, LegalHolds holds, IUserContext user, TimeProvider clock)
    : IRequestHandler<LiftHold, LegalHoldView>
{
    public async Task<LegalHoldView> Handle(LiftHold request, CancellationToken ct)
    {
        var hold = await db.LegalHolds.SingleOrDefaultAsync(h => h.Id == request.HoldId, ct) ?? throw new DomainException(PrivacyErrors.HoldNotFound);
        hold.Lift(user.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return (await holds.ViewsAsync([hold], ct))(hold);
    }
}

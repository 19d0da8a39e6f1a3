using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Holds;

/// <summary>From now on nothing of this person is erased, until it is lifted.</summary>
/// <param name="Reason">The lawsuit, the order; kept sealed.</param>
public sealed record PlaceHold(Guid ContactId, string Reason) : ICommand<LegalHoldView>;

internal sealed class PlaceHoldValidator : AbstractValidator<PlaceHold>
{
    public PlaceHoldValidator() => RuleFor(r => r.Reason).Paragraph(500);
}

internal sealed class PlaceHoldHandler(IPrivacyDb db, IPeople people, IPersonalVault vault, LegalHolds holds, IUserContext user, TimeProvider clock)
    : IRequestHandler<PlaceHold, LegalHoldView>
{
    public async Task<LegalHoldView> Handle(PlaceHold request, CancellationToken ct)
    {
        // Locked: whoever anonymises at this moment is done before, and then there is nobody left to hold.
        var contact = await people.LockAsync(request.ContactId, ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var keys = await vault.OpenAsync(ct);
        var hold = LegalHold.Place(id, contact, keys.Seal(request.Reason.Trim(), LegalHolds.ReasonOf(id)), user.Actor, now);
        db.LegalHolds.Add(hold);
        await db.SaveChangesAsync(ct);
        return (await holds.ViewsAsync([hold], ct))(hold);
    }
}

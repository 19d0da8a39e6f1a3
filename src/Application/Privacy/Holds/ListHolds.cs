using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Privacy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Holds;

/// <summary>Holds that stand, newest first; or all of one person's, lifted ones too.</summary>
public sealed record ListHolds(Guid? ContactId, string? After, int Limit) : IRequest<Page<LegalHoldView>>;

internal sealed class ListHoldsHandler(IPrivacyDb db, IPeople people, LegalHolds holds) : IRequestHandler<ListHolds, Page<LegalHoldView>>
{
    public async Task<Page<LegalHoldView>> Handle(ListHolds request, CancellationToken ct)
    {
        var rows = db.LegalHolds.AsNoTracking();
        if (request.ContactId is { } contact)
        {
            await people.RequireAsync(contact, ct);
            var ids = await people.IdsOfAsync(contact, ct);
            rows = rows.Where(h => ids.Contains(h.ContactId));
        }
        else
        {
            rows = rows.Where(h => h.LiftedAt == null);
        }
        if (Cursor.Parse(request.After) is { } after)
            rows = rows.Where(h => h.PlacedAt <= after.At && (h.PlacedAt < after.At || h.Id < after.Id));
        var found = await rows.OrderByDescending(h => h.PlacedAt).ThenByDescending(h => h.Id).TakePage(request.Limit).ToListAsync(ct);
        var page = Page<LegalHold>.Of(found, request.Limit, h => new Cursor(h.PlacedAt, h.Id));
        return page.Select(await holds.ViewsAsync(page.Items, ct));
    }
}

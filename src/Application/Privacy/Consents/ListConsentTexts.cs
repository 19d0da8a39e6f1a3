using CleanApp.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Consents;

/// <summary>The present text of every purpose and channel. A company has a handful: they come in one page.</summary>
public sealed record ListConsentTexts : IRequest<Page<ConsentTextView>>;

internal sealed class ListConsentTextsHandler(IPrivacyDb db) : IRequestHandler<ListConsentTexts, Page<ConsentTextView>>
{
    public async Task<Page<ConsentTextView>> Handle(ListConsentTexts request, CancellationToken ct)
    {
        var present = await db
            .ConsentTexts.AsNoTracking()
            .Where(t => !db.ConsentTexts.Any(later => later.Purpose == t.Purpose && later.Channel == t.Channel && later.Version > t.Version))
            .OrderBy(t => t.Purpose)
            .ThenBy(t => t.Channel)
            .ToListAsync(ct);
        return new Page<ConsentTextView>([.. present.Select(ConsentTextView.Of)], Next: null);
    }
}

using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.SavedFilters;

/// <summary>Takes a filter off its list: one's own, or, for whoever leads, one of their team's.</summary>
public sealed record DeleteSavedFilter(Guid Id) : ICommand<Done>;

internal sealed class DeleteSavedFilterHandler(IInboxDb db, Sights sights) : IRequestHandler<DeleteSavedFilter, Done>
{
    public async Task<Done> Handle(DeleteSavedFilter request, CancellationToken ct)
    {
        var sight = await sights.OfCallerAsync(ct);
        var filter = await db.SavedFilters.Visible(sight).SingleOrDefaultAsync(f => f.Id == request.Id, ct);
        if (filter is null || !(sight.All || filter.AuthorId == sight.UserId))
            throw new DomainException(SavedFilterErrors.NotFound);
        db.SavedFilters.Remove(filter);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}

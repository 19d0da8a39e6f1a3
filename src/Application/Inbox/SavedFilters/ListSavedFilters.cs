using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.SavedFilters;

/// <summary>The caller's own filters and those of their teams, by name.</summary>
public sealed record ListSavedFilters : IRequest<ListSavedFilters.Response>
{
    public sealed record Response(IReadOnlyList<SavedFilterView> Items);
}

/// <param name="SharedWithTeamId">Whose list it is on; null: the caller's alone.</param>
/// <param name="Status">Null: as lists without one.</param>
/// <param name="CanBeDeleted">By the caller.</param>
public sealed record SavedFilterView(
    Guid Id,
    string Name,
    Guid? SharedWithTeamId,
    ConversationView View,
    ConversationStatus? Status,
    Guid? TeamId,
    Guid? ChannelId,
    Guid? LabelId,
    Priority? Priority,
    bool CanBeDeleted
)
{
    internal static SavedFilterView Of(SavedFilter filter, Sight sight) =>
        new(
            filter.Id,
            filter.Name,
            filter.SharedWithTeamId,
            filter.View,
            filter.Status,
            filter.TeamId,
            filter.ChannelId,
            filter.LabelId,
            filter.Priority,
            sight.All || filter.AuthorId == sight.UserId
        );
}

internal sealed class ListSavedFiltersHandler(IInboxDb db, Sights sights) : IRequestHandler<ListSavedFilters, ListSavedFilters.Response>
{
    public async Task<ListSavedFilters.Response> Handle(ListSavedFilters request, CancellationToken ct)
    {
        var sight = await sights.OfCallerAsync(ct);
        var rows = await db.SavedFilters.AsNoTracking().Visible(sight).OrderBy(f => f.Name).ThenBy(f => f.Id).ToListAsync(ct);
        return new ListSavedFilters.Response(rows.ConvertAll(f => SavedFilterView.Of(f, sight)));
    }
}

internal static class VisibleFilters
{
    /// <summary>One's own, and those on the lists of one's teams.</summary>
    public static IQueryable<SavedFilter> Visible(this IQueryable<SavedFilter> filters, Sight sight) =>
        filters.Where(f => f.AuthorId == sight.UserId || f.SharedWithTeamId != null && sight.TeamIds.Contains(f.SharedWithTeamId.Value));
}

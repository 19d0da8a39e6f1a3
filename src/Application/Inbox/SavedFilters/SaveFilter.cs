using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.SavedFilters;

/// <summary>Keeps a way of looking at the inbox, for oneself or for a team.</summary>
/// <param name="Name">Up to 40 characters.</param>
/// <param name="SharedWithTeamId">A team the caller belongs to; null: theirs alone.</param>
/// <param name="Status">Null: as lists without one.</param>
public sealed record SaveFilter(
    string Name,
    ConversationView View,
    ConversationStatus? Status = null,
    Guid? TeamId = null,
    Guid? ChannelId = null,
    Guid? LabelId = null,
    Priority? Priority = null,
    Guid? SharedWithTeamId = null
) : ICommand<SavedFilterView>;

internal sealed class SaveFilterValidator : AbstractValidator<SaveFilter>
{
    public SaveFilterValidator()
    {
        RuleFor(r => r.Name).Name(40);
        RuleFor(r => r.View).IsInEnum();
        RuleFor(r => r.Status).IsInEnum();
        RuleFor(r => r.Priority).IsInEnum();
    }
}

internal sealed class SaveFilterHandler(IInboxDb db, Sights sights, TimeProvider clock) : IRequestHandler<SaveFilter, SavedFilterView>
{
    /// <summary>On one list.</summary>
    private const int Most = 50;

    public async Task<SavedFilterView> Handle(SaveFilter request, CancellationToken ct)
    {
        var sight = await sights.OfCallerAsync(ct);
        // Of a team one may see is said no more than of one that is not there.
        if (request.SharedWithTeamId is { } team && !sight.TeamIds.Contains(team) && !(sight.All && await db.Teams.AnyAsync(t => t.Id == team, ct)))
            throw new DomainException(TeamErrors.NotFound);
        if (await db.SavedFilters.Visible(sight).CountAsync(ct) >= Most)
            throw new DomainException(SavedFilterErrors.TooMany);
        var now = clock.GetUtcNow();
        var filter = SavedFilter.Create(
            Guid.CreateVersion7(now),
            request.Name,
            sight.UserId,
            request.SharedWithTeamId,
            request.View,
            request.Status,
            request.TeamId,
            request.ChannelId,
            request.LabelId,
            request.Priority,
            now
        );
        db.SavedFilters.Add(filter);
        await db.SaveChangesAsync(ct);
        return SavedFilterView.Of(filter, sight);
    }
}

using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Messages;
using CleanApp.Domain.Inbox;
using CleanApp.Infrastructure.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

internal sealed partial class InboxDb
{
    /// <summary>By a function with eyes of its own: under row-level security a comparison of lists could not use an index.</summary>
    public Task<List<Guid>> FindMessagesAsync(SearchedPlace place, SearchedWords words, Cursor? after, int limit, CancellationToken ct)
    {
        var sight = place.Sight;
        // Who sees everything is held back by the team that was asked for alone.
        var userId = sight.All ? null : (Guid?)sight.UserId;
        var teams =
            !sight.All ? sight.TeamIds.Where(id => place.TeamId is null || id == place.TeamId).ToArray()
            : place.TeamId is { } one ? [one]
            : null;
        return db
            .Database.SqlQuery<Guid>(
                $"""
                select find_messages({userId}::uuid, {teams}::uuid[], {place.TeamId}::uuid, {place.ChannelId}::uuid,
                    {(place.Kind is { } kind ? EnumNames<ItemKind>.Of(kind) : null)}::text, {place.From}::timestamptz, {place.Until}::timestamptz,
                    {after?.At.ToUniversalTime()}::timestamptz, {after?.Id}::uuid, {words.Newest}, {words.Width}, {words.Every}, {words.Keys}, {limit}) as "Value"
                """
            )
            .ToListAsync(ct);
    }

    public Task<List<ConversationItem>> LockUnindexedAsync(int limit, CancellationToken ct) =>
        ConversationItems
            .FromSql(
                $"""
                select * from conversation_items where terms is null and kind <> 'change' order by id desc limit {limit} for update skip locked
                """
            )
            .ToListAsync(ct);
}

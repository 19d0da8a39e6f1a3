using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;

namespace CleanApp.Infrastructure.Persistence;

/// <remarks>
/// Asked by every screen with every event, so in one question; each part is the beginning of an index, of one's own, of each team or of the
/// whole company.
/// </remarks>
internal sealed partial class InboxDb
{
    private static readonly string Mine = $"""
        with mine as (
            select id from conversations where assignee_id = $1 and status = 'open' order by last_message_at desc, id desc limit {MostCounted}
        )
        select (select count(*) from mine),
        """;

    private static readonly string OfAll = $"""
        {Mine}
            (select count(*) from (
                select from conversations where status = 'open' and assignee_id is null order by last_message_at desc, id desc limit {MostCounted}) c),
            (select count(*) from (
                select from conversations where status = 'open' and unattended_since is not null order by waiting_since, id limit {MostCounted}) c),
            (select count(*) from (
                select from conversation_participants where user_id = $1 and mentioned_at is not null and unseen_mentions > 0 limit {MostCounted}) p),
            (select count(*) from (select from conversations where status = 'open' order by last_message_at desc, id desc limit {MostCounted}) c)
        """;

    private static readonly string OfTeams = $"""
        {Mine}
            (select count(*) from (
                select from unnest($2) team cross join lateral (
                    select from conversations where team_id = team and status = 'open' and assignee_id is null
                    order by last_message_at desc, id desc limit {MostCounted}) c
                limit {MostCounted}) c),
            (select count(*) from (
                select from unnest($2) team cross join lateral (
                    select from conversations where team_id = team and status = 'open' and unattended_since is not null
                    order by waiting_since, id limit {MostCounted}) c
                limit {MostCounted}) c),
            (select count(*) from (
                select from conversation_participants p
                cross join lateral (select assignee_id, team_id from conversations where id = p.conversation_id offset 0) c
                where p.user_id = $1 and p.mentioned_at is not null and p.unseen_mentions > 0 and (c.assignee_id = $1 or c.team_id = any($2))
                limit {MostCounted}) p),
            (select count(*) from (
                select c.id from unnest($2) team cross join lateral (
                    select id from conversations where team_id = team and status = 'open' order by last_message_at desc, id desc limit {MostCounted}) c
                union
                select id from mine
                limit {MostCounted}) c)
        """;

    public async Task<IReadOnlyDictionary<ConversationView, int>> CountAsync(Sight sight, CancellationToken ct)
    {
        ConversationView[] views =
        [
            ConversationView.Mine,
            ConversationView.Unassigned,
            ConversationView.Waiting,
            ConversationView.Mentions,
            ConversationView.All,
        ];
        object[] values = sight.All ? [sight.UserId] : [sight.UserId, sight.TeamIds.ToArray()];
        var counted = await AskAsync(
            sight.All ? OfAll : OfTeams,
            values,
            row => views.Select((view, i) => (view, Count: (int)row.GetInt64(i))).ToDictionary(c => c.view, c => c.Count),
            ct
        );
        return counted[0];
    }
}

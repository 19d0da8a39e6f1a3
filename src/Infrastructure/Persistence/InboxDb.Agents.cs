using System.Runtime.CompilerServices;
using CleanApp.Application.Inbox;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

internal sealed partial class InboxDb
{
    public DbSet<Agent> Agents => db.Agents;
    public DbSet<AgentStateChange> AgentStateChanges => db.AgentStateChanges;
    public DbSet<InboxSettings> InboxSettings => db.InboxSettings;

    private string Sharing => $"inbox_sharing|{Tenant}";

    public Task LockSharingAsync(CancellationToken ct) => db.LockAsync(Sharing, ct);

    public Task<bool> TryLockSharingAsync(CancellationToken ct) =>
        db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(hashtextextended({Sharing}, 0)) as \"Value\"").SingleAsync(ct);

    public async Task<Agent> LockAgentAsync(Guid userId, CancellationToken ct)
    {
        await EnsureAgentAsync(userId, ct);
        return await Agents.FromSql($"select * from agents where id = {userId} for update").SingleAsync(ct);
    }

    private Task EnsureAgentAsync(Guid userId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into agents (tenant_id, id, user_id, state, is_automatic, turn)
            values ({Tenant}, {userId}, {userId}, 'available', false, 0)
            on conflict do nothing
            """,
            ct
        );

    public async Task<InboxSettings> LockSettingsAsync(CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into inbox_settings (tenant_id, id, away_after_minutes) values ({Tenant}, {Tenant}, {Domain.Inbox.InboxSettings.DefaultAwayAfterMinutes})
            on conflict do nothing
            """,
            ct
        );
        return await InboxSettings.FromSql($"select * from inbox_settings where id = {Tenant} for update").SingleAsync(ct);
    }

    public async Task<HashSet<Guid>> HoldAwayAsync(Guid[] userIds, CancellationToken ct)
    {
        if (userIds.Length == 0)
            return [];
        var held = Agents.FromSql($"select * from agents where id = any({userIds}) order by id for share").AsNoTracking();
        return [.. (await held.ToListAsync(ct)).Where(a => a.IsAway).Select(a => a.UserId)];
    }

    public async Task ConnectAsync(Guid connectionId, Guid userId, DateTimeOffset until, CancellationToken ct)
    {
        await EnsureAgentAsync(userId, ct);
        await db.Database.ExecuteSqlAsync(
            $"insert into agent_connections (tenant_id, id, user_id, expires_at, is_over) values ({Tenant}, {connectionId}, {userId}, {until}, false)",
            ct
        );
    }

    public Task DisconnectAsync(Guid connectionId, DateTimeOffset from, CancellationToken ct) =>
        db
            .AgentConnections.Where(c => c.Id == connectionId && c.ExpiresAt > from)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.ExpiresAt, from), ct);

    public Task<HashSet<Guid>> ConnectedAsync(DateTimeOffset now, CancellationToken ct) =>
        db.AgentConnections.Where(c => !c.IsOver && c.ExpiresAt > now).Select(c => c.UserId).ToHashSetAsync(ct);

    public async Task<AgentPresence> PresenceOfAsync(Guid userId, DateTimeOffset now, CancellationToken ct)
    {
        var theirs = await db.AgentConnections.AsNoTracking().Where(c => c.UserId == userId).OrderByDescending(c => c.ExpiresAt).ToListAsync(ct);
        var over = theirs.Where(c => c.IsOver).Select(c => c.Id).Where(id => id != theirs[0].Id).ToArray();
        if (over.Length > 0)
            await db.AgentConnections.Where(c => over.Contains(c.Id)).ExecuteDeleteAsync(ct);
        return theirs.Count == 0 ? default : new AgentPresence(theirs.Exists(c => !c.IsOver && c.ExpiresAt > now), theirs[0].ExpiresAt);
    }

    public async Task<Dictionary<Guid, int>> LoadsAsync(Guid[] userIds, CancellationToken ct)
    {
        var rows = await db
            .Database.SqlQuery<LoadRow>(
                $"""
                select u as user_id, (
                    select count(*)::int from (
                        select from conversations where tenant_id = {Tenant} and assignee_id = u and status = 'open' limit {MostCounted}
                    ) c
                ) as load
                from unnest({userIds}) u
                """
            )
            .ToListAsync(ct);
        return rows.ToDictionary(r => r.UserId, r => r.Load);
    }

    /// <summary>Each team by itself, as the index has them.</summary>
    public async Task<List<Conversation>> LockLongestWaitingAsync(IReadOnlyList<TeamRoom> room, int limit, CancellationToken ct)
    {
        var waiting = new List<Conversation>();
        foreach (var team in room)
            waiting.AddRange(await Waiting(team, "order by waiting_since, id limit {3} for update skip locked", limit).ToListAsync(ct));
        return [.. waiting.OrderBy(c => c.WaitingSince).ThenBy(c => c.Id)];
    }

    public async Task<bool> HasWaitingAsync(IReadOnlyList<TeamRoom> room, CancellationToken ct)
    {
        foreach (var team in room)
            if (await Waiting(team, "").AnyAsync(ct))
                return true;
        return false;
    }

    private IQueryable<Conversation> Waiting(TeamRoom room, string rest, params object[] more) =>
        Conversations.FromSql(
            FormattableStringFactory.Create(
                """
                select * from conversations
                where team_id = {0} and unattended_since is not null and assignee_id is null
                    and (returns_to_id = any({1}) or not {2} <@ array[given_back_by_id])

                """ + rest,
                [room.TeamId, room.Anybody, room.Members, .. more]
            )
        );

    public Task<List<Conversation>> LockHeldAsync(Guid userId, Held held, int limit, CancellationToken ct)
    {
        var (onlyAwaited, isUnattended) = (held != Held.Live, held == Held.Unattended);
        return Conversations
            .FromSql(
                $"""
                select * from conversations
                where assignee_id = {userId} and status in ('open', 'pending', 'snoozed') and (
                    not {onlyAwaited} or status = 'open' and waiting_since is not null and (unattended_since is not null) = {isUnattended}
                )
                order by id
                limit {limit}
                for update
                """
            )
            .ToListAsync(ct);
    }

    public Task<List<Conversation>> LockHeldOfTeamAsync(Guid teamId, Guid[] userIds, CancellationToken ct) =>
        Conversations
            .FromSql(
                $"""
                select * from conversations
                where assignee_id = any({userIds}) and team_id = {teamId} and status in ('open', 'pending', 'snoozed')
                order by id
                for update
                """
            )
            .ToListAsync(ct);

    private sealed record LoadRow
    {
        [System.ComponentModel.DataAnnotations.Schema.Column("user_id")]
        public Guid UserId { get; init; }

        [System.ComponentModel.DataAnnotations.Schema.Column("load")]
        public int Load { get; init; }
    }
}

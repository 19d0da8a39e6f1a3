using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Agents;

/// <summary>
/// Gives what waits to those who are at work, over all teams of the company that want it so: who waits longest first. One at a time in a
/// company, so that what somebody has is known while they are given more; of each conversation whoever holds it decides.
/// </summary>
internal sealed class ShareOut(IInboxDb db, IActiveMembers members, IUnitOfWork unit, TimeProvider clock)
{
    /// <summary>When there is more to do at once.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private const int AtOnce = 20;

    /// <returns>Whether there may be more to do: somebody else is sharing out, or holds a conversation that could be given.</returns>
    public Task<bool> RunAsync(CancellationToken ct) => unit.InTransactionAsync(RunInAsync, ct);

    private async Task<bool> RunInAsync(CancellationToken ct)
    {
        var teams = await db.Teams.AsNoTracking().Where(t => t.Active && t.Mode != AssignmentMode.Manual).ToListAsync(ct);
        var ids = teams.ConvertAll(t => t.Id);
        if (!await db.Conversations.AnyAsync(c => c.UnattendedSince != null && c.AssigneeId == null && ids.Contains(c.TeamId), ct))
            return false;
        if (!await db.TryLockSharingAsync(ct))
            return true;
        var now = clock.GetUtcNow();
        var pool = await PoolAsync(teams, now, ct);
        if (pool.Room.Count == 0)
            return false;
        var given = new List<ConversationItem>();
        foreach (var conversation in await db.LockLongestWaitingAsync(pool.Room, AtOnce, ct))
            if (pool.Give(conversation, now) is { } item)
                given.Add(item);
        db.ConversationItems.AddRange(given);
        await db.SaveChangesAsync(ct);
        foreach (var item in given)
            db.TakePart(item.ConversationId, [item.SubjectId!.Value], mentionedAt: null);
        return await db.HasWaitingAsync(pool.Room, ct);
    }

    private async Task<AgentPool> PoolAsync(List<Team> teams, DateTimeOffset now, CancellationToken ct)
    {
        var connected = await db.ConnectedAsync(now, ct);
        var able = (await members.WithAsync(Permissions.ConversationsWrite, ct)).Select(m => m.UserId).Where(connected.Contains).ToArray();
        var agents = await db.Agents.Where(a => a.State == AgentState.Available && able.Contains(a.UserId)).ToListAsync(ct);
        var everyones = teams.Where(t => t.IsEveryone).Select(t => t.Id);
        var theirs = (await db.TeamMembers.AsNoTracking().ToListAsync(ct)).ToLookup(m => m.UserId, m => m.TeamId);
        var loads = await db.LoadsAsync([.. agents.Select(a => a.UserId)], ct);
        return new AgentPool(
            teams,
            agents.Select(a => new AgentOnDuty(a, loads.GetValueOrDefault(a.UserId), everyones.Concat(theirs[a.UserId]).ToHashSet())),
            await db.Agents.MaxAsync(a => (long?)a.Turn, ct) ?? 0
        );
    }
}

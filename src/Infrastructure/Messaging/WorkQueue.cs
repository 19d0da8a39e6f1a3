using CleanApp.Application.Common;
using CleanApp.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Messaging;

internal sealed class WorkQueue(AppDbContext db, TimeProvider clock) : IWorkQueue
{
    public void Enqueue(string kind, Guid subjectId, TimeSpan? delay = null)
    {
        var now = clock.GetUtcNow();
        db.WorkItems.Add(WorkItem.Of(Guid.CreateVersion7(now), kind, subjectId, now + (delay ?? TimeSpan.Zero), Tracing.Parent));
    }

    public Task EnsureAsync(string kind, Guid subjectId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into work_items (tenant_id, id, kind, subject_id, run_at)
            values ({db.TenantContext!.TenantId}, {Guid.CreateVersion7(now)}, {kind}, {subjectId}, {now})
            on conflict (tenant_id, kind, subject_id) do nothing
            """,
            ct
        );
    }

    public Task GatherAsync(string kind, Guid subjectId, TimeSpan delay, CancellationToken ct)
    {
        // As of a nudge: by its changed run_at, whoever has the item just now keeps it.
        var now = clock.GetUtcNow();
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into work_items as w (tenant_id, id, kind, subject_id, run_at, trace_parent)
            values ({db.TenantContext!.TenantId}, {Guid.CreateVersion7(now)}, {kind}, {subjectId}, {now + delay}, {Tracing.Parent}::text)
            on conflict (tenant_id, kind, subject_id) do update set run_at = excluded.run_at, dead_at = null, attempts = 0
            where w.lease_token is not null or w.dead_at is not null or w.run_at > excluded.run_at
            """,
            ct
        );
    }

    public Task NudgeAsync(string kind, Guid subjectId, CancellationToken ct) => NudgeAsync(kind, [subjectId], ct);

    public Task NudgeAsync(string kind, IReadOnlyCollection<Guid> subjectIds, CancellationToken ct)
    {
        if (subjectIds.Count == 0)
            return Task.CompletedTask;
        // A changed run_at tells a worker that has the item just now that it is wanted again: it then keeps instead of deletes it.
        var now = clock.GetUtcNow();
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into work_items (tenant_id, id, kind, subject_id, run_at, trace_parent)
            select {db.TenantContext!.TenantId}, id, {kind}, subject_id, {now}, {Tracing.Parent}::text
            from unnest({subjectIds.Select(_ => Guid.CreateVersion7(now)).ToArray()}, {subjectIds.ToArray()}) as wanted (id, subject_id)
            order by subject_id
            on conflict (tenant_id, kind, subject_id) do update
                set run_at = excluded.run_at, dead_at = null, attempts = 0, trace_parent = excluded.trace_parent
            """,
            ct
        );
    }
}

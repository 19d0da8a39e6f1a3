using CleanApp.Application.Privacy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>Answers kept for a client that repeats its request: some hold what a person was called.</summary>
internal sealed class OldAnswers(AppDbContext db) : IRetainedData
{
    private const int Batch = 1000;

    /// <summary>A client that was away over a weekend still gets its own answer.</summary>
    public RetentionClass Class { get; } = new("platform.repeated_answers", DefaultDays: 7, LeastDays: 3);

    public Task<int> CountAsync(DateTimeOffset olderThan, CancellationToken ct) =>
        db
            .Database.SqlQuery<int>(
                $"""select count(*)::int as "Value" from (select from idempotency_records where created_at < {olderThan} limit {RetentionClass.MostCounted}) as old"""
            )
            .SingleAsync(ct);

    public async Task<RetentionStep> RemoveSomeAsync(DateTimeOffset olderThan, Guid? after, CancellationToken ct)
    {
        var removed = await db.Database.ExecuteSqlAsync(
            $"delete from idempotency_records where key in (select key from idempotency_records where created_at < {olderThan} order by created_at limit {Batch}) and created_at < {olderThan}",
            ct
        );
        // What is gone is gone: there is no place to go on from, only more of them.
        return new RetentionStep(removed, removed < Batch ? null : Guid.Empty);
    }
}

using CleanApp.Application.Common;
using CleanApp.Application.Common.Behaviours;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

internal sealed class UnitOfWork(AppDbContext db) : IUnitOfWork
{
    public async Task<T> InTransactionAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
            return await work(ct);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var result = await work(ct);
            await transaction.CommitAsync(ct);
            return result;
        }
        finally
        {
            // What was tracked belongs to this transaction: a later lock in the same scope must read the row, not our memory of it.
            db.ChangeTracker.Clear();
        }
    }
}

/// <summary>Answers are kept sealed: one may hold a secret that is shown only once, such as an invitation's link.</summary>
internal sealed class IdempotencyStore(AppDbContext db, ISecretBox secrets, TimeProvider clock) : IIdempotencyStore
{
    public Task<bool> TryLockAsync(string key, CancellationToken ct) =>
        db
            .Database.SqlQuery<bool>(
                $"select pg_try_advisory_xact_lock(hashtextextended({db.TenantContext!.TenantIdOrNone.ToString() + key}, 0)) as \"Value\""
            )
            .SingleAsync(ct);

    public async Task<(string RequestHash, string Response)?> FindAsync(string key, CancellationToken ct)
    {
        var row = await db
            .Database.SqlQuery<StoredAnswer>($"select request_hash, response from idempotency_records where key = {key}")
            .SingleOrDefaultAsync(ct);
        return row is null ? null : (row.RequestHash, secrets.Open(Convert.FromBase64String(row.Response), Context(key)));
    }

    public Task StoreAsync(string key, string requestHash, string response, CancellationToken ct)
    {
        var box = Convert.ToBase64String(secrets.Seal(response, Context(key)));
        return db.Database.ExecuteSqlAsync(
            $"insert into idempotency_records (tenant_id, key, request_hash, response, created_at) values ({db.TenantContext!.TenantId}, {key}, {requestHash}, {box}, {clock.GetUtcNow()})",
            ct
        );
    }

    private string Context(string key) => $"idempotency_records|response|{db.TenantContext!.TenantId:N}|{key}";

    private sealed record StoredAnswer
    {
        [System.ComponentModel.DataAnnotations.Schema.Column("request_hash")]
        public string RequestHash { get; init; } = "";

        [System.ComponentModel.DataAnnotations.Schema.Column("response")]
        public string Response { get; init; } = "";
    }
}

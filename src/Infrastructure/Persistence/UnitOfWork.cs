using CleanApp.Application.Common;
using CleanApp.Application.Common.Behaviours;
using CleanApp.Infrastructure.Persistence.Tenancy;
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
            await TenantBatch.EndAsync(db, ct);
            await transaction.CommitAsync(ct);
            return result;
        }
        finally
        {
            db.Later.Clear();
            // What was tracked belongs to this transaction: a later lock in the same scope must read the row, not our memory of it.
            db.ChangeTracker.Clear();
        }
    }
}

/// <summary>Answers are kept sealed: one may hold a secret that is shown only once, such as an invitation's link.</summary>
internal sealed class IdempotencyStore(AppDbContext db, ISecretBox secrets, TimeProvider clock) : IIdempotencyStore
{
    public async Task<IdempotencyClaim> ClaimAsync(string key, CancellationToken ct)
    {
        await using var batch = new TenantBatch(db);
        batch.Add("select pg_try_advisory_xact_lock(hashtextextended($1, 0))", db.TenantContext!.TenantIdOrNone.ToString() + key);
        // A statement of its own, which sees what whoever held the key has committed.
        batch.Add("select request_hash, response from idempotency_records where key = $1", key);
        await using var reader = await batch.ReadAsync(ct);
        await reader.ReadAsync(ct);
        var isOurs = reader.GetBoolean(0);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct)
            ? new IdempotencyClaim(isOurs, (reader.GetString(0), secrets.Open(Convert.FromBase64String(reader.GetString(1)), Context(key))))
            : new IdempotencyClaim(isOurs, null);
    }

    public async Task StoreAsync(string key, string requestHash, string response, CancellationToken ct)
    {
        await using var batch = new TenantBatch(db);
        batch.Add(
            "insert into idempotency_records (tenant_id, key, request_hash, response, created_at) values ($1, $2, $3, $4, $5)",
            db.TenantContext!.TenantId,
            key,
            requestHash,
            Convert.ToBase64String(secrets.Seal(response, Context(key))),
            clock.GetUtcNow()
        );
        await batch.ExecuteAsync(ct);
    }

    private string Context(string key) => $"idempotency_records|response|{db.TenantContext!.TenantId:N}|{key}";
}

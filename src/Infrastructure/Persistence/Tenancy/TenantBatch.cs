using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence.Tenancy;

/// <summary>
/// Statements of our own in the context's transaction, in one round trip; as its first command it brings the tenant along. Before its own
/// come those that were left for later.
/// </summary>
internal sealed class TenantBatch : IAsyncDisposable
{
    private readonly AppDbContext _db;
    private readonly NpgsqlBatch _batch;
    private readonly List<(NpgsqlBatchCommand Command, int Rows)> _exact = [];
    private readonly bool _isFirst;

    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public TenantBatch(AppDbContext db)
    {
        _db = db;
        var transaction =
            (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("There is no transaction.");
        _batch = new NpgsqlBatch(transaction.Connection, transaction);
        if (db.Due is { } settings)
        {
            db.Due = null;
            _isFirst = true;
            Add(TenantSettings.Positional, settings.Tenant, settings.Person);
        }
    }

    /// <summary>
    /// Of a statement that answers nothing and that no query through EF asks about in the same transaction: it goes with the next batch, at
    /// the latest before the commit.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public static void Later(AppDbContext db, string sql, params object[] values)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("There is no transaction.");
        db.Later.Add((sql, values));
    }

    /// <summary>Writes what was left for later.</summary>
    public static async Task EndAsync(AppDbContext db, CancellationToken ct)
    {
        if (db.Later.Count == 0)
            return;
        await using var batch = new TenantBatch(db);
        batch.TakeLater();
        await batch.ExecuteAsync(ct);
    }

    /// <summary>Only when it is sent: a batch that never is must take nothing with it.</summary>
    private void TakeLater()
    {
        var place = _isFirst ? 1 : 0;
        foreach (var (sql, values) in _db.Later)
            _batch.BatchCommands.Insert(place++, Command(sql, values));
        _db.Later.Clear();
    }

    /// <summary>Of a value that may be null, of which PostgreSQL wants to know the type.</summary>
    public static NpgsqlParameter OrNull<T>(T? value)
        where T : class => new NpgsqlParameter<T?> { TypedValue = value };

    /// <inheritdoc cref="OrNull{T}(T)"/>
    public static NpgsqlParameter OrNull<T>(T? value)
        where T : struct => value is { } some ? new NpgsqlParameter<T> { TypedValue = some } : new NpgsqlParameter<T?> { TypedValue = null };

    /// <param name="values">For <c>$1</c>, <c>$2</c> …</param>
    public NpgsqlBatchCommand Add(string sql, params object[] values)
    {
        var command = Command(sql, values);
        _batch.BatchCommands.Add(command);
        return command;
    }

    private static NpgsqlBatchCommand Command(string sql, object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        return command;
    }

    /// <summary>As <see cref="Add"/>, of a statement that changes so many rows or none of this is to be.</summary>
    public void AddExact(int rows, string sql, params object[] values) => _exact.Add((Add(sql, values), rows));

    /// <exception cref="DbUpdateConcurrencyException">A row is not there any more.</exception>
    /// <exception cref="DomainException">The database refuses it.</exception>
    public async Task ExecuteAsync(CancellationToken ct)
    {
        if (_batch.BatchCommands.Count == (_isFirst ? 1 : 0))
            return;
        TakeLater();
        try
        {
            await _batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e) when (ConstraintErrors.Find(e) is { } error)
        {
            throw new DomainException(error);
        }
        foreach (var (command, rows) in _exact)
            if (command.RecordsAffected != (uint)rows)
                throw new DbUpdateConcurrencyException($"{rows} rows were to be written, and {command.RecordsAffected} were.");
    }

    /// <summary>At the first result of the first statement that was added.</summary>
    /// <exception cref="DomainException">The database refuses it, or what was left for later.</exception>
    public async Task<NpgsqlDataReader> ReadAsync(CancellationToken ct)
    {
        TakeLater();
        NpgsqlDataReader? reader = null;
        try
        {
            reader = await _batch.ExecuteReaderAsync(ct);
            if (_isFirst)
                await reader.NextResultAsync(ct);
            return reader;
        }
        catch (PostgresException e)
        {
            if (reader is not null)
                await reader.DisposeAsync();
            if (ConstraintErrors.Find(e) is { } error)
                throw new DomainException(error);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}

internal static class Columns
{
    public static T? OrNull<T>(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? default : reader.GetFieldValue<T>(column);
}

using System.Data.Common;
using CleanApp.Application.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence.Tenancy;

// The tenant reaches PostgreSQL as a transaction-local setting and is gone with the transaction: nothing is left on a pooled connection.

/// <param name="Tenant">An empty string is "none": the policies turn it into null, which equals no row's tenant.</param>
internal sealed record TenantSettings(string Tenant, string Person)
{
    public const string Sql = "select set_config('app.tenant_id', @app_tenant, true), set_config('app.person_id', @app_person, true)";
    public const string Positional = "select set_config('app.tenant_id', $1, true), set_config('app.person_id', $2, true)";

    public static TenantSettings Of(ITenantContext? context) =>
        new(context?.TenantIdOrNone?.ToString("D") ?? "", context?.PersonScope?.ToString("D") ?? "");

    public void AddTo(DbCommand command)
    {
        command.Parameters.Add(new NpgsqlParameter("app_tenant", Tenant));
        command.Parameters.Add(new NpgsqlParameter("app_person", Person));
    }
}

/// <summary>Every transaction's first command brings its tenant along; Npgsql sends BEGIN with it too, so neither costs a round trip.</summary>
internal sealed class TenantTransactionInterceptor : DbTransactionInterceptor
{
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        var context = (AppDbContext)eventData.Context!;
        context.Due = TenantSettings.Of(context.TenantContext);
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(TransactionStarted(connection, eventData, result));
}

/// <summary>
/// A transaction's first command, or one outside a transaction, carries the tenant in front, in the same round trip and (implicit)
/// transaction. Saves are never touched: Npgsql counts their rows by statement index, and a lost update would pass for success. They
/// always have a transaction; where a save is its first command, the tenant goes ahead in a command of its own.
/// </summary>
internal sealed class TenantCommandInterceptor : DbCommandInterceptor
{
    /// <summary>
    /// A command of its own each time. Npgsql's connection hands out one command again and again, and a command whose sending the network
    /// cut short still believes that it is being prepared: its next use fails with a null reference, or leaves the connection's answers
    /// one behind its questions (Npgsql 10.0.3; Faults/DatabaseCutTests).
    /// </summary>
    public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        InterceptionResult<DbCommand>.SuppressWithResult(new NpgsqlCommand { Connection = (NpgsqlConnection)eventData.Connection });

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        using (var ahead = AheadOf(command, eventData))
            ahead?.ExecuteNonQuery();
        Prefix(command, eventData);
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        await using (var ahead = AheadOf(command, eventData))
            if (ahead is not null)
                await ahead.ExecuteNonQueryAsync(cancellationToken);
        Prefix(command, eventData);
        return result;
    }

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        if (!HasPrefix(command))
            return result;
        try
        {
            result.NextResult();
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        if (!HasPrefix(command))
            return result;
        try
        {
            await result.NextResultAsync(cancellationToken);
            return result;
        }
        catch
        {
            // An error of the second statement surfaces here; an open reader would block the connection.
            await result.DisposeAsync();
            throw;
        }
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Prefix(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Prefix(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        if (!Prefix(command, eventData))
            return result;
        using var reader = command.ExecuteReader();
        reader.NextResult();
        return InterceptionResult<object>.SuppressWithResult(reader.Read() ? reader.GetValue(0) : null!);
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        // The setting's own value must not pass for the answer, so the scalar is read as the second result.
        if (!Prefix(command, eventData))
            return result;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return InterceptionResult<object>.SuppressWithResult(await reader.ReadAsync(cancellationToken) ? reader.GetValue(0) : null!);
    }

    private static bool Prefix(DbCommand command, CommandEventData eventData)
    {
        if (eventData.Context is not AppDbContext context || IsSave(eventData))
            return false;
        var settings = command.Transaction is null ? TenantSettings.Of(context.TenantContext) : context.Due;
        if (settings is null)
            return false;
        context.Due = null;
        command.CommandText = $"{TenantSettings.Sql};\n{command.CommandText}";
        settings.AddTo(command);
        return true;
    }

    private static bool IsSave(CommandEventData eventData) => eventData.CommandSource == CommandSource.SaveChanges;

    /// <summary>The tenant, where a save is its transaction's first command; null where it is already there.</summary>
    private static DbCommand? AheadOf(DbCommand save, CommandEventData eventData)
    {
        if (!IsSave(eventData) || eventData.Context is not AppDbContext { Due: { } settings } context)
            return null;
        context.Due = null;
        var command = new NpgsqlCommand { Connection = (NpgsqlConnection)save.Connection!, Transaction = (NpgsqlTransaction?)save.Transaction };
        command.CommandText = TenantSettings.Sql;
        settings.AddTo(command);
        return command;
    }

    private static bool HasPrefix(DbCommand command) => command.CommandText.StartsWith(TenantSettings.Sql, StringComparison.Ordinal);
}

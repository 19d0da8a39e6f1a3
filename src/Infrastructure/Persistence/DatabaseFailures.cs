using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What a caller may be told when the database refuses or does not answer.</summary>
public static class DatabaseFailures
{
    /// <returns>Null when it is no failure of the database, or one that only a mistake of ours explains.</returns>
    public static Error? Find(Exception exception) =>
        exception switch
        {
            DbUpdateConcurrencyException => CommonErrors.Busy,
            DbUpdateException { InnerException: { } inner } => Find(inner),
            PostgresException e => OfState(e.SqlState),
            NpgsqlException or TimeoutException or System.Net.Sockets.SocketException => CommonErrors.DatabaseUnavailable,
            // EF says it when the connection breaks or a transient failure, a bare time-out among them, is not retried.
            InvalidOperationException { InnerException: { } inner } => Find(inner),
            _ => null,
        };

    private static Error? OfState(string state) =>
        state switch
        {
            PostgresErrorCodes.UniqueViolation => CommonErrors.AlreadyExists,
            PostgresErrorCodes.ForeignKeyViolation => CommonErrors.ReferenceNotFound,
            "22021" or "22P05" or "22003" or "22008" or "22001" or "23502" or "23514" => CommonErrors.ValueNotStorable,
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable =>
                CommonErrors.Busy,
            PostgresErrorCodes.QueryCanceled => CommonErrors.DatabaseUnavailable,
            _ when state.StartsWith("57P", StringComparison.Ordinal)
                    || state.StartsWith("53", StringComparison.Ordinal)
                    || state.StartsWith("08", StringComparison.Ordinal) => CommonErrors.DatabaseUnavailable,
            _ => null,
        };
}

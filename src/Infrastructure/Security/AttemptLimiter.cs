using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Infrastructure.Persistence;

namespace CleanApp.Infrastructure.Security;

internal sealed class AttemptLimiter(DataSources dataSources, ITokenSource tokens, TimeProvider clock) : IAttemptLimiter
{
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromMinutes(10);
    private DateTime _nextCleaning;

    public async Task<TimeSpan?> TakeAsync(string key, int limit, TimeSpan window, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (taken, endsAt) = await CountAsync(key, now, now + window, ct);
        await CleanAsync(now, ct);
        return taken <= limit ? null : endsAt - now;
    }

    private async Task<(int Taken, DateTime EndsAt)> CountAsync(string key, DateTime now, DateTime endsAt, CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand(
            """
            insert into rate_counters as c (key, window_ends_at, taken) values ($1, $2, 1)
            on conflict (key) do update set
                window_ends_at = case when c.window_ends_at <= $3 then excluded.window_ends_at else c.window_ends_at end,
                taken = case when c.window_ends_at <= $3 then 1 else c.taken + 1 end
            returning taken, window_ends_at
            """
        );
        command.Parameters.AddWithValue(Scramble(key));
        command.Parameters.AddWithValue(endsAt);
        command.Parameters.AddWithValue(now);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt32(0), reader.GetDateTime(1));
    }

    public async Task ResetAsync(string key, CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand("delete from rate_counters where key = $1");
        command.Parameters.AddWithValue(Scramble(key));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Every e-mail ever guessed leaves a row; windows that ended long ago count for nothing. By the database's time as well: a host whose clock
    /// is ahead must not take away what others are counting.
    /// </summary>
    private async Task CleanAsync(DateTime now, CancellationToken ct)
    {
        if (now < _nextCleaning)
            return;
        _nextCleaning = now + CleaningInterval;
        await using var command = dataSources.App.CreateCommand("delete from rate_counters where window_ends_at < least($1, now())");
        command.Parameters.AddWithValue(now - CleaningInterval);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Keys hold e-mail and network address: stored only as a keyed hash.</summary>
    private string Scramble(string key) => tokens.Derive("attempts", key);
}

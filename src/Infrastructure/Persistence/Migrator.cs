using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>Brings the database to this version. Any number may run at once: one works, the others wait and find it done.</summary>
public sealed class Migrator(DatabaseOptions options, TimeProvider clock, ILogger<Migrator> logger)
{
    private const long LockKey = 0x436C65616E417070;

    public async Task RunAsync(CancellationToken ct)
    {
        // EF's own lock does not hold on an empty database, and a blocking lock would stop CREATE INDEX CONCURRENTLY.
        await using var connection = new NpgsqlConnection(options.OwnerConnectionString());
        await connection.OpenAsync(ct);
        while (!await TryLockAsync(connection, ct))
            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, ct);

        await EnsureRolesAsync(connection, ct);
        await using (var db = OwnerContext())
        {
            var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
            if (pending.Count > 0)
                await db.Database.MigrateAsync(ct);
            logger.LogInformation("{Count} migrations applied", pending.Count);
        }
        await ExecuteAsync(connection, Named(EmbeddedSql.Read("Persistence.AccessRules.sql")), ct);
    }

    /// <summary>Empties the database completely; for development.</summary>
    public async Task ResetAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(options.OwnerConnectionString());
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, "drop schema public cascade; create schema public;", ct);
    }

    /// <summary>Nobody waits for its answers but whoever migrates, and an index of what a company has said in years takes its time.</summary>
    internal AppDbContext OwnerContext() =>
        new(
            new DbContextOptionsBuilder<AppDbContext>()
                .UseNpgsql(options.OwnerConnectionString(), npgsql => npgsql.CommandTimeout((int)TimeSpan.FromHours(1).TotalSeconds))
                .Options
        );

    private async Task EnsureRolesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        // Roles belong to the whole server: two databases migrating at once may meet here, so "exists already" is fine. What an existing
        // role may do at most is only a superuser's to say again; validate-rls looks whether it still holds.
        const string powers = "nosuperuser nocreatedb nocreaterole nobypassrls";
        foreach (var (role, signsIn) in new[] { (options.AppRole, true), (options.WorkerRole, true), (options.LookupRole, false) })
        {
            var rights = signsIn ? $"login noinherit password '{options.DerivedPassword(role)}'" : "nologin noinherit";
            var made = $"""
                create role {Quoted(role)} {rights} {powers};
                exception when duplicate_object or unique_violation then
                    alter role {Quoted(role)} {rights};
                    if (select rolsuper from pg_roles where rolname = current_user) then
                        alter role {Quoted(role)} {powers};
                    end if;
                """;
            await ExecuteAsync(connection, $"do $$ begin {made} end $$", ct);
            // What is read lies in memory or on flash. At the server's default, made for disks that turn, a plan sorts all there is rather
            // than begin an index that has the order, as soon as it was made for a company that has little. What an operator has set stays.
            if (signsIn)
                await ExecuteAsync(connection, $"do $$ begin {Cost(role)} end $$", ct);
        }
        await ExecuteAsync(connection, $"grant {Quoted(options.LookupRole)} to current_user", ct);
    }

    private static string Cost(string role) =>
        $"""
            if not exists (
                select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) setting
                where r.rolname = '{role.Replace("'", "''")}' and setting like 'random\_page\_cost=%'
            ) then
                alter role {Quoted(role)} set random_page_cost = 1.1;
            end if;
            """;

    private string Named(string sql) =>
        sql.Replace("{app}", Quoted(options.AppRole)).Replace("{worker}", Quoted(options.WorkerRole)).Replace("{lookup}", Quoted(options.LookupRole));

    private static string Quoted(string role) => $"\"{role.Replace("\"", "\"\"")}\"";

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({LockKey})", connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync(ct);
    }
}

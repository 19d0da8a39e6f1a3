using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>
/// Where the database is. One address is enough: the owner's; the roles the application works as are then made by the migration,
/// named after the database, with passwords derived from the owner's. Production may give each role's address instead, so the
/// serving process never holds the owner's password.
/// </summary>
public sealed class DatabaseOptions
{
    /// <summary>The owner's address, <c>postgres://user:password@host:port/database</c>; needed by migrations.</summary>
    public string? Url { get; set; }
    public string? AppUrl { get; init; }
    public string? WorkerUrl { get; init; }

    /// <summary>How many connections one process keeps for requests and work; several processes share what the server allows.</summary>
    public int MaxConnections { get; init; } = Math.Max(16, 4 * Environment.ProcessorCount);

    /// <summary>
    /// Seconds in which there must be a connection, of the server as of those that are kept. A request is answered in time or told that the
    /// database is away: with the one below that takes no longer than their sum.
    /// </summary>
    public int ConnectSeconds { get; init; } = 2;

    /// <summary>Seconds a command may take, the wait for another's lock among them.</summary>
    public int CommandSeconds { get; init; } = 3;

    public string DatabaseName => Parse(Url ?? AppUrl).Database!;
    public string AppRole => $"{DatabaseName}_app";
    public string WorkerRole => $"{DatabaseName}_worker";
    public string LookupRole => $"{DatabaseName}_lookup";

    public string OwnerConnectionString() => new NpgsqlConnectionStringBuilder(Parse(Url).ToString()) { Pooling = false, Timeout = 5 }.ToString();

    public string AppConnectionString(int pool) => Serving(AppUrl is null ? Role(AppRole) : Parse(AppUrl), pool);

    public string WorkerConnectionString(int pool) => Serving(WorkerUrl is null ? Role(WorkerRole) : Parse(WorkerUrl), pool);

    /// <summary>The same on every start, and of no use without the owner's password.</summary>
    public string DerivedPassword(string role)
    {
        var owner = Parse(Url).Password ?? "";
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(owner), Encoding.UTF8.GetBytes($"cleanapp|{role}")));
    }

    private NpgsqlConnectionStringBuilder Role(string role)
    {
        var builder = Parse(Url);
        builder.Username = role;
        builder.Password = DerivedPassword(role);
        return builder;
    }

    private string Serving(NpgsqlConnectionStringBuilder builder, int pool)
    {
        builder.MaxPoolSize = pool;
        builder.MaxAutoPrepare = 128;
        builder.AutoPrepareMinUsages = 2;

        // Against a server that has gone silent a command costs its own time and then that of one more connection, by which Npgsql tries
        // to cancel it: together five seconds. Kerberos, asked for by default, would add another connection time-out to each.
        builder.Timeout = ConnectSeconds;
        builder.CommandTimeout = CommandSeconds;
        builder.CancellationTimeout = 500;
        builder.GssEncryptionMode = GssEncryptionMode.Disable;

        // Every setting is transaction-local, so there is nothing to reset.
        builder.NoResetOnClose = true;
        builder.ApplicationName = "cleanapp";
        return builder.ToString();
    }

    private static NpgsqlConnectionStringBuilder Parse(string? url)
    {
        if (string.IsNullOrWhiteSpace(url))
            throw new InvalidOperationException("No database: set DATABASE_URL to postgres://user:password@host:port/database.");
        if (!url.StartsWith("postgres://", StringComparison.Ordinal) && !url.StartsWith("postgresql://", StringComparison.Ordinal))
            return new NpgsqlConnectionStringBuilder(url);
        var uri = new Uri(url);
        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Trim('[', ']'),
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            if (pair.Split('=', 2) is ["sslmode", var mode])
                builder.SslMode = Enum.Parse<SslMode>(mode.Replace("-", ""), ignoreCase: true);
        return builder;
    }
}

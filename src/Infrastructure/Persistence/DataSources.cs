using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>Connections as the application's roles. Nothing that serves requests or work connects as the owner.</summary>
public sealed class DataSources : IAsyncDisposable
{
    /// <summary>
    /// A queue is empty at one moment and holds millions at the next, when a plan that was kept from then reads all of it to find the few
    /// that are due.
    /// </summary>
    private const string PlanEachTime = "set plan_cache_mode = force_custom_plan";

    /// <summary>By which the server tells these connections from those of a worker, whose role they have.</summary>
    public const string RealtimeName = "cleanapp-realtime";

    private readonly string _appConnectionString;

    public DataSources(DatabaseOptions options)
    {
        // Above about four per core, connections only wait for each other; commands of requests answer in time or not at all.
        App = Create("app", options.AppConnectionString(options.MaxConnections));
        Keys = Create("keys", options.AppConnectionString(pool: 2));
        Worker = Create("worker", options.WorkerConnectionString(pool: 6), PlanEachTime);
        Intake = Create("intake", options.WorkerConnectionString(pool: 1));
        Realtime = Create(
            "realtime",
            new NpgsqlConnectionStringBuilder(options.WorkerConnectionString(pool: 3)) { ApplicationName = RealtimeName }.ToString()
        );
        _appConnectionString = options.AppConnectionString(pool: 1);
    }

    public NpgsqlDataSource App { get; }

    /// <summary>
    /// For what a use case needs while it holds a connection of <see cref="App"/>: waiting there for a second one, as many commands as there
    /// are connections would wait for each other.
    /// </summary>
    public NpgsqlDataSource Keys { get; }
    public NpgsqlDataSource Worker { get; }

    /// <summary>
    /// As the worker, for rows that are only added: what checks their foreign keys is a query for each row, and to plan it each time costs
    /// several times what it does.
    /// </summary>
    public NpgsqlDataSource Intake { get; }

    /// <summary>As the worker, for what screens and sockets are told: it waits for no connection that work or requests hold.</summary>
    public NpgsqlDataSource Realtime { get; }

    /// <summary>For LISTEN, which needs a connection for good.</summary>
    public async Task<NpgsqlConnection> OpenUnpooledAppAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_appConnectionString) { Pooling = false, KeepAlive = 20 }.ToString());
        await connection.OpenAsync(ct);
        return connection;
    }

    /// <param name="name">In metrics, where the driver would otherwise write the address.</param>
    private static NpgsqlDataSource Create(string name, string connectionString, string? begin = null)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = name };
        if (begin is not null)
            builder.UsePhysicalConnectionInitializer(
                connection =>
                {
                    using var command = new NpgsqlCommand(begin, connection);
                    command.ExecuteNonQuery();
                },
                async connection =>
                {
                    await using var command = new NpgsqlCommand(begin, connection);
                    await command.ExecuteNonQueryAsync();
                }
            );
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Keys.DisposeAsync();
        await Worker.DisposeAsync();
        await Intake.DisposeAsync();
        await Realtime.DisposeAsync();
    }
}

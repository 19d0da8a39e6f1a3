using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>Connections as the application's roles. Nothing that serves requests or work connects as the owner.</summary>
public sealed class DataSources : IAsyncDisposable
{
    private readonly string _appConnectionString;

    public DataSources(DatabaseOptions options)
    {
        // Above about four per core, connections only wait for each other; commands of requests answer in time or not at all.
        App = NpgsqlDataSource.Create(options.AppConnectionString(options.MaxConnections));
        Keys = NpgsqlDataSource.Create(options.AppConnectionString(pool: 2));
        Worker = NpgsqlDataSource.Create(options.WorkerConnectionString(pool: 6));
        _appConnectionString = options.AppConnectionString(pool: 1);
    }

    public NpgsqlDataSource App { get; }

    /// <summary>
    /// For what a use case needs while it holds a connection of <see cref="App"/>: waiting there for a second one, as many commands as there
    /// are connections would wait for each other.
    /// </summary>
    public NpgsqlDataSource Keys { get; }
    public NpgsqlDataSource Worker { get; }

    /// <summary>For LISTEN, which needs a connection for good.</summary>
    public async Task<NpgsqlConnection> OpenUnpooledAppAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_appConnectionString) { Pooling = false, KeepAlive = 20 }.ToString());
        await connection.OpenAsync(ct);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Keys.DisposeAsync();
        await Worker.DisposeAsync();
    }
}

using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>Connections as the application's roles. Nothing that serves requests or work connects as the owner.</summary>
public sealed class DataSources : IAsyncDisposable
{
    private readonly string _appConnectionString;

    public DataSources(DatabaseOptions options)
    {
        // Above about four per core, connections only wait for each other; commands of requests answer in time or not at all.
        var pool = Math.Max(16, 4 * Environment.ProcessorCount);
        App = NpgsqlDataSource.Create(options.AppConnectionString(pool));
        Worker = NpgsqlDataSource.Create(options.WorkerConnectionString(pool: 6));
        _appConnectionString = options.AppConnectionString(pool);
    }

    public NpgsqlDataSource App { get; }
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
        await Worker.DisposeAsync();
    }
}

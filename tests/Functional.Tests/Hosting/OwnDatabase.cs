using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>A database of a test's own, so that only the host under test takes its work.</summary>
public sealed class OwnDatabase : IAsyncDisposable
{
    /// <summary>Migrated once, and copied: every migration for every test cost ten times what a copy does.</summary>
    private static readonly Lazy<Task<OwnDatabase>> Template = new(MigrateAsync);

    private readonly SemaphoreSlim _copying = new(1);

    private readonly DatabaseOptions _roles;

    private OwnDatabase(string name, DatabaseOptions roles)
    {
        _roles = roles;
        Name = name;
        Url = UrlOf(name);
        AppUrl = new NpgsqlConnectionStringBuilder(roles.AppConnectionString(1)) { Database = name }.ToString();
        WorkerUrl = new NpgsqlConnectionStringBuilder(roles.WorkerConnectionString(1)) { Database = name }.ToString();
    }

    public string Name { get; }

    /// <summary>The owner's.</summary>
    public string Url { get; }
    public string AppUrl { get; }
    public string WorkerUrl { get; }

    /// <summary>Empty. It has the roles of all others that are made so.</summary>
    public static async Task<OwnDatabase> CreateAsync() => await (await Template.Value).CopyAsync();

    /// <summary>Once all tests are done.</summary>
    public static async Task DropTemplateAsync()
    {
        if (Template.IsValueCreated)
            await (await Template.Value).DisposeAsync();
    }

    private static async Task<OwnDatabase> MigrateAsync()
    {
        var name = $"cleanapp_{Guid.CreateVersion7():N}";
        await OnServerAsync($"create database {name}");
        var options = new DatabaseOptions { Url = UrlOf(name) };
        await new Migrator(options, TimeProvider.System, NullLogger<Migrator>.Instance).RunAsync(CancellationToken.None);
        return new OwnDatabase(name, options);
    }

    /// <summary>A copy with all rows, one at a time. It keeps this one's roles, so its host is given their addresses.</summary>
    public async Task<OwnDatabase> CopyAsync()
    {
        await _copying.WaitAsync();
        try
        {
            var name = $"cleanapp_{Guid.CreateVersion7():N}";
            await OnServerAsync($"create database {name} template {Name}");
            return new OwnDatabase(name, _roles);
        }
        finally
        {
            _copying.Release();
        }
    }

    /// <summary>What a host needs to work here instead of on the tests' shared database.</summary>
    public Dictionary<string, string?> Settings() =>
        new()
        {
            ["Database:Url"] = Url,
            ["Database:AppUrl"] = AppUrl,
            ["Database:WorkerUrl"] = WorkerUrl,
        };

    /// <summary>As the product's roles, without a host.</summary>
    /// <param name="workerPort">Of a wire to the server.</param>
    public DataSources Connect(int? workerPort = null) =>
        new(
            new DatabaseOptions
            {
                Url = Url,
                AppUrl = AppUrl,
                WorkerUrl = workerPort is { } port ? new NpgsqlConnectionStringBuilder(WorkerUrl) { Port = port }.ToString() : WorkerUrl,
            }
        );

    /// <summary>As the owner, behind the product's back.</summary>
    public async Task<T> ScalarAsync<T>(string sql) => await Behind.ScalarAsync<T>(sql, Url);

    public Task ExecuteAsync(string sql) => Behind.ExecuteAsync(sql, Url);

    public async ValueTask DisposeAsync()
    {
        _copying.Dispose();
        await OnServerAsync($"drop database if exists {Name} with (force)");
    }

    private static string UrlOf(string name) =>
        new UriBuilder(TestHost.DatabaseUrl) { Path = name }
            .Uri
            .AbsoluteUri;

    private static Task OnServerAsync(string sql) => Behind.ExecuteAsync(sql, TestHost.DatabaseUrl);
}

/// <summary>A look or a push behind the product, as the owner; never its work.</summary>
public static class Behind
{
    private static readonly AsyncLocal<string?> Own = new();

    /// <summary>From here on the caller, and whatever it calls, looks into a database of its own.</summary>
    public static void LookInto(OwnDatabase database) => Own.Value = database.Url;

    public static async Task<T> ScalarAsync<T>(string sql, string? url = null)
    {
        await using var connection = await OpenAsync(url);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task ExecuteAsync(string sql, string? url = null)
    {
        await using var connection = await OpenAsync(url);
        // Hundreds of thousands of rows beside other tests take their time.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<NpgsqlConnection> OpenAsync(string? url = null)
    {
        var connection = new NpgsqlConnection(new DatabaseOptions { Url = url ?? Own.Value ?? TestHost.DatabaseUrl }.OwnerConnectionString());
        await connection.OpenAsync();
        return connection;
    }
}

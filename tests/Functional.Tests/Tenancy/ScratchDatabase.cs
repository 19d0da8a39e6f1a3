using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace CleanApp.Functional.Tests.Tenancy;

/// <summary>
/// A database of its own, with roles of its own (they are named after it), for tests that plant gaps or migrate; dropped afterwards.
/// As a class fixture it is migrated.
/// </summary>
public sealed class ScratchDatabase : IAsyncLifetime
{
    private static int _number;
    private readonly string _name = $"scratch_{Environment.ProcessId}_{Interlocked.Increment(ref _number)}";

    public DatabaseOptions Options => new() { Url = Url };

    public string Url => new UriBuilder(TestHost.DatabaseUrl) { Path = _name }.Uri.ToString();

    /// <summary>The same database, signed in as somebody else.</summary>
    public string UrlOf(string user, string password) => new UriBuilder(Url) { UserName = user, Password = password }.Uri.ToString();

    public async ValueTask InitializeAsync()
    {
        await CreateAsync();
        await MigrateAsync();
    }

    public static async Task<ScratchDatabase> EmptyAsync()
    {
        var scratch = new ScratchDatabase();
        await scratch.CreateAsync();
        return scratch;
    }

    public Task MigrateAsync(string? url = null) =>
        new Migrator(new DatabaseOptions { Url = url ?? Url }, TimeProvider.System, NullLogger<Migrator>.Instance).RunAsync(CancellationToken.None);

    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(Options.OwnerConnectionString());
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>As the owner; <c>{app}</c>, <c>{worker}</c> and <c>{lookup}</c> are this database's roles.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await connection.ExecuteAsync(Named(sql));
    }

    public string Named(string text) =>
        text.Replace("{app}", Options.AppRole).Replace("{worker}", Options.WorkerRole).Replace("{lookup}", Options.LookupRole);

    public async ValueTask DisposeAsync()
    {
        await using var connection = new NpgsqlConnection(new DatabaseOptions { Url = TestHost.DatabaseUrl }.OwnerConnectionString());
        await connection.OpenAsync();
        await connection.ExecuteAsync($"drop database if exists {_name} with (force)");
        await connection.ExecuteAsync($"drop role if exists {Options.AppRole}, {Options.WorkerRole}, {Options.LookupRole}, {_name}_owner");
    }

    private async Task CreateAsync()
    {
        await using var connection = new NpgsqlConnection(new DatabaseOptions { Url = TestHost.DatabaseUrl }.OwnerConnectionString());
        await connection.OpenAsync();
        await connection.ExecuteAsync($"create database {_name}");
    }
}

internal static class Sql
{
    public static async Task ExecuteAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column.</summary>
    public static async Task<List<string>> TextsAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }
}

using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>For looking behind the product: what is stored, and what must not be.</summary>
internal static class OwnerConnection
{
    public static async Task<object?> ScalarAsync(string sql, params string[] values)
    {
        await using var connection = new NpgsqlConnection(new DatabaseOptions { Url = TestHost.DatabaseUrl }.OwnerConnectionString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return await command.ExecuteScalarAsync();
    }
}

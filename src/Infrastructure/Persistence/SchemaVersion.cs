using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>Whether the database is at the last migration this program knows.</summary>
public sealed class SchemaVersion
{
    public static string Newest { get; } =
        typeof(SchemaVersion)
            .Assembly.GetTypes()
            .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>()
            .Max(StringComparer.Ordinal)!;

    public async Task<bool> IsCurrentAsync(DataSources dataSources, CancellationToken ct)
    {
        try
        {
            await using var command = dataSources.App.CreateCommand(
                "select exists (select 1 from \"__EFMigrationsHistory\" where \"MigrationId\" = $1)"
            );
            command.Parameters.AddWithValue(Newest);
            return (bool)(await command.ExecuteScalarAsync(ct))!;
        }
        catch (Npgsql.PostgresException e) when (e.SqlState is "42P01" or "28P01" or "28000" or "42501" or "3D000")
        {
            // No table, role or database yet.
            return false;
        }
    }
}

using Npgsql;
using NpgsqlTypes;

namespace CleanApp.Bench;

/// <summary>Rows as PostgreSQL stores them, many at once.</summary>
internal static class Copy
{
    /// <param name="into">The table with its columns, in the order in which they are written.</param>
    public static async Task IntoAsync<T>(NpgsqlConnection connection, string into, IEnumerable<T> rows, Action<Row, T> write)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {into} from stdin (format binary)");
        copy.Timeout = TimeSpan.FromMinutes(10);
        var row = new Row(copy);
        foreach (var item in rows)
        {
            copy.StartRow();
            write(row, item);
        }
        await copy.CompleteAsync();
    }

    public sealed class Row(NpgsqlBinaryImporter copy)
    {
        public Row Write<T>(T value)
        {
            if (value is null)
                copy.WriteNull();
            else if (value is DateTimeOffset at)
                copy.Write(at, NpgsqlDbType.TimestampTz);
            else if (value is Guid id)
                copy.Write(id);
            else
                copy.Write(value);
            return this;
        }
    }
}

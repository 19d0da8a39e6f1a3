using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>Rows that were read by SQL of our own, to be changed and saved as those EF read.</summary>
internal static class Tracking
{
    /// <param name="row">Of the entity's table, with all its columns.</param>
    /// <returns>As of a query: the one that is tracked already, as it is, where there is one.</returns>
    public static T Track<T>(this AppDbContext db, NpgsqlDataReader row)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var key = type.FindPrimaryKey()!.Properties.Select(p => ValueOf(p, row)).ToArray();
        if (db.Set<T>().Local.FindEntryUntyped(key) is { } known)
            return known.Entity;
        var entity = (T)Activator.CreateInstance(typeof(T), nonPublic: true)!;
        var entry = db.Entry(entity);
        foreach (var property in type.GetProperties())
            entry.Property(property).CurrentValue = ValueOf(property, row);
        entry.State = EntityState.Unchanged;
        return entity;
    }

    private static object? ValueOf(IProperty property, NpgsqlDataReader row)
    {
        var column = row.GetOrdinal(property.GetColumnName());
        if (row.IsDBNull(column))
            return null;
        var converter = property.GetTypeMapping().Converter;
        return converter is not null ? converter.ConvertFromProvider(row.GetValue(column))
            : property.ClrType == typeof(DateTimeOffset) || property.ClrType == typeof(DateTimeOffset?) ? row.GetFieldValue<DateTimeOffset>(column)
            : row.GetValue(column);
    }
}

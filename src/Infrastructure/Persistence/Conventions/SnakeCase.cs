using System.Text;
using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CleanApp.Infrastructure.Persistence.Conventions;

/// <summary>Tables, columns and enum values in snake_case.</summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes())
        {
            type.SetTableName(Of(type.GetTableName()!));
            foreach (var property in type.GetProperties())
                property.SetColumnName(Of(property.Name));
        }
    }

    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}

internal sealed class EnumConverter<T>() : ValueConverter<T, string>(v => EnumNames<T>.Of(v), v => EnumNames<T>.Parse(v))
    where T : struct, Enum;

/// <summary>An enum's values as columns hold them.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(v => v, v => SnakeCase.Of(v.ToString()));
    private static readonly Dictionary<string, T> Values = Names.ToDictionary(p => p.Value, p => p.Key);

    public static string Of(T value) => Names[value];

    public static T Parse(string name) => Values[name];
}

internal sealed class MoneyConverter() : ValueConverter<Money, decimal>(m => m.Amount, v => new Money(v, Money.Brl));

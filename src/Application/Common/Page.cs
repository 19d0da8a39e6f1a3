using System.Buffers.Text;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore.Query;

namespace CleanApp.Application.Common;

/// <param name="Items">At most <c>limit</c> rows.</param>
/// <param name="Next">Pass it as <c>after</c> for the following rows; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Of <paramref name="rows"/> read with one more than <paramref name="limit"/>.</summary>
    public static Page<T> Of(List<T> rows, int limit, Func<T, Cursor> cursor)
    {
        if (rows.Count <= limit)
            return new Page<T>(rows, null);
        rows.RemoveRange(limit, rows.Count - limit);
        return new Page<T>(rows, cursor(rows[^1]).ToString());
    }
}

public static class PageLimit
{
    public const int Default = 50;
    public const int Max = 200;
}

/// <summary>Where a keyset list continues: the last row's time and id. Opaque to clients.</summary>
public readonly record struct Cursor(DateTimeOffset At, Guid Id)
{
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Id:N}")));

    /// <summary>Of a list ordered by a number instead of a time.</summary>
    public static Cursor OfRank(int rank, Guid id) => new(DateTimeOffset.UnixEpoch.AddSeconds(rank), id);

    /// <summary>As <see cref="OfRank"/> was given it.</summary>
    public int Rank => (int)At.ToUnixTimeSeconds();

    /// <exception cref="DomainException">The text was not made by <see cref="ToString"/>.</exception>
    public static Cursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
            return new Cursor(
                new DateTimeOffset(long.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero),
                Guid.ParseExact(parts[1], "N")
            );
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new DomainException(CommonErrors.CursorInvalid);
        }
    }
}

public static class PageExtensions
{
    public static readonly MethodInfo TakePageMethod = new Func<IQueryable<object>, int, IQueryable<object>>(
        TakePage
    ).Method.GetGenericMethodDefinition();

    /// <summary>
    /// <paramref name="limit"/> rows and one more, with the number written into the SQL (see <c>PageQueryInterceptor</c>). As a parameter
    /// PostgreSQL would assume that a tenth of the table is wanted, find that plan dear, and plan anew at every execution.
    /// </summary>
    public static IQueryable<T> TakePage<T>(this IQueryable<T> rows, [NotParameterized] int limit) =>
        rows.Provider.CreateQuery<T>(Expression.Call(TakePageMethod.MakeGenericMethod(typeof(T)), rows.Expression, Expression.Constant(limit)));

    /// <summary>For row types without a name.</summary>
    internal static Page<T> Of<T>(List<T> rows, int limit, Func<T, Cursor> cursor) => Page<T>.Of(rows, limit, cursor);

    public static Page<TOut> Select<TIn, TOut>(this Page<TIn> page, Func<TIn, TOut> map) => new([.. page.Items.Select(map)], page.Next);
}

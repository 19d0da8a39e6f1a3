using System.Globalization;

namespace CleanApp.Application.Common;

/// <summary>Numbers as people and programs write them in tables: <c>1.234,50</c>, <c>1,234.50</c>, <c>R$ 12</c>.</summary>
public static class SheetNumbers
{
    /// <summary>
    /// What stands before the decimals in a table: what one of its numbers can only mean so. Where all can be read both ways (<c>1.234</c>)
    /// it is the comma, as in Brazil.
    /// </summary>
    public static char MarkOf(IEnumerable<string> cells)
    {
        foreach (var cell in cells.Select(Bare))
        {
            var (comma, point) = (cell.LastIndexOf(','), cell.LastIndexOf('.'));
            if (comma >= 0 && point >= 0)
                return comma > point ? ',' : '.';
            if (comma >= 0 && IsDecimal(cell, comma))
                return ',';
            if (point >= 0 && IsDecimal(cell, point))
                return '.';
        }
        return ',';

        static bool IsDecimal(string cell, int at) => cell.IndexOf(cell[at]) == at && cell.Length - at - 1 != 3;
    }

    /// <returns>Null when it is no number.</returns>
    public static decimal? Parse(string cell, char mark)
    {
        var text = Bare(cell);
        var isNegative = text.StartsWith('-');
        var parts = text[(isNegative ? 1 : 0)..].Split(mark);
        if (parts.Length > 2 || text.Length > 30)
            return null;
        var groups = parts[0].Split(mark == ',' ? '.' : ',');
        if (groups.Length > 1 && (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3)))
            return null;
        var digits = string.Concat(groups) + (parts.Length == 2 ? $".{parts[1]}" : "");
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? isNegative
                ? -number
                : number
            : null;
    }

    private static string Bare(string cell)
    {
        var text = cell.Replace("R$", "", StringComparison.OrdinalIgnoreCase);
        return new string([.. text.Where(c => !char.IsWhiteSpace(c))]);
    }
}

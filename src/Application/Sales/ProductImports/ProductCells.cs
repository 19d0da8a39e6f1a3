using System.Collections.Frozen;
using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.Sales.Products;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.ProductImports;

/// <summary>
/// One row, read as what people mean: codes with their dots and without the zeros a spreadsheet program takes away, numbers in either style,
/// words in Portuguese or English. What cannot be read is noted.
/// </summary>
internal sealed class ProductCells(IReadOnlyDictionary<ProductColumn, int> columns, SheetRow row, char mark)
{
    private static readonly FrozenDictionary<string, ProductUnit> Units = Enum.GetValues<ProductUnit>()
        .Select(u => (u.ToString().ToLowerInvariant(), u))
        .Concat([
            ("und", ProductUnit.Un),
            ("unid", ProductUnit.Un),
            ("unidade", ProductUnit.Un),
            ("unit", ProductUnit.Un),
            ("quilo", ProductUnit.Kg),
            ("litro", ProductUnit.L),
            ("lt", ProductUnit.L),
            ("mt", ProductUnit.M),
            ("metro", ProductUnit.M),
            ("caixa", ProductUnit.Cx),
            ("peca", ProductUnit.Pc),
            ("pacote", ProductUnit.Pct),
            ("duzia", ProductUnit.Dz),
            ("hora", ProductUnit.H),
            ("hr", ProductUnit.H),
            ("servico", ProductUnit.Serv),
        ])
        .ToFrozenDictionary(u => u.Item1, u => u.Item2);

    private readonly List<RowProblem> _problems = [];

    public IReadOnlyList<RowProblem> Problems => _problems;

    public string Sku => Text(ProductColumn.Sku);

    public void Note(ProductColumn column, RowFault fault)
    {
        if (_problems.All(p => p.Column != column))
            _problems.Add(new RowProblem(column, fault));
    }

    public bool Has(ProductColumn column) => columns.ContainsKey(column);

    public string Text(ProductColumn column) => columns.TryGetValue(column, out var at) && at < row.Cells.Count ? row.Cells[at] : "";

    /// <param name="before">What there is when the spreadsheet has no such column.</param>
    /// <returns>Null where it is empty.</returns>
    public string? TextOr(ProductColumn column, string? before) =>
        !Has(column) ? before
        : Text(column) is { Length: > 0 } text ? text
        : null;

    public string? Code(ProductColumn column, int digits, string? before) =>
        TextOr(column, before)?.Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal) is { } code
            ? code.Length == digits - 1
                ? $"0{code}"
                : code
            : null;

    public string? ServiceCode(string? before)
    {
        if (TextOr(ProductColumn.ServiceCode, before)?.Replace(',', '.') is not { } code)
            return null;
        if (!code.Contains('.') && code.Length is 3 or 4)
            code = code.Insert(code.Length - 2, ".");
        code = code.Length > 2 && code[^2] == '.' ? $"{code}0" : code;
        return code.Length > 1 && code[0] == '0' ? code[1..] : code;
    }

    /// <summary>The figure in front of <c>0 - Nacional</c> as well.</summary>
    public short? Origin(short? before)
    {
        if (TextOr(ProductColumn.Origin, before?.ToString(CultureInfo.InvariantCulture)) is not { } text)
            return null;
        if (char.IsAsciiDigit(text[0]) && (text.Length == 1 || !char.IsAsciiDigit(text[1])))
            return (short)(text[0] - '0');
        Note(ProductColumn.Origin, RowFault.Invalid);
        return before;
    }

    public ProductUnit Unit(ProductUnit before)
    {
        if (TextOr(ProductColumn.Unit, null) is not { } text)
            return before;
        if (Units.TryGetValue(ProductSearch.Fold(text.Replace("²", "2").Replace("³", "3")), out var unit))
            return unit;
        Note(ProductColumn.Unit, RowFault.Invalid);
        return before;
    }

    public decimal? Number(ProductColumn column, decimal? before)
    {
        if (!Has(column))
            return before;
        if (Text(column) is not { Length: > 0 } text)
            return null;
        if (SheetNumbers.Parse(text, mark) is { } number)
            return number;
        Note(column, RowFault.Invalid);
        return before;
    }

    public MoneyView? Amount(ProductColumn column, Money? before)
    {
        if (Number(column, before?.Amount) is not { } amount)
            return null;
        if (amount is >= 0 and <= Money.Max && decimal.Round(amount, 2) == amount)
            return MoneyView.Of(new Money(amount));
        Note(column, RowFault.Invalid);
        return null;
    }

    public bool Active(bool before)
    {
        switch (ProductSearch.Fold(Text(ProductColumn.Active)))
        {
            case "":
                return before;
            case "sim" or "s" or "ativo" or "ativa" or "yes" or "y" or "true" or "verdadeiro" or "active" or "1":
                return true;
            case "nao" or "n" or "inativo" or "inativa" or "no" or "false" or "falso" or "inactive" or "0":
                return false;
            default:
                Note(ProductColumn.Active, RowFault.Invalid);
                return before;
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace CleanApp.Sandbox.Psp;

/// <summary>The query string shared by the lists: period, filters and page.</summary>
internal sealed class PspQuery
{
    private readonly IQueryCollection _query;
    private readonly List<Violation> _violations = [];

    private PspQuery(IQueryCollection query) => _query = query;

    public DateTimeOffset From { get; private set; } = DateTimeOffset.MinValue;
    public DateTimeOffset To { get; private set; } = DateTimeOffset.MaxValue;
    public int Page { get; private set; }
    public int PageSize { get; private set; } = 100;
    public string? Cpf { get; private set; }
    public string? Cnpj { get; private set; }

    public static PspQuery Read(IQueryCollection query, string errorKind, bool periodRequired)
    {
        var read = new PspQuery(query);
        read.From = read.Time("inicio", periodRequired) ?? read.From;
        read.To = read.Time("fim", periodRequired) ?? read.To;
        if (read.To < read.From)
            read.Add("O timestamp representado pelo parâmetro fim é anterior ao representado pelo parâmetro inicio.", "fim");
        read.Page = read.Number("paginacao.paginaAtual", 0, 0, int.MaxValue);
        read.PageSize = read.Number("paginacao.itensPorPagina", 100, 1, 1000);
        read.Cpf = read["cpf"];
        read.Cnpj = read["cnpj"];
        if (read.Cpf is not null && read.Cnpj is not null)
            read.Add("Ambos os parâmetros cpf e cnpj estão preenchidos.", "cpf");
        if (read._violations.Count > 0)
            throw PspException.InvalidQuery(errorKind, read._violations);
        return read;
    }

    public string? this[string name] => _query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;

    public bool? Flag(string name) => bool.TryParse(this[name], out var value) ? value : null;

    /// <summary>Of the page.</summary>
    public long Skipped => (long)Page * PageSize;

    public JsonObject Answer(string listName, IReadOnlyList<JsonObject> all) =>
        Answer(listName, all.Skip((int)Math.Min(int.MaxValue, Skipped)).Take(PageSize), all.Count);

    /// <param name="count">Of all pages.</param>
    public JsonObject Answer(string listName, IEnumerable<JsonObject> page, int count)
    {
        var parameters = new JsonObject();
        foreach (var (name, values) in _query.Where(q => !q.Key.StartsWith("paginacao.", StringComparison.Ordinal)))
            parameters[name] = Flag(name) is { } flag ? flag : values.ToString();
        parameters["paginacao"] = new JsonObject
        {
            ["paginaAtual"] = Page,
            ["itensPorPagina"] = PageSize,
            ["quantidadeDePaginas"] = Math.Max(1, (count + PageSize - 1) / PageSize),
            ["quantidadeTotalDeItens"] = count,
        };
        return new JsonObject { ["parametros"] = parameters, [listName] = new JsonArray([.. page]) };
    }

    private DateTimeOffset? Time(string name, bool required)
    {
        if (this[name] is not { } text)
        {
            if (required)
                Add($"O parâmetro {name} é obrigatório.", name);
            return null;
        }

        // RFC 3339 always names the offset; a local time is not accepted.
        var hasOffset = text.EndsWith('Z') || text.EndsWith('z') || text.LastIndexOfAny(['+', '-']) > 10;
        if (hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        Add($"O parâmetro {name} não respeita o schema.", name, text);
        return null;
    }

    private int Number(string name, int otherwise, int least, int most)
    {
        if (this[name] is not { } text)
            return otherwise;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Add($"O parâmetro {name} está fora do intervalo permitido.", name, text);
        return otherwise;
    }

    private void Add(string reason, string property, string? value = null) => _violations.Add(new Violation(reason, property, value));
}

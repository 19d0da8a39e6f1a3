using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CleanApp.Application.Common;
using CleanApp.Application.Sales.Products;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>What a column of a spreadsheet of leads says.</summary>
public enum LeadColumn
{
    /// <summary>Nothing that is taken.</summary>
    Ignored,
    Name,
    Phone,
    Email,

    /// <summary>CPF or CNPJ.</summary>
    TaxId,

    /// <summary>What they want.</summary>
    Interest,
    Amount,
    Source,
    UtmSource,
    UtmMedium,
    UtmCampaign,
    UtmTerm,
    UtmContent,

    /// <summary>Who looks after them, by the e-mail they sign in with.</summary>
    Owner,
    NextStep,
    NextStepAt,
    Note,
}

/// <summary>What the columns of a spreadsheet say, in their order.</summary>
internal sealed record LeadColumns(IReadOnlyList<LeadColumn> All)
{
    /// <summary>Ours first.</summary>
    private static readonly Dictionary<LeadColumn, string[]> Heads = new()
    {
        [LeadColumn.Name] = ["Nome", "Nome completo", "Cliente", "Contato", "Lead", "Razão social", "Name", "Full name", "Contact", "Company"],
        [LeadColumn.Phone] =
        [
            "Telefone",
            "Celular",
            "WhatsApp",
            "Fone",
            "Tel",
            "Número",
            "Telefone celular",
            "Phone",
            "Phone number",
            "Mobile",
            "Mobile phone",
            "Cell",
        ],
        [LeadColumn.Email] = ["E-mail", "Email", "Mail", "Correio eletrônico", "Endereço de e-mail", "Email address"],
        [LeadColumn.TaxId] = ["CPF/CNPJ", "CPF", "CNPJ", "CPF ou CNPJ", "Documento", "Document", "Tax id"],
        [LeadColumn.Interest] = ["Interesse", "O que quer", "Produto", "Produto de interesse", "Assunto", "Interest", "Product", "Subject"],
        [LeadColumn.Amount] = ["Estimativa", "VALOR", "VALOR ESTIMADO", "VALOR POTENCIAL", "Orçamento", "Value", "Amount", "Budget", "Deal value"],
        [LeadColumn.Source] = ["Origem", "Fonte", "Canal", "Como chegou", "Source", "Lead source", "Channel"],
        [LeadColumn.UtmSource] = ["utm_source"],
        [LeadColumn.UtmMedium] = ["utm_medium"],
        [LeadColumn.UtmCampaign] = ["utm_campaign", "Campanha", "Campaign"],
        [LeadColumn.UtmTerm] = ["utm_term"],
        [LeadColumn.UtmContent] = ["utm_content"],
        [LeadColumn.Owner] = ["Responsável", "Vendedor", "Dono", "E-mail do responsável", "Owner", "Owner email", "Assigned to", "Salesperson"],
        [LeadColumn.NextStep] = ["Próximo passo", "Próxima ação", "Tarefa", "Next step", "Next action", "Task"],
        [LeadColumn.NextStepAt] = ["Data do próximo passo", "Quando", "Data da tarefa", "Retornar em", "Next step date", "Due date", "Follow up"],
        [LeadColumn.Note] = ["Observação", "Observações", "Anotação", "Anotações", "Nota", "Comentário", "Comentários", "Note", "Notes", "Comments"],
    };

    private static readonly FrozenDictionary<string, LeadColumn> ByHead = Heads
        .SelectMany(h => h.Value, (h, name) => (Name: ProductSearch.Fold(name), h.Key))
        .DistinctBy(h => h.Name)
        .ToFrozenDictionary(h => h.Name, h => h.Key);

    private static readonly LeadColumn[] Identifying = [LeadColumn.Phone, LeadColumn.Email, LeadColumn.TaxId];

    public static string HeadOf(LeadColumn column) => Heads[column][0];

    /// <summary>What names of columns usually mean; of two that mean the same, the first.</summary>
    public static LeadColumns Suggest(IReadOnlyList<string> header)
    {
        var said = new HashSet<LeadColumn>();
        return new LeadColumns([
            .. header.Select(h => ByHead.TryGetValue(ProductSearch.Fold(h), out var column) && said.Add(column) ? column : LeadColumn.Ignored),
        ]);
    }

    /// <summary>Equal for headers of the same names in the same order, however they are written.</summary>
    public static string SignatureOf(IReadOnlyList<string> header) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(header.Select(ProductSearch.Fold)))));

    /// <summary>Whether one of them tells who somebody is.</summary>
    public bool Identify => All.Intersect(Identifying).Any();

    /// <exception cref="DomainException">They cannot mean that.</exception>
    public LeadColumns Checked(int width)
    {
        var said = All.Where(c => c != LeadColumn.Ignored).ToList();
        return All.Count == width && said.All(Enum.IsDefined) && said.Distinct().Count() == said.Count && Identify
            ? this
            : throw new DomainException(LeadImportErrors.ColumnsInvalid);
    }

    public IReadOnlyDictionary<LeadColumn, int> Places() =>
        All.Select((column, i) => (column, i)).Where(c => c.column != LeadColumn.Ignored).ToDictionary(c => c.column, c => c.i);

    public override string ToString() => string.Join(',', All.Select(Word));

    /// <param name="text">As <see cref="ToString"/> wrote it.</param>
    public static LeadColumns Parse(string text) => new([.. text.Split(',').Select(word => ByWord[word])]);

    /// <summary>As the API names it.</summary>
    public static string Word(LeadColumn column) => JsonNamingPolicy.SnakeCaseLower.ConvertName(column.ToString());

    private static readonly FrozenDictionary<string, LeadColumn> ByWord = Enum.GetValues<LeadColumn>().ToFrozenDictionary(Word);
}

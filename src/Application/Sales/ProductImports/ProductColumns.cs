using CleanApp.Application.Sales.Products;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.ProductImports;

/// <summary>What a column of a spreadsheet of products says.</summary>
public enum ProductColumn
{
    Sku,
    Name,
    Description,
    Unit,
    Price,
    Cost,
    Ncm,
    Cest,
    Origin,
    Cfop,
    ServiceCode,
    Stock,
    Category,
    Active,
}

/// <summary>What columns are called: by us, and by others whose spreadsheets are taken in.</summary>
internal static class ProductColumns
{
    /// <summary>Ours first.</summary>
    private static readonly Dictionary<ProductColumn, string[]> Heads = new()
    {
        [ProductColumn.Sku] = ["SKU", "Código", "Código do produto", "Cód", "Referência", "Ref", "Code", "Product code"],
        [ProductColumn.Name] = ["Nome", "Produto", "Nome do produto", "Item", "Name", "Product", "Product name", "Title"],
        [ProductColumn.Description] = ["Descrição", "Detalhes", "Description", "Details"],
        [ProductColumn.Unit] = ["Unidade", "Un", "Und", "Unid", "Unidade de medida", "Unit"],
        [ProductColumn.Price] = ["Preço", "Preço de venda", "Preço unitário", "VALOR", "VALOR UNITÁRIO", "Price", "Sale price", "Unit price"],
        [ProductColumn.Cost] = ["Custo", "Preço de custo", "Preço de compra", "Cost", "Cost price"],
        [ProductColumn.Ncm] = ["NCM"],
        [ProductColumn.Cest] = ["CEST"],
        [ProductColumn.Origin] = ["Origem", "Origem da mercadoria", "Origin"],
        [ProductColumn.Cfop] = ["CFOP"],
        [ProductColumn.ServiceCode] = ["Código de serviço", "Código do serviço", "Serviço", "LC 116", "Service code"],
        [ProductColumn.Stock] = ["Estoque", "Quantidade", "Qtd", "Saldo", "Stock", "Quantity", "Qty"],
        [ProductColumn.Category] = ["Categoria", "Grupo", "Category", "Group"],
        [ProductColumn.Active] = ["Ativo", "Situação", "Status", "Active"],
    };

    private static readonly Dictionary<string, ProductColumn> ByHead = Heads
        .SelectMany(h => h.Value, (h, name) => (Name: ProductSearch.Fold(name), h.Key))
        .ToDictionary(h => h.Name, h => h.Key);

    public static string HeadOf(ProductColumn column) => Heads[column][0];

    /// <returns>Which column says what; what else there is says nothing to us.</returns>
    /// <exception cref="DomainException">There is too little to go by.</exception>
    public static Dictionary<ProductColumn, int> Find(IReadOnlyList<string> header)
    {
        var found = new Dictionary<ProductColumn, int>();
        for (var i = 0; i < header.Count; i++)
            if (ByHead.TryGetValue(ProductSearch.Fold(header[i]), out var column) && !found.TryAdd(column, i))
                throw new DomainException(ProductImportErrors.HeaderUnknown);
        return found.ContainsKey(ProductColumn.Sku) && found.Count > 1 ? found : throw new DomainException(ProductImportErrors.HeaderUnknown);
    }
}

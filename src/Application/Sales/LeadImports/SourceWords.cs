using System.Collections.Frozen;
using CleanApp.Application.Sales.Products;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>How people came, as they write it.</summary>
internal static class SourceWords
{
    private static readonly FrozenDictionary<string, LeadSource> ByWord = new (string Name, LeadSource Source)[]
    {
        ("WhatsApp", LeadSource.Whatsapp),
        ("Zap", LeadSource.Whatsapp),
        ("Instagram", LeadSource.Instagram),
        ("Insta", LeadSource.Instagram),
        ("Site", LeadSource.Website),
        ("Website", LeadSource.Website),
        ("Formulário", LeadSource.Form),
        ("Form", LeadSource.Form),
        ("Telefone", LeadSource.Phone),
        ("Ligação", LeadSource.Phone),
        ("Phone", LeadSource.Phone),
        ("Visita", LeadSource.Visit),
        ("Loja", LeadSource.Visit),
        ("Visit", LeadSource.Visit),
        ("Indicação", LeadSource.Recommendation),
        ("Recommendation", LeadSource.Recommendation),
        ("Referral", LeadSource.Recommendation),
        ("Anúncio", LeadSource.Advertisement),
        ("Anúncios", LeadSource.Advertisement),
        ("Advertisement", LeadSource.Advertisement),
        ("Ads", LeadSource.Advertisement),
        ("Evento", LeadSource.Event),
        ("Feira", LeadSource.Event),
        ("Event", LeadSource.Event),
        ("Importação", LeadSource.Import),
        ("Planilha", LeadSource.Import),
        ("Import", LeadSource.Import),
        ("Outro", LeadSource.Other),
        ("Outros", LeadSource.Other),
        ("Outra", LeadSource.Other),
        ("Other", LeadSource.Other),
    }.ToFrozenDictionary(s => ProductSearch.Fold(s.Name), s => s.Source);

    /// <returns>Null when it says nothing to us.</returns>
    public static LeadSource? Find(string text) => ByWord.TryGetValue(ProductSearch.Fold(text), out var source) ? source : null;
}

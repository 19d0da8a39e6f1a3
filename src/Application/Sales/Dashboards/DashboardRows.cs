using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Dashboards;

/// <summary>One figure of the dashboard, as a spreadsheet has it.</summary>
internal sealed record DashboardRow(string Part, string Item, string Measure, string Now, string? Before);

internal static class DashboardRows
{
    private static readonly NumberFormatInfo Figures = new() { NumberDecimalSeparator = "," };

    public static IEnumerable<DashboardRow> Of(DashboardView view) =>
        [
            .. Of("Total", "Tudo", view.Total, view.Before),
            .. view.Sources.SelectMany(s => Of("Por origem", NameOf(s.Source), s.Now, s.Before)),
            .. view.Owners.SelectMany(o => Of("Por responsável", o.Owner is { } owner ? owner.Name : "Sem dono", o.Now, o.Before)),
            .. view.Stages.SelectMany(s =>
                new[]
                {
                    new DashboardRow("Por etapa", s.Stage.Name, "Chegaram à etapa", Whole(s.Reached), Whole(s.ReachedBefore)),
                    new DashboardRow("Por etapa", s.Stage.Name, "Estão na etapa", Whole(s.Standing), null),
                    new DashboardRow("Por etapa", s.Stage.Name, "Ganhas a partir da etapa", Whole(s.Won), null),
                    new DashboardRow("Por etapa", s.Stage.Name, "Perdidas na etapa", Whole(s.Lost), null),
                }
            ),
            .. Paired(view.Won, view.WonBefore)
                .SelectMany(p =>
                    new[]
                    {
                        new DashboardRow("Vendas no tempo", Day(p.Now?.From, p.Now?.To), "Vendas", Whole(p.Now?.Won) ?? "", Whole(p.Before?.Won)),
                        new DashboardRow(
                            "Vendas no tempo",
                            Day(p.Now?.From, p.Now?.To),
                            "Total vendido (R$)",
                            p.Now is { } now ? Money(now.Value) : "",
                            p.Before is { } before ? Money(before.Value) : null
                        ),
                    }
                ),
            .. view.CycleTimes.SelectMany(c =>
                new[]
                {
                    new DashboardRow(
                        "Tempo até ganhar",
                        c.UnderDays is { } days ? $"Menos de {days} dias" : "Mais de 90 dias",
                        "Vendas",
                        Whole(c.Won),
                        Whole(c.WonBefore)
                    ),
                }
            ),
            .. view.Answers.SelectMany(a =>
                new[]
                {
                    new DashboardRow("Primeira resposta", WaitOf(a.UnderMinutes), "Leads", Whole(a.Leads), Whole(a.LeadsBefore)),
                    new DashboardRow("Primeira resposta", WaitOf(a.UnderMinutes), "Leads convertidos", Whole(a.Converted), Whole(a.ConvertedBefore)),
                }
            ),
        ];

    private static IEnumerable<DashboardRow> Of(string part, string item, DashboardFigures now, DashboardFigures? before)
    {
        (string Measure, Func<DashboardFigures, string> Of)[] measures =
        [
            ("Leads", f => Whole(f.Leads)),
            ("Leads qualificados", f => Whole(f.Qualified)),
            ("Leads convertidos", f => Whole(f.Converted)),
            ("Leads que viraram venda", f => Whole(f.LeadsWon)),
            ("Oportunidades abertas", f => Whole(f.Opened)),
            ("Total aberto (R$)", f => Money(f.OpenedValue)),
            ("Vendas", f => Whole(f.Won)),
            ("Total vendido (R$)", f => Money(f.WonValue)),
            ("Perdidas", f => Whole(f.Lost)),
            ("Total perdido (R$)", f => Money(f.LostValue)),
            ("Propostas em aberto", f => Whole(f.ProposalsOpen)),
            ("Total em aberto (R$)", f => Money(f.ProposalsOpenValue)),
            ("Propostas aceitas", f => Whole(f.ProposalsAccepted)),
            ("Total aceito (R$)", f => Money(f.ProposalsAcceptedValue)),
            ("Dias até ganhar, em média", f => f.CycleSeconds is { } seconds ? (seconds / 86400m).ToString("0.0", Figures) : ""),
        ];
        return measures.Select(m => new DashboardRow(part, item, m.Measure, m.Of(now), before is null ? null : m.Of(before)));
    }

    /// <summary>Two times may have different lengths, as a month and the one before.</summary>
    private static IEnumerable<(WonFigures? Now, WonFigures? Before)> Paired(IReadOnlyList<WonFigures> now, IReadOnlyList<WonFigures> before) =>
        Enumerable.Range(0, Math.Max(now.Count, before.Count)).Select(i => (now.ElementAtOrDefault(i), before.ElementAtOrDefault(i)));

    private static string NameOf(LeadSource? source) =>
        source switch
        {
            LeadSource.Whatsapp => "WhatsApp",
            LeadSource.Instagram => "Instagram",
            LeadSource.Website => "Site",
            LeadSource.Form => "Formulário",
            LeadSource.Phone => "Telefone",
            LeadSource.Visit => "Visita",
            LeadSource.Recommendation => "Indicação",
            LeadSource.Advertisement => "Anúncio",
            LeadSource.Event => "Evento",
            LeadSource.Import => "Importação",
            LeadSource.Other => "Outra",
            _ => "Sem lead",
        };

    private static string WaitOf(int? underMinutes) =>
        underMinutes switch
        {
            5 => "Menos de 5 minutos",
            30 => "Menos de 30 minutos",
            120 => "Menos de 2 horas",
            1440 => "Menos de 1 dia",
            _ => "Mais de 1 dia",
        };

    private static string Day(DateOnly? from, DateOnly? to) =>
        from is null ? ""
        : from == to ? from.Value.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{from:dd/MM/yyyy} a {to:dd/MM/yyyy}");

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Whole(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Money(MoneyView money) => decimal.Parse(money.Value, CultureInfo.InvariantCulture).ToString("0.00", Figures);
}

using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.Common.Pdf;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>All that stands on the pages of a proposal.</summary>
/// <param name="At">When it was made, with the company's offset.</param>
/// <param name="Signature">Null while nobody has accepted it.</param>
internal sealed record ProposalPage(
    ProposalContent Content,
    ProposalHead Head,
    ProposalTotals Totals,
    bool IsDraft,
    DateTimeOffset At,
    PdfPicture? Logo,
    ProposalSignature? Signature
);

internal sealed record ProposalSignature(string Name, string MaskedCpf, DateTimeOffset At, string ContentHash);

/// <summary>How a proposal looks on paper, in Portuguese.</summary>
internal static class ProposalPdf
{
    public static byte[] Write(ProposalPage page)
    {
        var (content, head) = (page.Content, page.Head);
        var number = head.Version == 1 ? $"Proposta nº {head.Number}" : $"Proposta nº {head.Number}, versão {head.Version}";
        var writer = new PdfWriter(
            $"{number} · {head.Company}",
            page.At,
            page.IsDraft ? $"{number} · rascunho, ainda não enviado" : $"{number} · {head.Company}"
        )
            .Letterhead(page.Logo, [head.Company, .. (head.Letterhead ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)])
            .Title(number);
        if (page.IsDraft)
            writer.Paragraph("Rascunho: assim o cliente vai ver esta proposta.", PdfTone.Quiet);
        writer.Rows([
            new PdfRow("Para", head.Customer ?? "Cliente ainda não informado"),
            new PdfRow("Data", Day(head.IssuedOn)),
            new PdfRow("Válida até", Day(head.ValidUntil)),
        ]);
        if (content.Note is { } note)
            writer.Paragraph(note).Space(PdfPages.Gap);
        if (content.Lines.Count > 0)
            writer
                .Table(Columns(content.Lines), [.. content.Lines.Select((line, i) => Cells(line, i + 1, content.Lines))])
                .Sum(Sums(content, page.Totals));
        if (content.Terms is { } terms)
            writer.Heading("Condições").Paragraph(terms);
        if (page.Signature is { } signed)
            writer
                .Heading("Aceite")
                .Rows([
                    new PdfRow("Aceita por", signed.Name),
                    new PdfRow("CPF", signed.MaskedCpf),
                    new PdfRow("Quando", signed.At.ToString("dd/MM/yyyy HH:mm:ss (zzz)", CultureInfo.InvariantCulture)),
                    // In halves, which fit a line each.
                    new PdfRow("Código do conteúdo aceito (SHA-256)", $"{signed.ContentHash[..32]}\n{signed.ContentHash[32..]}"),
                ]);
        return writer.ToBytes();
    }

    private static List<PdfColumn> Columns(IReadOnlyList<ProposalLine> lines)
    {
        var columns = new List<PdfColumn>
        {
            new(""),
            new("Descrição", TakesRest: true),
            new("Quantidade", PdfAlign.Right),
            new("Preço unitário", PdfAlign.Right),
        };
        if (lines.Any(l => l.DiscountPercent > 0))
            columns.Add(new PdfColumn("Desconto", PdfAlign.Right));
        if (lines.Any(l => l.TaxPercent > 0))
            columns.Add(new PdfColumn("Impostos", PdfAlign.Right));
        columns.Add(new PdfColumn("Total", PdfAlign.Right));
        return columns;
    }

    private static List<string> Cells(ProposalLine line, int number, IReadOnlyList<ProposalLine> all)
    {
        var cells = new List<string>
        {
            number.ToString(CultureInfo.InvariantCulture),
            line.Sku is { } sku ? $"{line.Name} ({sku})" : line.Name,
            $"{BrazilianFormat.Of(line.Quantity)} {line.Unit}",
            Amount(line.UnitPrice),
        };
        if (all.Any(l => l.DiscountPercent > 0))
            cells.Add(line.DiscountPercent > 0 ? Percent(line.DiscountPercent) : "");
        if (all.Any(l => l.TaxPercent > 0))
            cells.Add(line.TaxPercent > 0 ? Percent(line.TaxPercent) : "");
        cells.Add(Amount(line.Net));
        return cells;
    }

    private static List<PdfRow> Sums(ProposalContent content, ProposalTotals totals)
    {
        var rows = new List<PdfRow>();
        if (!totals.Discount.IsZero || !totals.Tax.IsZero)
            rows.Add(new PdfRow("Subtotal", BrazilianFormat.Of(totals.Subtotal)));
        if (!totals.Discount.IsZero)
            rows.Add(
                new PdfRow(
                    content.Discount.Kind == DiscountKind.Percent ? $"Desconto ({Percent(content.Discount.Value)})" : "Desconto",
                    $"- {BrazilianFormat.Of(totals.Discount)}"
                )
            );
        if (!totals.Tax.IsZero)
            rows.Add(new PdfRow("Impostos", BrazilianFormat.Of(totals.Tax)));
        rows.Add(new PdfRow("Total", BrazilianFormat.Of(totals.Total)));
        return rows;
    }

    private static string Amount(decimal amount) => BrazilianFormat.Of(new Money(amount));

    private static string Percent(decimal percent) => $"{BrazilianFormat.Of(percent)}%";

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}

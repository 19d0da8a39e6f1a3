using System.Diagnostics;
using CleanApp.Adapter.Tests.Common.Pdf;
using CleanApp.Application.Common.Pdf;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Domain.Sales;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Sales;

/// <summary>A proposal on paper, as another program reads it.</summary>
public sealed class ProposalPdfTests
{
    private static readonly DateTimeOffset Sent = new(2026, 11, 30, 9, 15, 0, TimeSpan.FromHours(-3));

    [Fact]
    public void It_says_who_offers_what_to_whom_until_when_and_what_it_comes_to()
    {
        var text = Poppler.Text(Write(Lines(2), discount: 5, signature: true));

        foreach (
            var words in new[]
            {
                "Confeitaria São João Ltda",
                "CNPJ 12.345.678/0001-95",
                "Proposta nº 42, versão 2",
                "Para Ana Conceição",
                "Data 30/11/2026",
                "Válida até 15/12/2026",
                "Obrigado pela visita!",
                "1 Bolo de nozes 1 (SKU-1) 1,5 kg R$ 1.234,56 10% 5% R$ 1.666,66",
                "Subtotal R$ 3.333,32",
                "Desconto (5%) - R$ 166,67",
                "Impostos R$ 166,66",
                "Total R$ 3.333,31",
                "Condições Metade na entrega.",
                "Aceita por Ana Conceição",
                "***.982.247-**",
                "30/11/2026 10:00:00 (-03:00)",
                "Página 1 de 1",
            }
        )
            text.ShouldContain(words);
        // Nothing is said of what there is not.
        var plain = Poppler.Text(Write([Line(1) with { DiscountPercent = 0, TaxPercent = 0, Sku = null }]));
        foreach (var words in new[] { "Desconto", "Impostos", "Subtotal", "Aceite" })
            plain.ShouldNotContain(words);
    }

    [Fact]
    public void A_long_one_repeats_the_head_of_its_table_on_every_page_and_loses_no_line()
    {
        var clock = Stopwatch.StartNew();
        var pdf = Write(Lines(500));
        clock.Stop();

        var pages = Poppler.Pages(pdf);
        pages.Length.ShouldBeInRange(12, 20);
        Poppler.Info(pdf)["Pages"].ShouldBe($"{pages.Length}");
        foreach (var (page, i) in pages.Select((page, i) => (page, i)))
        {
            page.ShouldContain($"Página {i + 1} de {pages.Length}");
            if (page.Contains("(SKU-"))
                page.ShouldContain("Preço unitário");
        }
        var all = string.Join('\n', pages);
        for (var i = 1; i <= 500; i++)
            all.ShouldContain($"Bolo de nozes {i} (SKU-{i})");
        Poppler.Words(pdf).ShouldAllBe(w => w.Left > 61.9 && w.Right < 595.28 - 62 + 0.1);
        // The bound of the whole answer, with room for a busy machine.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_name_longer_than_its_column_is_broken_and_its_figures_stand_beside_its_first_line()
    {
        var name = string.Join(' ', Enumerable.Range(1, 30).Select(i => $"palavra{i}"));

        var words = Poppler.Words(Write([Line(1) with { Name = name }]));

        var first = words.Single(w => w.Text == "palavra1");
        words.Single(w => w.Text == "palavra30").Bottom.ShouldBeGreaterThan(first.Bottom + 20);
        words.Where(w => w.Text == "1.666,66").Min(w => w.Bottom).ShouldBe(first.Bottom, 0.5);
    }

    [Fact]
    public void A_draft_says_so_and_the_same_is_the_same_file()
    {
        var draft = Poppler.Text(Write(Lines(1), isDraft: true));
        draft.ShouldContain("Rascunho: assim o cliente vai ver esta proposta.");
        draft.ShouldContain("rascunho, ainda não enviado");
        Write(Lines(3)).ShouldBe(Write(Lines(3)));
        Poppler.Text(Write([])).ShouldNotContain("Total");
    }

    private static List<ProposalLine> Lines(int count) => [.. Enumerable.Range(1, count).Select(Line)];

    private static ProposalLine Line(int i) => new(null, $"SKU-{i}", $"Bolo de nozes {i}", "kg", 1.5m, 1234.56m, 10, 5);

    private static byte[] Write(IReadOnlyList<ProposalLine> lines, decimal discount = 0, bool isDraft = false, bool signature = false)
    {
        var content = new ProposalContent(lines, new ProposalDiscount(DiscountKind.Percent, discount), "Metade na entrega.", "Obrigado pela visita!");
        var head = new ProposalHead(
            42,
            2,
            "Confeitaria São João",
            "Confeitaria São João Ltda\nCNPJ 12.345.678/0001-95\nRua das Flores, 12 – Porto Alegre/RS",
            null,
            "Ana Conceição",
            new DateOnly(2026, 11, 30),
            new DateOnly(2026, 12, 15),
            0
        );
        var signed = signature ? new ProposalSignature("Ana Conceição", "***.982.247-**", Sent.AddMinutes(45), new string('a', 64)) : null;
        return ProposalPdf.Write(new ProposalPage(content, head, content.Sum(), isDraft, Sent, null, signed));
    }
}

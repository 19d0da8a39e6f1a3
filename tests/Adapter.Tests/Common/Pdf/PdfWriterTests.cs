using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CleanApp.Application.Common.Pdf;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Common.Pdf;

/// <summary>What is written is what another program reads, on pages of A4 and inside their margins.</summary>
public sealed class PdfWriterTests
{
    private const double Right = 595.28 - 62;
    private const string Typographic = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 30, 45, TimeSpan.FromHours(-3));

    [Theory]
    [InlineData("São João da Conceição, às 8h: ÁÉÍÓÚ âêô ãõ àü ç º ª §")]
    [InlineData(@"(um) ((dois) três) \ C:\n\101 \( fim)")]
    [InlineData("“Aspas” e ‘aspas’ – travessão — reticências… • item € 5 ™ Š š Ž ž Œ œ Ÿ")]
    [InlineData("<< /Type /Page >> endstream endobj %EOF")]
    public void Text_is_read_back_as_it_was_written(string text)
    {
        Poppler.Text(New().Paragraph(text).ToBytes()).ShouldContain(text, Case.Sensitive);
        Poppler.Text(New().Rows([new PdfRow("Nota", text)]).ToBytes()).ShouldContain(text, Case.Sensitive);
        Poppler.Text(New().Heading(text).ToBytes()).ShouldContain(text, Case.Sensitive);
    }

    [Theory]
    [InlineData("Olá 👩🏽‍🚀 mundo", "Olá ? mundo")]
    [InlineData("❤️ Łukasz 日本", "? ?ukasz ??")]
    [InlineData("Conceic\u0327a\u0303o", "Conceição")]
    [InlineData("a\u200Bb\u00ADc", "abc")]
    [InlineData("a\tb\u0001c\u0085d\u2003e", "a b c d e")]
    public void What_the_fonts_lack_is_a_question_mark_for_each_sign(string text, string read) =>
        Poppler.Text(New().Paragraph($"[{text}]").ToBytes()).ShouldContain($"[{read}]");

    [Fact]
    public void Half_a_character_is_a_question_mark_too() => Poppler.Text(New().Paragraph($"[{'\ud83d'} só]").ToBytes()).ShouldContain("[? só]");

    [Fact]
    public void A_word_wider_than_its_column_is_broken_and_nothing_is_lost_or_outside()
    {
        var word = string.Concat(Enumerable.Range(0, 80).Select(i => (char)('A' + i % 26)));

        var pdf = New().Rows([new PdfRow(word, $"antes {word} depois")]).Heading(word).ToBytes();

        var words = Poppler.Words(pdf);
        words.ShouldAllBe(w => w.Left > 61.9 && w.Right < Right + 0.1);
        string.Concat(words.Where(w => w.Left > 200 && w.Bottom < 140).Select(w => w.Text)).ShouldContain($"antes{word}depois");
        string.Concat(words.Where(w => w.Left < 200 && w.Bottom < 140).Select(w => w.Text)).ShouldBe(word);
    }

    [Fact]
    public void Lines_break_between_words_and_use_the_width_there_is()
    {
        var text = string.Join(' ', Enumerable.Range(1, 300).Select(i => $"palavra{i}"));

        var words = Poppler.Words(New().Paragraph(text).ToBytes());

        words.Take(300).Select(w => w.Text).ShouldBe(text.Split(' '));
        var lines = words.Take(300).GroupBy(w => w.Bottom).Select(line => line.Max(w => w.Right)).ToList();
        lines.Count.ShouldBeGreaterThan(20);
        lines.SkipLast(1).ShouldAllBe(right => right > Right - 60 && right <= Right);
    }

    [Fact]
    public void Every_character_is_as_wide_as_the_reader_finds_it()
    {
        var characters = Enumerable.Range(0x21, 0x5E).Concat(Enumerable.Range(0xA1, 0x5F)).Where(c => c != 0xAD).Select(c => (char)c);
        var all = characters.Concat(Typographic).ToList();
        all.Count.ShouldBe(94 + 94 + 27);
        var document = New();
        foreach (var character in all)
            document.Rows([new PdfRow("x", $"I{new string(character, 9)}I", PdfAlign.Right)]);
        var titles = New();
        foreach (var character in all)
            titles.Heading($"I{new string(character, 9)}I");

        var flushed = Poppler.Words(document.ToBytes()).Where(w => Framed(w.Text)).ToList();
        var bold = Poppler.Words(titles.ToBytes()).Where(w => Framed(w.Text)).ToList();

        flushed.Select(w => w.Text[1]).ShouldBe(all);
        flushed.ShouldAllBe(w => Math.Abs(w.Right - Right) < 0.05);
        bold.Select(w => w.Text[1]).ShouldBe(all);
        bold.ShouldAllBe(w => Math.Abs(w.Right - w.Left - PdfFont.Bold.WidthOf(WinAnsi.Encode(w.Text), 13)) < 0.05);

        static bool Framed(string word) => word.Length == 11;
    }

    [Fact]
    public void Two_hundred_rows_flow_over_pages_that_are_numbered()
    {
        var pdf = New("Padaria São José").Rows(Enumerable.Range(1, 200).Select(i => new PdfRow($"Linha {i}", $"valor-{i}"))).ToBytes();

        var pages = Poppler.Pages(pdf);
        pages.Length.ShouldBeInRange(5, 10);
        Poppler.Info(pdf)["Pages"].ShouldBe(pages.Length.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < pages.Length; i++)
            pages[i].TrimEnd().ShouldMatch($@"Padaria São José +Página {i + 1} de {pages.Length}$");
        Regex
            .Matches(string.Concat(pages), @"valor-(\d+)")
            .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
            .ShouldBe(Enumerable.Range(1, 200));
    }

    [Fact]
    public void A_heading_is_on_the_page_of_what_follows_and_no_page_is_empty()
    {
        for (var before = 0; before < 60; before++)
        {
            var document = New();
            for (var i = 0; i < before; i++)
                document.Paragraph($"Enchimento {i}");
            document.Heading("Assunto").Rows([new PdfRow("Primeiro", "a"), new PdfRow("Segundo", "b")]).Heading("Outro").Paragraph("Texto dele.");

            var pages = Poppler.Pages(document.ToBytes());

            pages.Single(page => page.Contains("Assunto")).ShouldContain("Segundo");
            pages.Single(page => page.Contains("Outro")).ShouldContain("Texto dele.");
            pages.ShouldAllBe(page => page.Trim().Contains('\n'));
        }
    }

    [Fact]
    public void One_things_rows_stay_together_where_a_page_holds_them()
    {
        var few = Enumerable.Range(1, 12).Select(i => new PdfRow($"Campo {i}", $"v{i}")).ToList();
        for (var before = 20; before < 40; before++)
        {
            var document = New();
            for (var i = 0; i < before; i++)
                document.Paragraph($"Enchimento {i}");
            var pages = Poppler.Pages(document.Rows(few).ToBytes());
            pages.Count(page => page.Contains("Campo")).ShouldBe(1);
        }
    }

    [Fact]
    public void A_value_longer_than_a_page_goes_on_on_the_next()
    {
        var value = string.Join(' ', Enumerable.Range(1, 1500).Select(i => $"p{i}"));

        var words = Poppler.Words(New().Heading("Texto").Rows([new PdfRow("Lido", value)]).ToBytes());

        words.Where(w => Regex.IsMatch(w.Text, @"^p\d+$")).Select(w => w.Text).ShouldBe(value.Split(' '));
        words.Where(w => w.Text.StartsWith('p')).ShouldAllBe(w => w.Bottom < 841.89 - 70);
    }

    [Fact]
    public void Its_properties_say_what_it_is_in_any_letters()
    {
        var info = Poppler.Info(new PdfWriter("Dados (de) José \\ 日本", Noon).Paragraph("x").ToBytes());

        info["Title"].ShouldBe("Dados (de) José \\ 日本");
        info["CreationDate"].ShouldBe("D:20261122123045-03'00'");
        info["PDF version"].ShouldBe("1.7");
        info["Page size"].ShouldBe("595.28 x 841.89 pts (A4)");
        info["Encrypted"].ShouldBe("no");
        Encoding.Latin1.GetString(New().ToBytes()).ShouldContain("/Lang (pt-BR)");
    }

    [Fact]
    public void The_table_says_where_each_object_begins()
    {
        var file = Encoding.Latin1.GetString(New().Rows(Enumerable.Repeat(new PdfRow("a", "ç"), 100)).ToBytes());

        var table = int.Parse(Regex.Match(file, @"startxref\n(\d+)\n%%EOF\n$").Groups[1].Value, CultureInfo.InvariantCulture);
        var head = Regex.Match(file[table..], @"^xref\n0 (\d+)\n");
        var count = int.Parse(head.Groups[1].Value, CultureInfo.InvariantCulture);
        count.ShouldBe(Regex.Count(file, @"\n\d+ 0 obj\n") + 1);
        for (var number = 1; number < count; number++)
        {
            var entry = file.Substring(table + head.Length + 20 * number, 20);
            entry.ShouldMatch(@"^\d{10} 00000 n \n$");
            file[int.Parse(entry[..10], CultureInfo.InvariantCulture)..].ShouldStartWith($"{number} 0 obj\n");
        }
    }

    [Fact]
    public void The_same_document_is_the_same_file()
    {
        Make().ShouldBe(Make());

        static byte[] Make() => New("Rodapé").Title("Título").Heading("Um").Paragraph("Texto").Rows([new PdfRow("a", "b")]).ToBytes();
    }

    private static PdfWriter New(string footer = "") => new("Teste", Noon, footer);
}

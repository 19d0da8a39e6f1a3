using CleanApp.Application.Inbox.Messages;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Inbox;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("pagamento", "Já fiz os pagamentos", true)]
    [InlineData("PROMOCAO", "Veja as promoções de hoje", true)]
    [InlineData("pedido atrasado", "meus pedidos estão atrasados", true)]
    [InlineData("pedido atrasado", "meus pedidos chegaram", false)]
    [InlineData("pedido de atraso", "pedido em atraso", true)]
    // The last word may be only begun; those before it are whole.
    [InlineData("pedido atra", "pedido atrasado", true)]
    [InlineData("atra pedido", "pedido atrasado", false)]
    [InlineData("atra ", "pedido atrasado", false)]
    [InlineData("confirmacoes", "aguardo confirmação", true)]
    [InlineData("at", "pedido atrasado", false)]
    [InlineData("nf", "segue a NF.", true)]
    [InlineData("123", "pedido 12345", true)]
    [InlineData("2345", "pedido 12345", false)]
    // In quotation marks, exactly so; what says nothing alone counts there.
    [InlineData("\"bom dia\"", "Bom dia!", true)]
    [InlineData("\"bom dia\"", "bom o dia", false)]
    [InlineData("\"dia bom\"", "bom dia", false)]
    [InlineData("\"não recebi\"", "ainda nao recebi nada", true)]
    [InlineData("\"não recebi\"", "recebi", false)]
    [InlineData("\"pedido\"", "pedidos", false)]
    [InlineData("“bom dia” pix", "bom dia, aceita pix?", true)]
    [InlineData("\"bom dia", "bom dia", true)]
    [InlineData("entrega \"bom dia\" ama", "bom dia, entregam amanhã?", true)]
    [InlineData("entrega\"bom dia\"", "bom dia", false)]
    [InlineData("\"bom dia\" \"boa tarde\"", "boa tarde e bom dia", true)]
    [InlineData("100%", "100 reais", true)]
    [InlineData("a_b%c pix", "pix", true)]
    public void A_text_is_found_or_not(string query, string text, bool found) => (SearchQuery.Parse(query)!.Find(text) is not null).ShouldBe(found);

    [Theory]
    [InlineData("")]
    [InlineData("de")]
    [InlineData("a o que não")]
    [InlineData("\"de a\"")]
    [InlineData("%_'\"; --")]
    [InlineData("😀")]
    [InlineData("7")]
    public void Where_no_word_says_anything_nothing_is_looked_for(string query) => SearchQuery.Parse(query).ShouldBeNull();

    [Fact]
    public void What_is_found_is_marked_where_it_stands()
    {
        const string Text = "Olá! O pagamento do pedido 7: os pagamentos caem amanhã.";

        var marks = SearchQuery.Parse("pedidos pagamento")!.Find(Text)!;

        marks.Select(m => Text.Substring(m.Start, m.Length)).ShouldBe(["pagamento", "pedido", "pagamentos"]);
    }

    [Fact]
    public void A_phrase_is_marked_whole_and_once()
    {
        const string Text = "bom dia, Bom   dia!";

        var marks = SearchQuery.Parse("dia \"bom dia\"")!.Find(Text)!;

        marks.Select(m => Text.Substring(m.Start, m.Length)).ShouldBe(["bom dia", "Bom   dia"]);
    }

    [Fact]
    public void A_snippet_is_one_line_around_what_was_found()
    {
        var text =
            string.Concat(Enumerable.Repeat("lorem ipsum dolor\n", 40))
            + "o boleto venceu ontem\n"
            + string.Concat(Enumerable.Repeat("sit amet ", 60));

        var snippet = Snippet.Of(text, SearchQuery.Parse("boleto")!.Find(text)!);

        snippet.Text.ShouldStartWith("…");
        snippet.Text.ShouldEndWith("…");
        snippet.Text.ShouldNotContain('\n');
        snippet.Text.Length.ShouldBeLessThan(190);
        var mark = snippet.Marks.ShouldHaveSingleItem();
        snippet.Text.Substring(mark.Start, mark.Length).ShouldBe("boleto");
        // Words are not cut in two.
        snippet.Text[1..6].ShouldBeOneOf("lorem", "ipsum", "dolor");
    }

    [Theory]
    [InlineData("pix", "pix")]
    [InlineData("manda o pix", "manda o pix")]
    public void A_short_text_is_shown_whole(string text, string shown) =>
        Snippet.Of(text, SearchQuery.Parse("pix")!.Find(text)!).Text.ShouldBe(shown);

    [Fact]
    public void A_text_without_spaces_is_cut_between_whole_characters()
    {
        var text = $"{string.Concat(Enumerable.Repeat("😀", 200))}pix{string.Concat(Enumerable.Repeat("😀", 200))}";

        var snippet = Snippet.Of(text, SearchQuery.Parse("pix")!.Find(text)!);

        snippet.Text.EnumerateRunes().ShouldAllBe(r => r.Value == 0x1F600 || r.IsAscii || r.Value == '…');
        snippet.Text.Substring(snippet.Marks[0].Start, 3).ShouldBe("pix");
    }
}

using CleanApp.Application.Inbox.Messages;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Inbox;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("entrega entregas entregar entregou entregue entregamos entregaram entregando", "entreg")]
    [InlineData("pagar pago paga pagou pagam pagamos pague paguei pagaram", "pag")]
    [InlineData("marcar marquei marque marcou", "marc")]
    [InlineData("ficar fiquei fique ficou", "fic")]
    [InlineData("pagamento pagamentos", "pagament")]
    [InlineData("comprar compra compras comprou comprei compraram comprado", "compr")]
    [InlineData("receber recebi recebeu recebido recebemos", "receb")]
    [InlineData("enviar envio envie enviei enviado enviaram", "envi")]
    [InlineData("confirmar confirmação confirmacao confirmações confirmado", "confirm")]
    [InlineData("informar informação informações informacoes", "inform")]
    [InlineData("cancelar cancelamento cancelamentos cancelado", "cancel")]
    [InlineData("agendar agenda agendas agendamento agendamentos", "agend")]
    [InlineData("promoção promoções promocao promocoes", "promoca")]
    [InlineData("cartão cartões cartao cartoes", "carta")]
    [InlineData("carta cartas", "cart")]
    [InlineData("devolução devoluções", "devolu")]
    [InlineData("mensagem mensagens", "mensag")]
    [InlineData("papel papéis papeis", "papel")]
    [InlineData("fácil fáceis faceis", "facel")]
    [InlineData("útil úteis uteis", "utel")]
    [InlineData("azul azuis", "azul")]
    [InlineData("barril barris", "barrel")]
    [InlineData("caqui caquis", "cac")]
    [InlineData("animal animais", "animal")]
    [InlineData("valor valores", "valor")]
    [InlineData("computador computadores", "comput")]
    [InlineData("flor flores", "flor")]
    [InlineData("vez vezes", "vez")]
    [InlineData("mês meses", "mes")]
    [InlineData("frase frases", "fras")]
    [InlineData("classe classes", "class")]
    [InlineData("controle controles", "control")]
    [InlineData("cliente clientes", "client")]
    [InlineData("produto produtos", "produt")]
    [InlineData("último ultimo últimos", "ultim")]
    [InlineData("pai pais", "pai")]
    [InlineData("diferença diferenças", "diferenc")]
    [InlineData("diferente diferentes", "diferent")]
    [InlineData("ocorrência ocorrências", "ocorrent")]
    [InlineData("biologia biologias", "biolog")]
    [InlineData("felizmente", "feliz")]
    [InlineData("cuidadosamente", "cuidad")]
    [InlineData("comparativamente", "compar")]
    [InlineData("responsabilidade responsabilidades", "respons")]
    [InlineData("negativo negativa negativos", "negat")]
    [InlineData("pix", "pix")]
    [InlineData("nf", "nf")]
    [InlineData("12345", "12345")]
    public void Forms_of_a_word_have_one_stem(string forms, string stem)
    {
        foreach (var form in forms.Split(' '))
            PortugueseStem.Of(SearchWords.Of(form).Single().Text).ShouldBe(stem, form);
    }

    [Fact]
    public void What_the_algorithm_leaves_apart_stays_apart()
    {
        // A payment is not a form of paying, and a letter is no card.
        PortugueseStem.Of("pagamento").ShouldNotBe(PortugueseStem.Of("pagar"));
        PortugueseStem.Of("carta").ShouldNotBe(PortugueseStem.Of("cartao"));
        PortugueseStem.Of("rapidamente").ShouldNotBe(PortugueseStem.Of("rapido"));
    }

    [Fact]
    public void Any_text_has_a_stem_that_is_not_empty()
    {
        var letters = "abceiorsuz";
        foreach (var a in letters)
        foreach (var b in letters)
        foreach (var c in letters)
        foreach (var d in letters)
        foreach (var word in new[] { $"{a}{b}", $"{a}{b}{c}", $"{a}{b}{c}{d}", $"{d}{c}{a}{b}oes", $"{a}{b}mente{c}" })
            PortugueseStem.Of(word).Length.ShouldBeGreaterThan(0, word);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("  …!? 😀 ", "")]
    [InlineData("Olá, AMANHÃ às 14h30!", "ola amanha as 14h30")]
    [InlineData("R$ 1.234,56", "r 1 234 56")]
    [InlineData("boleto_janeiro-2024.pdf", "boleto janeiro 2024 pdf")]
    [InlineData("e-mail E-MAIL pós-venda", "email email pos venda")]
    [InlineData("ana.maria@empresa.com.br", "ana maria empresa com br")]
    [InlineData("nº 12, 3ª via", "n 12 3 via")]
    [InlineData("linha\num\ttab", "linha um tab")]
    [InlineData("Привет 𝐀lfa", "привет 𝐀lfa")]
    public void A_text_is_words_in_small_letters_without_accents(string text, string words) =>
        string.Join(' ', SearchWords.Of(text).Select(w => w.Text)).ShouldBe(words);

    [Fact]
    public void Composed_and_decomposed_accents_are_the_same_word_where_it_stands()
    {
        var composed = SearchWords.Of("a promoção").Last();
        var decomposed = SearchWords.Of("a promoc\u0327a\u0303o!").Last();

        composed.ShouldBe(new SearchWord("promocao", 2, 8));
        decomposed.ShouldBe(new SearchWord("promocao", 2, 10));
    }

    [Fact]
    public void Places_are_told_in_utf16_units() => SearchWords.Of("😀 oi 😀😀 pix").Select(w => (w.Start, w.Length)).ShouldBe([(3, 2), (11, 3)]);

    [Fact]
    public void A_word_without_end_is_cut_but_keeps_its_place()
    {
        var word = SearchWords.Of(new string('a', 5000)).Single();

        (word.Text.Length, word.Length).ShouldBe((40, 5000));
    }

    [Theory]
    [InlineData("de", false)]
    [InlineData("não", false)]
    [InlineData("você", false)]
    [InlineData("a", false)]
    [InlineData("7", false)]
    [InlineData("nf", true)]
    [InlineData("ok", true)]
    [InlineData("nada", true)]
    public void Short_words_that_are_everywhere_do_not_count(string text, bool counts) => SearchWords.Of(text).Single().Counts.ShouldBe(counts);
}

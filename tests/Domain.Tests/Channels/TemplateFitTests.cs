using CleanApp.Domain.Channels;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Channels;

public sealed class TemplateFitTests
{
    private static readonly Dictionary<string, string> None = [];

    private static readonly TemplateShape Named = new(null, TemplateText.Of("Olá, {{nome}}! Dia {{ data }}. {{nome}}", true, None), null, [], true);

    private static readonly TemplateShape Counted = new(
        new TemplateHeaderShape(TemplateHeaderKind.Text, TemplateText.Of("Pedido {{1}}", false, None)),
        TemplateText.Of("{{2}} de {{1}}", false, None),
        "Rodapé",
        [
            new("Acompanhar", TemplateButtonKind.Url, Needed: true, "https://a.example/{{1}}"),
            new("Ligar", Phone: "+551130000000"),
            new("Sim", TemplateButtonKind.QuickReply),
            new("Copiar", TemplateButtonKind.CopyCode, Needed: true),
        ],
        true
    );

    private static readonly TemplateContent CountedValues = new(
        "pedido",
        "pt_BR",
        new TemplateHeader("A-1"),
        [new("Ana"), new("pão")],
        [new(0, TemplateButtonKind.Url, "7"), new(3, TemplateButtonKind.CopyCode, "X10")]
    );

    [Fact]
    public void By_name_in_any_order()
    {
        var content = new TemplateContent("lembrete", "pt_BR", Body: [new("12/03", "data"), new("Ana", "nome")]);

        TemplateFit.Check(Named, true, content).ShouldBeEmpty();
        TemplateFit.Render(Named, true, content).Body.ShouldBe("Olá, Ana! Dia 12/03. Ana");
    }

    [Fact]
    public void By_position()
    {
        TemplateFit.Check(Counted, false, CountedValues).ShouldBeEmpty();

        var shown = TemplateFit.Render(Counted, false, CountedValues);

        (shown.Header!.Text, shown.Body, shown.Footer).ShouldBe(("Pedido A-1", "pão de Ana", "Rodapé"));
        shown.Buttons.ShouldBe([
            new("Acompanhar", "https://a.example/7"),
            new("Ligar", Phone: "+551130000000"),
            new("Sim"),
            new("Copiar", Code: "X10"),
        ]);
    }

    [Fact]
    public void Each_name_that_is_missing_or_unknown_is_told()
    {
        Fields(Named, true, new("x", "pt_BR", Body: [new("Ana", "nome")])).ShouldBe(["Body"]);
        Fields(Named, true, new("x", "pt_BR", Body: [new("a", "nome"), new("b", "data"), new("c", "hora")])).ShouldBe(["Body[2].Name"]);
        Fields(Named, true, new("x", "pt_BR", Body: [new("a"), new("b")])).ShouldBe(["Body[0].Name", "Body[1].Name", "Body", "Body"]);
        Fields(Named, true, new("x", "pt_BR")).ShouldBe(["Body", "Body"]);
    }

    [Fact]
    public void Each_position_that_is_missing_or_too_many_is_told()
    {
        Fields(Counted, false, CountedValues with { Body = [new("a")] }).ShouldBe(["Body[1].Text"]);
        Fields(Counted, false, CountedValues with { Body = [new("a"), new("b"), new("c")] }).ShouldBe(["Body[2].Text"]);
        Fields(Counted, false, CountedValues with { Body = [new("a", "nome"), new("b")] }).ShouldBe(["Body[0].Name"]);
    }

    [Fact]
    public void The_header_is_as_the_template_has_it()
    {
        Fields(Counted, false, CountedValues with { Header = null }).ShouldBe(["Header.Text"]);
        Fields(Counted, false, CountedValues with { Header = new TemplateHeader("A", Name: "x") }).ShouldBe(["Header.Name"]);
        Fields(Named, true, new("x", "pt_BR", new TemplateHeader("A"), [new("a", "nome"), new("b", "data")])).ShouldBe(["Header"]);

        var picture = Named with { Header = new TemplateHeaderShape(TemplateHeaderKind.Image), Body = TemplateText.Of("Oi", true, None) };
        Fields(picture, true, new("x", "pt_BR")).ShouldBe(["Header.Media"]);
        Fields(picture, true, new("x", "pt_BR", new TemplateHeader(Media: MediaKind.Video, Link: "https://a.example"))).ShouldBe(["Header.Media"]);
        Fields(picture, true, new("x", "pt_BR", new TemplateHeader(Media: MediaKind.Image, Link: "https://a.example"))).ShouldBeEmpty();
    }

    [Fact]
    public void The_name_of_the_only_place_in_a_header_is_known()
    {
        var shape = Named with { Header = new TemplateHeaderShape(TemplateHeaderKind.Text, TemplateText.Of("Loja {{loja}}", true, None)) };
        var content = new TemplateContent("x", "pt_BR", new TemplateHeader("Sul"), [new("a", "nome"), new("b", "data")]);

        TemplateFit.Check(shape, true, content).ShouldBeEmpty();
        TemplateFit.Complete(shape, true, content).Header!.Name.ShouldBe("loja");
        TemplateFit.Complete(Counted, false, CountedValues).ShouldBe(CountedValues);
    }

    [Fact]
    public void Buttons_get_what_they_take()
    {
        Fields(Counted, false, CountedValues with { Buttons = null }).ShouldBe(["Buttons", "Buttons"]);
        Fields(Counted, false, CountedValues with { Buttons = [.. CountedValues.Buttons!, new(2, TemplateButtonKind.QuickReply, "sim")] })
            .ShouldBeEmpty();
        Fields(Counted, false, CountedValues with { Buttons = [.. CountedValues.Buttons!, new(1, TemplateButtonKind.Url, "x")] })
            .ShouldBe(["Buttons[2].Index"]);
        Fields(Counted, false, CountedValues with { Buttons = [.. CountedValues.Buttons!, new(4, TemplateButtonKind.Url, "x")] })
            .ShouldBe(["Buttons[2].Index"]);
        Fields(Counted, false, CountedValues with { Buttons = [new(0, TemplateButtonKind.QuickReply, "x"), CountedValues.Buttons![1]] })
            .ShouldBe(["Buttons[0].Kind"]);
    }

    [Fact]
    public void Ten_places_are_counted_and_not_sorted_by_letters() =>
        TemplateText
            .Of("{{10}} {{9}} {{1}} {{2}} {{3}} {{4}} {{5}} {{6}} {{7}} {{8}}", false, None)
            .Places.Select(p => p.Key)
            .ShouldBe(Enumerable.Range(1, 10).Select(n => $"{n}"));

    private static IEnumerable<string> Fields(TemplateShape shape, bool named, TemplateContent content) =>
        TemplateFit.Check(shape, named, content).Select(m => m.Field);
}

using CleanApp.Application.Channels.Provider;
using CleanApp.Domain.Channels;
using CleanApp.Infrastructure.Adapters.WhatsApp;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WhatsApp;

/// <summary>Components as Meta's list gives them.</summary>
public sealed class TemplateComponentsTests
{
    private static readonly TemplateComponents Components = new();

    [Fact]
    public void Named_places_with_their_examples()
    {
        var shape = Components.Read(
            """
            [
              {"type":"HEADER","format":"TEXT","text":"Loja {{loja}}","example":{"header_text_named_params":[{"param_name":"loja","example":"Sul"}]}},
              {"type":"BODY","text":"Olá, {{nome}}! Dia {{data}}, {{nome}}.","example":{"body_text_named_params":[
                {"param_name":"nome","example":"Ana"},{"param_name":"data","example":"12/03"}]}},
              {"type":"FOOTER","text":"Automática"},
              {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Confirmar"},{"type":"PHONE_NUMBER","text":"Ligar","phone_number":"+551130000000"}]}
            ]
            """,
            true
        );

        shape.Header!.Text!.Places.ShouldBe([new("loja", "Sul")]);
        shape.Body.Places.ShouldBe([new("nome", "Ana"), new("data", "12/03")]);
        (shape.Footer, shape.Sendable).ShouldBe(("Automática", true));
        shape.Buttons.ShouldBe([new("Confirmar", TemplateButtonKind.QuickReply), new("Ligar", Phone: "+551130000000")]);
    }

    [Fact]
    public void Counted_places_with_their_examples()
    {
        var shape = Components.Read(
            """
            [
              {"type":"HEADER","format":"TEXT","text":"Pedido {{1}}","example":{"header_text":["A-102"]}},
              {"type":"BODY","text":"Oi, {{1}}: {{2}}","example":{"body_text":[["Ana","R$ 35,00"]]}},
              {"type":"BUTTONS","buttons":[
                {"type":"URL","text":"Acompanhar","url":"https://a.example/p/{{1}}","example":["https://a.example/p/102"]},
                {"type":"URL","text":"Site","url":"https://a.example"},
                {"type":"COPY_CODE","text":"Copiar","example":"SEMANA20"}]}
            ]
            """,
            false
        );

        shape.Header!.Text!.Places.ShouldBe([new("1", "A-102")]);
        shape.Body.Places.ShouldBe([new("1", "Ana"), new("2", "R$ 35,00")]);
        shape
            .Buttons.Select(b => (b.Takes, b.Needed, b.Sample))
            .ShouldBe([(TemplateButtonKind.Url, true, "102"), (null, false, null), (TemplateButtonKind.CopyCode, true, "SEMANA20")]);
    }

    [Theory]
    [InlineData("IMAGE", TemplateHeaderKind.Image, true)]
    [InlineData("VIDEO", TemplateHeaderKind.Video, true)]
    [InlineData("DOCUMENT", TemplateHeaderKind.Document, true)]
    [InlineData("LOCATION", TemplateHeaderKind.Other, false)]
    [InlineData("PRODUCT", TemplateHeaderKind.Other, false)]
    public void Headers_that_are_files(string format, TemplateHeaderKind kind, bool sendable)
    {
        var shape = Components.Read($$"""[{"type":"HEADER","format":"{{format}}"},{"type":"BODY","text":"Oi"}]""", false);

        (shape.Header!.Kind, shape.Sendable).ShouldBe((kind, sendable));
    }

    [Fact]
    public void A_code_is_in_the_text_and_in_the_button()
    {
        var shape = Components.Read(
            """
            [{"type":"BODY","add_security_recommendation":true},{"type":"FOOTER","code_expiration_minutes":5},
             {"type":"BUTTONS","buttons":[{"type":"OTP","otp_type":"COPY_CODE","text":"Copiar código"}]}]
            """,
            false
        );

        shape.Body.Places.Count.ShouldBe(1);
        shape.Footer.ShouldBeNull();
        shape.Buttons.ShouldBe([new("Copiar código", TemplateButtonKind.Url, Needed: true)]);
        shape.Sendable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""[{"type":"BODY","text":"Oi"},{"type":"CAROUSEL","cards":[]}]""")]
    [InlineData("""[{"type":"LIMITED_TIME_OFFER","limited_time_offer":{"text":"x"}},{"type":"BODY","text":"Oi"}]""")]
    [InlineData("""[{"type":"BODY","text":"Oi"},{"type":"BUTTONS","buttons":[{"type":"FLOW","text":"x"}]}]""")]
    [InlineData("""[{"type":"BODY","text":"Oi"},{"type":"BUTTONS","buttons":[{"type":"MPM","text":"x"}]}]""")]
    public void What_needs_values_we_do_not_have_is_said_not_to_be_sendable(string components) =>
        Components.Read(components, false).Sendable.ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[null,1,{\"type\":3}]")]
    [InlineData("[{\"type\":\"BODY\",\"text\":{},\"example\":[1]},{\"type\":\"BUTTONS\",\"buttons\":{\"a\":1}}]")]
    [InlineData("[{\"type\":\"BODY\",\"text\":\"a\\ud83d {{1}}\"}]")]
    public void Nothing_that_Meta_could_write_breaks_it(string components)
    {
        Components.Read(components, true).ShouldNotBeNull();
        Components.Change(components, new TemplateTexts("a", "b", "c")).ShouldNotBeNull();
    }

    [Fact]
    public void Texts_told_by_a_webhook_take_the_place_of_those_there()
    {
        const string components =
            """[{"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"Oi","example":{"body_text":[["Ana"]]}},{"type":"FOOTER","text":"Fim"}]""";

        var shape = Components.Read(Components.Change(components, new TemplateTexts("Título", "Olá, {{1}}", null)), false);

        (shape.Header!.Kind, shape.Header.Text, shape.Footer).ShouldBe((TemplateHeaderKind.Image, null, "Fim"));
        (shape.Body.Text, shape.Body.Places[0].Sample).ShouldBe(("Olá, {{1}}", "Ana"));
        Components.Change("""[{"type":"BODY","text":"Oi"}]""", new TemplateTexts(null, null, "Fim")).ShouldNotContain("Fim");
    }
}

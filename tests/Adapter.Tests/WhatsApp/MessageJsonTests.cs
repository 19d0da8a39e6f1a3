using System.Text;
using System.Text.Json;
using CleanApp.Application.Channels.Provider;
using CleanApp.Domain.Channels;
using CleanApp.Infrastructure.Adapters.WhatsApp;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WhatsApp;

public sealed class MessageJsonTests
{
    private const string Head = "{'messaging_product':'whatsapp','recipient_type':'individual','to':'+5511987654321',";
    private const string Key = "'biz_opaque_callback_data':'v1.key',";

    [Fact]
    public void Text_keeps_its_letters() =>
        Json(new TextContent("Olá \"você\" 😀\n2", PreviewUrl: true))
            .ShouldBe(Head + Key + "'type':'text','text':{'body':'Olá \\'você\\' \\uD83D\\uDE00\\n2','preview_url':true}}");

    [Fact]
    public void Half_an_emoji_does_not_break_the_request() =>
        JsonDocument
            .Parse(MessageJson.Of(Messages.Text("a\ud83d")))
            .RootElement.GetProperty("text")
            .GetProperty("body")
            .GetString()
            .ShouldBe("a\ufffd");

    [Fact]
    public void A_number_without_plus_gets_it() =>
        Golden(Messages.Of(new TextContent("a"), to: "5511987654321")).ShouldContain("'to':'+5511987654321'");

    [Fact]
    public void A_user_without_number_is_the_recipient()
    {
        var json = Golden(Messages.Of(new TextContent("a"), to: null, user: "BR.123"));
        json.ShouldStartWith("{'messaging_product':'whatsapp','recipient_type':'individual','recipient':'BR.123',");
        json.ShouldNotContain("'to'");
    }

    [Fact]
    public void Without_a_recipient_there_is_no_message() =>
        Should.Throw<MessageNotSendableException>(() => MessageJson.Of(Messages.Of(new TextContent("a"), to: null))).Reason.ShouldBe("no_recipient");

    [Fact]
    public void A_reply_names_what_it_quotes() =>
        Golden(Messages.Of(new TextContent("a"), replyTo: "wamid.Q"))
            .ShouldBe(Head + "'context':{'message_id':'wamid.Q'}," + Key + "'type':'text','text':{'body':'a','preview_url':false}}");

    [Fact]
    public void Media_by_link()
    {
        Json(new MediaContent(MediaKind.Image, Messages.Link, Caption: "Nota"))
            .ShouldBe(Head + Key + "'type':'image','image':{'link':'https://a.example/f','caption':'Nota'}}");
        Json(new MediaContent(MediaKind.Document, Link: "https://a.example/b.pdf", FileName: "b.pdf"))
            .ShouldBe(Head + Key + "'type':'document','document':{'link':'https://a.example/b.pdf','filename':'b.pdf'}}");
        Json(new MediaContent(MediaKind.Audio, Messages.Link, Voice: true))
            .ShouldBe(Head + Key + "'type':'audio','audio':{'link':'https://a.example/f','voice':true}}");
        Json(new MediaContent(MediaKind.Video, Messages.Link)).ShouldBe(Head + Key + "'type':'video','video':{'link':'https://a.example/f'}}");
        Json(new MediaContent(MediaKind.Sticker, Messages.Link)).ShouldBe(Head + Key + "'type':'sticker','sticker':{'link':'https://a.example/f'}}");
    }

    [Fact]
    public void A_template_without_places_has_no_components() =>
        Json(new TemplateContent("hello_world", "pt_BR"))
            .ShouldBe(Head + Key + "'type':'template','template':{'name':'hello_world','language':{'code':'pt_BR'}}}");

    [Fact]
    public void Places_of_a_template_by_position() =>
        Json(
                new TemplateContent(
                    "pedido",
                    "pt_BR",
                    new TemplateHeader("Loja"),
                    [new TemplateParameter("Ana"), new TemplateParameter("42")],
                    [
                        new TemplateButton(0, TemplateButtonKind.Url, "abc"),
                        new TemplateButton(1, TemplateButtonKind.QuickReply, "sim"),
                        new TemplateButton(2, TemplateButtonKind.CopyCode, "X10"),
                    ]
                )
            )
            .ShouldBe(
                Head
                    + Key
                    + "'type':'template','template':{'name':'pedido','language':{'code':'pt_BR'},'components':["
                    + "{'type':'header','parameters':[{'type':'text','text':'Loja'}]},"
                    + "{'type':'body','parameters':[{'type':'text','text':'Ana'},{'type':'text','text':'42'}]},"
                    + "{'type':'button','sub_type':'url','index':'0','parameters':[{'type':'text','text':'abc'}]},"
                    + "{'type':'button','sub_type':'quick_reply','index':'1','parameters':[{'type':'payload','payload':'sim'}]},"
                    + "{'type':'button','sub_type':'copy_code','index':'2','parameters':[{'type':'coupon_code','coupon_code':'X10'}]}]}}"
            );

    [Fact]
    public void Places_of_a_template_by_name_and_a_file_in_its_header() =>
        Json(
                new TemplateContent(
                    "pedido",
                    "pt_BR",
                    new TemplateHeader(Media: MediaKind.Document, Link: Messages.Link, FileName: "n.pdf"),
                    [new TemplateParameter("Ana", "cliente")]
                )
            )
            .ShouldBe(
                Head
                    + Key
                    + "'type':'template','template':{'name':'pedido','language':{'code':'pt_BR'},'components':["
                    + "{'type':'header','parameters':[{'type':'document','document':{'link':'https://a.example/f','filename':'n.pdf'}}]},"
                    + "{'type':'body','parameters':[{'type':'text','parameter_name':'cliente','text':'Ana'}]}]}}"
            );

    [Fact]
    public void A_place_with_a_name_in_the_header() =>
        Json(new TemplateContent("pedido", "pt_BR", new TemplateHeader("Sul", Name: "loja")))
            .ShouldBe(
                Head
                    + Key
                    + "'type':'template','template':{'name':'pedido','language':{'code':'pt_BR'},'components':["
                    + "{'type':'header','parameters':[{'type':'text','parameter_name':'loja','text':'Sul'}]}]}}"
            );

    [Fact]
    public void Buttons() =>
        Json(new InteractiveContent("Confirma?", "Agenda", "Loja", Buttons: [new ReplyButton("s", "Sim"), new ReplyButton("n", "Não")]))
            .ShouldBe(
                Head
                    + Key
                    + "'type':'interactive','interactive':{'type':'button','header':{'type':'text','text':'Agenda'},'body':{'text':'Confirma?'},"
                    + "'footer':{'text':'Loja'},'action':{'buttons':[{'type':'reply','reply':{'id':'s','title':'Sim'}},{'type':'reply','reply':{'id':'n','title':'Não'}}]}}}"
            );

    [Fact]
    public void A_list() =>
        Json(
                new InteractiveContent(
                    "Escolha",
                    List: new OptionList("Ver", [new OptionSection("Manhã", [new OptionRow("8", "8h", "cedo"), new OptionRow("9", "9h")])])
                )
            )
            .ShouldBe(
                Head
                    + Key
                    + "'type':'interactive','interactive':{'type':'list','body':{'text':'Escolha'},'action':{'button':'Ver',"
                    + "'sections':[{'title':'Manhã','rows':[{'id':'8','title':'8h','description':'cedo'},{'id':'9','title':'9h'}]}]}}}"
            );

    [Fact]
    public void A_button_that_opens_an_address() =>
        Json(new InteractiveContent("Pague", Link: new LinkButton("Pagar", "https://a.example/p?x=1&y=2")))
            .ShouldBe(
                Head
                    + Key
                    + "'type':'interactive','interactive':{'type':'cta_url','body':{'text':'Pague'},'action':{'name':'cta_url',"
                    + "'parameters':{'display_text':'Pagar','url':'https://a.example/p?x=1&y=2'}}}}"
            );

    [Fact]
    public void A_place_is_written_as_text() =>
        Json(new LocationContent(-23.5505m, -46.6333m, "Loja", "Rua A, 1"))
            .ShouldBe(Head + Key + "'type':'location','location':{'latitude':'-23.5505','longitude':'-46.6333','name':'Loja','address':'Rua A, 1'}}");

    [Fact]
    public void Contacts_always_have_a_part_of_the_name() =>
        Json(
                new ContactsContent([
                    new ContactCard(
                        "Ana Lima",
                        "Ana",
                        "Lima",
                        "Loja",
                        [new CardPhone("+55 11 98765-4321", "CELL", "5511987654321")],
                        [new CardEmail("a@b.example")]
                    ),
                    new ContactCard("Suporte"),
                ])
            )
            .ShouldBe(
                Head
                    + Key
                    + "'type':'contacts','contacts':[{'name':{'formatted_name':'Ana Lima','first_name':'Ana','last_name':'Lima'},'org':{'company':'Loja'},"
                    + "'phones':[{'phone':'+55 11 98765-4321','type':'CELL','wa_id':'5511987654321'}],'emails':[{'email':'a@b.example'}]},"
                    + "{'name':{'formatted_name':'Suporte','first_name':'Suporte'}}]}"
            );

    [Fact]
    public void A_reaction_quotes_nothing()
    {
        Golden(Messages.Of(new ReactionContent(""), replyTo: "wamid.Q", reactsTo: "wamid.R"))
            .ShouldBe(Head + Key + "'type':'reaction','reaction':{'message_id':'wamid.R','emoji':''}}");
        Should.Throw<MessageNotSendableException>(() => Json(new ReactionContent(""))).Reason.ShouldBe("no_message");
    }

    [Fact]
    public void Read_with_and_without_dots()
    {
        Golden(MessageJson.Read("wamid.A", typing: false)).ShouldBe("{'messaging_product':'whatsapp','status':'read','message_id':'wamid.A'}");
        Golden(MessageJson.Read("wamid.A", typing: true))
            .ShouldBe("{'messaging_product':'whatsapp','status':'read','message_id':'wamid.A','typing_indicator':{'type':'text'}}");
    }

    [Fact]
    public void A_message_that_failed_half_way_leaves_nothing_in_the_next_one()
    {
        Should.Throw<MessageNotSendableException>(() => Json(new ReactionContent("👍")));
        Json(new TextContent("a")).ShouldBe(Head + Key + "'type':'text','text':{'body':'a','preview_url':false}}");
    }

    private static string Json(MessageContent content) => Golden(Messages.Of(content));

    private static string Golden(OutgoingMessage message) => Golden(MessageJson.Of(message));

    /// <summary>With single quotes, so that what is expected can be read.</summary>
    private static string Golden(byte[] json) => Encoding.UTF8.GetString(json).Replace('"', '\'');
}

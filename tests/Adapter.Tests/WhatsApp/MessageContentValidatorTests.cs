using System.Text.Json;
using CleanApp.Application.Channels.Messages;
using CleanApp.Domain.Channels;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WhatsApp;

public sealed class MessageContentValidatorTests
{
    private static readonly MessageContentValidator Validator = new();
    private const string File = "https://a.example/b.png";

    [Fact]
    public void Text_has_at_most_4096_characters()
    {
        Accepted(new TextContent(A(4096)));
        Refused(new TextContent(A(4097)), "Text");
        // Two units each: never fewer than what Meta may count.
        Accepted(new TextContent(string.Concat(Enumerable.Repeat("😀", 2048))));
        Refused(new TextContent(string.Concat(Enumerable.Repeat("😀", 2049))), "Text");
        Refused(new TextContent(""), "Text");
        Refused(new TextContent(" \n"), "Text");
        Refused(new TextContent(null!), "Text");
        Refused(new TextContent("a\0"), "Text");
        Accepted(new TextContent("a\r\n\tb"));
    }

    [Fact]
    public void Media_is_at_a_link()
    {
        Accepted(new MediaContent(MediaKind.Image, File));
        Refused(new MediaContent(MediaKind.Image, ""), "Link");
        Refused(new MediaContent(MediaKind.Image, "http://a.example/b.png"), "Link");
        Refused(new MediaContent((MediaKind)9, File), "Media");
    }

    [Theory]
    [InlineData("http://a.example/b.png")]
    [InlineData("ftp://a.example/b.png")]
    [InlineData("https://")]
    [InlineData("a.example/b.png")]
    [InlineData("https://u:p@a.example/b.png")]
    [InlineData("")]
    public void Links_are_https(string link) => Refused(new MediaContent(MediaKind.Image, Link: link), "Link");

    [Fact]
    public void Links_have_at_most_2000_characters()
    {
        const string start = "https://a.example/";
        Accepted(new MediaContent(MediaKind.Image, Link: start + A(2000 - start.Length)));
        Refused(new MediaContent(MediaKind.Image, Link: start + A(2001 - start.Length)), "Link");
    }

    [Fact]
    public void Captions_have_at_most_1024_characters_and_not_everything_has_one()
    {
        foreach (var kind in new[] { MediaKind.Image, MediaKind.Video, MediaKind.Document })
        {
            Accepted(new MediaContent(kind, File, Caption: A(1024)));
            Refused(new MediaContent(kind, File, Caption: A(1025)), "Caption");
        }
        Refused(new MediaContent(MediaKind.Audio, File, Caption: "a"), "Caption");
        Refused(new MediaContent(MediaKind.Sticker, File, Caption: "a"), "Caption");
    }

    [Fact]
    public void Only_documents_have_a_name_and_only_audio_a_voice()
    {
        Accepted(new MediaContent(MediaKind.Document, File, FileName: A(240)));
        Refused(new MediaContent(MediaKind.Document, File, FileName: A(241)), "FileName");
        Refused(new MediaContent(MediaKind.Image, File, FileName: "a.png"), "FileName");
        Accepted(new MediaContent(MediaKind.Audio, File, Voice: true));
        Refused(new MediaContent(MediaKind.Video, File, Voice: true), "Voice");
    }

    [Fact]
    public void Templates_are_named_as_Meta_names_them()
    {
        Accepted(new TemplateContent(A(512), "pt_BR"));
        Refused(new TemplateContent(A(513), "pt_BR"), "Name");
        foreach (var name in new[] { "", "Pedido", "pedido-1", "pedido ", "pédido", "pedido\n", null })
            Refused(new TemplateContent(name!, "pt_BR"), "Name");
        foreach (var language in new[] { "pt_BR", "en", "fil", "zh_CN" })
            Accepted(new TemplateContent("a", language));
        foreach (var language in new[] { "", "pt-BR", "PT_BR", "pt_br", "portugues", "pt_BR\n", null })
            Refused(new TemplateContent("a", language!), "Language");
    }

    [Fact]
    public void Places_are_all_named_or_none()
    {
        Accepted(Template(new("a"), new("b")));
        Accepted(Template(new("a", "um"), new("b", "dois")));
        Refused(Template(new("a", "um"), new("b")), "Body");
        Refused(Template(new("a", "um"), new("b", "um")), "Body");
        Refused(Template(new TemplateParameter("a", "Um")), "Body[0].Name");
        Refused(Template(new TemplateParameter("a", "")), "Body[0].Name");
        Accepted(Template(new TemplateParameter(A(1024))));
        Refused(Template(new TemplateParameter(A(1025))), "Body[0].Text");
        Refused(Template(new TemplateParameter("a\nb")), "Body[0].Text");
        Accepted(Template(new TemplateParameter("a    b")));
        Refused(Template(new TemplateParameter("a     b")), "Body[0].Text");
        Refused(Template(new TemplateParameter(null!)), "Body[0].Text");
        Refused(Template(new("a"), null!), "Body[1]");
    }

    [Fact]
    public void A_header_is_a_text_or_a_file()
    {
        Accepted(Header(new(A(60))));
        Refused(Header(new(A(61))), "Header.Text");
        Refused(Header(new()), "Header.Text");
        Refused(Header(new("a", MediaKind.Image, File)), "Header.Text");
        Accepted(Header(new(Media: MediaKind.Image, Link: File)));
        Accepted(Header(new(Media: MediaKind.Document, Link: "https://a.example/a.pdf", FileName: "a.pdf")));
        Refused(Header(new(Media: MediaKind.Image)), "Header.Link");
        Refused(Header(new(Media: MediaKind.Image, Link: File, FileName: "a.png")), "Header.FileName");
        Refused(Header(new(Media: MediaKind.Audio, Link: File)), "Header.Media");
        Refused(Header(new("a", Link: File)), "Header.Link");
    }

    [Fact]
    public void Buttons_of_a_template()
    {
        Accepted(TemplateWith(new TemplateButton(0, TemplateButtonKind.Url, "x"), new TemplateButton(9, TemplateButtonKind.CopyCode, A(15))));
        Refused(TemplateWith(new TemplateButton(-1, TemplateButtonKind.Url, "x")), "Buttons[0].Index");
        Refused(TemplateWith(new TemplateButton(10, TemplateButtonKind.Url, "x")), "Buttons[0].Index");
        Refused(TemplateWith(new(0, TemplateButtonKind.Url, "x"), new(0, TemplateButtonKind.Url, "y")), "Buttons");
        Refused(TemplateWith(new TemplateButton(0, TemplateButtonKind.CopyCode, A(16))), "Buttons[0].Text");
        Accepted(TemplateWith(new TemplateButton(0, TemplateButtonKind.QuickReply, A(256))));
        Refused(TemplateWith(new TemplateButton(0, TemplateButtonKind.QuickReply, A(257))), "Buttons[0].Text");
        Refused(TemplateWith(new TemplateButton(0, TemplateButtonKind.Url, null!)), "Buttons[0].Text");
        Refused(TemplateWith(new TemplateButton(0, (TemplateButtonKind)9, "x")), "Buttons[0].Kind");
        Refused(TemplateWith([null!]), "Buttons[0]");
    }

    [Fact]
    public void Exactly_one_of_buttons_list_and_link()
    {
        ReplyButton[] buttons = [new("a", "A")];
        Refused(new InteractiveContent("a"), "Buttons");
        Refused(new InteractiveContent("a", Buttons: buttons, Link: new("A", "https://a.example")), "Buttons");
        Refused(new InteractiveContent("a", Buttons: buttons, List: List(1)), "Buttons");
        Accepted(new InteractiveContent(A(1024), A(60), A(60), buttons));
        Refused(new InteractiveContent(A(1025), Buttons: buttons), "Body");
        Refused(new InteractiveContent("", Buttons: buttons), "Body");
        Refused(new InteractiveContent("a", A(61), Buttons: buttons), "Header");
        Refused(new InteractiveContent("a", Footer: A(61), Buttons: buttons), "Footer");
        Accepted(new InteractiveContent(A(4096), List: List(1)));
        Refused(new InteractiveContent(A(4097), List: List(1)), "Body");
    }

    [Fact]
    public void One_to_three_buttons_each_once()
    {
        Accepted(Buttons(new("a", "A"), new("b", "B"), new("c", "C")));
        Refused(Buttons(new("a", "A"), new("b", "B"), new("c", "C"), new("d", "D")), "Buttons");
        Refused(Buttons(), "Buttons");
        Refused(Buttons(new("a", "A"), new("a", "B")), "Buttons");
        Refused(Buttons(new("a", "A"), new("b", "A")), "Buttons");
        Accepted(Buttons(new ReplyButton(A(256), A(20))));
        Refused(Buttons(new ReplyButton(A(257), "A")), "Buttons[0].Id");
        Refused(Buttons(new ReplyButton("a", A(21))), "Buttons[0].Title");
        Refused(Buttons(new ReplyButton(null!, null!)), "Buttons[0].Id");
        Refused(Buttons([null!]), "Buttons[0]");
    }

    [Fact]
    public void Ten_rows_in_the_whole_list()
    {
        Accepted(Listed(List(10)));
        Accepted(Listed(List(5, 5)));
        Refused(Listed(List(11)), "List.Sections");
        Refused(Listed(List(5, 6)), "List.Sections");
        Accepted(Listed(List(1, 1, 1, 1, 1, 1, 1, 1, 1, 1)));
        Refused(Listed(List()), "List.Sections");
        Refused(Listed(List(1, 0)), "List.Sections[1].Rows");
        Refused(Listed(new OptionList("V", [new("A", [Row("1")]), new("B", [Row("1")])])), "List.Sections");
        Refused(Listed(new OptionList("V", [new("A", [Row("1")]), new(null, [Row("2")])])), "List.Sections");
        Accepted(Listed(new OptionList(A(20), [new(A(24), [new(A(200), A(24), A(72))])])));
        Refused(Listed(new OptionList(A(21), [new("A", [Row("1")])])), "List.Button");
        Refused(Listed(new OptionList("V", [new(A(25), [Row("1")])])), "List.Sections[0].Title");
        Refused(Listed(new OptionList("V", [new("A", [new(A(201), "A")])])), "List.Sections[0].Rows[0].Id");
        Refused(Listed(new OptionList("V", [new("A", [new("1", A(25))])])), "List.Sections[0].Rows[0].Title");
        Refused(Listed(new OptionList("V", [new("A", [new("1", "A", A(73))])])), "List.Sections[0].Rows[0].Description");
    }

    [Fact]
    public void A_link_button()
    {
        Accepted(new InteractiveContent("a", Link: new(A(20), "https://a.example/x")));
        Refused(new InteractiveContent("a", Link: new(A(21), "https://a.example/x")), "Link.Title");
        Refused(new InteractiveContent("a", Link: new("A", "http://a.example/x")), "Link.Url");
    }

    [Fact]
    public void A_place_is_on_earth()
    {
        Accepted(new LocationContent(90, 180, A(1000), A(1000)));
        Accepted(new LocationContent(-90, -180));
        Refused(new LocationContent(90.000001m, 0), "Latitude");
        Refused(new LocationContent(0, -180.000001m), "Longitude");
        Refused(new LocationContent(0, 0, A(1001)), "Name");
        Refused(new LocationContent(0, 0, "a", A(1001)), "Address");
    }

    [Fact]
    public void One_to_five_cards()
    {
        Accepted(new ContactsContent([.. Enumerable.Repeat(new ContactCard("Ana"), 5)]));
        Refused(new ContactsContent([.. Enumerable.Repeat(new ContactCard("Ana"), 6)]), "Contacts");
        Refused(new ContactsContent([]), "Contacts");
        Refused(new ContactsContent(null!), "Contacts");
        Refused(new ContactsContent([null!]), "Contacts[0]");
        Refused(new ContactsContent([new(null!)]), "Contacts[0].FormattedName");
        Accepted(new ContactsContent([new("Ana", Phones: [new("+55 (11) 98765-4321", "CELL", "5511987654321")], Emails: [new("a@b.example")])]));
        Refused(new ContactsContent([new("Ana", Phones: [new("ligue")])]), "Contacts[0].Phones[0].Phone");
        Refused(new ContactsContent([new("Ana", Phones: [new("+55 11 98765-4321", null, "+55")])]), "Contacts[0].Phones[0].WhatsAppId");
        Refused(new ContactsContent([new("Ana", Phones: [null!])]), "Contacts[0].Phones[0]");
        Refused(new ContactsContent([new("Ana", Emails: [new("a")])]), "Contacts[0].Emails[0].Email");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("👍", true)]
    [InlineData("👍🏽", true)]
    [InlineData("❤️", true)]
    [InlineData("👨‍👩‍👧‍👦", true)]
    [InlineData("🇧🇷", true)]
    [InlineData("1️⃣", true)]
    [InlineData("👍👍", false)]
    [InlineData("a", false)]
    [InlineData("👍 ", false)]
    [InlineData("ok", false)]
    [InlineData("\n", false)]
    [InlineData(null, false)]
    public void One_emoji_or_none(string? emoji, bool accepted)
    {
        if (accepted)
            Accepted(new ReactionContent(emoji!));
        else
            Refused(new ReactionContent(emoji!), "Emoji");
    }

    [Fact]
    public void A_heap_of_marks_is_no_emoji_and_a_reaction_needs_its_message()
    {
        Refused(new ReactionContent("👍" + new string('\u0301', 100)), "Emoji");
    }

    [Theory]
    [InlineData("""{"type":"text"}""")]
    [InlineData("""{"type":"template"}""")]
    [InlineData("""{"type":"template","name":null,"language":null,"body":[null],"buttons":[null],"header":{}}""")]
    [InlineData("""{"type":"interactive","list":{}}""")]
    [InlineData("""{"type":"interactive","body":null,"buttons":[null,null]}""")]
    [InlineData("""{"type":"interactive","body":"a","list":{"button":null,"sections":[null,{"rows":null},{"rows":[null]}]}}""")]
    [InlineData("""{"type":"interactive","body":"a","link":{}}""")]
    [InlineData("""{"type":"contacts"}""")]
    [InlineData("""{"type":"contacts","contacts":[null,{"phones":[null],"emails":[null]},{"formattedName":"a","phones":[{}],"emails":[{}]}]}""")]
    [InlineData("""{"type":"reaction"}""")]
    public void What_JSON_leaves_out_is_refused_by_a_message(string json)
    {
        var content = JsonSerializer.Deserialize<MessageContent>(json, JsonSerializerOptions.Web)!;
        Validator.Validate(content).IsValid.ShouldBeFalse();
    }

    private static string A(int length) => new('a', length);

    private static TemplateContent Template(params TemplateParameter[] body) => new("a", "pt_BR", Body: body);

    private static TemplateContent TemplateWith(params TemplateButton[] buttons) => new("a", "pt_BR", Buttons: buttons);

    private static TemplateContent Header(TemplateHeader header) => new("a", "pt_BR", header);

    private static InteractiveContent Buttons(params ReplyButton[] buttons) => new("a", Buttons: buttons);

    private static InteractiveContent Listed(OptionList list) => new("a", List: list);

    private static OptionRow Row(string id) => new(id, $"Row {id}");

    private static OptionList List(params int[] rows) =>
        new("Ver", [.. rows.Select((count, s) => new OptionSection($"S{s}", [.. Enumerable.Range(0, count).Select(r => Row($"{s}.{r}"))]))]);

    private static void Accepted(MessageContent content) =>
        Validator.Validate(content).Errors.Select(e => $"{e.PropertyName}: {e.ErrorMessage}").ShouldBeEmpty();

    private static void Refused(MessageContent content, string field) =>
        Validator.Validate(content).Errors.Select(e => e.PropertyName).ShouldContain(field);
}

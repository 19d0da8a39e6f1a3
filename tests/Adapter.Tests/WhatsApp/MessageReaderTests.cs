using System.Text;
using System.Text.Json;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Channels.Provider;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WhatsApp;

public sealed class MessageReaderTests
{
    // The same bytes as Meta writes them in webhooks and as we keep them.
    private const string Sha256Base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string Sha256Hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    [Fact]
    public void Text()
    {
        var message = Inbound.Message(""" "type":"text","text":{"body":"Ol\u00e1 \ud83d\ude00"} """);
        message.ShouldBe(
            new MessageReceived(
                "4001",
                "5001",
                message.Json,
                "wamid.in1",
                "551187654321",
                "BR.9001",
                "Ana",
                "ana.lima",
                DateTimeOffset.FromUnixTimeSeconds(1760000000),
                "text",
                "Olá 😀",
                Media: null,
                QuotedWamid: null,
                Removed: false,
                ReplyId: null,
                Referral: null,
                ErrorCode: null
            )
        );
        JsonDocument.Parse(message.Json).RootElement.GetProperty("id").GetString().ShouldBe("wamid.in1");
    }

    [Fact]
    public void Files()
    {
        var image = Inbound.Message(
            $$""" "type":"image","image":{"id":"m1","mime_type":"image/jpeg","sha256":"{{Sha256Base64}}","caption":"Nota","url":"https:\/\/lookaside.fbsbx.com\/a"} """
        );
        (image.Kind, image.Text).ShouldBe(("image", "Nota"));
        image.Media.ShouldBe(new ReceivedMedia("m1", "image/jpeg", Sha256Hex, null, false, false, "https://lookaside.fbsbx.com/a"));

        var voice = Inbound.Message(""" "type":"audio","audio":{"id":7,"mime_type":"audio/ogg; codecs=opus","sha256":"not a hash","voice":true} """);
        (voice.Kind, voice.Text).ShouldBe(("audio", null));
        voice.Media.ShouldBe(new ReceivedMedia("7", "audio/ogg; codecs=opus", null, null, true, false, null));

        Inbound
            .Message(
                $$""" "type":"document","document":{"id":"m2","mime_type":"application/pdf","filename":"n.pdf","sha256":"{{Sha256Hex.ToUpperInvariant()}}"} """
            )
            .Media.ShouldBe(new ReceivedMedia("m2", "application/pdf", Sha256Hex, "n.pdf", false, false, null));
        Inbound.Message(""" "type":"sticker","sticker":{"id":"m3","mime_type":"image/webp","animated":true} """).Media!.Animated.ShouldBeTrue();
        Inbound.Message(""" "type":"video","video":{"id":"m4","mime_type":"video/mp4","caption":""} """).Text.ShouldBeNull();
    }

    [Fact]
    public void Places_contacts_and_orders()
    {
        Inbound.Message(""" "type":"location","location":{"latitude":-23.5,"longitude":"-46.6","name":"Loja"} """).Text.ShouldBe("Loja");
        Inbound.Message(""" "type":"location","location":{"latitude":-23.5,"longitude":-46.6,"address":"Rua A"} """).Text.ShouldBe("Rua A");
        Inbound.Message(""" "type":"location","location":{"latitude":-23.5,"longitude":-46.6} """).Text.ShouldBeNull();
        Inbound
            .Message(""" "type":"contacts","contacts":[{"name":{"formatted_name":"Ana"}},{"name":{"first_name":"Bia"}},{"phones":[]},null] """)
            .Text.ShouldBe("Ana, Bia");
        var order = Inbound.Message(""" "type":"order","order":{"catalog_id":"c","text":"sem cebola","product_items":[{"quantity":3}]} """);
        (order.Kind, order.Text).ShouldBe(("order", "sem cebola"));
    }

    [Fact]
    public void A_reaction_and_its_taking_back()
    {
        var reaction = Inbound.Message(""" "type":"reaction","reaction":{"message_id":"wamid.out","emoji":"\ud83d\udc4d"} """);
        (reaction.Kind, reaction.Text, reaction.QuotedWamid, reaction.Removed).ShouldBe(("reaction", "👍", "wamid.out", false));
        foreach (var member in new[] { ",\"emoji\":\"\"", ",\"emoji\":null", "" })
        {
            var removed = Inbound.Message($$""" "type":"reaction","reaction":{"message_id":"wamid.out"{{member}} } """);
            (removed.Text, removed.QuotedWamid, removed.Removed).ShouldBe((null, "wamid.out", true));
        }
    }

    [Fact]
    public void Answers_by_button_and_list()
    {
        var button = Inbound.Message(
            """ "context":{"from":"551133334444","id":"wamid.out"},"type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"sim","title":"Sim"}} """
        );
        (button.Kind, button.Text, button.ReplyId, button.QuotedWamid).ShouldBe(("button_reply", "Sim", "sim", "wamid.out"));

        var row = Inbound.Message(
            """ "type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"8h","title":"8 horas","description":"cedo"}} """
        );
        (row.Kind, row.Text, row.ReplyId).ShouldBe(("list_reply", "8 horas", "8h"));

        var template = Inbound.Message(""" "type":"button","button":{"payload":"confirma","text":"Confirmo"} """);
        (template.Kind, template.Text, template.ReplyId, template.QuotedWamid).ShouldBe(("button", "Confirmo", "confirma", null));
    }

    [Fact]
    public void A_form_keeps_its_answers_in_the_JSON()
    {
        var form = Inbound.Message(
            """ "type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{\"nota\":\"4\"}"}} """
        );
        (form.Kind, form.Text, form.ReplyId).ShouldBe(("nfm_reply", "Sent", null));
        var answers = JsonDocument.Parse(form.Json).RootElement.GetProperty("interactive").GetProperty("nfm_reply").GetProperty("response_json");
        JsonDocument.Parse(answers.GetString()!).RootElement.GetProperty("nota").GetString().ShouldBe("4");
    }

    [Fact]
    public void Edited_and_taken_back()
    {
        var edit = Inbound.Message(
            """ "type":"edit","edit":{"original_message_id":"wamid.old","message":{"context":{"id":"M0"},"type":"image","image":{"id":"m9","mime_type":"image/png","caption":"Novo"}}} """
        );
        (edit.Kind, edit.Text, edit.QuotedWamid, edit.Media!.Id).ShouldBe(("edit", "Novo", "wamid.old", "m9"));
        Inbound
            .Message(""" "type":"edit","edit":{"original_message_id":"wamid.old","message":{"type":"text","text":{"body":"certo"}}} """)
            .Text.ShouldBe("certo");

        var revoke = Inbound.Message(""" "type":"revoke","revoke":{"original_message_id":"wamid.old"} """);
        (revoke.Kind, revoke.Text, revoke.QuotedWamid).ShouldBe(("revoke", null, "wamid.old"));
    }

    [Fact]
    public void What_Meta_does_not_support_stays_visible()
    {
        var message = Inbound.Message(""" "type":"unsupported","errors":[{"code":131051,"title":"x"}],"unsupported":{"type":"poll"} """);
        (message.Kind, message.Text, message.ErrorCode).ShouldBe(("unsupported", null, 131051));
        Inbound.Message(""" "type":"unknown","errors":[{"code":"131060"}] """).ErrorCode.ShouldBe(131060);
        var future = Inbound.Message(""" "type":"HOLOGRAM","hologram":{"id":"m1","mime_type":"model/x","caption":"oi"} """);
        (future.Kind, future.Text, future.Media!.Id).ShouldBe(("hologram", "oi", "m1"));
    }

    [Fact]
    public void An_error_of_the_body_is_told_by_the_message_without_content_and_kept()
    {
        var updates = Inbound.Read(
            Inbound.Value(""" "messages":[{"from":"5511","id":"w","timestamp":"1","type":"interactive"}],"errors":[{"code":131000,"title":"x"}] """)
        );
        updates.OfType<MessageReceived>().Single().ErrorCode.ShouldBe(131000);
        updates.OfType<OtherUpdate>().Single().Field.ShouldBe("errors");
    }

    [Fact]
    public void System_messages_come_without_person()
    {
        var message = Inbound
            .Read(
                Inbound.Value(
                    """ "messages":[{"id":"w","timestamp":1760000000,"type":"system","system":{"body":"mudou","wa_id":"5512","type":"user_changed_number"}}] """
                )
            )
            .OfType<MessageReceived>()
            .Single();
        (message.Kind, message.Text, message.From, message.UserId).ShouldBe(("system", "mudou", null, null));
    }

    [Fact]
    public void An_advertisement_is_kept()
    {
        var message = Inbound.Message(
            """ "type":"text","text":{"body":"oi"},"referral":{"source_type":"ad","source_id":"ad1","headline":"Promoção","source_url":"https://fb.me/x","ctwa_clid":"c1"} """
        );
        message.Referral.ShouldBe(new Referral("ad1", "Promoção", "https://fb.me/x"));
        message.Json.ShouldContain("c1");
        Inbound.Message(""" "type":"text","text":{"body":"oi"},"referral":null """).Referral.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData(""" "from":"", """)]
    [InlineData(""" "from":null, """)]
    public void A_person_without_number(string from)
    {
        var message = Inbound
            .Read(
                Inbound.Value(
                    $$$""" "contacts":[{"profile":{"username":"ana"},"user_id":"BR.1"},{"profile":{"name":"Bia"},"user_id":"BR.2"}],"messages":[{ {{{from}}} "from_user_id":"BR.2","from_parent_user_id":"BR.ENT.1","id":"w","timestamp":"1760000000","type":"text","text":{"body":"a"}}] """
                )
            )
            .OfType<MessageReceived>()
            .Single();
        (message.From, message.UserId, message.ProfileName, message.Username).ShouldBe((null, "BR.2", "Bia", null));
    }

    [Fact]
    public void Nobody_gets_the_name_of_another()
    {
        var message = Inbound
            .Read(
                Inbound.Value(
                    """ "contacts":[{"profile":{"name":"Ana"},"wa_id":"551187654321"}],"messages":[{"from":"551100000000","id":"w","timestamp":"1","type":"text","text":{"body":"a"}}] """
                )
            )
            .OfType<MessageReceived>()
            .Single();
        (message.From, message.ProfileName).ShouldBe(("551100000000", null));
    }

    [Theory]
    [InlineData(""" "timestamp":null, """)]
    [InlineData(""" "timestamp":"soon", """)]
    [InlineData(""" "timestamp":99999999999999999999, """)]
    [InlineData(""" "timestamp":253402300800, """)]
    [InlineData(""" "timestamp":{}, """)]
    [InlineData("")]
    public void A_message_without_a_readable_time_is_of_now(string time) =>
        Inbound
            .Read(Inbound.Value($$$""" "messages":[{ {{{time}}} "id":"w","type":"text","text":{"body":"a"}}] """))
            .OfType<MessageReceived>()
            .Single()
            .At.ShouldBe(Inbound.Now);

    [Theory]
    [InlineData(""" "text":null """)]
    [InlineData(""" "text":"a" """)]
    [InlineData(""" "text":[] """)]
    [InlineData(""" "text":{} """)]
    [InlineData(""" "text":{"body":{}} """)]
    [InlineData(""" "text":{"body":""} """)]
    [InlineData(""" "context":7,"referral":[],"errors":{},"text":{"body":null} """)]
    public void A_message_of_another_shape_is_still_a_message(string part) => Inbound.Message($""" "type":"text",{part} """).Text.ShouldBeNull();

    [Fact]
    public void Half_an_emoji_and_a_NUL_are_read()
    {
        Inbound.Message(""" "type":"text","text":{"body":"a\n\"b\" \ud83d c\u0041"} """).Text.ShouldBe("a\n\"b\" \ufffd cA");
        Inbound.Message(""" "type":"text","text":{"body":"\ude00\/\\"} """).Text.ShouldBe("\ufffd/\\");
        Inbound.Message(""" "type":"text","text":{"body":"a\u0000b"} """).Text.ShouldBe("ab");
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_replaced()
    {
        var body = Encoding.UTF8.GetBytes(Inbound.Value(""" "messages":[{"id":"w","timestamp":"1","type":"text","text":{"body":"a#b"}}] """));
        body[Array.IndexOf(body, (byte)'#')] = 0xff;
        var message = Inbound.Read(body).OfType<MessageReceived>().Single();
        message.Text.ShouldBe("a\ufffdb");
        message.Json.ShouldContain("a\ufffdb");
    }
}

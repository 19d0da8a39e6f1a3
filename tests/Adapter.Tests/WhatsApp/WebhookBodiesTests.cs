using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CleanApp.Application.Channels.Provider;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WhatsApp;

public sealed class WebhookBodiesTests
{
    [Fact]
    public void Everything_is_read_in_its_order()
    {
        const string message = """{"id":"w#","timestamp":"1","type":"text","text":{"body":"a"}}""";
        string Change(int n) =>
            $$$"""{"field":"messages","value":{"metadata":{"phone_number_id":{{{n}}} },"messages":[{{{message.Replace("#", $"{n}a")}}},{{{message.Replace("#", $"{n}b")}}}],"statuses":[{"id":"w{{{n}}}s","status":"sent"}]}}""";
        var updates = Inbound.Read($$"""{"entry":[{"id":1,"changes":[{{Change(1)}},{{Change(2)}}]},{"id":2,"changes":[{{Change(3)}}]}]}""");
        updates
            .Select(u => $"{u.WabaId}/{u.PhoneNumberId}/{(u as MessageReceived)?.Wamid ?? (u as StatusChanged)?.Wamid}")
            .ShouldBe(["1/1/w1a", "1/1/w1b", "1/1/w1s", "1/2/w2a", "1/2/w2b", "1/2/w2s", "2/3/w3a", "2/3/w3b", "2/3/w3s"]);
    }

    [Fact]
    public void Templates()
    {
        const string template = """ "message_template_id":806312974732579,"message_template_name":"pedido","message_template_language":"pt_BR" """;
        Template("message_template_status_update", $$"""{"event":"APPROVED","reason":"NONE",{{template}} }""").ShouldBe(("status", "approved", null));
        Template("message_template_status_update", $$"""{"event":"REJECTED","reason":"INVALID_FORMAT",{{template}} }""")
            .ShouldBe(("status", "rejected", "INVALID_FORMAT"));
        Template(
                "message_template_status_update",
                $$$"""{"event":"REJECTED","reason":"INVALID_FORMAT","rejection_info":{"reason":"why"},{{{template}}} }"""
            )
            .ShouldBe(("status", "rejected", "why"));
        Template("message_template_quality_update", $$"""{"previous_quality_score":"GREEN","new_quality_score":"YELLOW",{{template}} }""")
            .ShouldBe(("quality", "yellow", null));
        Template("template_category_update", $$"""{"new_category":"MARKETING",{{template}} }""").ShouldBe(("category", "marketing", null));
        Template("message_template_components_update", $$"""{"message_template_element":"Oi",{{template}} }""").ShouldBe(("components", null, null));
        Inbound
            .Read(Inbound.Change("template_category_update", $$"""{"correct_category":"MARKETING",{{template}} }"""))
            .ShouldHaveSingleItem()
            .ShouldBeOfType<OtherUpdate>();
    }

    [Theory]
    [InlineData("account_update", """{"event":"DISABLED_UPDATE"}""")]
    [InlineData("account_alerts", """{"entity_type":"WABA"}""")]
    [InlineData("phone_number_quality_update", """{"display_phone_number":"1","event":"FLAGGED"}""")]
    [InlineData("business_capability_update", """{"max_daily_conversation_per_phone":1000}""")]
    [InlineData("user_preferences", """{"metadata":{"phone_number_id":"5001"},"user_preferences":[{"value":"stop"}]}""")]
    [InlineData("user_id_update", """{"metadata":{"phone_number_id":"5001"},"user_id_update":[{"user_id":{"previous":"BR.1","current":"BR.2"}}]}""")]
    [InlineData("smb_message_echoes", """{"metadata":{"phone_number_id":"5001"},"message_echoes":[{"id":"w","type":"text"}]}""")]
    [InlineData("calls", """{"metadata":{"phone_number_id":"5001"},"statuses":[{"id":"wacid.1","status":"RINGING"}]}""")]
    [InlineData("security", "null")]
    [InlineData("what_comes_next", "[1]")]
    [InlineData("messages", """{"metadata":{"phone_number_id":"5001"}}""")]
    public void The_rest_is_kept_under_its_name(string field, string value)
    {
        var other = Inbound.Read(Inbound.Change(field, value)).ShouldHaveSingleItem().ShouldBeOfType<OtherUpdate>();
        (other.WabaId, other.Field, other.Json).ShouldBe(("4001", field, value));
        other.PhoneNumberId.ShouldBe(value.Contains("5001", StringComparison.Ordinal) ? "5001" : null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"entry":{}}""")]
    [InlineData("""{"entry":[null,7,{}]}""")]
    [InlineData("""{"entry":[{"changes":7}]}""")]
    [InlineData("""{"\ud800":1,"entry":[]}""")]
    public void Another_shape_is_one_unreadable_update(string body)
    {
        var other = Inbound.Read(body).ShouldHaveSingleItem().ShouldBeOfType<OtherUpdate>();
        other.Field.ShouldBe("unreadable");
        JsonDocument.Parse(other.Json);
    }

    [Fact]
    public void A_change_without_field_or_with_broken_names_does_not_hide_the_others()
    {
        var updates = Inbound.Read(
            """{"entry":[{"id":"1","changes":[null,{"value":{}},{"\ud800":1,"field":"messages"},{"field":"messages","value":{"statuses":[{"id":"w","status":"sent"}]}}]}]}"""
        );
        updates.Count.ShouldBe(4);
        updates[^1].ShouldBeOfType<StatusChanged>();
    }

    [Fact]
    public void A_deep_part_does_not_hide_the_rest()
    {
        var deep = new string('[', 200) + new string(']', 200);
        var updates = Inbound.Read(Inbound.Value($$""" "later":{{deep}},"statuses":[{"id":"w","status":"sent","more":{{deep}} }] """));
        updates.ShouldHaveSingleItem().ShouldBeOfType<StatusChanged>();
    }

    [Fact]
    public void A_thousand_updates_and_hostile_bodies_of_three_megabytes_take_no_time()
    {
        var contacts = string.Join(",", Enumerable.Range(0, 1000).Select(i => $$$"""{"wa_id":"55{{{i}}}","profile":{"name":"n{{{i}}}"}}"""));
        var messages = string.Join(
            ",",
            Enumerable.Range(0, 1000).Select(i => $$$"""{"id":"w{{{i}}}","from":"55{{{i}}}","type":"text","text":{"body":"a"}}""")
        );
        Quickly(Inbound.Value($""" "contacts":[{contacts}],"messages":[{messages}] """)).Count.ShouldBe(1000);

        const int size = 3 * 1024 * 1024;
        Quickly(new string('[', size)).Count.ShouldBe(1);
        Quickly(new string('[', size / 2) + new string(']', size / 2)).Count.ShouldBe(1);
        Quickly(string.Concat(Enumerable.Repeat("{\"entry\":", size / 9)) + "1" + new string('}', size / 9)).Count.ShouldBe(1);
        Quickly($$"""{"entry":[{{string.Join(",", Enumerable.Repeat("{}", size / 3))}}]}""").Count.ShouldBe(1);
        Quickly(Inbound.Value($""" "messages":[{string.Join(",", Enumerable.Repeat("{}", size / 3 - 200))}] """)).Count.ShouldBe(size / 3 - 200);
        Quickly(Inbound.Value($$$""" "messages":[{"id":"w","type":"text","text":{"body":"{{{new string('a', size - 400)}}}"}}] """))
            .Count.ShouldBe(1);
    }

    [Fact]
    public void What_happened_to_a_template_has_the_entrys_time_and_changed_texts()
    {
        const string template = """ "message_template_id":1,"message_template_name":"pedido","message_template_language":"pt_BR" """;
        var update = Inbound
            .Read(
                $$$"""
                {"entry":[{"id":"4001","time":1751250234,"changes":[{"field":"message_template_components_update","value":{
                  "message_template_title":"Título","message_template_element":"Oi, {{1}}","message_template_buttons":[],{{{template}}} }}]}]}
                """
            )
            .ShouldHaveSingleItem()
            .ShouldBeOfType<TemplateChanged>();

        update.At.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1751250234));
        update.Texts.ShouldBe(new TemplateTexts("Título", "Oi, {{1}}", null));
        Inbound
            .Read(Inbound.Change("message_template_status_update", $$"""{"event":"APPROVED",{{template}} }"""))
            .ShouldHaveSingleItem()
            .ShouldBeOfType<TemplateChanged>()
            .At.ShouldBeNull();
    }

    private static IReadOnlyList<WebhookUpdate> Quickly(string body)
    {
        var clock = Stopwatch.StartNew();
        var updates = Inbound.Read(Encoding.UTF8.GetBytes(body));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        return updates;
    }

    private static (string, string?, string?) Template(string field, string value)
    {
        var update = Inbound.Read(Inbound.Change(field, value)).ShouldHaveSingleItem().ShouldBeOfType<TemplateChanged>();
        (update.WabaId, update.PhoneNumberId, update.TemplateId, update.Name, update.Language).ShouldBe(
            ("4001", null, "806312974732579", "pedido", "pt_BR")
        );
        return (update.Event, update.Value, update.Reason);
    }
}

using CleanApp.Api.Host;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>Bodies of Meta's, posted to a running host once more. The ones in the folder Bodies are written after its documentation.</summary>
public sealed class ReplayWebhooksTests(TestHost host)
{
    private static readonly string Bodies = Path.Combine(AppContext.BaseDirectory, "Channels", "Bodies");

    private static readonly Dictionary<string, string> Expected = new()
    {
        ["account.json#account_restricted"] = "1 notice (account_update)",
        ["account.json#account_review"] = "1 notice (account_review_update)",
        ["account.json#account_alert"] = "1 notice (account_alerts)",
        ["account.json#capability"] = "1 notice (business_capability_update)",
        ["account.json#number_quality"] = "1 notice (phone_number_quality_update)",
        ["account.json#number_name"] = "1 notice (phone_number_name_update)",
        ["account.json#security"] = "1 notice (security)",
        ["account.json#call"] = "1 notice (calls)",
        ["account.json#call_rings"] = "1 notice (calls)",
        ["account.json#written_in_the_app"] = "1 notice (smb_message_echoes)",
        ["account.json#marketing_stopped"] = "1 notice (user_preferences)",
        ["account.json#errors_alone"] = "1 notice (errors)",
        ["messages.json#text"] = "1 message (text)",
        ["messages.json#text_quoting"] = "1 message (text)",
        ["messages.json#text_forwarded"] = "1 message (text)",
        ["messages.json#text_by_advertisement"] = "1 message (text)",
        ["messages.json#image"] = "1 message (image)",
        ["messages.json#image_with_address"] = "1 message (image)",
        ["messages.json#video"] = "1 message (video)",
        ["messages.json#audio"] = "1 message (audio)",
        ["messages.json#voice"] = "1 message (audio)",
        ["messages.json#document"] = "1 message (document)",
        ["messages.json#sticker"] = "1 message (sticker)",
        ["messages.json#location"] = "1 message (location)",
        ["messages.json#contacts"] = "1 message (contacts)",
        ["messages.json#reaction"] = "1 message (reaction)",
        ["messages.json#reaction_taken_back"] = "1 message (reaction)",
        ["messages.json#button_reply"] = "1 message (button_reply)",
        ["messages.json#list_reply"] = "1 message (list_reply)",
        ["messages.json#form"] = "1 message (nfm_reply)",
        ["messages.json#call_permission"] = "1 message (call_permission_reply)",
        ["messages.json#template_button"] = "1 message (button)",
        ["messages.json#order"] = "1 message (order)",
        ["messages.json#number_changed"] = "1 message (system)",
        ["messages.json#identity_changed"] = "1 message (system)",
        ["messages.json#edited"] = "1 message (edit)",
        ["messages.json#taken_back"] = "1 message (revoke)",
        ["messages.json#unsupported"] = "1 message (unsupported)",
        ["messages.json#not_invented_yet"] = "1 message (hologram)",
        ["messages.json#several"] = "2 messages (2 text), 1 status (delivered) of no message sent from here",
        ["messages.json#without_content"] = "1 message (interactive), 1 notice (errors)",
        ["odd.json#no_number"] = "1 message (text)",
        ["odd.json#message_without_id"] = "1 notice (messages)",
        ["odd.json#members_of_other_kinds"] = "1 message (text)",
        ["odd.json#half_an_emoji"] = "1 message (text)",
        ["odd.json#field_of_tomorrow"] = "1 notice (user_holograms)",
        ["odd.json#change_without_anything"] = "1 notice (unreadable)",
        ["odd.json#no_entries"] = "1 notice (unreadable)",
        ["odd.json#of_another_product"] = "1 notice (unreadable)",
        ["odd.json#not_meta_at_all"] = "1 notice (unreadable)",
        ["odd.json#a_list"] = "1 notice (unreadable)",
        ["odd.json#a_text"] = "1 notice (unreadable)",
        ["statuses.json#sent"] = "1 status (sent) of no message sent from here",
        ["statuses.json#delivered"] = "1 status (delivered) of no message sent from here",
        ["statuses.json#read"] = "1 status (read) of no message sent from here",
        ["statuses.json#played"] = "1 status (played) of no message sent from here",
        ["statuses.json#failed"] = "1 status (failed) of no message sent from here",
        ["statuses.json#with_a_key_of_others"] = "1 status (sent) of no message sent from here",
        ["statuses.json#of_a_group"] = "1 status (read) of no message sent from here",
        ["templates.json#approved"] = "1 notice (template_status)",
        ["templates.json#rejected"] = "1 notice (template_status)",
        ["templates.json#quality"] = "1 notice (template_quality)",
        ["templates.json#category"] = "1 notice (template_category)",
        ["templates.json#components"] = "1 notice (template_components)",
    };

    [Fact]
    public async Task Whatever_Meta_may_post_lands_in_its_place_and_is_shown()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);

        var (exitCode, lines) = await ReplayAsync(Bodies, meta.ChannelId.ToString(), ("as-own", "true"));

        LandedAs(lines).ShouldBe(Expected, ignoreOrder: true);
        lines[^1].ShouldBe($"replay-webhooks: {Expected.Count} bodies, all accepted and processed");
        exitCode.ShouldBe(0);
        (await meta.ReceivedAsync()).Count.ShouldBe(33);
        var notices = await company.ItemsAsync($"/api/v1/channels/{meta.ChannelId}/notices");
        notices.Count.ShouldBe(26);
        notices.Count(n => n.Text("field") == "unreadable").ShouldBe(6);
        notices.Single(n => n.Text("field") == "user_holograms").Text("json")!.ShouldContain("holograms");
    }

    [Fact]
    public async Task Posted_again_nothing_happens_twice_and_the_report_says_so()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        using var folder = new BodyFolder(("a.json", TextTo(meta.PhoneNumberId, "wamid.A")), ("b.json", StatusTo(meta.PhoneNumberId)));

        LandedAs((await ReplayAsync(folder.Path, meta.ChannelId.ToString())).Lines)["a.json"].ShouldBe("1 message (text)");
        var (exitCode, lines) = await ReplayAsync(folder.Path, meta.ChannelId.ToString());

        exitCode.ShouldBe(0);
        LandedAs(lines)["a.json"].ShouldBe("1 message (text) seen before");
        LandedAs(lines)["b.json"].ShouldBe("1 status (sent) seen before");
        (await meta.ReceivedAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_of_another_number_is_kept_as_such_unless_it_is_made_our_own()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        using var folder = new BodyFolder(("a.json", TextTo("999999999999999", "wamid.B")));

        LandedAs((await ReplayAsync(folder.Path, meta.ChannelId.ToString())).Lines)["a.json"].ShouldBe("1 of another number");
        (await meta.ReceivedAsync()).ShouldBeEmpty();
        LandedAs((await ReplayAsync(folder.Path, meta.ChannelId.ToString(), ("as-own", "true"))).Lines)["a.json"].ShouldBe("1 message (text)");
        (await meta.ReceivedAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_no_JSON_is_named_and_the_rest_is_posted()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        using var folder = new BodyFolder(("a.json", "{\n  oi"), ("b.json", TextTo(meta.PhoneNumberId, "wamid.C")), ("c.txt", "not looked at"));

        var (exitCode, lines) = await ReplayAsync(folder.Path, meta.ChannelId.ToString());

        exitCode.ShouldBe(1);
        lines[0].ShouldBe("FAIL a.json  not posted: is no JSON (line 2, byte 3)");
        lines[1].ShouldBe("ok   b.json  accepted  1 message (text)");
        lines[2].ShouldBe("replay-webhooks: 2 bodies, 1 not accepted or not processed");
    }

    [Fact]
    public async Task To_a_wrong_address_the_report_says_so()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        using var folder = new BodyFolder(("a.json", TextTo(meta.PhoneNumberId, "wamid.D")));

        var elsewhere = TestHost.FreePort();
        (await ReplayAsync(folder.Path, meta.ChannelId.ToString(), ("url", $"http://127.0.0.1:{elsewhere}")))
            .Lines.ShouldHaveSingleItem()
            .ShouldStartWith($"replay-webhooks: http://127.0.0.1:{elsewhere} does not answer");
        (await ReplayAsync(folder.Path, meta.ChannelId.ToString(), ("url", $"{host.BaseAddress}api")))
            .Lines[0]
            .ShouldStartWith("FAIL a.json  refused with 404");
    }

    [Theory]
    [InlineData("/nowhere/at/all", null, "--dir= is a folder of bodies")]
    [InlineData(null, "padaria", "--channel= is the id of a channel")]
    [InlineData(null, "0190a0a0-0000-7000-8000-000000000000", "no company has a channel")]
    [InlineData("", "0190a0a0-0000-7000-8000-000000000000", "there is no .json file in")]
    public async Task What_cannot_be_done_is_said_in_a_sentence(string? folder, string? channel, string sentence)
    {
        using var empty = new BodyFolder();
        var (exitCode, lines) = await ReplayAsync(folder is "" ? empty.Path : folder ?? Bodies, channel);

        exitCode.ShouldBe(1);
        lines.ShouldHaveSingleItem().ShouldStartWith($"replay-webhooks: {sentence}");
    }

    [Fact]
    public async Task As_a_process_it_is_told_by_options_and_answers_by_its_exit_code()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        using var folder = new BodyFolder(("a.json", TextTo("999999999999999", "wamid.E")));
        var settings = host.Settings(host.BaseAddress.Port);

        var (exitCode, output) = await ApiProcess.RunVerbAsync(
            settings,
            ["replay-webhooks", "--as-own", "--dir", folder.Path, "--channel", meta.ChannelId.ToString()]
        );

        output.ShouldContain("ok   a.json  accepted  1 message (text)");
        exitCode.ShouldBe(0);
        output.ShouldNotContain($"secret-{meta.PhoneNumberId}");
    }

    private static Dictionary<string, string> LandedAs(IEnumerable<string> lines) =>
        lines
            .Where(l => l.StartsWith("ok   ", StringComparison.Ordinal))
            .Select(l => l[5..].Split("  accepted  "))
            .ToDictionary(l => l[0].Trim(), l => l[1]);

    private async Task<(int ExitCode, List<string> Lines)> ReplayAsync(string folder, string? channel, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Instance:PublicUrl"] = host.BaseAddress.ToString(),
            ["dir"] = folder,
            ["channel"] = channel,
        };
        foreach (var (name, value) in more)
            settings[name] = value;
        await using WebApplication app = host.Build(TestHost.FreePort(), settings);
        var output = new StringWriter();
        var exitCode = await ReplayWebhooks.RunAsync(app.Services, output, CancellationToken.None);
        return (exitCode, [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
    }

    private static string TextTo(string phoneNumberId, string wamid) =>
        Change(
            phoneNumberId,
            $$$"""
            "messages":[{"from":"5511912345678","id":"{{{wamid}}}","timestamp":"1764000000","type":"text","text":{"body":"oi"}}]
            """
        );

    private static string StatusTo(string phoneNumberId) =>
        Change(phoneNumberId, """ "statuses":[{"id":"wamid.X","status":"sent","timestamp":"1764000000"}] """);

    private static string Change(string phoneNumberId, string members) =>
        $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp",
            "metadata":{"display_phone_number":"551130000000","phone_number_id":"{{{phoneNumberId}}}"},{{{members}}} }}]}]}
            """;

    private sealed class BodyFolder : IDisposable
    {
        public BodyFolder(params (string Name, string Text)[] files)
        {
            foreach (var (name, text) in files)
                File.WriteAllText(System.IO.Path.Combine(Path, name), text);
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("cleanapp-bodies-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}

using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Sandbox;

/// <summary>The stand-in refuses and accepts as Meta does, so that an adapter that passes here passes there.</summary>
public sealed class MetaSendTests
{
    private static object Template(string name, params object[] components) =>
        new
        {
            messaging_product = "whatsapp",
            to = MetaPeer.Ana,
            type = "template",
            template = new
            {
                name,
                language = new { code = "pt_BR" },
                components,
            },
        };

    private static object Body(params object[] parameters) => new { type = "body", parameters };

    [Fact]
    public async Task An_accepted_message_is_sent_and_delivered_with_its_callback_data_and_reaches_the_ledger_once()
    {
        await using var meta = await MetaPeer.StartAsync();
        await meta.OpenWindowAsync();

        var wamid = await meta.AcceptedAsync(MetaPeer.Text(body: "Olá", callback: "v1.abc"));

        var statuses = await meta.WaitForAsync("statuses", 2);
        meta.StatusNames().ShouldBe(["sent", "delivered"]);
        statuses.ShouldAllBe(s => s["id"]!.GetValue<string>() == wamid);
        statuses.ShouldAllBe(s => s["biz_opaque_callback_data"]!.GetValue<string>() == "v1.abc");
        statuses.ShouldAllBe(s => s["recipient_id"]!.GetValue<string>() == "5511988887777");
        statuses.ShouldAllBe(s => s["pricing"]!["category"]!.GetValue<string>() == "service");
        statuses.ShouldAllBe(s => s["conversation"] == null);
        var entry = (await meta.LedgerAsync()).ShouldHaveSingleItem()!;
        entry["wamid"]!.GetValue<string>().ShouldBe(wamid);
        entry["callbackData"]!.GetValue<string>().ShouldBe("v1.abc");
        entry["content"]!["body"]!.GetValue<string>().ShouldBe("Olá");
        Encoding.Latin1.GetString(Convert.FromBase64String(wamid["wamid.".Length..])).ShouldContain("5511988887777");
    }

    [Fact]
    public async Task Outside_the_window_only_a_template_arrives()
    {
        await using var meta = await MetaPeer.StartAsync();
        await meta.InboundAsync(new { from = MetaPeer.Ana, text = "oi" });

        meta.Clock.Move(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await meta.AcceptedAsync(MetaPeer.Text(callback: "open"));
        await meta.WaitForAsync("statuses", 2);
        meta.StatusNames().ShouldBe(["sent", "delivered"]);

        meta.Clock.Move(TimeSpan.FromSeconds(1));
        await meta.AcceptedAsync(MetaPeer.Text(callback: "closed"));
        var failed = (await meta.WaitForAsync("statuses", 3))[2];
        failed["status"]!.GetValue<string>().ShouldBe("failed");
        failed["biz_opaque_callback_data"]!.GetValue<string>().ShouldBe("closed");
        failed["errors"]![0]!["code"]!.GetValue<int>().ShouldBe(131047);

        await meta.AcceptedAsync(Template("boas_vindas"));
        await meta.WaitForAsync("statuses", 5);
        meta.StatusNames()[3..].ShouldBe(["sent", "delivered"]);
        (await meta.LedgerAsync()).Count.ShouldBe(2);
        (await meta.LedgerAsync("outcome=failed")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_forty_sixth_message_in_a_row_to_one_person_is_refused_and_six_seconds_later_one_more_passes()
    {
        await using var meta = await MetaPeer.StartAsync(new { throughput = 0 });
        await meta.OpenWindowAsync();
        for (var i = 0; i < 45; i++)
            await meta.AcceptedAsync(MetaPeer.Text());

        await meta.RefusedAsync(MetaPeer.Text(), 400, 131056);
        await meta.AcceptedAsync(MetaPeer.Text(to: "+5511977776666"));

        meta.Clock.Move(TimeSpan.FromSeconds(6));
        await meta.AcceptedAsync(MetaPeer.Text());
        await meta.RefusedAsync(MetaPeer.Text(), 400, 131056);
    }

    [Fact]
    public async Task A_number_that_exceeds_its_throughput_is_refused_with_400_and_not_429()
    {
        await using var meta = await MetaPeer.StartAsync(new { throughput = 3, pairBurst = 0 });
        for (var i = 0; i < 3; i++)
            await meta.AcceptedAsync(MetaPeer.Text());

        await meta.RefusedAsync(MetaPeer.Text(), 400, 130429);

        meta.Clock.Move(TimeSpan.FromSeconds(1));
        await meta.AcceptedAsync(MetaPeer.Text());
    }

    [Fact]
    public async Task Credentials_and_addresses_are_checked()
    {
        await using var meta = await MetaPeer.StartAsync();

        await MetaPeer.ShouldBeErrorAsync(await meta.SendAsync(MetaPeer.Text(), token: "wrong"), 401, 190);
        await MetaPeer.ShouldBeErrorAsync(await meta.SendAsync(MetaPeer.Text(), token: null), 401, 190);
        await MetaPeer.ShouldBeErrorAsync(await meta.SendAsync(MetaPeer.Text(), number: "999"), 400, 33);
        await MetaPeer.ShouldBeErrorAsync(await meta.CallAsync(HttpMethod.Get, $"graph/latest/{MetaPeer.Number}"), 400, 2500);
    }

    [Fact]
    public async Task Values_are_checked_as_Meta_checks_them()
    {
        await using var meta = await MetaPeer.StartAsync();
        static object With(string type, object? content) =>
            new Dictionary<string, object?>
            {
                ["messaging_product"] = "whatsapp",
                ["to"] = MetaPeer.Ana,
                ["type"] = type,
                [type] = content,
            };
        static object Button(string title) => new { type = "reply", reply = new { id = title, title } };
        static object Buttons(params object[] buttons) =>
            With(
                "interactive",
                new
                {
                    type = "button",
                    body = new { text = "?" },
                    action = new { buttons },
                }
            );

        await meta.RefusedAsync(
            new
            {
                to = MetaPeer.Ana,
                type = "text",
                text = new { body = "x" },
            },
            400,
            100
        );
        await meta.RefusedAsync(With("text", null), 400, 131008);
        await meta.RefusedAsync(With("text", new { body = new string('a', 4097) }), 400, 100);
        await meta.AcceptedAsync(With("text", new { body = new string('a', 4096) }));
        await meta.RefusedAsync(With("poll", new { }), 400, 100);
        await meta.RefusedAsync(With("image", new { id = "1", link = "https://example.com/a.png" }), 400, 100);
        await meta.RefusedAsync(With("location", new { latitude = "91", longitude = "0" }), 400, 131009);
        await meta.RefusedAsync(
            With(
                "interactive",
                new
                {
                    type = "flow",
                    body = new { text = "?" },
                    action = new { },
                }
            ),
            400,
            100
        );
        await meta.RefusedAsync(Buttons(Button("a"), Button("b"), Button("c"), Button("d")), 400, 131009);
        await meta.RefusedAsync(Buttons(Button("a"), Button("a")), 400, 131009);
        await meta.RefusedAsync(Buttons(Button(new string('a', 21))), 400, 131009);
        await meta.RefusedAsync(MetaPeer.Text(to: "+5511900000001"), 400, 131021);
        await meta.RefusedAsync(MetaPeer.Text(callback: new string('x', 513)), 400, 100);
        (await meta.GetAsync("sandbox/meta/counts"))["refused"]!.GetValue<int>().ShouldBe(12);
    }

    [Fact]
    public async Task Templates_need_their_parameters_and_Metas_approval()
    {
        await using var meta = await MetaPeer.StartAsync();
        object Named(string name, string text) =>
            new
            {
                type = "text",
                parameter_name = name,
                text,
            };
        var reminder = Body(Named("nome", "Ana"), Named("data", "12/03"), Named("hora", "14:00"));

        await meta.RefusedAsync(Template("nao_existe"), 404, 132001);
        await meta.RefusedAsync(Template("pesquisa_em_analise"), 404, 132001);
        await meta.RefusedAsync(Template("lembrete_agendamento", Body(Named("nome", "Ana"))), 400, 132000);
        await meta.RefusedAsync(
            Template("lembrete_agendamento", Body(Named("nome", "Ana"), Named("data", "12/03"), Named("outro", "x"))),
            400,
            132012
        );
        await meta.RefusedAsync(
            Template("oferta_semana", Body(new { type = "text", text = "Ana" }, new { type = "text", text = "20" })),
            400,
            132012
        );
        await meta.AcceptedAsync(Template("lembrete_agendamento", reminder));

        await MetaPeer.OkAsync(await meta.PutAsync($"sandbox/meta/wabas/{MetaPeer.Waba}/templates/lembrete_agendamento", new { status = "PAUSED" }));
        await meta.RefusedAsync(Template("lembrete_agendamento", reminder), 400, 132015);
        await MetaPeer.WaitAsync(
            () => meta.Webhooks.Any(w => w.Json["entry"]![0]!["changes"]![0]!["field"]!.GetValue<string>() == "message_template_status_update"),
            "the template's webhook"
        );
    }

    [Fact]
    public async Task Templates_are_listed_page_by_page()
    {
        await using var meta = await MetaPeer.StartAsync();
        List<string> names = [];
        var path = $"graph/v24.0/{MetaPeer.Waba}/message_templates?limit=3&fields=name,status";
        // Bounded: a cursor that never ends would hang the run.
        for (var pages = 0; path.Length > 0 && pages < 20; pages++)
        {
            var page = await MetaPeer.OkAsync(await meta.CallAsync(HttpMethod.Get, path));
            names.AddRange(page["data"]!.AsArray().Select(t => t!["name"]!.GetValue<string>()));
            path = page["paging"]!["next"]?.GetValue<string>() ?? "";
        }

        names.Count.ShouldBe(8);
        names.Distinct().Count().ShouldBe(8);
        names.ShouldContain("codigo_acesso");
    }

    [Fact]
    public async Task A_customer_whose_wa_id_lacks_the_ninth_digit_is_the_same_person_in_every_spelling()
    {
        await using var meta = await MetaPeer.StartAsync();
        await meta.CustomerAsync(
            new
            {
                phone = "+55 31 98888-7777",
                waIdWithoutNinth = true,
                windowOpen = true,
            }
        );

        var answer = await MetaPeer.OkAsync(await meta.SendAsync(MetaPeer.Text(to: "+5531988887777")));
        answer["contacts"]![0]!["input"]!.GetValue<string>().ShouldBe("+5531988887777");
        answer["contacts"]![0]!["wa_id"]!.GetValue<string>().ShouldBe("553188887777");
        await meta.AcceptedAsync(MetaPeer.Text(to: "553188887777"));
        await meta.InboundAsync(new { from = "+553188887777", text = "oi" });

        (await meta.WaitForAsync("messages", 1))[0]["from"]!.GetValue<string>().ShouldBe("553188887777");
        (await meta.LedgerAsync("to=%2B5531988887777")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_customer_without_a_phone_is_known_and_answered_by_their_user_id()
    {
        await using var meta = await MetaPeer.StartAsync();
        await meta.InboundAsync(
            new
            {
                userId = "BR.123456789",
                name = "Bia",
                text = "oi",
            }
        );
        var message = (await meta.WaitForAsync("messages", 1))[0];
        message["from"].ShouldBeNull();
        message["from_user_id"]!.GetValue<string>().ShouldBe("BR.123456789");

        var answer = await MetaPeer.OkAsync(
            await meta.SendAsync(
                new
                {
                    messaging_product = "whatsapp",
                    recipient = "BR.123456789",
                    type = "text",
                    text = new { body = "Olá" },
                }
            )
        );

        answer["contacts"]![0]!["wa_id"].ShouldBeNull();
        var sent = (await meta.WaitForAsync("statuses", 1))[0];
        sent["recipient_id"].ShouldBeNull();
        sent["recipient_user_id"]!.GetValue<string>().ShouldBe("BR.123456789");
    }

    [Fact]
    public async Task Who_does_not_receive_messages_is_found_out_after_the_message_was_accepted()
    {
        await using var meta = await MetaPeer.StartAsync();
        await meta.CustomerAsync(
            new
            {
                phone = MetaPeer.Ana,
                undeliverable = true,
                windowOpen = true,
            }
        );

        await meta.AcceptedAsync(MetaPeer.Text());

        (await meta.WaitForAsync("statuses", 1))[0]["errors"]![0]!["code"]!.GetValue<int>().ShouldBe(131026);
        (await meta.LedgerAsync()).Count.ShouldBe(0);
    }

    [Fact]
    public async Task The_ledger_is_paged_without_gap_and_repetition_and_counts_what_it_no_longer_lists()
    {
        await using var meta = await MetaPeer.StartAsync(
            new
            {
                throughput = 0,
                pairBurst = 0,
                windowAlwaysOpen = true,
            }
        );
        for (var i = 0; i < 25; i++)
            await meta.AcceptedAsync(MetaPeer.Text(to: $"+55119888877{i:00}", callback: $"k{i}"));

        List<string> keys = [];
        long since = 0;
        while (true)
        {
            var page = await meta.GetAsync($"sandbox/meta/ledger?phoneNumberId={MetaPeer.Number}&since={since}&limit=10");
            keys.AddRange(page["items"]!.AsArray().Select(e => e!["callbackData"]!.GetValue<string>()));
            since = page["next"]!.GetValue<long>();
            if (!page["more"]!.GetValue<bool>())
                break;
        }
        keys.ShouldBe(Enumerable.Range(0, 25).Select(i => $"k{i}"));

        await meta.ConfigureAsync(new { record = false });
        await meta.AcceptedAsync(MetaPeer.Text());
        (await meta.LedgerAsync()).Count.ShouldBe(25);
        (await meta.GetAsync($"sandbox/meta/counts?phoneNumberId={MetaPeer.Number}"))["accepted"]!.GetValue<int>().ShouldBe(26);

        (await meta.DeleteAsync($"sandbox/meta/ledger?phoneNumberId={MetaPeer.Number}")).EnsureSuccessStatusCode();
        (await meta.LedgerAsync()).Count.ShouldBe(0);
        (await meta.GetAsync($"sandbox/meta/counts?phoneNumberId={MetaPeer.Number}"))["accepted"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task The_number_and_the_token_describe_themselves()
    {
        await using var meta = await MetaPeer.StartAsync();

        var number = await MetaPeer.OkAsync(
            await meta.CallAsync(HttpMethod.Get, $"graph/v24.0/{MetaPeer.Number}?fields=id,verified_name,quality_rating,throughput,platform_type")
        );
        number["quality_rating"]!.GetValue<string>().ShouldBe("GREEN");
        number["throughput"]!["level"]!.GetValue<string>().ShouldBe("STANDARD");
        number["display_phone_number"].ShouldBeNull();

        var good = await MetaPeer.OkAsync(await meta.CallAsync(HttpMethod.Get, "graph/v24.0/debug_token?input_token=sandbox-meta-token"));
        good["data"]!["is_valid"]!.GetValue<bool>().ShouldBeTrue();
        good["data"]!["granular_scopes"]![1]!["target_ids"]![0]!.GetValue<string>().ShouldBe(MetaPeer.Waba);
        var bad = await MetaPeer.OkAsync(await meta.CallAsync(HttpMethod.Get, "graph/v24.0/debug_token?input_token=other"));
        bad["data"]!["is_valid"]!.GetValue<bool>().ShouldBeFalse();

        var numbers = await MetaPeer.OkAsync(await meta.CallAsync(HttpMethod.Get, $"graph/v24.0/{MetaPeer.Waba}/phone_numbers"));
        numbers["data"]!.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<string>().ShouldBe(MetaPeer.Number);
    }
}

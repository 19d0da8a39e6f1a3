using System.Text;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Api;

/// <summary>What is not right in a request is refused, names its field, and changes nothing.</summary>
public sealed class InputTests(TestHost host)
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("42")]
    [InlineData("{\"name\":\"a\"} trailing")]
    [InlineData("{\"name\":\"a\",}")]
    [InlineData("{'name':'a'}")]
    [InlineData("{\"name\":\"a\" /* comment */}")]
    [InlineData("{\"name\":\"\\ud800\"}")]
    [InlineData("{\"name\":\"a\\u0000b\"}")]
    [InlineData("{\"na\\u0000me\":\"a\"}")]
    [InlineData("﻿﻿{\"name\":\"a\"}")]
    public async Task What_is_not_the_JSON_of_the_operation_is_400(string body)
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.PostAsync("/api/v1/counter/desks", Json(body))).ShouldFail(400, "request.malformed");
        (await company.Owner.GetAsync("/api/v1/counter/desks")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_400()
    {
        var company = await host.NewTenantAsync();
        var content = new ByteArrayContent([.. "{\"name\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");
        (await company.Owner.PostAsync("/api/v1/counter/desks", content)).ShouldFail(400, "request.malformed");
    }

    [Fact]
    public async Task Deep_nesting_is_400()
    {
        var company = await host.NewTenantAsync();
        foreach (var depth in new[] { 33, 5000 })
            (
                await company.Owner.PostAsync(
                    "/api/v1/counter/desks",
                    Json($"{{\"name\":{string.Concat(Enumerable.Repeat("[", depth))}{new string(']', depth)}}}")
                )
            ).ShouldFail(400, "request.malformed");
    }

    [Theory]
    [InlineData("""{"name":"A","prefix":"A","price":{"value":"1.00","currency":"BRL"},"colour":"red"}""", "colour")]
    [InlineData("""{"name":"A","prefix":"A"}""", "price")]
    [InlineData("""{"name":"A","prefix":"A","price":null}""", "price")]
    [InlineData("""{"name":null,"prefix":"A","price":{"value":"1.00","currency":"BRL"}}""", "name")]
    [InlineData("""{"name":7,"prefix":"A","price":{"value":"1.00","currency":"BRL"}}""", "name")]
    [InlineData("""{"Name":"A","prefix":"A","price":{"value":"1.00","currency":"BRL"}}""", "Name")]
    [InlineData("""{"name":"A","prefix":"A","price":{"value":12.5,"currency":"BRL"}}""", "price.value")]
    [InlineData("""{"name":"A","prefix":"A","price":{"value":"1.00"}}""", "price.currency")]
    [InlineData("""{"name":"A","prefix":"A","price":"1.00"}""", "price")]
    [InlineData("""{"name":"A","prefix":"A","price":{"value":"1.00","currency":"BRL","cents":1}}""", "price.cents")]
    [InlineData("""{"name":"A","prefix":"A","price":{"value":"1.00","currency":"BRL"},"priorityWeight":"1"}""", "priorityWeight")]
    [InlineData("""{"name":"A","prefix":"A","price":{"value":"1.00","currency":"BRL"},"priorityWeight":1.5}""", "priorityWeight")]
    [InlineData("""{"name":"A","prefix":"A","price":{"value":"1.00","currency":"BRL"},"priorityWeight":99999999999999999999999}""", "priorityWeight")]
    [InlineData("""{"name":"A","prefix":"A","price":{"value":"1.00","currency":"BRL"},"priorityWeight":1e400}""", "priorityWeight")]
    [InlineData("""{"name":"A","prefix":"A","price":{"value":"1.00","currency":"BRL"},"priorityWeight":true}""", "priorityWeight")]
    public async Task A_field_that_is_missing_unknown_null_or_of_the_wrong_type_is_named(string body, string field)
    {
        var company = await host.NewTenantAsync();
        var refused = (await company.Owner.PostAsync("/api/v1/counter/services", Json(body))).ShouldFail(400, "request.malformed");
        refused.Json["errors"].ShouldNotBeNull(refused.Text);
        refused.Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe([field], refused.Text);
        (await company.Owner.GetAsync("/api/v1/counter/services")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("12.5")]
    [InlineData("-1.00")]
    [InlineData("+1.00")]
    [InlineData("1e3")]
    [InlineData("1e30.00")]
    [InlineData("10000000000.00")]
    [InlineData("99999999999.99")]
    [InlineData("12,50")]
    [InlineData("1.000.00")]
    [InlineData(" 12.50")]
    [InlineData("12.50 ")]
    [InlineData("")]
    [InlineData(".50")]
    [InlineData("12")]
    [InlineData("NaN")]
    [InlineData("١٢.٥٠")]
    public async Task An_amount_is_digits_a_point_and_two_digits(string value)
    {
        var company = await host.NewTenantAsync();
        var refused = await company.Owner.PostAsync(
            "/api/v1/counter/services",
            new
            {
                name = "A",
                prefix = "A",
                price = new { value, currency = "BRL" },
            }
        );
        refused.ShouldFail(422, "request.invalid").Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["price"]);
    }

    [Theory]
    [InlineData("0.00")]
    [InlineData("9999999999.99")]
    public async Task The_smallest_and_the_largest_amount_are_accepted(string value)
    {
        var company = await host.NewTenantAsync();
        var price = new { value, currency = "BRL" };
        var created = await company.Owner.PostAsync(
            "/api/v1/counter/services",
            new
            {
                name = "A",
                prefix = "A",
                price,
            }
        );
        created.ShouldBe(201).Json["price"]!["value"]!.ToString().ShouldBe(value);
    }

    [Theory]
    [InlineData("USD")]
    [InlineData("brl")]
    [InlineData("")]
    public async Task The_currency_is_BRL(string currency)
    {
        var company = await host.NewTenantAsync();
        var price = new { value = "1.00", currency };
        var refused = await company.Owner.PostAsync(
            "/api/v1/counter/services",
            new
            {
                name = "A",
                prefix = "A",
                price,
            }
        );
        refused.ShouldFail(422, "request.invalid").Json["errors"]!["price"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("aé")]
    [InlineData("ABCD")]
    [InlineData("")]
    [InlineData("A1")]
    [InlineData("A\n")]
    [InlineData(" A")]
    [InlineData("Ａ")]
    public async Task A_prefix_is_one_to_three_letters(string prefix)
    {
        var company = await host.NewTenantAsync();
        var refused = await company.Owner.PostAsync(
            "/api/v1/counter/services",
            new
            {
                name = "A",
                prefix,
                price = TestTenant.Money(1),
            }
        );
        refused.ShouldFail(422, "request.invalid").Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["prefix"]);
    }

    [Fact]
    public async Task A_name_has_at_most_80_characters_none_of_them_control_and_not_only_spaces()
    {
        var company = await host.NewTenantAsync();
        foreach (var name in new[] { new string('n', 81), "   ", "\t", "a\u0007b", "a\nb", "\u00a0", "a\u0085b" })
        {
            var refused = await company.Owner.PostAsync(
                "/api/v1/counter/services",
                new
                {
                    name,
                    prefix = "A",
                    price = TestTenant.Money(1),
                }
            );
            refused.ShouldFail(422, "request.invalid").Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["name"]);
        }
        await company.AddServiceAsync(name: new string('n', 80));
        await company.AddServiceAsync("B", name: "Ação 東京 🙂");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    [InlineData(-1)]
    public async Task A_printers_port_is_a_port(int port)
    {
        var company = await host.NewTenantAsync();
        var refused = await company.Owner.PostAsync(
            "/api/v1/counter/printers",
            new
            {
                name = "A",
                host = "127.0.0.1",
                port,
                profile = "epson",
            }
        );
        refused.ShouldFail(422, "request.invalid").Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["port"]);
    }

    [Theory]
    [InlineData("\"dotmatrix\"")]
    [InlineData("0")]
    [InlineData("\"0\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("\"epson, elgin\"")]
    public async Task A_word_of_a_list_is_one_of_the_list(string profile)
    {
        var company = await host.NewTenantAsync();
        var refused = await company.Owner.PostAsync(
            "/api/v1/counter/printers",
            Json($$"""{"name":"A","host":"127.0.0.1","port":9100,"profile":{{profile}}}""")
        );
        refused.ShouldFail(400, "request.malformed").Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["profile"]);
    }

    [Theory]
    [InlineData("limit=0", 422, "request.limit.invalid")]
    [InlineData("limit=201", 422, "request.limit.invalid")]
    [InlineData("limit=-1", 422, "request.limit.invalid")]
    [InlineData("limit=abc", 400, "request.malformed")]
    [InlineData("limit=1.5", 400, "request.malformed")]
    [InlineData("limit=99999999999", 400, "request.malformed")]
    [InlineData("after=garbage", 422, "request.cursor.invalid")]
    [InlineData("after=AAAA", 422, "request.cursor.invalid")]
    [InlineData("after=OTk5OTk5OTk5OTk5OTk5OTk5OTkuMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA", 422, "request.cursor.invalid")]
    [InlineData("after=MC4wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMA", 200, null)]
    [InlineData("businessDay=99999-01-01", 400, "request.malformed")]
    [InlineData("businessDay=2026-02-30", 400, "request.malformed")]
    [InlineData("businessDay=hoje", 400, "request.malformed")]
    [InlineData("businessDay=0001-01-01", 200, null)]
    [InlineData("businessDay=9999-12-31", 200, null)]
    [InlineData("serviceId=1", 400, "request.malformed")]
    [InlineData("status=0", 422, "request.invalid")]
    [InlineData("status=Paid", 422, "request.invalid")]
    [InlineData("status=paid&status=unknown", 422, "request.invalid")]
    [InlineData("status=paid&status=called&limit=200", 200, null)]
    [InlineData("limit=1", 200, null)]
    [InlineData("unknown=parameter", 200, null)]
    public async Task A_list_refuses_parameters_it_does_not_understand(string query, int status, string? code)
    {
        var company = await host.NewTenantAsync();
        var answer = await company.Owner.GetAsync($"/api/v1/counter/tickets?{query}");
        if (code is null)
        {
            answer.ShouldBe(status);
            return;
        }
        answer.ShouldFail(status, code);
        if (code == "request.malformed")
            answer.Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe([query.Split('=')[0]]);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", 422)]
    [InlineData("not-an-id", 400)]
    [InlineData("01a200a0-e023-725b-8d3e-2c4a47c3098a' or '1'='1", 400)]
    public async Task A_chosen_ticket_id_is_an_id(string id, int status)
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync();
        (await company.Owner.PostAsync("/api/v1/counter/tickets", new { id, serviceId = service })).ShouldFail(
            status,
            status == 400 ? "request.malformed" : "request.invalid"
        );
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}

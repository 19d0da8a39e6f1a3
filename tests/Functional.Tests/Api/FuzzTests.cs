using System.Text;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Api;

/// <summary>
/// Every operation of the document, with its example bent in many ways, from the owner of a company. Whatever is sent, the answer is a
/// declared one (the client sees to that), never 5xx, and a failure is a problem with a code.
/// </summary>
public sealed class FuzzTests(TestHost host)
{
    private const string NoSuchId = "019ab7c2-d4e5-7000-8000-0000000000ff";

    /// <summary>What a field is replaced with. Raw JSON.</summary>
    private static readonly string[] Values =
    [
        "null",
        "true",
        "0",
        "-1",
        "2147483648",
        "1e400",
        "12.5",
        "[]",
        "{}",
        "[[[[[[]]]]]]",
        "\"\"",
        "\" \"",
        "\"\\u0000\"",
        "\"\\ud83d\"",
        "\"\\u202e\\u200b\"",
        "\"'; drop table users; --\"",
        "\"%s%n{0}${jndi}\"",
        "\"../../../../etc/passwd\"",
        "\"99999-01-01\"",
        "\"9999999999999999999999999999.99\"",
        "\"" + NoSuchId + "\"",
    ];

    public static TheoryData<string> WithBody { get; } = [.. ApiDocument.Operations.Where(o => o.BodyExample is JsonObject).Select(o => o.Id)];

    public static TheoryData<string> WithoutBody { get; } = [.. ApiDocument.Operations.Where(o => o.BodyExample is not JsonObject).Select(o => o.Id)];

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task No_body_makes_an_operation_fail_in_an_undeclared_way(string id)
    {
        var operation = ApiDocument.Operations.Single(o => o.Id == id);
        var company = await host.NewTenantAsync();
        var before = await SnapshotAsync(company);
        var example = operation.BodyExample!.AsObject();
        var failed = 0;
        foreach (var body in Bodies(example))
        {
            // Signing out for good would end the test, not the product.
            var client = operation.Id is "Auth_Logout" ? host.Anonymous() : company.Owner;
            var answer = await client.SendAsync(
                operation.HttpMethod,
                operation.PathWith(NoSuchId),
                new StringContent(body, Encoding.UTF8, "application/json")
            );
            answer.Status.ShouldBeLessThan(500, body);
            if (answer.Status < 400)
                continue;
            failed++;
            answer.ShouldFail(answer.Status, answer["code"] ?? "");
            answer["code"]!.ShouldMatch("^[a-z_]+(\\.[a-z_]+)+$");
        }
        failed.ShouldBeGreaterThan(5);
        // Operations on one thing met no such thing, so nothing of the company can have changed.
        if (operation.Path.Contains('{'))
            (await SnapshotAsync(company)).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(WithoutBody))]
    public async Task No_address_makes_an_operation_fail_in_an_undeclared_way(string id)
    {
        var operation = ApiDocument.Operations.Single(o => o.Id == id);
        var company = await host.NewTenantAsync();
        var before = await SnapshotAsync(company);
        var queries = operation.Method == "GET" ? Values.Select(v => Uri.EscapeDataString(v.Trim('"'))) : [""];
        foreach (var value in queries.Append(new string('9', 1000)))
        foreach (var path in new[] { NoSuchId, "%20", "a%2Fb", "%F0%9F%99%82" })
        {
            var query = string.Join('&', new[] { "after", "limit", "status", "serviceId", "businessDay", "ticketId" }.Select(n => $"{n}={value}"));
            var answer = await company.Owner.SendAsync(operation.HttpMethod, $"{operation.PathWith(path)}?{query}", null);
            answer.Status.ShouldBeLessThan(500, value);
            if (answer.Status >= 400)
                answer.ShouldFail(answer.Status, answer["code"] ?? "");
            if (!operation.Path.Contains('{'))
                break;
        }
        if (operation.Path.Contains('{'))
            (await SnapshotAsync(company)).ShouldBe(before);
    }

    [Fact]
    public async Task A_refused_change_changes_nothing_of_what_is_there()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("A", 5);
        var desk = await company.AddDeskAsync();
        var printer = await company.AddPrinterAsync();
        var ticket = await company.IssueAsync(service);
        var before = await SnapshotAsync(company);
        foreach (
            var (operation, id) in new[]
            {
                ("Services_Change", service),
                ("Desks_Change", desk),
                ("Printers_Change", printer),
                ("QueueTickets_Cancel", ticket.Id),
                ("QueueTickets_Transfer", ticket.Id),
                ("QueueTickets_Call", ticket.Id),
                ("Members_Change", company.Session.Json["user"]!["id"]!.GetValue<Guid>()),
            }.Select(o => (ApiDocument.Operations.Single(p => p.Id == o.Item1), o.Item2))
        )
        foreach (var body in Bodies(operation.BodyExample!.AsObject()).Skip(1))
        {
            var answer = await company.Owner.SendAsync(
                operation.HttpMethod,
                operation.PathWith(id.ToString()),
                new StringContent(body, Encoding.UTF8, "application/json")
            );
            if (answer.Status >= 400)
                (await SnapshotAsync(company)).ShouldBe(before, $"{operation} {body}");
            else
                before = await SnapshotAsync(company);
        }
    }

    /// <summary>The example itself, then: other kinds of document, and every field left out, added to, and replaced.</summary>
    private static IEnumerable<string> Bodies(JsonObject example)
    {
        yield return example.ToJsonString();
        foreach (var whole in new[] { "", "null", "[]", "{", "\"x\"", "{}", "[" + example.ToJsonString() + "]" })
            yield return whole;
        var unknown = example.DeepClone().AsObject();
        unknown["unknownField"] = 1;
        yield return unknown.ToJsonString();
        var random = new Random(20261121);
        foreach (var name in example.Select(p => p.Key).ToList())
        {
            var without = example.DeepClone().AsObject();
            without.Remove(name);
            yield return without.ToJsonString();
            foreach (var value in random.GetItems(Values, 6).Append("\"" + new string('x', 3000) + "\""))
            {
                const string mark = "@@here@@";
                var bent = example.DeepClone().AsObject();
                bent[name] = mark;
                yield return bent.ToJsonString().Replace($"\"{mark}\"", value);
            }
        }
    }

    private static async Task<string> SnapshotAsync(TestTenant company)
    {
        var text = new StringBuilder();
        foreach (var list in new[] { "services", "desks", "printers", "tickets", "panels", "print-jobs" })
            text.AppendLine((await company.Owner.GetAsync($"/api/v1/counter/{list}")).ShouldBe(200).Text);
        foreach (var one in new[] { "members", "members/invites", "tenant" })
            text.AppendLine((await company.Owner.GetAsync($"/api/v1/{one}")).ShouldBe(200).Text);
        return text.ToString();
    }
}

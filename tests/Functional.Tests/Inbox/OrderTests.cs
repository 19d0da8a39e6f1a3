using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What keeps a full inbox in order: labels, priority, and one change to many conversations.</summary>
public sealed class OrderTests(TestHost host)
{
    private const string Bia = "+5511987654322";
    private const string Caio = "+5511987654323";
    private const string Labels = "/api/v1/inbox/labels";

    [Fact]
    public async Task Conversations_are_found_by_label_and_priority_and_every_change_is_on_record()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var (ana, bia) = (await inbox.WrittenAsync("Oi, Ana aqui"), await inbox.WrittenAsync("Oi, Bia aqui", Bia, "Bia"));
        var (vip, debt) = (await LabelAsync(inbox, "VIP", "violet"), await LabelAsync(inbox, "Cobrança", "red"));

        (await PutLabelsAsync(inbox, ana, vip, debt)).ShouldBe(200).Json["labels"]!
            .AsArray()
            .Select(l => l!.Text("name"))
            .ShouldBe(["Cobrança", "VIP"]);
        (await PutLabelsAsync(inbox, ana, vip)).ShouldBe(200);
        (await inbox.Owner.PutAsync($"{InboxCompany.Conversations}/{bia}/priority", new { priority = "urgent" }))
            .ShouldBe(200)["priority"]
            .ShouldBe("urgent");

        (await IdsAsync(inbox, $"?labelId={vip}")).ShouldBe([ana]);
        (await IdsAsync(inbox, $"?labelId={debt}")).ShouldBeEmpty();
        (await IdsAsync(inbox, "?priority=urgent")).ShouldBe([bia]);
        (await IdsAsync(inbox, "?priority=normal")).ShouldBe([ana]);
        var changes = (await inbox.ItemsAsync(ana)).Where(i => i.Text("kind") == "change").ToList();
        changes
            .Select(i => $"{i.Text("change")} {i["subject"]!.Text("name")}")
            .Order()
            .ShouldBe(["labelled Cobrança", "labelled VIP", "unlabelled Cobrança"]);
        (await inbox.ItemsAsync(bia)).Single(i => i.Text("change") == "prioritised").Text("priority").ShouldBe("urgent");
    }

    [Fact]
    public async Task A_label_that_is_removed_is_on_nothing_any_more()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var manager = await inbox.Company.AddMemberAsync("manager");
        var agent = await inbox.Company.AddMemberAsync("agent");
        var ana = await inbox.WrittenAsync("Oi");
        var vip = await LabelAsync(inbox, "VIP", "violet", manager);
        (await agent.PutAsync($"{InboxCompany.Conversations}/{ana}/labels", new { labelIds = new[] { vip } })).ShouldBe(200);
        (
            await agent.PostAsync(
                "/api/v1/inbox/saved-filters",
                new
                {
                    name = "Os VIP",
                    view = "all",
                    labelId = vip,
                }
            )
        ).ShouldBe(201);
        (await agent.DeleteAsync($"{Labels}/{vip}")).ShouldBe(403);

        (await manager.PostAsync(Labels, new { name = "vip", color = "blue" })).ShouldFail(409, "inbox.label.name_taken");
        (await manager.PutAsync($"{Labels}/{vip}", new { name = "Muito especial", color = "blue" })).ShouldBe(200);
        (await inbox.GetAsync(ana))["labels"]!.AsArray().Single()!.Text("name").ShouldBe("Muito especial");
        (await manager.DeleteAsync($"{Labels}/{vip}")).ShouldBe(204);

        (await inbox.GetAsync(ana))["labels"]!.AsArray().ShouldBeEmpty();
        (await agent.GetAsync("/api/v1/inbox/saved-filters")).ShouldBe(200).Json["items"]!.AsArray().ShouldBeEmpty();
        (await PutLabelsAsync(inbox, ana, vip)).ShouldFail(404, "inbox.label.not_found");
        // What was done with it stays on record, without its name.
        (await inbox.ItemsAsync(ana)).Single(i => i.Text("change") == "labelled")["subject"]!.Text("name").ShouldBe("");
    }

    [Fact]
    public async Task A_label_put_on_while_it_is_removed_is_either_on_nothing_or_not_there()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var ana = await inbox.WrittenAsync("Oi");
        for (var i = 0; i < 5; i++)
        {
            var vip = await LabelAsync(inbox, $"VIP {i}", "violet");

            var answers = await Task.WhenAll(PutLabelsAsync(inbox, ana, vip), inbox.Owner.DeleteAsync($"{Labels}/{vip}"));

            answers[1].Status.ShouldBe(204);
            answers[0].Status.ShouldBeOneOf(200, 404);
            (await inbox.GetAsync(ana))["labels"]!.AsArray().ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task One_change_to_many_leaves_out_what_it_cannot_be_done_to_and_says_so()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var agent = await inbox.Company.AddMemberAsync("agent");
        var elsewhere = await inbox.AddTeamAsync("Vendas", []);
        var (ana, bia, caio) = (
            await inbox.WrittenAsync("Ana"),
            await inbox.WrittenAsync("Bia", Bia, "Bia"),
            await inbox.WrittenAsync("Caio", Caio, "Caio")
        );
        (await inbox.StatusAsync(bia, "resolved")).ShouldBe(200);
        (await inbox.MoveAsync(caio, elsewhere)).ShouldBe(200);
        var me = await InboxCompany.IdOfAsync(agent);

        var given = await ChangeAsync(agent, new { conversationIds = new[] { ana, bia, caio, ana }, assigneeId = me });

        given.ShouldBe(200)["changed"].ShouldBe("1");
        given.Json["refused"]!
            .AsArray()
            .ToDictionary(r => Guid.Parse(r!.Text("conversationId")!), r => r!.Text("code"))
            .ShouldBe(
                new Dictionary<Guid, string?> { [caio] = "inbox.conversation.not_found", [bia] = "inbox.conversation.resolved" },
                ignoreOrder: true
            );
        (await inbox.GetAsync(ana))["assignee"]!.Text("id").ShouldBe(me.ToString());
        (await inbox.GetAsync(caio))["assignee"].ShouldBeNull();
        (await inbox.ItemsAsync(ana)).Count(i => i.Text("change") == "assigned").ShouldBe(1);
        (await ChangeAsync(agent, new { conversationIds = new[] { caio }, read = true })).ShouldFail(404, "inbox.conversation.not_found");
        (await ChangeAsync(agent, new { conversationIds = new[] { bia }, status = "open" })).ShouldFail(409, "inbox.conversation.resolved");
    }

    [Theory]
    [InlineData("status", "resolved")]
    [InlineData("status", "pending")]
    [InlineData("status", "snoozed")]
    [InlineData("priority", "high")]
    [InlineData("release", true)]
    [InlineData("read", true)]
    public async Task Each_change_reaches_every_one_of_them(string field, object value)
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var all = new[] { await inbox.WrittenAsync("Ana"), await inbox.WrittenAsync("Bia", Bia, "Bia") };
        foreach (var id in all)
            (await inbox.AssignAsync(id, await InboxCompany.IdOfAsync(inbox.Owner))).ShouldBe(200);

        var body = new JsonObject
        {
            ["conversationIds"] = new JsonArray([.. all.Select(id => JsonValue.Create(id))]),
            [field] = JsonValue.Create(value),
        };
        (await ChangeAsync(inbox.Owner, body)).ShouldBe(200)["changed"].ShouldBe("2");

        foreach (var id in all)
        {
            var now = await inbox.GetAsync(id);
            (
                field switch
                {
                    "release" => now["assignee"] is null,
                    "read" => now.Text("unread") == "0",
                    _ => now.Text(field) == value.ToString(),
                }
            ).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Labels_are_put_on_many_and_taken_off_and_a_second_time_changes_nothing()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var all = new[] { await inbox.WrittenAsync("Ana"), await inbox.WrittenAsync("Bia", Bia, "Bia") };
        var vip = await LabelAsync(inbox, "VIP", "violet");

        foreach (var _ in Enumerable.Range(0, 2))
            (await ChangeAsync(inbox.Owner, new { conversationIds = all, addLabelId = vip })).ShouldBe(200)["changed"].ShouldBe("2");
        (await IdsAsync(inbox, $"?labelId={vip}")).ShouldBe(all, ignoreOrder: true);
        (await inbox.ItemsAsync(all[0])).Count(i => i.Text("change") == "labelled").ShouldBe(1);
        (await ChangeAsync(inbox.Owner, new { conversationIds = all, removeLabelId = vip })).ShouldBe(200);

        (await IdsAsync(inbox, $"?labelId={vip}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Something_is_changed_on_a_few_and_nothing_that_has_been_already()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var ana = await inbox.WrittenAsync("Oi");

        foreach (
            var body in new object[]
            {
                new { conversationIds = new[] { ana } },
                new
                {
                    conversationIds = new[] { ana },
                    status = "resolved",
                    snoozedUntil = TimeProvider.System.GetUtcNow().AddDays(1),
                },
                new { conversationIds = Array.Empty<Guid>(), read = true },
                new { conversationIds = Enumerable.Range(0, 101).Select(_ => Guid.CreateVersion7()).ToArray(), read = true },
            }
        )
            (await ChangeAsync(inbox.Owner, body)).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Several_changes_are_one_act_or_none()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var agent = await InboxCompany.IdOfAsync(await inbox.Company.AddMemberAsync("agent"));
        var (ana, bia) = (await inbox.WrittenAsync("Ana"), await inbox.WrittenAsync("Bia", Bia, "Bia"));
        var (sales, vip) = (await inbox.AddTeamAsync("Vendas", [agent]), await LabelAsync(inbox, "VIP", "violet"));
        (await inbox.StatusAsync(bia, "resolved")).ShouldBe(200);
        var body = new
        {
            conversationIds = new[] { ana, bia },
            teamId = sales,
            assigneeId = agent,
            priority = "high",
            status = "pending",
            addLabelId = vip,
        };

        (await ChangeAsync(inbox.Owner, body)).ShouldBe(200)["changed"].ShouldBe("1");

        var now = await inbox.GetAsync(ana);
        now["team"]!.Text("name").ShouldBe("Vendas");
        now["assignee"]!.Text("id").ShouldBe(agent.ToString());
        (now.Text("priority"), now.Text("status")).ShouldBe(("high", "pending"));
        (await IdsAsync(inbox, $"?status=pending&labelId={vip}")).ShouldBe([ana]);
        var untouched = await inbox.GetAsync(bia);
        (untouched.Text("priority"), untouched.Text("status")).ShouldBe(("normal", "resolved"));
        untouched["labels"]!.AsArray().ShouldBeEmpty();
        (
            await ChangeAsync(
                inbox.Owner,
                new
                {
                    conversationIds = new[] { ana },
                    priority = "low",
                    status = "snoozed",
                    snoozedUntil = TimeProvider.System.GetUtcNow().AddMinutes(-1),
                }
            )
        ).ShouldFail(422, "inbox.conversation.snooze_in_past");
        (await inbox.GetAsync(ana)).Text("priority").ShouldBe("high");
    }

    [Fact]
    public async Task Two_who_change_the_same_ones_in_another_order_wait_for_each_other()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var all = new List<Guid>();
        for (var i = 0; i < 6; i++)
            all.Add(await inbox.WrittenAsync($"Cliente {i}", $"+551198765440{i}", $"Cliente {i}"));

        for (var round = 0; round < 4; round++)
        {
            var answers = await Task.WhenAll(
                ChangeAsync(inbox.Owner, new { conversationIds = all, priority = "high" }),
                ChangeAsync(inbox.Owner, new { conversationIds = Enumerable.Reverse(all).ToArray(), priority = "low" })
            );
            answers.ShouldAllBe(a => a.Status == 200);
        }

        (await InboxCompany.ListAsync(inbox.Owner)).Select(c => c.Text("priority")).Distinct().Count().ShouldBe(1);
    }

    private static async Task<Guid> LabelAsync(InboxCompany inbox, string name, string color, ApiClient? by = null) =>
        (await (by ?? inbox.Owner).PostAsync(Labels, new { name, color })).ShouldBe(201).Id;

    private static Task<Answer> PutLabelsAsync(InboxCompany inbox, Guid id, params Guid[] labelIds) =>
        inbox.Owner.PutAsync($"{InboxCompany.Conversations}/{id}/labels", new { labelIds });

    private static Task<Answer> ChangeAsync(ApiClient by, object body) => by.PostAsync($"{InboxCompany.Conversations}/changes", body);

    private static async Task<List<Guid>> IdsAsync(InboxCompany inbox, string query) =>
        (await InboxCompany.ListAsync(inbox.Owner, query)).ConvertAll(c => Guid.Parse(c.Text("id")!));
}

using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>A customer who waits for nobody is seen: by the team at once, and by whoever leads when it takes too long.</summary>
public sealed class LimboTests(TestHost host)
{
    [Fact]
    public async Task Whoever_leads_is_told_once_when_it_takes_too_long_and_again_when_that_has_doubled()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("manual", limboMinutes: 10));
        await using var leading = await HubSocket.OpenAsync(host.BaseAddress, inbox.Company.Session["accessToken"]!);
        // Looks at what there is to do besides the first.
        await using var second = await host.StartAsync(new() { ["Instance:PublicUrl"] = host.BaseAddress.ToString() }, role: "all");
        var id = await inbox.Inbox.WrittenAsync("Oi");
        (await LimboAsync(inbox.Owner)).ShouldBeNull();

        await inbox.LetPassAsync("unattended_since", "9 minutes");
        await inbox.SettleAsync();
        (await LimboAsync(inbox.Owner)).ShouldBeNull();
        var heard = leading.Changes.Count;
        await inbox.LetPassAsync("unattended_since", "1 minute");

        var told = (await Eventually.Async(() => LimboAsync(inbox.Owner), limbo => limbo is not null, "it to be told"))!;
        told.Text("count").ShouldBe("1");
        await Eventually.Async(() => Task.FromResult(leading.Changes.Count), now => now > heard, "it to be heard");
        (await AlertsAsync(inbox, id)).ShouldBe([600]);
        // Once, however often it is looked at, by whomever.
        for (var i = 0; i < 5; i++)
            await inbox.LetPassAsync("unattended_since", "1 minute");
        await inbox.SettleAsync();
        (await AlertsAsync(inbox, id)).Count.ShouldBe(1);
        await inbox.LetPassAsync("unattended_since", "5 minutes");

        await Eventually.Async(() => AlertsAsync(inbox, id), alerts => alerts.Count == 2, "it to be told again");
        (await LimboAsync(inbox.Owner))!.Text("toldAt").ShouldNotBe(told.Text("toldAt"));
        await inbox.SettleAsync();
        (await AlertsAsync(inbox, id)).Count.ShouldBe(2);

        // Attended to, there is nothing to tell; and whoever waits anew is a new case.
        (await inbox.Inbox.AssignAsync(id, inbox.People[0].Id)).ShouldBe(200);
        (await LimboAsync(inbox.Owner)).ShouldBeNull();
        (await inbox.Inbox.AssignAsync(id, null)).ShouldBe(200);
        (await LimboAsync(inbox.Owner)).ShouldBeNull();
        await inbox.LetPassAsync("unattended_since", "10 minutes");
        await Eventually.Async(() => AlertsAsync(inbox, id), alerts => alerts.Count == 3, "the new case to be told");
    }

    [Fact]
    public async Task Of_one_whose_assignee_is_away_it_is_told_as_well_with_who_that_is()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("manual", limboMinutes: 10));
        var ana = inbox.People[0];
        var id = await inbox.Inbox.WrittenAsync("Oi");
        (await inbox.Inbox.AssignAsync(id, ana.Id)).ShouldBe(200);
        (await inbox.StateAsync(ana, "away", "lunch")).ShouldBe(200);
        await Eventually.Async(() => inbox.Inbox.GetAsync(id), c => c["unattendedSince"] is not null, "it to be missed");

        await inbox.LetPassAsync("unattended_since", "10 minutes");

        var item = (
            await Eventually.Async(() => inbox.Inbox.ItemsAsync(id), all => all.Exists(i => i.Text("change") == "unattended"), "it to be told")
        ).Single(i => i.Text("change") == "unattended");
        item["subject"]!.Text("id").ShouldBe(ana.Id.ToString());
        (await LimboAsync(inbox.Owner))!.Text("count").ShouldBe("1");
        (await inbox.StateAsync(ana, "available")).ShouldBe(200);
        await Eventually.Async(() => LimboAsync(inbox.Owner), limbo => limbo is null, "it to be over");
    }

    [Fact]
    public async Task What_waits_is_listed_who_waits_longest_first_to_those_who_may_see_it()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("manual"), people: 2);
        var (ana, bia) = (inbox.People[0], inbox.People[1]);
        var outsider = await inbox.Company.AddMemberAsync("agent");
        var ids = new List<Guid>();
        for (var i = 1; i <= 5; i++)
        {
            await inbox.WriteAsync(i);
            ids.Add(Guid.Parse((await Eventually.Async(() => inbox.ListAsync(), all => all.Count == i, "the conversation"))[0].Text("id")!));
        }
        // The first writes once more: last in the list of all, and still the one who waits longest.
        await inbox.WriteAsync(1, "Alô?");
        await Eventually.Async(() => inbox.ListAsync(), all => all.Exists(c => c.Text("preview") == "Alô?"), "the second message");
        // Answered, taken on by somebody at work, resolved: none of them waits for anybody. Ana's does, since she is away.
        (await inbox.Inbox.ReplyAsync(ids[1], "Oi!", bia.Client)).ShouldBe(202);
        (await inbox.Inbox.AssignAsync(ids[2], bia.Id)).ShouldBe(200);
        (await inbox.Inbox.AssignAsync(ids[3], ana.Id)).ShouldBe(200);
        (await inbox.StateAsync(ana, "away")).ShouldBe(200);
        await inbox.SettleAsync();

        foreach (var by in new[] { inbox.Owner, ana.Client, bia.Client })
        {
            (await InboxCompany.ListAsync(by, "?view=waiting")).Select(SharingInbox.CustomerOf).ShouldBe([1, 4, 5]);
            (await by.GetAsync($"{InboxCompany.Conversations}/counts"))["waiting"].ShouldBe("3");
        }
        (await InboxCompany.ListAsync(outsider, "?view=waiting")).ShouldBeEmpty();
        (await outsider.GetAsync($"{InboxCompany.Conversations}/counts"))["waiting"].ShouldBe("0");
        // Pages meet without gap or repetition.
        var seen = new List<int>();
        for (string? after = ""; after is not null; )
        {
            var page = (
                await inbox.Owner.GetAsync($"{InboxCompany.Conversations}?view=waiting&limit=1{(after == "" ? "" : $"&after={after}")}")
            ).ShouldBe(200);
            seen.AddRange(page.Json["items"]!.AsArray().Select(i => SharingInbox.CustomerOf(i!)));
            after = page["next"];
        }
        seen.ShouldBe([1, 4, 5]);
        // Only who leads is told of what takes too long.
        await inbox.LetPassAsync("unattended_since", "10 minutes");
        (await Eventually.Async(() => LimboAsync(inbox.Owner), limbo => limbo?.Text("count") == "3", "all to be told")).ShouldNotBeNull();
        (await LimboAsync(bia.Client)).ShouldBeNull();
        (await LimboAsync((await host.NewTenantAsync()).Owner)).ShouldBeNull();
    }

    [Fact]
    public async Task The_database_knows_of_none_that_waits_for_nobody_and_is_not_followed()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("manual"));
        var id = await inbox.Inbox.WrittenAsync("Oi");

        var refused = await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            Behind.ExecuteAsync($"update conversations set unattended_since = null where id = '{id}'")
        );

        refused.ConstraintName.ShouldBe("ck_conversations_unattended");
        (
            await Behind.ScalarAsync<long>($"select count(*) from work_items where kind = 'inbox.follow_conversation' and subject_id = '{id}'")
        ).ShouldBe(1);
    }

    private static async Task<JsonNode?> LimboAsync(ApiClient by) =>
        (await by.GetAsync($"{InboxCompany.Conversations}/counts")).ShouldBe(200).Json["limbo"];

    /// <summary>After how many seconds it was told.</summary>
    private static async Task<List<int>> AlertsAsync(SharingInbox inbox, Guid id) =>
        [
            .. (await inbox.Inbox.ItemsAsync(id))
                .Where(i => i.Text("change") == "unattended")
                .Select(i => i["waitedSeconds"]!.GetValue<int>() / 60 * 60),
        ];
}

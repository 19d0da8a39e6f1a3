using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;

namespace CleanApp.Functional.Tests.Realtime;

/// <summary>What somebody hears, by socket and over HTTP, and something to be heard of.</summary>
internal static class Listening
{
    private static int _labels;

    public static string Token(this ApiClient member) => member.Http.DefaultRequestHeaders.Authorization!.Parameter!;

    public static Task<HubSocket> ListenAsync(this ApiClient member, Uri? node = null, long? after = null) =>
        HubSocket.OpenAsync(node ?? member.Http.BaseAddress!, member.Token(), after);

    /// <summary>The first screen of somebody who answers, which is told of; whatever they open after it is not.</summary>
    public static async Task<HubSocket> BeHereAsync(this ApiClient member)
    {
        var first = await member.ListenAsync();
        await first.WaitForAsync("agent");
        return first;
    }

    public static Task<Answer> EventsAsync(this ApiClient member, long? after = null, int limit = 200) =>
        member.GetAsync($"/api/v1/realtime/events?after={after}&limit={limit}");

    /// <summary>The last number there is.</summary>
    public static async Task<long> NowAsync(this ApiClient member) => (await member.EventsAsync()).ShouldBe(200).Json["through"]!.GetValue<long>();

    public static List<(long Sequence, string Topic, string Id)> Items(this Answer events) =>
        [.. events.Json["items"]!.AsArray().Select(i => (i!["sequence"]!.GetValue<long>(), i.Text("topic")!, i.Text("id")!))];

    /// <summary>A change that the whole company hears of.</summary>
    public static async Task<string> ChangeSomethingAsync(this ApiClient owner) =>
        (await owner.PostAsync("/api/v1/inbox/labels", new { name = $"Etiqueta {Interlocked.Increment(ref _labels)}", color = "teal" }))
            .ShouldBe(201)
            .Id.ToString();

    /// <summary>Everything a socket was told, having checked that each message goes on where the one before it ended, and each number came once and in order.</summary>
    public static List<(long Sequence, string Topic, string Id, bool IsYours)> Whole(this HubSocket socket)
    {
        var messages = socket.Messages.ToArray();
        for (var i = 1; i < messages.Length; i++)
            messages[i].After.ShouldBe(messages[i - 1].Through);
        var items = messages.SelectMany(m => m.Items).ToList();
        items.Select(i => i.Sequence).ShouldBe(items.Select(i => i.Sequence).Distinct().Order());
        return items;
    }

    public static Task HearAsync(this HubSocket socket, IReadOnlyCollection<string> ids) =>
        Eventually.Async(
            () => Task.FromResult(socket.Changes.Select(c => c.Id).ToHashSet()),
            heard => ids.All(heard.Contains),
            $"{ids.Count} changes to be heard"
        );
}

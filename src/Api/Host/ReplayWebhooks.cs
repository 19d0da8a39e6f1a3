using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CleanApp.Api.Common;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Persistence;

namespace CleanApp.Api.Host;

/// <summary>
/// Verb <c>replay-webhooks</c>: <c>--dir=</c> a folder of bodies as Meta posts them, <c>--channel=</c> the id of the channel they are for.
/// Each is signed with the channel's app secret, posted to the instance that serves (<c>--url=</c>, else <c>Instance:PublicUrl</c>), waited for
/// (<c>--wait=</c> seconds, 60) and told by one line. With <c>--as-own</c> bodies of another number are made this channel's; without, they are
/// kept as of another number, as Meta's own would be. What the channel has seen before has no effect a second time.
/// </summary>
internal sealed class ReplayWebhooks(IServiceProvider services, Guid channelId, TimeSpan wait, TextWriter output) : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Clocks of hosts may differ by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    // The operator names the address, so nothing is guarded here.
    private readonly HttpMessageInvoker _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        }
    );
    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();

    public static Task<int> RunAsync(WebApplication app, CancellationToken ct) => RunAsync(app.Services, Console.Out, ct);

    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        if (configuration["dir"] is not { Length: > 0 } folder || !Directory.Exists(folder))
            return await FailAsync(output, $"--dir= is a folder of bodies, and '{configuration["dir"]}' is none");
        if (!Guid.TryParse(configuration["channel"], out var channelId))
            return await FailAsync(output, "--channel= is the id of a channel, as its address in the application shows it");
        if (
            !Uri.TryCreate(configuration["url"] ?? services.GetRequiredService<InstanceOptions>().PublicUrl, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
        )
            return await FailAsync(output, "--url= is the address of the instance that serves, such as https://app.empresa.com.br");
        if (!double.TryParse(configuration["wait"] ?? "60", CultureInfo.InvariantCulture, out var seconds) || seconds is < 0 or > 3600)
            return await FailAsync(output, "--wait= is a number of seconds, at most 3600");
        var dataSources = services.GetRequiredService<DataSources>();
        if (!await services.GetRequiredService<SchemaVersion>().IsCurrentAsync(dataSources, ct))
            return await FailAsync(output, "the database is not migrated to this version; run migrate first");
        var bodies = await ReplayBody.ReadAllAsync(folder, ct);
        if (bodies.Count == 0)
            return await FailAsync(output, $"there is no .json file in {folder}");
        if (await ChannelTenants.FindAsync(dataSources, channelId, ct) is not { } tenant)
            return await FailAsync(output, $"no company has a channel {channelId}");

        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(tenant);
        using var replay = new ReplayWebhooks(scope.ServiceProvider, channelId, TimeSpan.FromSeconds(seconds), output);
        return await replay.RunAsync(bodies, address, configuration.GetValue("as-own", false), ct);
    }

    public void Dispose() => _http.Dispose();

    private async Task<int> RunAsync(IReadOnlyList<ReplayBody> bodies, Uri address, bool asOwn, CancellationToken ct)
    {
        var replay = services.GetRequiredService<IWebhookReplay>();
        if (await replay.FindAsync(channelId, ct) is not { } target)
            return await FailAsync(output, $"no company has a channel {channelId}");
        var webhook = new Uri($"{address.AbsoluteUri.TrimEnd('/')}{target.Path}");
        var width = bodies.Max(b => b.Name.Length);
        var failures = 0;
        foreach (var body in bodies)
        {
            ReplayLine line;
            try
            {
                line = body.Fault is { } fault
                    ? new ReplayLine(false, fault)
                    : await PostAsync(replay, webhook, asOwn ? body.AsOf(target) : body.Bytes, ct);
            }
            catch (HttpRequestException e)
            {
                return await FailAsync(output, $"{webhook.GetLeftPart(UriPartial.Authority)} does not answer: {e.Message}");
            }
            failures += line.IsWell ? 0 : 1;
            await output.WriteLineAsync($"{(line.IsWell ? "ok  " : "FAIL")} {body.Name.PadRight(width)}  {line.Text}");
        }
        await output.WriteLineAsync(
            $"replay-webhooks: {bodies.Count} bodies, {(failures == 0 ? "all accepted and processed" : $"{failures} not accepted or not processed")}"
        );
        return failures == 0 ? 0 : 1;
    }

    private async Task<ReplayLine> PostAsync(IWebhookReplay replay, Uri webhook, byte[] body, CancellationToken ct)
    {
        var since = (await replay.LastAsync(channelId, ct) ?? DateTimeOffset.MinValue.Add(Skew)) - Skew;
        var before = await replay.ListSinceAsync(channelId, since, ct);
        if (await SendAsync(webhook, body, await replay.SignAsync(channelId, body, ct), ct) is { } refusal)
            return new ReplayLine(false, refusal);
        // The answer does not say which row it became, and Meta may be delivering as well.
        foreach (var id in (await replay.ListSinceAsync(channelId, since, ct)).Except(before))
            if (await replay.IsSameAsync(id, body, ct))
                return await FollowAsync(replay, id, ct);
        return new ReplayLine(false, "accepted, but not found: is it the instance of this database?");
    }

    /// <returns>Null when it was accepted.</returns>
    private async Task<string?> SendAsync(Uri webhook, byte[] body, string signature, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Hub-Signature-256", signature);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(AnswerTimeout);
        try
        {
            using var response = await _http.SendAsync(request, patience.Token);
            if (response.IsSuccessStatusCode)
                return null;
            var code = CodeOf(await response.Content.ReadAsStringAsync(patience.Token));
            return $"refused with {(int)response.StatusCode}{(code is null ? "" : $" {code}")}";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"no answer within {AnswerTimeout.TotalSeconds:0} s";
        }
    }

    private async Task<ReplayLine> FollowAsync(IWebhookReplay replay, Guid webhookId, CancellationToken ct)
    {
        var begun = _clock.GetTimestamp();
        while (true)
        {
            var known = await replay.FollowAsync(webhookId, ct);
            if (known.IsProcessed)
                return new ReplayLine(known.Parts.All(p => p.As != ReplayedAs.Lost), $"accepted  {ReplayLine.Of(known.Parts)}");
            if (known.IsDead)
                return new ReplayLine(false, $"accepted, but given up after its last attempt failed: {known.Error}");
            if (_clock.GetElapsedTime(begun) >= wait)
                return new ReplayLine(
                    false,
                    $"accepted, not processed within {wait.TotalSeconds:0} s: {(known.Error is { } error ? $"the last attempt failed: {error}" : "does a worker run?")}"
                );
            await Task.Delay(Poll, _clock, ct);
        }
    }

    private static string? CodeOf(string answer)
    {
        try
        {
            return JsonNode.Parse(answer) is JsonObject problem ? problem["code"]?.ToString() : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static async Task<int> FailAsync(TextWriter output, string why)
    {
        await output.WriteLineAsync($"replay-webhooks: {why}");
        return 1;
    }
}

internal sealed record ReplayLine(bool IsWell, string Text)
{
    /// <summary><c>2 messages (image, text), 1 notice (errors)</c>.</summary>
    public static string Of(IReadOnlyList<ReplayedPart> parts) =>
        parts.Count == 0
            ? "nothing"
            : string.Join(
                ", ",
                parts
                    .GroupBy(p => p.As)
                    .OrderBy(g => g.Key)
                    .Select(g =>
                        g.Key == ReplayedAs.OtherNumber ? $"{g.Count()} of another number" : $"{Count(g.Count(), g.Key)} ({Names(g)}){After(g.Key)}"
                    )
            );

    private static string Count(int count, ReplayedAs what)
    {
        var noun = what switch
        {
            ReplayedAs.Message or ReplayedAs.RepeatedMessage => "message",
            ReplayedAs.Notice => "notice",
            ReplayedAs.Lost => "lost",
            _ => "status",
        };
        return $"{count} {noun}{(count == 1 || noun == "lost" ? "" : noun == "status" ? "es" : "s")}";
    }

    private static string Names(IEnumerable<ReplayedPart> parts) =>
        string.Join(
            ", ",
            parts
                .GroupBy(p => p.Name)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.Count() == 1 ? g.Key : string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key}"))
        );

    private static string After(ReplayedAs what) =>
        what switch
        {
            ReplayedAs.RepeatedMessage or ReplayedAs.RepeatedStatus => " seen before",
            ReplayedAs.ForeignStatus => " of no message sent from here",
            _ => "",
        };
}

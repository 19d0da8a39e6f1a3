using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Security;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>Tokens forged by hand with the installation's own key: only what is right in every part is let in.</summary>
public sealed class AccessTokenTests(TestHost host)
{
    private (string Id, byte[] Secret) Key => host.Services.GetRequiredService<KeyRing>().Signing[0];

    [Fact]
    public async Task An_access_token_lives_fifteen_minutes_and_says_who_issued_it()
    {
        var token = (await host.NewTenantAsync()).Session["accessToken"]!;
        var (header, payload) = Parts(token);
        (header["typ"]!.ToString(), header["alg"]!.ToString(), header["kid"]!.ToString()).ShouldBe(("at+jwt", "HS256", Key.Id));
        ((long)payload["exp"]! - (long)payload["iat"]!).ShouldBe(900);
        payload.Select(p => p.Key).Order().ShouldBe(["aud", "exp", "iat", "iss", "nbf", "sid", "sub", "tid", "ver"]);
    }

    [Fact]
    public async Task The_forger_of_these_tests_can_forge_a_good_token()
    {
        var token = (await host.NewTenantAsync()).Session["accessToken"]!;
        (await MeAsync(Forge(token))).ShouldBe(200);
        (await MeAsync(Forge(token, payload: p => Expire(p, 5)))).ShouldBe(200);
    }

    [Fact]
    public async Task A_token_that_was_let_in_lends_nothing_to_another_with_its_content_and_ends_with_its_session()
    {
        var token = (await host.NewTenantAsync()).Session["accessToken"]!;
        (await MeAsync(token)).ShouldBe(200);
        var last = token[^2] == 'A' ? 'B' : 'A';
        (await MeAsync($"{token[..^2]}{last}{token[^1]}")).ShouldBe(401);
        (await host.Anonymous().SignedIn(token).PostAsync("/api/v1/auth/logout")).ShouldBe(204);
        (await MeAsync(token)).ShouldBe(401);
    }

    public static TheoryData<string> Forgeries { get; } =
    [
        "expired 30 s ago",
        "not valid for another minute",
        "no exp",
        "other issuer",
        "no issuer",
        "other audience",
        "no audience",
        "type JWT",
        "type refresh",
        "no type",
        "alg none",
        "alg none without signature",
        "alg HS512",
        "alg HS256 in lower case",
        "unknown kid",
        "no kid",
        "kid of a path",
        "other key",
        "tampered payload",
        "cut signature",
        "no sub",
        "garbage sub",
        "unknown sub",
        "no tenant",
        "garbage tenant",
        "numeric tenant",
        "tenant as a list",
        "empty tenant",
        "other tenant",
        "no session",
        "unknown session",
        "other token version",
        "garbage token version",
        "not base64",
        "two parts",
        "four parts",
        "empty parts",
        "array as payload",
    ];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Anything_else_is_401(string what)
    {
        var ours = await host.NewTenantAsync();
        var good = ours.Session["accessToken"]!;
        var theirs = what == "other tenant" ? await host.NewTenantAsync() : ours;
        var forged = what switch
        {
            "expired 30 s ago" => Forge(good, payload: p => Expire(p, 30)),
            "not valid for another minute" => Forge(good, payload: p => p["nbf"] = Now() + 60),
            "no exp" => Forge(good, payload: p => p.Remove("exp")),
            "other issuer" => Forge(good, payload: p => p["iss"] = "somebody"),
            "no issuer" => Forge(good, payload: p => p.Remove("iss")),
            "other audience" => Forge(good, payload: p => p["aud"] = "somebody"),
            "no audience" => Forge(good, payload: p => p.Remove("aud")),
            "type JWT" => Forge(good, h => h["typ"] = "JWT"),
            "type refresh" => Forge(good, h => h["typ"] = "refresh"),
            "no type" => Forge(good, h => h.Remove("typ")),
            "alg none" => Forge(good, h => h["alg"] = "none"),
            "alg none without signature" => Forge(good, h => h["alg"] = "none").Split('.') is [var h, var p, _] ? $"{h}.{p}." : "",
            "alg HS512" => Forge(good, h => h["alg"] = "HS512", sign: HMACSHA512.HashData),
            "alg HS256 in lower case" => Forge(good, h => h["alg"] = "hs256"),
            "unknown kid" => Forge(good, h => h["kid"] = "yesterday"),
            "no kid" => Forge(good, h => h.Remove("kid")),
            "kid of a path" => Forge(good, h => h["kid"] = "../../../dev/null"),
            "other key" => Forge(good, sign: (_, data) => HMACSHA256.HashData(new byte[32], data)),
            "tampered payload" => Tampered(good),
            "cut signature" => good[..^4],
            "no sub" => Forge(good, payload: p => p.Remove("sub")),
            "garbage sub" => Forge(good, payload: p => p["sub"] = "ana"),
            "unknown sub" => Forge(good, payload: p => p["sub"] = Guid.CreateVersion7().ToString()),
            "no tenant" => Forge(good, payload: p => p.Remove("tid")),
            "garbage tenant" => Forge(good, payload: p => p["tid"] = "' or 1=1 --"),
            "numeric tenant" => Forge(good, payload: p => p["tid"] = 42),
            "tenant as a list" => Forge(good, payload: p => p["tid"] = new JsonArray("x", "y")),
            "empty tenant" => Forge(good, payload: p => p["tid"] = Guid.Empty.ToString()),
            "other tenant" => Forge(good, payload: p => p["tid"] = theirs.Id.ToString()),
            "no session" => Forge(good, payload: p => p.Remove("sid")),
            "unknown session" => Forge(good, payload: p => p["sid"] = Guid.CreateVersion7().ToString()),
            "other token version" => Forge(good, payload: p => p["ver"] = "7"),
            "garbage token version" => Forge(good, payload: p => p["ver"] = "99999999999999999999"),
            "not base64" => "*.*.*",
            "two parts" => good[..good.LastIndexOf('.')],
            "four parts" => good + ".x",
            "empty parts" => "..",
            "array as payload" => Sign($"{good.Split('.')[0]}.{Encode(Encoding.UTF8.GetBytes("[1]"))}", HMACSHA256.HashData),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
        forged.ShouldNotBe(good);

        (await MeAsync(forged)).ShouldFail(401, "auth.required");
        (await host.Anonymous().SignedIn(forged).PostAsync("/api/v1/counter/desks", new { name = "Invasor" })).ShouldFail(401, "auth.required");
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("bearer x y")]
    [InlineData("Bearer ........")]
    public async Task A_header_that_is_no_bearer_token_is_401(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        (await host.Anonymous().SendAsync(request)).ShouldFail(401, "auth.required");
    }

    [Fact]
    public async Task A_token_in_the_address_counts_only_for_the_hub()
    {
        var token = (await host.NewTenantAsync()).Session["accessToken"]!;
        (await host.Anonymous().GetAsync($"/api/v1/me?access_token={token}")).ShouldFail(401, "auth.required");
    }

    [Fact]
    public async Task Every_live_signing_key_is_accepted_and_the_first_one_signs()
    {
        // The file a rotation leaves: a new key in front, the old one still accepted.
        var file = Path.GetTempFileName();
        await using var old = await host.StartAsync([]);
        var keys = JsonNode.Parse(File.ReadAllText(host.Settings(0)["Security:KeyFile"]!))!.AsObject();
        var fresh = new JsonObject { ["id"] = "rotated", ["secret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) };
        keys["signing"]!.AsArray().Insert(0, fresh);
        File.WriteAllText(file, keys.ToJsonString());
        await using var rotated = await host.StartAsync(new() { ["Security:KeyFile"] = file });
        var before = (await old.Anonymous().RegisterAsync()).ShouldBe(201);

        (await rotated.SignedIn(before["accessToken"]!).MeAsync()).ShouldBe(200);
        var after = (await rotated.Anonymous().RefreshAsync(before["refreshToken"])).ShouldBe(200);

        Parts(after["accessToken"]!).Header["kid"]!.ToString().ShouldBe("rotated");
        (await rotated.SignedIn(after["accessToken"]!).MeAsync()).ShouldBe(200);
        (await old.SignedIn(after["accessToken"]!).MeAsync()).ShouldFail(401, "auth.required");

        // And once the old key is taken out, what it signed is worth nothing.
        keys["signing"]!.AsArray().RemoveAt(1);
        File.WriteAllText(file, keys.ToJsonString());
        await using var done = await host.StartAsync(new() { ["Security:KeyFile"] = file });
        (await done.SignedIn(before["accessToken"]!).MeAsync()).ShouldFail(401, "auth.required");
        (await done.SignedIn(after["accessToken"]!).MeAsync()).ShouldBe(200);
        File.Delete(file);
    }

    private Task<Answer> MeAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return host.Anonymous().SendAsync(request);
    }

    private string Forge(
        string token,
        Action<JsonObject>? header = null,
        Action<JsonObject>? payload = null,
        Func<byte[], byte[], byte[]>? sign = null
    )
    {
        var (h, p) = Parts(token);
        header?.Invoke(h);
        payload?.Invoke(p);
        return Sign($"{Encode(h)}.{Encode(p)}", sign ?? HMACSHA256.HashData);
    }

    private string Sign(string content, Func<byte[], byte[], byte[]> sign) =>
        $"{content}.{Encode(sign(Key.Secret, Encoding.ASCII.GetBytes(content)))}";

    /// <summary>Another person in the payload, under the old signature.</summary>
    private static string Tampered(string token)
    {
        var (_, payload) = Parts(token);
        payload["sub"] = Guid.CreateVersion7().ToString();
        var parts = token.Split('.');
        return $"{parts[0]}.{Encode(payload)}.{parts[2]}";
    }

    private static (JsonObject Header, JsonObject Payload) Parts(string token)
    {
        var parts = token.Split('.').Select(p => System.Buffers.Text.Base64Url.DecodeFromChars(p)).ToArray();
        return (JsonNode.Parse(parts[0])!.AsObject(), JsonNode.Parse(parts[1])!.AsObject());
    }

    private static string Encode(JsonNode json) => Encode(JsonSerializer.SerializeToUtf8Bytes(json));

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static void Expire(JsonObject payload, int secondsAgo)
    {
        payload["iat"] = Now() - secondsAgo - 900;
        payload["nbf"] = Now() - secondsAgo - 900;
        payload["exp"] = Now() - secondsAgo;
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
}

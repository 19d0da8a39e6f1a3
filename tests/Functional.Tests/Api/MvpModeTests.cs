using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CleanApp.Api.Common;
using CleanApp.Api.Host;
using CleanApp.Application.Common;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Api;

/// <summary>
/// Every address of the host against the table of what is in the MVP, for an installation and for one company. What is not in the MVP is
/// planted, see <see cref="PlantedModule"/>.
/// </summary>
public sealed class MvpModeTests(TestHost host)
{
    private const string NotAvailable = "feature.not_available";
    private static readonly string AnId = Guid.CreateVersion7().ToString();

    private sealed record Address(string Method, string Path, Feature Feature, bool IsDescribed)
    {
        public override string ToString() => $"{Method} {Path}";
    }

    [Fact]
    public async Task An_MVP_installation_answers_and_describes_what_the_table_says()
    {
        await using var mvp = await StartAsync(mvpMode: true);
        var company = await host.NewTenantAsync();
        var agent = (await company.AddMemberAsync("agent")).Http.DefaultRequestHeaders.Authorization!.Parameter!;
        var owner = mvp.SignedIn(company.Session["accessToken"]!);

        var addresses = AddressesOf(mvp);

        (await NotAvailableAmongAsync(addresses, owner)).ShouldBe(LeftOut(addresses));
        // Whoever asks, and before it is asked who does.
        (await NotAvailableAmongAsync(LeftOut(addresses), mvp.SignedIn(agent))).ShouldBe(LeftOut(addresses));
        (await NotAvailableAmongAsync(LeftOut(addresses), mvp.Anonymous())).ShouldBe(LeftOut(addresses));
        (await AvailableAsync(owner)).ShouldBe(Enum.GetValues<Feature>().Where(f => f.IsInMvp()).Select(Name));

        var document = await DocumentAsync(mvp);
        document.Operations.ShouldBe(addresses.Where(a => a.IsDescribed && a.Feature.IsInMvp()).Select(a => $"{a}").Order());
        document.Text.ShouldNotContain("Planted");
        document.UnusedSchemas.ShouldBe(UnusedSchemas(ApiDocument.Json));
    }

    [Fact]
    public async Task Where_everything_is_offered_a_company_may_have_only_the_MVP()
    {
        await using var open = await StartAsync(mvpMode: false);
        var (limited, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        (await SetMvpAsync(("tenant", $"{limited.Id}"), ("to", "on"))).ShouldBe((0, $"set-mvp: {limited.Id} sees only the MVP"));
        var addresses = AddressesOf(open);
        var leftOut = LeftOut(addresses);
        ApiClient As(ApiClient member) => open.SignedIn(member.Http.DefaultRequestHeaders.Authorization!.Parameter!);

        (await NotAvailableAmongAsync(addresses, As(limited.Owner))).ShouldBe(leftOut);
        (await NotAvailableAmongAsync(leftOut, As(await limited.AddMemberAsync("agent")))).ShouldBe(leftOut);
        (await NotAvailableAmongAsync(addresses, As(other.Owner))).ShouldBeEmpty();
        (await AvailableAsync(As(limited.Owner))).ShouldBe(Enum.GetValues<Feature>().Where(f => f.IsInMvp()).Select(Name));
        (await AvailableAsync(As(other.Owner))).ShouldBe(Enum.GetValues<Feature>().Select(Name));
        // Nobody's company is known: they are asked to sign in, like everywhere.
        (await open.Anonymous().GetAsync("/api/v1/planted/Campaigns")).ShouldFail(401, "auth.required");
        // What one has keeps its permission.
        (await As(await other.AddMemberAsync("agent")).GetAsync($"/api/v1/planted/Campaigns/{AnId}")).ShouldFail(403, "auth.forbidden");
        (await As(other.Owner).GetAsync($"/api/v1/planted/Campaigns/{AnId}")).ShouldBe(200)["feature"].ShouldBe($"Campaigns {AnId}");
        // The company itself has no say.
        (
            await limited.Owner.PutAsync(
                "/api/v1/tenant",
                new
                {
                    name = "P",
                    timeZone = "America/Sao_Paulo",
                    businessDayCutoff = "00:00",
                    mvpOnly = false,
                }
            )
        ).Status.ShouldBe(400);

        var document = await DocumentAsync(open);
        document.Operations.ShouldBe(addresses.Where(a => a.IsDescribed).Select(a => $"{a}").Order());
        document.Text.ShouldContain("PlantedAnswer");

        (await SetMvpAsync(("tenant", $"{limited.Id}"), ("to", "off"))).ShouldBe(
            (0, $"set-mvp: {limited.Id} sees all that this installation offers")
        );
        await Eventually.Async(() => As(limited.Owner).GetAsync("/api/v1/planted/Campaigns"), answer => answer.Status == 200, "all", seconds: 10);
    }

    [Fact]
    public async Task The_operator_is_told_what_a_company_has_and_what_was_wrong_with_the_question()
    {
        var company = await host.NewTenantAsync();

        (await SetMvpAsync(("tenant", $"{company.Id}"))).ShouldBe((0, $"set-mvp: {company.Id} sees all that this installation offers"));
        (await SetMvpAsync(("tenant", $"{company.Id}"), ("to", "on"))).ExitCode.ShouldBe(0);
        (await SetMvpAsync(("tenant", $"{company.Id}"), ("to", "on"))).ExitCode.ShouldBe(0);
        (await SetMvpAsync(("tenant", $"{company.Id}"), ("to", "of"))).ShouldBe((1, "set-mvp: --to= is on or off"));
        (await SetMvpAsync(("tenant", $"{company.Id}"))).ShouldBe((0, $"set-mvp: {company.Id} sees only the MVP"));
        (await SetMvpAsync(("tenant", AnId), ("to", "on"))).ShouldBe((1, $"set-mvp: there is no company {AnId}"));
        (await SetMvpAsync(("tenant", "padaria"))).ShouldBe((1, "set-mvp: --tenant= is the id of a company"));
    }

    private async Task<SideHost> StartAsync(bool mvpMode)
    {
        var port = TestHost.FreePort();
        var app = host.Build(port, new() { ["Host:Role"] = "api", ["Features:MvpMode"] = mvpMode ? "true" : null });
        app.MapPlanted();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new SideHost(app, new Uri($"http://127.0.0.1:{port}"));
    }

    /// <summary>As routing knows them, which is more than the document says.</summary>
    private static Address[] AddressesOf(SideHost side)
    {
        Address[] addresses =
        [
            .. from endpoint in side.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
            select new Address(
                method,
                "/" + Regex.Replace(endpoint.RoutePattern.RawText!.Trim('/'), "{([^}:]+)[^}]*}", "{$1}"),
                endpoint.Metadata.GetMetadata<FeatureOf>()!.Feature,
                // The hub and what is excluded say nothing of themselves.
                endpoint.Metadata.GetMetadata<System.Reflection.MethodInfo>()
                    is not null
                    && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true }
            ),
        ];
        addresses.Count(a => a.Feature.IsInMvp()).ShouldBeGreaterThan(200);
        LeftOut(addresses).Length.ShouldBe(3 * Enum.GetValues<Feature>().Count(f => !f.IsInMvp()));
        return addresses;
    }

    private static Address[] LeftOut(Address[] addresses) => [.. addresses.Where(a => !a.Feature.IsInMvp())];

    /// <summary>Those that say so; around the client that holds answers against the document, which does not know what is planted.</summary>
    private static async Task<Address[]> NotAvailableAmongAsync(Address[] addresses, ApiClient caller)
    {
        var found = new List<Address>();
        foreach (var address in addresses)
        {
            using var request = new HttpRequestMessage(new HttpMethod(address.Method), Regex.Replace(address.Path, "{[^}]+}", AnId));
            if (address.Method is "POST" or "PUT" or "PATCH")
                request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            // Signing out would end the walk.
            using var other = address.Path.EndsWith("/logout", StringComparison.Ordinal) ? TestHost.NewClient(caller.Http.BaseAddress!) : null;
            using var response = await (other ?? caller.Http).SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (!text.Contains(NotAvailable))
                continue;
            ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType).ShouldBe((404, "application/problem+json"), $"{address}");
            found.Add(address);
        }
        return [.. found];
    }

    private static async Task<IEnumerable<string>> AvailableAsync(ApiClient member) =>
        (await member.GetAsync("/api/v1/features")).ShouldBe(200).Json["items"]!
            .AsArray()
            .Where(item => (bool)item!["available"]!)
            .Select(item => item!["feature"]!.ToString());

    private static string Name(Feature feature) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{feature}");

    private sealed record Document(string Text, IEnumerable<string> Operations, IEnumerable<string> UnusedSchemas);

    private static async Task<Document> DocumentAsync(SideHost side)
    {
        var answer = (await side.Anonymous().GetAsync("/swagger/v1/swagger.json")).ShouldBe(200);
        return new Document(
            answer.Text,
            answer.Json["paths"]!
                .AsObject()
                .SelectMany(path => path.Value!.AsObject().Select(o => $"{o.Key.ToUpperInvariant()} {path.Key.TrimEnd('/')}"))
                .Order(),
            UnusedSchemas(answer.Json)
        );
    }

    private static IEnumerable<string> UnusedSchemas(JsonNode document) =>
        document["components"]!["schemas"]!
            .AsObject()
            .Select(s => s.Key)
            .Except(Regex.Matches(document.ToJsonString(Readable), "#/components/schemas/([^\"]+)").Select(m => m.Groups[1].Value));

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<(int ExitCode, string Output)> SetMvpAsync(params (string Name, string Value)[] arguments)
    {
        await using var app = host.Build(TestHost.FreePort(), arguments.ToDictionary(a => a.Name, a => (string?)a.Value));
        var output = new StringWriter();
        var exitCode = await SetMvp.RunAsync(app.Services, output, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString().Trim());
    }
}

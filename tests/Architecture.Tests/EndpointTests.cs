using System.Security.Claims;
using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Domain.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace CleanApp.Architecture.Tests;

/// <summary>Who may call what: one rule per endpoint, enforced as written.</summary>
public sealed class EndpointTests(ProductHost host)
{
    /// <summary>Adding a line here opens an address to the whole internet.</summary>
    private static readonly string[] OpenToAnybody =
    [
        "GET /api/v1/auth/invites/{token}",
        "GET /api/v1/public/lead-forms/{token}/",
        "GET /api/v1/public/pay/{token}",
        "GET /api/v1/public/privacy/requests/{token}",
        "GET /api/v1/public/privacy/{token}",
        "GET /api/v1/public/proposals/{token}/",
        "GET /api/v1/public/proposals/{token}/logo",
        "GET /api/v1/public/proposals/{token}/pdf",
        "GET /api/v1/public/queue/{token}",
        "GET /config.json",
        "GET /health/live",
        "GET /health/ready",
        "GET /webhooks/whatsapp/{token}",
        "GET,HEAD /swagger/{documentName}/swagger.{extension:regex(^(json|yaml)$)}",
        "POST /api/v1/auth/email-changes/confirm",
        "POST /api/v1/auth/invites/{token}/accept",
        "POST /api/v1/auth/login",
        "POST /api/v1/auth/logout",
        "POST /api/v1/auth/password-resets/",
        "POST /api/v1/auth/password-resets/open",
        "POST /api/v1/auth/password-resets/use",
        "POST /api/v1/auth/refresh",
        "POST /api/v1/auth/register",
        "POST /api/v1/auth/second-factor/",
        "POST /api/v1/auth/second-factor/confirm",
        "POST /api/v1/auth/second-step",
        "POST /api/v1/counter/panel-pairings/",
        "POST /api/v1/counter/panel-pairings/claim",
        "POST /api/v1/public/lead-forms/{token}/entries",
        "POST /api/v1/public/pay/{token}/charges",
        "POST /api/v1/public/privacy/{token}",
        "POST /api/v1/public/proposals/{token}/acceptance",
        "POST /api/v1/public/proposals/{token}/pix",
        "POST /api/v1/public/proposals/{token}/refusal",
        "POST /api/v1/public/proposals/{token}/views",
        "POST /webhooks/sicredi/{token}/pix",
        "POST /webhooks/whatsapp/{token}",
    ];

    [Fact]
    public void Every_endpoint_has_exactly_one_access_rule_and_enforces_it()
    {
        host.Endpoints.Count.ShouldBeGreaterThan(40);
        host.Endpoints.SelectMany(Faults).ShouldBeEmpty();
    }

    [Fact]
    public void What_anybody_may_call_is_on_the_list() =>
        host
            .Endpoints.Where(e => e.Metadata.GetMetadata<AccessRule>() == AccessRule.Anonymous)
            .Select(Address)
            .Order(StringComparer.Ordinal)
            .ShouldBe(OpenToAnybody);

    /// <summary>All but the one that shows more of the same: it is asked for where it is decided who sees which conversation (<c>Sights</c>).</summary>
    [Fact]
    public void Every_permission_is_used_by_an_endpoint() =>
        Unused(host.Endpoints).ShouldBe([Permissions.ConversationsReadAll, Permissions.SalesReadAll]);

    [Fact]
    public void Every_permission_is_declared_once_and_granted_to_the_owner()
    {
        var declared = typeof(Permissions).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).ToList();

        Permissions.All.Order().ShouldBe(declared.Order());
        Permissions.All.ShouldBeUnique();
        Permissions.Of(Role.Owner).Order().ShouldBe(declared.Order());
    }

    [Fact]
    public void The_rules_fail_for_endpoints_that_break_them()
    {
        Faults(Planted(e => e.AllowAnonymous())).ShouldHaveSingleItem().ShouldContain("0 access rules");
        Faults(Planted(e => e.AllowAnybody().RequireSignedIn())).ShouldContain(fault => fault.Contains("2 access rules"));
        Faults(Planted(e => e.RequirePermission("counter.tickets.invented"))).ShouldContain(fault => fault.Contains("does not exist"));
        Faults(Planted(e => e.WithMetadata(new AccessRule("permission", Permissions.TicketsRead)))).ShouldContain(f => f.Contains("not enforced"));
        Faults(Planted(e => e.WithMetadata(AccessRule.SignedIn).AllowAnonymous())).ShouldContain(fault => fault.Contains("not enforced"));
        Faults(Planted(e => e.WithMetadata(AccessRule.Anonymous))).ShouldContain(fault => fault.Contains("does not let anybody in"));
        // Says one permission and asks for another.
        Faults(
                Planted(e =>
                    e.WithMetadata(new AccessRule("permission", Permissions.MembersManage))
                        .RequireAuthorization(policy =>
                            policy.RequireAssertion(c => Permissions.Has(Enum.Parse<Role>(c.User.FindFirst("role")!.Value), Permissions.TicketsRead))
                        )
                )
            )
            .ShouldContain(fault => fault.Contains("lets Operator in"));
        Faults(Planted(e => e.RequirePermission(Permissions.TicketsRead))).ShouldBeEmpty();
        Faults(Planted(e => e.AllowAnybody())).ShouldBeEmpty();
        Unused([Planted(e => e.RequirePermission(Permissions.TicketsRead))]).ShouldBe(Permissions.All.Except([Permissions.TicketsRead]));
    }

    private static IEnumerable<string> Faults(RouteEndpoint endpoint)
    {
        var name = Address(endpoint);
        var rules = endpoint.Metadata.GetOrderedMetadata<AccessRule>();
        if (rules is not [var rule])
        {
            yield return $"{name} has {rules.Count} access rules";
            yield break;
        }
        var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        var policies = endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>();
        if (rule == AccessRule.Anonymous)
        {
            if (!open)
                yield return $"{name} does not let anybody in";
            yield break;
        }
        if (open || policies is not [var policy] || policy.Requirements.Count == 0)
        {
            yield return $"{name}: the rule {rule} is not enforced";
            yield break;
        }
        if (rule.Permission is not { } permission)
            yield break;
        if (!Permissions.All.Contains(permission))
            yield return $"{name}: the permission {permission} does not exist";
        foreach (var role in Enum.GetValues<Role>())
            if (LetsIn(policy, role) != Permissions.Has(role, permission))
                yield return $"{name}: {permission}, but it {(LetsIn(policy, role) ? "lets" : "does not let")} {role} in";
    }

    private static string[] Unused(IEnumerable<RouteEndpoint> endpoints) =>
        [.. Permissions.All.Except(endpoints.Select(e => e.Metadata.GetMetadata<AccessRule>()?.Permission).OfType<string>())];

    private static bool LetsIn(AuthorizationPolicy policy, Role role)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim("role", role.ToString())], "test"));
        return policy
            .Requirements.OfType<AssertionRequirement>()
            .All(r => r.Handler(new AuthorizationHandlerContext([r], user, null)).GetAwaiter().GetResult());
    }

    private static string Address(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"];
        return $"{string.Join(",", methods)} /{endpoint.RoutePattern.RawText!.TrimStart('/')}";
    }

    private static RouteEndpoint Planted(Action<RouteHandlerBuilder> rules)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        rules(app.MapGet("/planted", () => "planted"));
        return (RouteEndpoint)((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).Single();
    }
}

using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace CleanApp.Architecture.Tests;

/// <summary>Every endpoint belongs to one feature, and the table says of every feature whether it is in the MVP.</summary>
public sealed class FeatureTests(ProductHost host)
{
    [Fact]
    public void The_table_knows_every_feature()
    {
        var all = Enum.GetValues<Feature>();
        all.Count(f => f.IsInMvp()).ShouldBeInRange(1, all.Length - 1);
    }

    [Fact]
    public void Every_endpoint_belongs_to_one_feature() =>
        host.Endpoints.Where(e => e.Metadata.GetOrderedMetadata<FeatureOf>().Count != 1).ShouldBeEmpty();

    [Fact]
    public void The_host_does_not_start_with_an_endpoint_that_breaks_the_rules()
    {
        Starting(e => e.RequireSignedIn()).ShouldThrow<InvalidOperationException>().Message.ShouldContain("exactly one feature");
        Starting(e => e.RequireSignedIn().BelongsTo(Feature.Inbox).BelongsTo(Feature.Inbox))
            .ShouldThrow<InvalidOperationException>()
            .Message.ShouldContain("exactly one feature");
        Starting(e => e.AllowAnybody().BelongsTo(Feature.Quotes)).ShouldThrow<InvalidOperationException>().Message.ShouldContain("only members");
        Starting(e => e.RequirePanel().BelongsTo(Feature.Quotes)).ShouldThrow<InvalidOperationException>().Message.ShouldContain("only members");
        Starting(e => e.RequirePermission(Permissions.TicketsRead).BelongsTo(Feature.Quotes)).ShouldNotThrow();
        Starting(e => e.RequireSignedIn().BelongsTo(Feature.Quotes)).ShouldNotThrow();
        Starting(e => e.AllowAnybody().BelongsTo(Feature.Counter)).ShouldNotThrow();
    }

    private static Action Starting(Action<RouteHandlerBuilder> rules)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        rules(app.MapGet("/planted", () => "planted"));
        return () => ((IEndpointRouteBuilder)app).RequireFeatures();
    }
}

using CleanApp.Infrastructure.Adapters.Printing;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Printing;

public sealed class PrinterNetworksTests
{
    [Theory]
    [InlineData("192.168.0.50", true)]
    [InlineData("::ffff:192.168.0.50", true)]
    [InlineData("192.169.0.50", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("8.8.8.8", false)]
    [InlineData("::1", false)]
    public void An_address_outside_of_the_networks_is_known_when_it_is_saved(string host, bool mayHold) => Networks.MayHold(host).ShouldBe(mayHold);

    [Fact]
    public void A_name_passes_because_where_it_leads_is_checked_with_each_job() => Networks.MayHold("printer.example").ShouldBeTrue();

    private static PrinterNetworks Networks => new(Options.Create(new PrintingOptions { AllowedNetworks = ["192.168.0.0/16"] }));
}

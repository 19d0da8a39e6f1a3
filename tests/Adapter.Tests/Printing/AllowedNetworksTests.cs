using System.Net;
using CleanApp.Infrastructure.Adapters.Printing;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Printing;

public sealed class AllowedNetworksTests
{
    private static readonly AllowedNetworks Networks = new(["10.1.7.7/16", "192.168.7.9/32", "fe80::/10"]);

    [Theory]
    [InlineData("10.1.0.0", true)]
    [InlineData("10.1.255.255", true)]
    [InlineData("10.0.255.255", false)]
    [InlineData("10.2.0.0", false)]
    [InlineData("192.168.7.9", true)]
    [InlineData("192.168.7.10", false)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("::ffff:10.2.2.3", false)]
    [InlineData("fe80::1", true)]
    [InlineData("fe80::1%3", true)]
    [InlineData("fec0::1", false)]
    [InlineData("::1", false)]
    public void Boundaries_are_exact(string address, bool allowed) => Networks.Contains(IPAddress.Parse(address)).ShouldBe(allowed);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::ffff:0.0.0.0")]
    public void The_unspecified_address_is_in_no_network_not_even_the_largest(string address) =>
        new AllowedNetworks(["0.0.0.0/0", "::/0"]).Contains(IPAddress.Parse(address)).ShouldBeFalse();
}

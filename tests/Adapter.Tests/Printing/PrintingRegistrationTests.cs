using CleanApp.Application.Counter.Printing;
using CleanApp.Infrastructure.Adapters.Printing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Printing;

public sealed class PrintingRegistrationTests
{
    [Fact]
    public void Options_come_from_the_printing_section()
    {
        var services = Configured(
            ("Printing:AllowedNetworks:0", "192.168.0.0/16"),
            ("Printing:AllowedNetworks:1", "fd00::/8"),
            ("Printing:ConfirmTimeout", "00:00:03")
        );

        var options = services.GetRequiredService<IOptions<PrintingOptions>>().Value;

        options.AllowedNetworks.ShouldBe(["192.168.0.0/16", "fd00::/8"]);
        options.ConnectTimeout.ShouldBe(TimeSpan.FromSeconds(5));
        options.WriteTimeout.ShouldBe(TimeSpan.FromSeconds(10));
        options.ConfirmTimeout.ShouldBe(TimeSpan.FromSeconds(3));
        services.GetRequiredService<ITicketPrinter>().ShouldBeOfType<NetworkTicketPrinter>();
    }

    [Theory]
    [InlineData("Printing:AllowedNetworks:0", "192.168.0.1")]
    [InlineData("Printing:AllowedNetworks:0", "192.168.0.0/33")]
    [InlineData("Printing:AllowedNetworks:0", "impressoras")]
    [InlineData("Printing:ConnectTimeout", "00:00:00")]
    [InlineData("Printing:WriteTimeout", "-00:00:01")]
    public void A_wrong_setting_stops_the_start(string key, string value) =>
        Should.Throw<OptionsValidationException>(() => Configured((key, value)).GetRequiredService<IStartupValidator>().Validate());

    private static ServiceProvider Configured(params (string Key, string Value)[] settings) =>
        new ServiceCollection()
            .AddPrinting(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build())
            .BuildServiceProvider();
}

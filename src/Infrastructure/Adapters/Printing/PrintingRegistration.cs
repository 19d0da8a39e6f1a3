using System.Net;
using CleanApp.Application.Counter.Printing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CleanApp.Infrastructure.Adapters.Printing;

public static class PrintingRegistration
{
    public static IServiceCollection AddPrinting(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<PrintingOptions>()
            .Bind(configuration.GetSection(PrintingOptions.Section))
            .Validate(options => AllowedNetworks.AreValid(options.AllowedNetworks), "Printing:AllowedNetworks has an entry that is not CIDR.")
            .Validate(
                options => new[] { options.ConnectTimeout, options.WriteTimeout, options.ConfirmTimeout }.All(time => time > TimeSpan.Zero),
                "Printing: the time-outs must be longer than zero."
            )
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ResolveHost>(Dns.GetHostAddressesAsync);
        services.AddSingleton<IPrinterNetworks, PrinterNetworks>();
        return services.AddSingleton<ITicketPrinter, NetworkTicketPrinter>();
    }
}

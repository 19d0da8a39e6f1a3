using CleanApp.Application.Channels.Accounts;
using CleanApp.Application.Channels.Provider;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

public static class WhatsAppRegistration
{
    public static IServiceCollection AddWhatsApp(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<WhatsAppOptions>()
            .Bind(configuration.GetSection(WhatsAppOptions.Section))
            .Configure(options => options.SandboxUrl = configuration.GetValue<Uri>("Sandbox:MetaUrl"))
            .Validate(options => options.MaxConnectionsPerServer > 0, "WhatsApp:MaxConnectionsPerServer must be more than zero.")
            .Validate(
                options => options.SendTimeout > TimeSpan.Zero && options.TransferTimeout > TimeSpan.Zero,
                "WhatsApp: the time-outs must be longer than zero."
            )
            .Validate<IServiceProvider>(
                (options, provider) => options.SandboxUrl is null || provider.GetService<IHostEnvironment>()?.IsDevelopment() != false,
                "Sandbox:MetaUrl is for Development only: this host would send its customers' messages to a test server."
            )
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new MetaHosts(provider.GetRequiredService<IOptions<WhatsAppOptions>>().Value));
        services.AddSingleton<IWhatsAppHosts>(provider => provider.GetRequiredService<MetaHosts>());
        services.AddSingleton<MetaHttp>();
        services.AddSingleton<IWhatsApp, WhatsAppCloud>();
        services.AddSingleton<IWhatsAppTemplates, TemplateComponents>();
        return services.AddSingleton<IWhatsAppWebhooks, WhatsAppWebhooks>();
    }
}

using CleanApp.Application.Inbox.Alerts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CleanApp.Infrastructure.Adapters.WebPush;

public static class WebPushRegistration
{
    public static IServiceCollection AddWebPush(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<WebPushOptions>()
            .Bind(configuration.GetSection(WebPushOptions.Section))
            .Configure(options => options.SandboxUrl = configuration.GetValue<Uri>("Sandbox:PushUrl"))
            .Validate(options => options.Contact is null || IsContact(options.Contact), "Push:Contact must begin with mailto: or https://.")
            .Validate(options => options.Timeout > TimeSpan.Zero, "Push: the time-out must be longer than zero.")
            .Validate<IServiceProvider>(
                (options, provider) => options.SandboxUrl is null || provider.GetService<IHostEnvironment>()?.IsDevelopment() != false,
                "Sandbox:PushUrl is for Development only: this host would send its members' alerts to a test server."
            )
            .ValidateOnStart();
        services.AddSingleton<VapidKey>();
        return services.AddSingleton<IPushService, WebPushService>();
    }

    private static bool IsContact(string contact) =>
        Uri.TryCreate(contact, UriKind.Absolute, out var address) && address.Scheme is "mailto" or "https";
}

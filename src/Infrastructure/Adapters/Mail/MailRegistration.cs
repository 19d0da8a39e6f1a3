using CleanApp.Application.Identity.Mails;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CleanApp.Infrastructure.Adapters.Mail;

public static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<MailOptions>()
            .Bind(configuration.GetSection(MailOptions.Section))
            .Validate(options => !options.IsConfigured || options.HasSender, "Mail:From must be the address mails come from.")
            .Validate(options => options.KeepsItsPassword, "Mail:Security None would send Mail:Password in clear.")
            .Validate(options => options.Timeout > TimeSpan.Zero, "Mail:Timeout must be longer than zero.")
            .ValidateOnStart();
        return services.AddSingleton<IMailer, SmtpMailer>();
    }
}

using CleanApp.Application.Identity.Mails;
using CleanApp.Infrastructure.Adapters.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Mail;

public sealed class MailRegistrationTests
{
    [Fact]
    public void Without_a_host_no_mail_is_sent() => Mailer([]).IsConfigured.ShouldBeFalse();

    [Fact]
    public void With_a_host_and_a_sender_it_is() =>
        Mailer(new() { ["Mail:Host"] = "mail.example", ["Mail:From"] = "avisos@cleanapp.example" }).IsConfigured.ShouldBeTrue();

    [Theory]
    [InlineData("Mail:From", "")]
    [InlineData("Mail:From", "nobody")]
    [InlineData("Mail:Timeout", "00:00:00")]
    [InlineData("Mail:Security", "None")]
    public void What_cannot_work_or_would_tell_the_password_stops_the_host(string name, string value) =>
        Should.Throw<OptionsValidationException>(() =>
            Mailer(
                new()
                {
                    ["Mail:Host"] = "mail.example",
                    ["Mail:From"] = "avisos@cleanapp.example",
                    ["Mail:User"] = "user",
                    ["Mail:Password"] = "secret",
                    [name] = value,
                }
            )
        );

    private static IMailer Mailer(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System);
        services.AddMail(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services.BuildServiceProvider().GetRequiredService<IMailer>();
    }
}

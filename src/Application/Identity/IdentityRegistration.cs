using CleanApp.Application.Identity.Auth;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Identity.Mails;
using CleanApp.Application.Identity.Members;
using CleanApp.Application.Identity.SecondFactors;
using CleanApp.Application.Identity.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace CleanApp.Application.Identity;

internal static class IdentityRegistration
{
    /// <summary>The parts several use cases of accounts and members share.</summary>
    public static void AddIdentity(this IServiceCollection services)
    {
        services.AddScoped<SessionIssuer>();
        services.AddScoped<Credentials>();
        services.AddScoped<Admission>();
        services.AddScoped<PersonTokens>();
        services.AddScoped<PresentPassword>();
        services.AddScoped<EndedSessions>();
        services.AddScoped<SecondFactorDesk>();
        services.AddScoped<SecondFactorOwner>();
        services.AddScoped<Mailbag>();
        services.AddScoped<PersonMails>();
        services.AddScoped<InviteMails>();
        services.AddScoped<ICustomerMails, CustomerMails>();
        services.AddScoped<AvailableFeatures>();
        services.AddSingleton<MailSlots>();
        services.AddSingleton<MailMetrics>();
    }
}

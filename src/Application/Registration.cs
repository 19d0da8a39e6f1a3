using AutoMapper;
using CleanApp.Application.Channels;
using CleanApp.Application.Common;
using CleanApp.Application.Common.Behaviours;
using CleanApp.Application.Counter;
using CleanApp.Application.Counter.PrintJobs;
using CleanApp.Application.Counter.QueueTickets;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox;
using CleanApp.Application.Payments.Charges;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Application.Payments.Ledger;
using CleanApp.Application.Payments.Links;
using CleanApp.Application.Payments.Reconciliation;
using CleanApp.Application.Payments.Refunds;
using CleanApp.Application.Payments.Sicredi;
using CleanApp.Application.People.Contacts;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.People.Fields;
using CleanApp.Application.Privacy.Consents;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Application.Privacy.DataSubjects;
using CleanApp.Application.Privacy.Holds;
using CleanApp.Application.Privacy.Registers;
using CleanApp.Application.Privacy.Requests;
using CleanApp.Application.Privacy.Retention;
using CleanApp.Application.Sales;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CleanApp.Application;

public static class Registration
{
    /// <summary>Use cases with their validators, the behaviours around them (outermost first), and the parts several use cases share.</summary>
    /// <param name="autoMapperLicence">AutoMapper's licence key; without one it works and says so in the log.</param>
    public static IServiceCollection AddApplication(this IServiceCollection services, string? autoMapperLicence)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped<TenantScopes>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LoggingBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(IdempotencyBehaviour<,>));
        services.Scan(scan =>
            scan.FromAssembliesOf(typeof(Registration))
                .AddClasses(types => types.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false)
                .AsImplementedInterfaces()
                .WithScopedLifetime()
                // Rules are expressions, costly to write down and the same for every request.
                .AddClasses(types => types.AssignableTo(typeof(IValidator<>)), publicOnly: false)
                .AsImplementedInterfaces()
                .WithSingletonLifetime()
                .AddClasses(types => types.AssignableTo<IWorkHandler>(), publicOnly: false)
                .AsSelfWithInterfaces()
                .WithScopedLifetime()
                .AddClasses(types => types.AssignableTo<IPersonalDataHolder>(), publicOnly: false)
                .As<IPersonalDataHolder>()
                .WithScopedLifetime()
                .AddClasses(types => types.AssignableTo<IPersonTimeline>(), publicOnly: false)
                .As<IPersonTimeline>()
                .WithScopedLifetime()
                .AddClasses(types => types.AssignableTo<IRetainedData>(), publicOnly: false)
                .As<IRetainedData>()
                .WithScopedLifetime()
        );

        services.AddIdentity();
        services.AddInbox();
        services.AddChannels();
        services.AddSales();
        services.AddScoped<PrintQueue>();
        services.AddScoped<CounterSettings>();
        services.AddScoped<QueueTicketViews>();
        services.AddScoped<ConfirmCharge>();
        services.AddScoped<RecordLoosePayment>();
        services.AddScoped<LedgerBook>();
        services.AddScoped<RecordRefunds>();
        services.AddScoped<ReadBankList>();
        services.AddScoped<DayReports>();
        services.AddScoped<DayComparison>();
        services.AddScoped<RefundViews>();
        services.AddScoped<SicrediAccountViews>();
        services.AddScoped<ChargeDesk>();
        services.AddScoped<ICharges>(provider => provider.GetRequiredService<ChargeDesk>());
        services.AddScoped<PaymentLinks>();
        services.AddScoped<IPaymentLinks>(provider => provider.GetRequiredService<PaymentLinks>());
        services.AddScoped<IPaymentLedger, PaymentLedger>();
        services.AddScoped<IOnTenantRegistered, OpenStarterAccount>();
        services.AddScoped<IOnTenantRegistered, BeginWithConsentTexts>();
        services.AddScoped<FindContacts>();
        services.AddScoped<FieldBook>();
        services.AddScoped<Recognition>();
        services.AddScoped<IPeople, PeopleDesk>();
        services.AddScoped<ICrowds, Crowds>();
        services.AddScoped<ConsentRegister>();
        services.AddScoped<IPersonRecords, PersonRecords>();
        services.AddScoped<DataSubjects>();
        services.AddScoped<LegalHolds>();
        services.AddScoped<IHeldPeople>(provider => provider.GetRequiredService<LegalHolds>());
        services.AddScoped<RetentionBook>();
        services.AddScoped<RegisterBook>();
        services.AddScoped<IncidentViews>();
        services.AddScoped<RequestDesk>();
        services.AddScoped<IPrivacyPage, PrivacyPage>();
        services.AddScoped<RequestViews>();
        services.AddScoped<IOnTenantRegistered, BeginWithRequestForm>();
        services.AddScoped<IConsentRegister>(provider => provider.GetRequiredService<ConsentRegister>());
        services.AddSingleton<AutoMapper.IConfigurationProvider>(provider => new MapperConfiguration(
            mapping =>
            {
                mapping.LicenseKey = autoMapperLicence;
                mapping.AddMaps(typeof(Registration).Assembly);
            },
            provider.GetRequiredService<ILoggerFactory>()
        ));
        return services;
    }
}

using CleanApp.Application.Channels;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Application.Common.Behaviours;
using CleanApp.Application.Counter;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Auth;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox;
using CleanApp.Application.Payments;
using CleanApp.Application.Payments.Sicredi;
using CleanApp.Application.People;
using CleanApp.Application.Privacy;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Application.Privacy.DataSubjects;
using CleanApp.Application.Realtime;
using CleanApp.Application.Sales;
using CleanApp.Infrastructure.Adapters.Mail;
using CleanApp.Infrastructure.Adapters.Printing;
using CleanApp.Infrastructure.Adapters.Sicredi;
using CleanApp.Infrastructure.Adapters.WebPush;
using CleanApp.Infrastructure.Adapters.WhatsApp;
using CleanApp.Infrastructure.Identity;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Persistence;
using CleanApp.Infrastructure.Persistence.Conventions;
using CleanApp.Infrastructure.Persistence.Tenancy;
using CleanApp.Infrastructure.Security;
using CleanApp.Infrastructure.Storage;
using CleanApp.Infrastructure.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CleanApp.Infrastructure;

public static class Registration
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMemoryCache();
        var database = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        if (database.AppUrl is null)
            database.Url ??= configuration["DATABASE_URL"];
        services.AddSingleton(database);
        services.AddSingleton<DataSources>();
        services.AddSingleton<SchemaVersion>();
        services.AddSingleton<Migrator>();
        services.AddPooledDbContextFactory<AppDbContext>(
            (provider, options) =>
                options
                    .UseNpgsql(provider.GetRequiredService<DataSources>().App)
                    .AddInterceptors(new TenantTransactionInterceptor(), new TenantCommandInterceptor(), PageQueryInterceptor.Instance)
        );
        services.AddScoped(provider =>
        {
            var db = provider.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
            db.TenantContext = provider.GetRequiredService<ITenantContext>();
            return db;
        });
        services.AddScoped<IIdentityDb, IdentityDb>();
        services.AddScoped(provider => new TenantReader(
            provider.GetRequiredService<DataSources>().App,
            provider.GetRequiredService<ITenantContext>()
        ));
        services.AddScoped<IChannelsDb, ChannelsDb>();
        services.AddScoped<ITurns, Turns>();
        services.AddScoped<IReadings, Readings>();
        // For a use case that rarely needs it.
        services.AddScoped(provider => new Lazy<IChannelsDb>(provider.GetRequiredService<IChannelsDb>));
        services.AddScoped<IInboxDb, InboxDb>();
        services.AddScoped<ICounterDb, CounterDb>();
        services.AddScoped<IPaymentsDb, PaymentsDb>();
        services.AddScoped<IPeopleDb, PeopleDb>();
        services.AddScoped<IPrivacyDb, PrivacyDb>();
        services.AddScoped<ISalesDb, SalesDb>();
        services.AddScoped<PersonalVault>();
        services.AddScoped<IPersonalVault>(provider => provider.GetRequiredService<PersonalVault>());
        services.AddSingleton<KeyRotation>();
        services.AddScoped<ITenantContext, TenantContext>();
        services.AddScoped<IUnitOfWork, UnitOfWork>();
        services.AddScoped<IIdempotencyStore, IdempotencyStore>();
        services.AddScoped<IRetainedData, OldAnswers>();
        services.AddScoped<IWorkQueue, WorkQueue>();
        services.AddScoped<ITenantProfile, TenantProfiles>();
        services.AddScoped<IMemberNames, MemberNames>();
        services.AddScoped<IActiveMembers, ActiveMembers>();
        services.AddScoped<IOpenSessions, OpenSessions>();

        services.AddSingleton(provider =>
            KeyRing.Load(
                configuration["Security:KeyFile"] ?? throw new InvalidOperationException("Security:KeyFile is not set."),
                createWhenMissing: environment.IsDevelopment(),
                provider.GetRequiredService<TimeProvider>().GetUtcNow()
            )
        );
        services.AddSingleton<ITokenSource, TokenSource>();
        services.AddSingleton<ISecretBox, SecretBox>();
        services.AddSingleton<IPasswordHasher, PasswordHasher>();
        services.AddSingleton<IOneTimeCodes, OneTimeCodes>();
        services.AddSingleton<ICommonPasswords, CommonPasswords>();
        services.AddSingleton<IAttemptLimiter, AttemptLimiter>();
        services.AddSingleton<IAccessTokens, AccessTokens>();
        services.AddSingleton<ICertificates, Certificates>();
        services.AddSingleton<AccessCheck>();
        services.AddSingleton<IAccessCheck>(provider => provider.GetRequiredService<AccessCheck>());
        services.AddHostedService(provider => provider.GetRequiredService<AccessCheck>());
        services.AddSingleton<RealtimeEvents>();
        services.AddSingleton<IRealtimeEvents>(provider => provider.GetRequiredService<RealtimeEvents>());
        services.AddSingleton(configuration.GetSection("RateLimits").Get<RateLimitOptions>() ?? new RateLimitOptions());

        services.AddSingleton((configuration.GetSection("Metrics").Get<MetricsOptions>() ?? new MetricsOptions()).Checked());
        services.AddSingleton(configuration.GetSection("Traces").Get<TraceOptions>() ?? new TraceOptions());
        services.AddHostedService<TraceExport>();
        services.AddSingleton<MeterBook>();
        services.AddSingleton<DatabaseGauges>();
        services.AddSingleton<IOperatorMetrics, OperatorMetrics>();

        services.AddSingleton(configuration.GetSection("Channels").Get<SendingOptions>() ?? new SendingOptions());
        services.AddSingleton<IWebhookIntake, WebhookIntake>();
        services.AddSingleton<AgentScreens>();
        services.AddStorage(configuration);
        services.AddWhatsApp(configuration);
        services.AddWebPush(configuration);
        services.AddPrinting(configuration);
        services.AddMail(configuration);
        services.AddSicredi(configuration, environment);
        return services;
    }

    /// <summary>What happens, numbered and followed, for a host with sockets.</summary>
    public static IServiceCollection AddRealtimeFeed<TEar>(this IServiceCollection services)
        where TEar : class, IRealtimeEar
    {
        services.AddSingleton<IRealtimeEar>(provider => provider.GetRequiredService<TEar>());
        services.AddHostedService<RealtimeSequencer>();
        return services.AddHostedService<RealtimeFeed>();
    }

    /// <summary>The queue's worker, for hosts with the role <c>worker</c> or <c>all</c>.</summary>
    public static IServiceCollection AddWorker(this IServiceCollection services)
    {
        services.AddSingleton<WorkStore>();
        services.AddHostedService<Worker>();
        services.AddSingleton<SenderTurns>();
        services.AddHostedService<OutboundSender>();
        services.AddSingleton<ReaderTurns>();
        services.AddHostedService<WebhookReader>();
        services.AddHostedService<GoneAgents>();
        services.AddHostedService<FigureFolder>();
        return services;
    }

    private static IServiceCollection AddSicredi(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var sandbox = configuration.GetSection("Sandbox").Get<SandboxOptions>() ?? new SandboxOptions();
        if (sandbox.Url is not null && !environment.IsDevelopment())
            throw new InvalidOperationException("Sandbox:Url is for Development only: this host would let companies charge at a test bank.");
        services.AddSingleton(sandbox);
        services.AddSingleton(configuration.GetSection("Sicredi").Get<SicrediOptions>() ?? new SicrediOptions());
        services.AddSingleton<BankHosts>();
        services.AddSingleton<IBankHosts>(provider => provider.GetRequiredService<BankHosts>());
        services.AddSingleton<IStarterAccount, SandboxStarterAccount>();
        services.AddSingleton<SicrediConnections>();
        services.AddSingleton<IPixBank, SicrediPixBank>();
        return services;
    }
}

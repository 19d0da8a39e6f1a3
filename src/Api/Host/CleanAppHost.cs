using CleanApp.Api.Channels;
using CleanApp.Api.Common;
using CleanApp.Api.Counter;
using CleanApp.Api.Identity;
using CleanApp.Api.Inbox;
using CleanApp.Api.OpenApi;
using CleanApp.Api.Payments;
using CleanApp.Api.People;
using CleanApp.Api.Privacy;
using CleanApp.Api.Realtime;
using CleanApp.Api.Sales;
using CleanApp.Api.Webhooks;
using CleanApp.Application;
using CleanApp.Application.Common;
using CleanApp.Application.Common.Behaviours;
using CleanApp.Application.Identity;
using CleanApp.Infrastructure;

namespace CleanApp.Api.Host;

/// <summary>Puts the host together; the same for serving, for verbs and for tests.</summary>
internal static class CleanAppHost
{
    /// <summary>Larger bodies are refused with 413; uploads name their own limit.</summary>
    private const long MaxBodyBytes = 1024 * 1024;

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        AddServices(builder);
        var app = builder.Build();
        Use(app);
        return app;
    }

    public static void AddServices(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.AddServerHeader = false;
        });
        var services = builder.Services;
        services.AddApplication(configuration["AutoMapper:LicenseKey"]);
        services.AddInfrastructure(configuration, builder.Environment);
        services.AddSingleton(configuration.GetSection("Instance").Get<InstanceOptions>() ?? new InstanceOptions());
        if (configuration.GetValue("Host:Role", "all") != "api")
            services.AddWorker();

        services.AddHttpContextAccessor();
        services.AddScoped<IUserContext, HttpUserContext>();
        services.AddScoped<IIdempotencyKey, HttpIdempotencyKey>();
        services.AddSingleton<IClientAddress, HttpClientAddress>();
        services.AddSingleton<IClientDevice, HttpClientDevice>();
        services.AddSingleton<IPublicUrls, PublicUrls>();
        services.AddSingleton<RefreshCookie>();
        services.AddHostedService<KeysAtStart>();
        services.AddProblems();
        services.AddWireJson();
        services.AddTokenAuthentication();
        services.AddRealtime();
        services.AddApiDocument();
        services.AddFeatureScope(configuration);
        services.AddBrowserAccess(configuration);
    }

    public static void Use(WebApplication app)
    {
        app.UseProxyHeaders(app.Configuration);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseSecurityHeaders();
        app.UseRefusedText();
        app.UseRouting();
        app.UseCors();
        app.UseWebApp();
        app.UseAuthentication();
        app.UseFeatureScope();
        app.UseAuthorization();
        app.UseWholeRefusals();

        app.MapApiDocument();
        app.For(Feature.Platform).MapHealth();
        app.For(Feature.Platform).MapMetrics();
        app.For(Feature.Platform).MapRealtimeHub();
        app.For(Feature.Payments).MapSicrediWebhook();
        app.For(Feature.Channels).MapWhatsAppWebhook();
        app.MapPublicPages();
        app.For(Feature.Proposals).MapPublicProposals();
        var api = app.MapGroup("/api/v1");
        api.For(Feature.Identity).MapAuth();
        api.For(Feature.Identity).MapAccount();
        api.For(Feature.Identity).MapProfile();
        api.For(Feature.Identity).MapMembers();
        api.For(Feature.Identity).MapTenant();
        api.For(Feature.Platform).MapFeatures();
        api.For(Feature.Counter).MapServices();
        api.For(Feature.Counter).MapDesks();
        api.For(Feature.People).MapContacts();
        api.For(Feature.People).MapMerges();
        api.For(Feature.People).MapTimeline();
        api.For(Feature.People).MapContactFields();
        api.For(Feature.Privacy).MapConsents();
        api.For(Feature.Privacy).MapDataSubjects();
        api.For(Feature.Privacy).MapDataSubjectRequests();
        api.For(Feature.Privacy).MapRetention();
        api.For(Feature.Privacy).MapPrivacyRegisters();
        api.For(Feature.Counter).MapPrinters();
        api.For(Feature.Counter).MapQueueTickets();
        api.For(Feature.Counter).MapPanels();
        api.For(Feature.Counter).MapPrintJobs();
        api.For(Feature.Payments).MapSicredi();
        api.For(Feature.Payments).MapLedger();
        api.For(Feature.Payments).MapRefunds();
        api.For(Feature.Payments).MapReconciliation();
        api.For(Feature.Payments).MapPaymentLinks();
        api.For(Feature.Channels).MapChannels();
        api.For(Feature.Channels).MapMessages();
        api.For(Feature.Channels).MapReplays();
        api.For(Feature.Channels).MapTemplates();
        api.For(Feature.Channels).MapMedia();
        api.For(Feature.Inbox).MapConversations();
        api.For(Feature.Inbox).MapMessageSearch();
        api.For(Feature.Inbox).MapScheduledMessages();
        api.For(Feature.Inbox).MapTeams();
        api.For(Feature.Inbox).MapAgents();
        api.For(Feature.Inbox).MapCannedResponses();
        api.For(Feature.Inbox).MapLabels();
        api.For(Feature.Inbox).MapSavedFilters();
        api.For(Feature.SupportTickets).MapSupportTickets();
        api.For(Feature.Inbox).MapAlerts();
        api.For(Feature.Leads).MapLeads();
        api.For(Feature.Leads).MapLeadImports();
        api.For(Feature.Leads).MapLeadForms();
        api.For(Feature.Pipeline).MapPipelines();
        api.For(Feature.Pipeline).MapOpportunities();
        api.For(Feature.Pipeline).MapDashboard();
        api.For(Feature.Products).MapProducts();
        api.For(Feature.Products).MapProductCategories();
        api.For(Feature.Proposals).MapProposals();
        api.For(Feature.Proposals).MapProposalSettings();
        api.For(Feature.Platform).MapRealtimeEvents();
        app.RequireAccessRules();
        app.RequireFeatures();
    }
}

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
        app.UseAuthorization();
        app.UseWholeRefusals();

        app.MapApiDocument();
        app.MapHealth();
        app.MapMetrics();
        app.MapRealtimeHub();
        app.MapSicrediWebhook();
        app.MapWhatsAppWebhook();
        app.MapPublicPages();
        var api = app.MapGroup("/api/v1");
        api.MapAuth();
        api.MapAccount();
        api.MapProfile();
        api.MapMembers();
        api.MapTenant();
        api.MapServices();
        api.MapDesks();
        api.MapContacts();
        api.MapMerges();
        api.MapTimeline();
        api.MapContactFields();
        api.MapConsents();
        api.MapDataSubjects();
        api.MapDataSubjectRequests();
        api.MapRetention();
        api.MapPrivacyRegisters();
        api.MapPrinters();
        api.MapQueueTickets();
        api.MapPanels();
        api.MapPrintJobs();
        api.MapSicredi();
        api.MapLedger();
        api.MapRefunds();
        api.MapReconciliation();
        api.MapPaymentLinks();
        api.MapChannels();
        api.MapMessages();
        api.MapReplays();
        api.MapTemplates();
        api.MapMedia();
        api.MapConversations();
        api.MapMessageSearch();
        api.MapScheduledMessages();
        api.MapTeams();
        api.MapAgents();
        api.MapCannedResponses();
        api.MapLabels();
        api.MapSavedFilters();
        api.MapSupportTickets();
        api.MapLeads();
        api.MapAlerts();
        api.MapPipelines();
        api.MapOpportunities();
        api.MapRealtimeEvents();
        api.MapProducts();
        api.MapProductCategories();
        app.RequireAccessRules();
    }
}

namespace CleanApp.Sandbox.Meta;

/// <summary>The stand-in for Meta's WhatsApp Cloud API: /graph for the product, /sandbox/meta for tests, people and the phone page.</summary>
internal static class MetaSetup
{
    public static void AddMeta(this IServiceCollection services, SandboxOptions options)
    {
        services.AddSingleton<MetaStore>();
        services.AddSingleton<MetaFaultBoard>();
        services.AddSingleton<MetaWebhooks>();
        services.AddSingleton<TemplateBook>();
        services.AddSingleton<MediaShelf>();
        services.AddSingleton<SendDesk>();
        services.AddSingleton<InboundDesk>();
        services.AddSingleton<ChatView>();
        services.AddSingleton<GraphApi>();
        services
            .AddHttpClient(MetaWebhooks.ClientName, client => client.Timeout = options.WebhookTimeout)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseProxy = false,
                    UseCookies = false,
                }
            );
    }

    public static void MapMeta(this IEndpointRouteBuilder app)
    {
        app.ServiceProvider.GetRequiredService<GraphApi>().Map(app);
        app.MapMetaControls();
        app.MapTemplateControls();
        app.MapCustomerControls();
        app.MapLedgerControls();
    }
}

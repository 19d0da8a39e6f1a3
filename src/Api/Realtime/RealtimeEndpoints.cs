using CleanApp.Api.Common;
using CleanApp.Application.Realtime.Events;
using CleanApp.Infrastructure;
using CleanApp.Infrastructure.Security;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Realtime;

internal static class RealtimeEndpoints
{
    public static IServiceCollection AddRealtime(this IServiceCollection services)
    {
        services.AddSignalR();
        services.AddSingleton<Listeners>();
        services.AddSingleton<AgentScreensHere>();
        services.AddHostedService(provider => provider.GetRequiredService<AgentScreensHere>());
        return services.AddRealtimeFeed<Listeners>();
    }

    public static void MapRealtimeHub(this IEndpointRouteBuilder app) =>
        app.MapHub<RealtimeHub>("/hubs/realtime", options => options.CloseOnAuthenticationExpiration = true)
            .WithMetadata(new AccessRule("signed_in_or_panel"))
            .RequireAuthorization(policy =>
                policy
                    .AddAuthenticationSchemes(Access.UserScheme, Access.PanelScheme)
                    .RequireAuthenticatedUser()
                    .RequireClaim(AccessTokenClaims.Tenant)
            );

    public static void MapRealtimeEvents(this IEndpointRouteBuilder api) =>
        api.MapGroup("/realtime").WithTags("Realtime").MapGet("/events", ListEventsAsync).RequireSignedIn();

    /// <summary>
    /// What happened since a number, in order and each thing once, of what the caller may hear of: which things changed, by topic and id.
    /// Without a number it says where to begin. Numbers are kept for a day.
    /// </summary>
    private static async Task<Ok<ListEvents.Response>> ListEventsAsync(
        [FromQuery] long? after,
        [FromQuery] int? limit,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListEvents(after, new Paging(null, limit).Rows), ct));
}

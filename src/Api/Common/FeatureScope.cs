using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CleanApp.Api.Common;

/// <summary>Which feature an endpoint belongs to: exactly one each, checked when the host starts.</summary>
public sealed record FeatureOf(Feature Feature);

/// <summary>Keeps what is not in the MVP from whoever has only that, see <see cref="Features"/>.</summary>
internal static class FeatureScope
{
    /// <summary>Everything mapped on the result belongs to the feature.</summary>
    public static RouteGroupBuilder For(this IEndpointRouteBuilder app, Feature feature) => app.MapGroup("").BelongsTo(feature);

    public static TBuilder BelongsTo<TBuilder>(this TBuilder builder, Feature feature)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new FeatureOf(feature));

    /// <summary>
    /// After it is known whose company it is, before permissions are looked at: who has not got the feature is not told what their role
    /// lacks, but that it is not there.
    /// </summary>
    public static void UseFeatureScope(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                if (
                    context.GetEndpoint()?.Metadata.GetMetadata<FeatureOf>() is { Feature: var feature }
                    && !feature.IsInMvp()
                    && !await context.RequestServices.GetRequiredService<AvailableFeatures>().HasAsync(feature, context.RequestAborted)
                )
                    throw new DomainException(CommonErrors.FeatureNotAvailable);
                await next(context);
            }
        );

    /// <summary>
    /// Deny by default, as with access rules. And whoever may call what is not in the MVP must be a member: only of them it is known before
    /// the call whose company it is.
    /// </summary>
    public static void RequireFeatures(this IEndpointRouteBuilder app)
    {
        foreach (var endpoint in app.DataSources.SelectMany(source => source.Endpoints))
        {
            if (endpoint.Metadata.GetOrderedMetadata<FeatureOf>() is not [var of])
                throw new InvalidOperationException($"{endpoint.DisplayName} needs exactly one feature.");
            if (!of.Feature.IsInMvp() && endpoint.Metadata.GetMetadata<AccessRule>() is not { Kind: "permission" or "signed_in" })
                throw new InvalidOperationException($"{endpoint.DisplayName} is not in the MVP, so only members may call it.");
        }
    }

    /// <summary>What the installation does not offer is not in its document.</summary>
    public static IServiceCollection AddFeatureScope(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Features").Get<FeatureOptions>() ?? new FeatureOptions());
        services
            .AddOptions<SwaggerGenOptions>()
            .Configure<FeatureOptions>(
                (document, features) =>
                    document.DocInclusionPredicate(
                        (_, operation) => features.Offers(operation.ActionDescriptor.EndpointMetadata.OfType<FeatureOf>().Single().Feature)
                    )
            );
        return services;
    }
}

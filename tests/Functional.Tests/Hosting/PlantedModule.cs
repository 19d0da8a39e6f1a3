using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>Stands for the modules that come after the MVP: operations of each feature the table leaves out, in no product.</summary>
internal static class PlantedModule
{
    public sealed record PlantedAnswer(string Feature);

    public sealed record PlantedBody(string? Text);

    public static void MapPlanted(this WebApplication app)
    {
        foreach (var feature in Enum.GetValues<Feature>().Where(f => !f.IsInMvp()))
        {
            var group = app.For(feature).MapGroup($"/api/v1/planted/{feature}").WithTags("Planted");
            group.MapGet("/", () => new PlantedAnswer($"{feature}")).RequireSignedIn().WithName($"Planted_List_{feature}");
            group
                .MapGet("/{id:guid}", (Guid id) => new PlantedAnswer($"{feature} {id}"))
                .RequirePermission(Permissions.TenantManage)
                .WithName($"Planted_Get_{feature}");
            group
                .MapPost("/", (PlantedBody body) => TypedResults.Ok(new PlantedAnswer($"{feature} {body.Text}")))
                .RequirePermission(Permissions.TenantManage)
                .WithName($"Planted_Create_{feature}");
        }
        // As the host does with its own.
        app.RequireAccessRules();
        app.RequireFeatures();
    }
}

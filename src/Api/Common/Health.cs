using CleanApp.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Common;

internal static class Health
{
    public sealed record Status(string State);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/health").WithTags("Health").AllowAnybody();
        group.MapGet("/live", Live);
        group.MapGet("/ready", ReadyAsync).Produces<Status>(503);
    }

    /// <summary>The process runs.</summary>
    private static Ok<Status> Live() => TypedResults.Ok(new Status("live"));

    /// <summary>The database answers and is migrated to this version.</summary>
    private static async Task<Results<Ok<Status>, JsonHttpResult<Status>>> ReadyAsync(
        DataSources dataSources,
        SchemaVersion schema,
        CancellationToken ct
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            return await schema.IsCurrentAsync(dataSources, patience.Token)
                ? TypedResults.Ok(new Status("ready"))
                : TypedResults.Json(new Status("not_migrated"), statusCode: 503);
        }
        catch (Exception e) when (e is OperationCanceledException || DatabaseFailures.Find(e) is not null)
        {
            return TypedResults.Json(new Status("database_unavailable"), statusCode: 503);
        }
    }
}

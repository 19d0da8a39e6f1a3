using CleanApp.Application.Common;
using CleanApp.Application.Sales.Dashboards;
using CleanApp.Infrastructure.Persistence;
using MediatR;

namespace CleanApp.Api.Host;

/// <summary>
/// Verb <c>rebuild-dashboard</c>: <c>--tenant=</c> the id of a company. Its figures are put down anew by the records, beside a product that
/// serves; what was not right is told and counts as a failure, since figures are kept exact by themselves.
/// </summary>
internal static class RebuildDashboard
{
    public static Task<int> RunAsync(WebApplication app, CancellationToken ct) => RunAsync(app.Services, Console.Out, ct);

    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        if (!Guid.TryParse(services.GetRequiredService<IConfiguration>()["tenant"], out var tenantId))
            return await FailAsync("--tenant= is the id of a company");
        if (!await services.GetRequiredService<SchemaVersion>().IsCurrentAsync(services.GetRequiredService<DataSources>(), ct))
            return await FailAsync("the database is not migrated to this version; run migrate first");

        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(tenantId);
        var rebuilt = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RebuildFigures(), ct);
        if (rebuilt.Wrong > 0)
            return await FailAsync($"{rebuilt.Wrong} figures of {tenantId} were not what the records say; they are now");
        await output.WriteLineAsync($"rebuild-dashboard: the figures of {tenantId} are as they were: right");
        return 0;

        async Task<int> FailAsync(string why)
        {
            await output.WriteLineAsync($"rebuild-dashboard: {why}");
            return 1;
        }
    }
}

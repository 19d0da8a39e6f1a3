using CleanApp.Application.Common;
using CleanApp.Application.Identity.Tenants;
using CleanApp.Infrastructure.Persistence;
using MediatR;

namespace CleanApp.Api.Host;

/// <summary>
/// Verb <c>set-mvp</c>: <c>--tenant=</c> the id of a company, <c>--to=on</c> shows it only the MVP from now on, <c>off</c> all there is. Without
/// <c>--to=</c> it tells which. Hosts that serve follow within five seconds.
/// </summary>
internal static class SetMvp
{
    public static Task<int> RunAsync(WebApplication app, CancellationToken ct) => RunAsync(app.Services, Console.Out, ct);

    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        if (!Guid.TryParse(configuration["tenant"], out var tenantId))
            return await FailAsync("--tenant= is the id of a company");
        if (configuration["to"] is not (null or "on" or "off"))
            return await FailAsync("--to= is on or off");
        if (!await services.GetRequiredService<SchemaVersion>().IsCurrentAsync(services.GetRequiredService<DataSources>(), ct))
            return await FailAsync("the database is not migrated to this version; run migrate first");

        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(tenantId);
        bool? limited = configuration["to"] is { } to ? to == "on" : null;
        if (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new LimitToMvp(limited), ct) is not { } company)
            return await FailAsync($"there is no company {tenantId}");
        await output.WriteLineAsync($"set-mvp: {tenantId} {(company.Limited ? "sees only the MVP" : "sees all that this installation offers")}");
        return 0;

        async Task<int> FailAsync(string why)
        {
            await output.WriteLineAsync($"set-mvp: {why}");
            return 1;
        }
    }
}

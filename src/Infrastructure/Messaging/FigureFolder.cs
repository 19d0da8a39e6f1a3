using CleanApp.Application.Common;
using CleanApp.Application.Sales;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>
/// Folds what changes of sold things have noted into the sums of the dashboard, company by company. The worker's role sees whose there is
/// something to fold, and nothing of it. Who reads adds up both, so nobody waits for this and nobody sees it.
/// </summary>
internal sealed class FigureFolder(DataSources dataSources, IServiceScopeFactory scopes, TimeProvider clock, ILogger<FigureFolder> logger)
    : BackgroundService
{
    private const int MostAtOnce = 5_000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    // From one company to the next by the index, whatever there is of each.
    private const string Whose = """
        with recursive noted (tenant_id) as (
            (select tenant_id from sales_figure_changes order by tenant_id limit 1)
            union all
            select (select c.tenant_id from sales_figure_changes c where c.tenant_id > n.tenant_id order by c.tenant_id limit 1)
            from noted n where n.tenant_id is not null
        )
        select tenant_id from noted where tenant_id is not null
        """;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await FoldAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops, and the loop ends with it.
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning("Figures cannot be folded: {Reason}", e.Message);
            }
            await Task.Delay(Every, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FoldAsync(CancellationToken ct)
    {
        foreach (var tenant in await WhoseAsync(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(tenant);
            var db = scope.ServiceProvider.GetRequiredService<ISalesDb>();
            var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
            while (await unit.InTransactionAsync(inner => db.FoldFiguresAsync(MostAtOnce, inner), ct) == MostAtOnce)
                ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<List<Guid>> WhoseAsync(CancellationToken ct)
    {
        await using var command = dataSources.Worker.CreateCommand(Whose);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var tenants = new List<Guid>();
        while (await reader.ReadAsync(ct))
            tenants.Add(reader.GetGuid(0));
        return tenants;
    }
}

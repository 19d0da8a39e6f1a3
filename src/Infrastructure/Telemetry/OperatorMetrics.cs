namespace CleanApp.Infrastructure.Telemetry;

/// <summary>Everything an operator's Prometheus is told: of this process, and of the database.</summary>
public interface IOperatorMetrics
{
    /// <returns>Prometheus' text format.</returns>
    Task<string> WriteAsync(CancellationToken ct);
}

internal sealed class OperatorMetrics(MeterBook process, DatabaseGauges database) : IOperatorMetrics
{
    public async Task<string> WriteAsync(CancellationToken ct) => PrometheusText.Write([.. await database.ReadAsync(ct), .. process.Read()]);
}

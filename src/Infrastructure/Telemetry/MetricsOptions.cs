namespace CleanApp.Infrastructure.Telemetry;

/// <summary>Section <c>Metrics</c>.</summary>
public sealed class MetricsOptions
{
    public const int LeastSecret = 32;

    /// <summary>What Prometheus shows as its bearer token; without one there is no address to ask.</summary>
    public string? Secret { get; set; }

    /// <summary>So many companies, those with most messages waiting, are shown by their id. None unless wanted: each is a series of its own.</summary>
    public int Tenants { get; set; }

    /// <summary>Figures of the database are not read more often than this, however many ask.</summary>
    public TimeSpan Cache { get; set; } = TimeSpan.FromSeconds(5);

    public bool IsOn => Secret is { Length: > 0 };

    /// <exception cref="InvalidOperationException">Cannot serve like this.</exception>
    public MetricsOptions Checked()
    {
        if (IsOn && Secret!.Length < LeastSecret)
            throw new InvalidOperationException($"Metrics:Secret must have at least {LeastSecret} characters.");
        if (Tenants is < 0 or > 100)
            throw new InvalidOperationException("Metrics:Tenants must be between 0 and 100.");
        return this;
    }
}

namespace CleanApp.Application.Channels.Sending;

internal static class BackOff
{
    /// <summary>Longer after each, up to five minutes, and never for all at the same instant.</summary>
    public static TimeSpan After(int attempts, TimeSpan first, int factor = 2) =>
        TimeSpan.FromSeconds(
            Math.Min(300, first.TotalSeconds * Math.Pow(factor, Math.Max(0, attempts - 1))) * (0.8 + 0.4 * Random.Shared.NextDouble())
        );
}

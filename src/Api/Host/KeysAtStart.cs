using CleanApp.Infrastructure.Security;

namespace CleanApp.Api.Host;

/// <summary>Without its keys a host must not start: it would take requests and fail each of them.</summary>
internal sealed class KeysAtStart(KeyRing keys) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

namespace CleanApp.Application.Channels.Media;

/// <summary>Files take minutes where other work takes milliseconds: of this process's few workers they never have all.</summary>
internal sealed class TransferSlots : IDisposable
{
    private const int AtOnce = 3;
    private readonly SemaphoreSlim _free = new(AtOnce);

    /// <returns>Null when all are taken.</returns>
    public async Task<IDisposable?> TryTakeAsync(CancellationToken ct) => await _free.WaitAsync(TimeSpan.Zero, ct) ? new Slot(_free) : null;

    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}

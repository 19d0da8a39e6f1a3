namespace CleanApp.Application.Common;

/// <summary>So many at a time in this process; whoever finds none comes again later.</summary>
internal abstract class Slots(int atOnce) : IDisposable
{
    private readonly SemaphoreSlim _free = new(atOnce);

    /// <returns>Null when all are taken.</returns>
    public async Task<IDisposable?> TryTakeAsync(CancellationToken ct) => await _free.WaitAsync(TimeSpan.Zero, ct) ? new Slot(_free) : null;

    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}

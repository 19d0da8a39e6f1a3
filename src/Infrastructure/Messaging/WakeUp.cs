namespace CleanApp.Infrastructure.Messaging;

/// <summary>Ends a wait; given while nobody waits, it is kept once. Costs next to nothing when given again and again.</summary>
internal sealed class WakeUp : IDisposable
{
    private readonly SemaphoreSlim _given = new(0, 1);

    // 1 from before the semaphore is released until after it was taken, so that it is never released twice.
    private int _isGiven;

    public void Give()
    {
        if (Interlocked.Exchange(ref _isGiven, 1) == 0)
            _given.Release();
    }

    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        if (await _given.WaitAsync(atMost, ct))
            Volatile.Write(ref _isGiven, 0);
    }

    public void Dispose() => _given.Dispose();
}

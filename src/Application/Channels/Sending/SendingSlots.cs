namespace CleanApp.Application.Channels.Sending;

/// <summary>
/// Many numbers have their calls under way at once, and each needs the database at both ends of its turn: so many at a time that requests
/// and other work find a connection too.
/// </summary>
internal sealed class SendingSlots : IDisposable
{
    private const int AtOnce = 4;
    private readonly SemaphoreSlim _free = new(AtOnce);

    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}

namespace CleanApp.Sandbox.Printers;

internal sealed class PrintJob(DateTimeOffset receivedAt)
{
    private readonly Lock _gate = new();
    private byte[] _bytes = new byte[1024];
    private int _length;
    private int _confirmations;
    private bool _complete;

    public DateTimeOffset ReceivedAt => receivedAt;

    /// <returns>The size so far.</returns>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_length + bytes.Length > _bytes.Length)
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes.Length));
            bytes.CopyTo(_bytes.AsSpan(_length));
            _length += bytes.Length;
            return _length;
        }
    }

    /// <summary>What arrived until now. The content never changes: later bytes go behind it.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        lock (_gate)
            return _bytes.AsMemory(0, _length);
    }

    public int Confirmations()
    {
        lock (_gate)
            return _confirmations;
    }

    /// <summary>True once the sender closed the connection.</summary>
    public bool IsComplete()
    {
        lock (_gate)
            return _complete;
    }

    public void Confirm()
    {
        lock (_gate)
            _confirmations++;
    }

    public void Complete()
    {
        lock (_gate)
            _complete = true;
    }
}

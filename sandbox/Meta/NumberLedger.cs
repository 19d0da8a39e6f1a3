namespace CleanApp.Sandbox.Meta;

/// <summary>What a number's customers really got, in order. Under the lock only references move; JSON is written outside.</summary>
internal sealed class NumberLedger
{
    private static long _sequence;

    private readonly Lock _gate = new();
    private readonly List<MetaMessage> _entries = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <returns>The entries that had to go.</returns>
    public List<MetaMessage> Add(MetaMessage entry, int keep)
    {
        lock (_gate)
        {
            // Inside the lock, so that a reader of this number who pages by sequence misses nothing.
            entry.Sequence = Interlocked.Increment(ref _sequence);
            _entries.Add(entry);
            if (_entries.Count <= keep)
                return [];
            var gone = Math.Clamp(keep / 10, 1, _entries.Count);
            var old = _entries.GetRange(0, gone);
            _entries.RemoveRange(0, gone);
            return old;
        }
    }

    /// <returns>At most so many entries after the given position, oldest first.</returns>
    public List<MetaMessage> After(long since, int limit)
    {
        lock (_gate)
        {
            int low = 0,
                high = _entries.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_entries[middle].Sequence <= since)
                    low = middle + 1;
                else
                    high = middle;
            }
            return _entries.GetRange(low, Math.Min(limit, _entries.Count - low));
        }
    }

    public void Clear()
    {
        lock (_gate)
            _entries.Clear();
    }
}

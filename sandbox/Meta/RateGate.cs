namespace CleanApp.Sandbox.Meta;

/// <summary>A leaky bucket in one number (GCRA), so that ten thousand messages a second need no lock.</summary>
internal sealed class RateGate
{
    private long _fullUntil;

    public bool TryPass(DateTimeOffset now, TimeSpan each, int burst)
    {
        while (true)
        {
            var seen = Volatile.Read(ref _fullUntil);
            var from = Math.Max(seen, now.UtcTicks);
            if (from - now.UtcTicks > (burst - 1) * each.Ticks)
                return false;
            if (Interlocked.CompareExchange(ref _fullUntil, from + each.Ticks, seen) == seen)
                return true;
        }
    }
}

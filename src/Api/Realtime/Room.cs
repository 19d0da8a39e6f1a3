using CleanApp.Application.Realtime;

namespace CleanApp.Api.Realtime;

/// <summary>One company's sockets on this node, and what was told last, so that it is read once for all of them.</summary>
internal sealed class Room(Guid tenantId)
{
    /// <summary>Whoever is further behind reads from the database.</summary>
    private const int Remembered = 512;

    private readonly Lock _guard = new();
    private readonly Dictionary<string, Socket> _sockets = [];
    private readonly List<RealtimeEvent> _last = [];

    public Guid TenantId => tenantId;

    public Socket[] Sockets
    {
        get
        {
            lock (_guard)
                return [.. _sockets.Values];
        }
    }

    public void Add(Socket socket)
    {
        lock (_guard)
            _sockets[socket.Id] = socket;
    }

    /// <returns>Whether nobody is left.</returns>
    public bool Remove(string socketId)
    {
        lock (_guard)
        {
            _sockets.Remove(socketId);
            return _sockets.Count == 0;
        }
    }

    /// <param name="events">In their order.</param>
    public void Take(IReadOnlyList<RealtimeEvent> events)
    {
        lock (_guard)
        {
            // After a time without sockets, or of not hearing: what is remembered has no gap.
            if (_last.Count > 0 && events[0].Sequence != _last[^1].Sequence + 1)
                _last.Clear();
            _last.AddRange(events);
            if (_last.Count > 2 * Remembered)
                _last.RemoveRange(0, _last.Count - Remembered);
        }
    }

    /// <summary>What came after a number; null when that is not remembered.</summary>
    public RealtimePage? After(long sequence)
    {
        lock (_guard)
        {
            if (_last.Count == 0 || _last[0].Sequence > sequence + 1 || _last[^1].Sequence < sequence)
                return null;
            var events = _last.GetRange((int)(sequence + 1 - _last[0].Sequence), (int)(_last[^1].Sequence - sequence));
            return new RealtimePage(_last[^1].Sequence, StartOver: false, HasMore: false, events);
        }
    }
}

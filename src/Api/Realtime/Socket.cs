using CleanApp.Application.Realtime;
using CleanApp.Application.Realtime.Events;
using Microsoft.AspNetCore.SignalR;

namespace CleanApp.Api.Realtime;

/// <summary>
/// One client's connection. What it is told is fetched from its own last number on, one message at a time: it is in order, and whoever reads
/// slowly gets more at once, not a queue.
/// </summary>
/// <param name="ownerId">The session or screen.</param>
internal sealed class Socket(HubCallerContext context, ISingleClientProxy client, Guid tenantId, Guid ownerId, Guid? personId)
{
    private const int MostAtOnce = 500;

    /// <summary>What happens within this time after a message goes with the next.</summary>
    private static readonly TimeSpan Gathered = TimeSpan.FromMilliseconds(50);

    private Audience? _audience;
    private long? _known;
    private long? _told;
    private bool _hasBegun;
    private int _isWanted;
    private int _isTelling;

    public string Id => context.ConnectionId;
    public Guid TenantId => tenantId;

    public bool IsOf(Guid sessionPersonOrPanelId) => ownerId == sessionPersonOrPanelId || personId == sessionPersonOrPanelId;

    public void Abort() => context.Abort();

    public void Begin(Audience audience, long? after)
    {
        (_known, _told) = (after, after);
        Volatile.Write(ref _audience, audience);
    }

    public bool Hears(string topic, Guid? teamId, Guid? personId) => Volatile.Read(ref _audience)?.Hears(topic, teamId, personId) == true;

    /// <summary>Tells what there is. While it does, somebody else's wish is kept and done after.</summary>
    public async Task TellAsync(Room room, IRealtimeEvents events)
    {
        Volatile.Write(ref _isWanted, 1);
        if (Volatile.Read(ref _audience) is not { } audience)
            return;
        while (Volatile.Read(ref _isWanted) == 1 && Interlocked.Exchange(ref _isTelling, 1) == 0)
        {
            try
            {
                while (Interlocked.Exchange(ref _isWanted, 0) == 1 && !context.ConnectionAborted.IsCancellationRequested)
                    await TellOnceAsync(audience, room, events);
            }
            finally
            {
                // Seen by others before the next look at what is wanted.
                Interlocked.Exchange(ref _isTelling, 0);
            }
        }
    }

    private async Task TellOnceAsync(Audience audience, Room room, IRealtimeEvents events)
    {
        bool hasMore;
        do
        {
            var page =
                (_known is { } known ? room.After(known) : null) ?? await events.ReadAsync(tenantId, _known, MostAtOnce, context.ConnectionAborted);
            hasMore = page.HasMore;
            _known = page.Through;
            var heard = ListEvents.Heard(audience, page.Events);
            // The first is told even when it says nothing: by it the client knows that it misses nothing.
            if (heard.Count == 0 && !page.StartOver && _hasBegun)
                continue;
            await client.SendAsync(
                "heard",
                new
                {
                    after = page.StartOver ? null : _told,
                    through = page.Through,
                    startOver = page.StartOver,
                    items = heard,
                },
                context.ConnectionAborted
            );
            (_told, _hasBegun) = (page.Through, true);
            if (!hasMore)
                await Task.Delay(Gathered, context.ConnectionAborted);
        } while (hasMore);
    }
}

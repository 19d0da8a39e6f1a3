using CleanApp.Application.Realtime;
using CleanApp.Application.Realtime.Events;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Security;
using Microsoft.AspNetCore.SignalR;

namespace CleanApp.Api.Realtime;

/// <summary>This node's sockets by company: told of what happens there, and closed with the session, person or screen they belong to.</summary>
internal sealed class Listeners : IRealtimeEar
{
    private readonly IRealtimeEvents _events;
    private readonly IHubContext<RealtimeHub> _hub;
    private readonly ILogger<Listeners> _logger;
    private readonly Lock _guard = new();
    private readonly Dictionary<Guid, Room> _rooms = [];
    private readonly Dictionary<string, Socket> _sockets = [];

    public Listeners(IRealtimeEvents events, IHubContext<RealtimeHub> hub, AccessCheck access, ILogger<Listeners> logger)
    {
        (_events, _hub, _logger) = (events, hub, logger);
        access.Forgotten += Close;
    }

    public void Add(Socket socket)
    {
        lock (_guard)
        {
            if (!_rooms.TryGetValue(socket.TenantId, out var room))
                _rooms[socket.TenantId] = room = new Room(socket.TenantId);
            room.Add(socket);
            _sockets[socket.Id] = socket;
        }
    }

    public void Remove(string socketId)
    {
        lock (_guard)
            if (_sockets.Remove(socketId, out var socket) && _rooms[socket.TenantId].Remove(socketId))
                _rooms.Remove(socket.TenantId);
    }

    /// <param name="after">The last number the client knows.</param>
    public void Begin(Socket socket, Audience audience, long? after)
    {
        socket.Begin(audience, after);
        if (Find(socket.TenantId) is { } room)
            _ = TellAsync(socket, room);
    }

    public void Take(Guid tenantId, IReadOnlyList<RealtimeEvent> events)
    {
        if (Find(tenantId) is not { } room)
            return;
        room.Take(events);
        Tell(room);
    }

    public void LookAll()
    {
        Room[] rooms;
        lock (_guard)
            rooms = [.. _rooms.Values];
        foreach (var room in rooms)
            Tell(room);
    }

    public Task SignalAsync(Guid tenantId, string topic, Guid subjectId, Guid teamId, Guid? personId, Guid by)
    {
        var hearing = Find(tenantId)?.Sockets.Where(s => s.Hears(topic, teamId, personId)).Select(s => s.Id).ToList();
        return hearing is null or { Count: 0 }
            ? Task.CompletedTask
            : _hub
                .Clients.Clients(hearing)
                .SendAsync(
                    "signal",
                    new
                    {
                        topic,
                        id = subjectId,
                        by,
                    }
                );
    }

    private void Tell(Room room)
    {
        foreach (var socket in room.Sockets)
            _ = TellAsync(socket, room);
    }

    private async Task TellAsync(Socket socket, Room room)
    {
        try
        {
            await socket.TellAsync(room, _events);
        }
        catch (OperationCanceledException)
        {
            // It has gone.
        }
        catch (Exception e)
        {
            // It comes again, to another node perhaps, and asks from its last number on.
            _logger.LogWarning("A socket could not be told and is closed: {Reason}", e.Message);
            socket.Abort();
        }
    }

    private Room? Find(Guid tenantId)
    {
        lock (_guard)
            return _rooms.GetValueOrDefault(tenantId);
    }

    private void Close(Guid sessionPersonOrPanelId)
    {
        Socket[] sockets;
        lock (_guard)
            sockets = [.. _sockets.Values.Where(s => s.IsOf(sessionPersonOrPanelId))];
        foreach (var socket in sockets)
            socket.Abort();
    }
}

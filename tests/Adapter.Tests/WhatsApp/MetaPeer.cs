using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CleanApp.Application.Channels.Provider;
using CleanApp.Infrastructure.Adapters.WhatsApp;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CleanApp.Adapter.Tests.WhatsApp;

/// <summary>Meta as a socket: it counts every request that arrives, and answers, is silent or hangs up as told.</summary>
internal sealed class MetaPeer : IAsyncDisposable
{
    public const string Token = "EAAG-secret-token";
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Func<PeerRequest, PeerAnswer> _answer;
    private readonly List<IDisposable> _clients = [];
    private readonly Task _accepting;
    private int _accepted;

    public MetaPeer(Func<PeerRequest, PeerAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public MetaPeer(PeerAnswer answer)
        : this(_ => answer) { }

    public ConcurrentQueue<PeerRequest> Requests { get; } = new();
    public int Connections => _accepted;
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
    public string Root => $"http://127.0.0.1:{Port}/graph";
    public WhatsAppAccess Access =>
        new(Guid.Parse("01900000-0000-7000-8000-000000000001"), Root, "v24.0", "106540352242922", "102290129340398", Token);

    public WhatsAppCloud NewCloud(TimeSpan? timeout = null, ILogger<WhatsAppCloud>? log = null) => NewCloud(new Uri(Root), timeout, log, _clients);

    public static WhatsAppCloud NewCloud(Uri sandbox, TimeSpan? timeout = null, ILogger<WhatsAppCloud>? log = null, List<IDisposable>? owner = null)
    {
        var options = new WhatsAppOptions { SandboxUrl = sandbox };
        options.SendTimeout = options.TransferTimeout = timeout ?? TimeSpan.FromSeconds(10);
        var http = new MetaHttp(new MetaHosts(options), Options.Create(options));
        owner?.Add(http);
        return new WhatsAppCloud(http, log ?? NullLogger<WhatsAppCloud>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // Before the listener goes: between two connections it would be asked for the next one.
        await _accepting;
        _listener.Dispose();
        foreach (var client in _clients)
            client.Dispose();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                var number = Interlocked.Increment(ref _accepted);
                _connections.Add(ServeAsync(socket, number));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException) { }
    }

    private async Task ServeAsync(Socket socket, int connection)
    {
        using (socket)
            try
            {
                await using var stream = new NetworkStream(socket);
                while (await ReadAsync(stream, connection) is { } request)
                {
                    Requests.Enqueue(request);
                    var answer = _answer(request);
                    if (answer.IsSilent)
                        await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
                    if (answer.Raw is null)
                    {
                        // Zero seconds of lingering: the other side sees a reset and not an end.
                        if (answer.IsReset)
                            socket.LingerState = new LingerOption(true, 0);
                        return;
                    }
                    await stream.WriteAsync(answer.Raw, _stop.Token);
                    if (answer.ThenCloses)
                        return;
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException) { }
    }

    private async Task<PeerRequest?> ReadAsync(NetworkStream stream, int connection)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (bytes.Count < 4 || Encoding.ASCII.GetString([.. bytes[^4..]]) != "\r\n\r\n")
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;
            bytes.Add(one[0]);
        }
        var lines = Encoding.ASCII.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines
            .Skip(1)
            .Select(l => l.Split(": ", 2))
            .ToDictionary(l => l[0], l => l.Length > 1 ? l[1] : "", StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length) : 0];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new PeerRequest(connection, lines[0], headers, Encoding.UTF8.GetString(body));
    }
}

internal sealed record PeerRequest(int Connection, string Line, Dictionary<string, string> Headers, string Body);

internal sealed record PeerAnswer(byte[]? Raw, bool IsSilent = false, bool IsReset = false, bool ThenCloses = false)
{
    public static readonly PeerAnswer HangsUp = new(Raw: null);
    public static readonly PeerAnswer Resets = new(Raw: null, IsReset: true);
    public static readonly PeerAnswer Silence = new(Raw: null, IsSilent: true);

    public static PeerAnswer Of(int status, string body, string type = "application/json", string headers = "") =>
        new(
            Encoding.UTF8.GetBytes(
                $"HTTP/1.1 {status} Word\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}"
            )
        );

    public static PeerAnswer Taken(string wamid = "wamid.A") =>
        Of(
            200,
            $$"""{"messaging_product":"whatsapp","contacts":[{"input":"+5511987654321","wa_id":"551187654321"}],"messages":[{"id":"{{wamid}}"}]}"""
        );

    public static PeerAnswer Error(int status, int code, string details = "why", string headers = "") =>
        Of(
            status,
            $$$"""{"error":{"message":"(#{{{code}}}) title","type":"OAuthException","code":{{{code}}},"error_data":{"messaging_product":"whatsapp","details":"{{{details}}}"},"fbtrace_id":"Atrace"}}""",
            headers: headers
        );
}

using System.Buffers;
using System.Net;
using System.Text.Json;
using CleanApp.Application.Channels.Provider;
using CleanApp.Infrastructure.Http;
using Microsoft.Extensions.Options;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>
/// The connections to Meta, shared by all tenants: the token travels with each request. An invoker and not a client: the time-out here
/// covers the answer's body too, and answers are read into rented buffers.
/// </summary>
internal sealed class MetaHttp : IDisposable
{
    private const int MaxAnswerBytes = 4 * 1024 * 1024;
    private readonly HttpMessageInvoker _invoker;

    public MetaHttp(MetaHosts hosts, IOptions<WhatsAppOptions> options)
    {
        Hosts = hosts;
        Options = options.Value;
        var handler = GuardedHttp.NewHandler(endpoint => hosts.IsSandbox(endpoint.Host, endpoint.Port));
        handler.MaxConnectionsPerServer = Options.MaxConnectionsPerServer;
        // A connection that Meta closes while a request is on its way costs that message its certainty: old ones are not used.
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30);
        // Our traces end here: Meta has no use for their ids.
        handler.ActivityHeadersPropagator = null;
        _invoker = new HttpMessageInvoker(handler, disposeHandler: true);
    }

    public MetaHosts Hosts { get; }
    public WhatsAppOptions Options { get; }

    /// <summary>Null when the address is none of Meta's, or an id would change the path.</summary>
    public Uri? AddressOf(WhatsAppAccess access, string id, string rest = "") =>
        IsSegment(access.GraphVersion)
        && IsSegment(id)
        && Uri.TryCreate(access.BaseUrl, UriKind.Absolute, out var root)
        && root.Query.Length == 0
        && Hosts.IsGraph(root)
        && Uri.TryCreate($"{access.BaseUrl.TrimEnd('/')}/{access.GraphVersion}/{id}{rest}", UriKind.Absolute, out var address)
            ? address
            : null;

    public static HttpRequestMessage NewRequest(HttpMethod method, Uri address, string token)
    {
        var request = new HttpRequestMessage(method, address)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        // Files were refused to clients that named none.
        request.Headers.TryAddWithoutValidation("User-Agent", "CleanApp/1.0");
        return request;
    }

    /// <summary>A token with a line break would write headers of its own.</summary>
    public static bool IsToken(string token) => token.Length > 0 && !token.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>Headers only: the body is still to be read.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) => _invoker.SendAsync(request, ct);

    /// <returns>Null for what is no JSON, or longer than any answer of Meta's.</returns>
    public static async Task<JsonDocument?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            var length = 0;
            int read;
            while ((read = await stream.ReadAsync(buffer.AsMemory(length), ct)) > 0)
            {
                length += read;
                if (length < buffer.Length)
                    continue;
                if (length > MaxAnswerBytes)
                    return null;
                var larger = ArrayPool<byte>.Shared.Rent(2 * length);
                buffer.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
            // The document reads from the bytes it was given, and this buffer goes back.
            return length == 0 ? null : JsonDocument.Parse(buffer.AsMemory(0, length).ToArray());
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static bool IsSegment(string text)
    {
        if (text.Length is 0 or > 128 || text[0] == '.')
            return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
                return false;
        return true;
    }
}

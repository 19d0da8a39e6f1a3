using System.Buffers;
using CleanApp.Application.Channels.Provider;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>A file from Meta's servers. Its address comes from outside, so it decides neither where the token goes nor how much is written.</summary>
internal sealed class MetaDownload(MetaHttp http)
{
    private const int MaxHops = 3;

    public async Task RunAsync(WhatsAppAccess access, string url, Stream into, long maxBytes, CancellationToken ct)
    {
        if (!MetaHttp.IsToken(access.Token))
            throw new ProviderException("token_malformed");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(http.Options.TransferTimeout);
        try
        {
            using var response = await OpenAsync(access, url, deadline.Token);
            if (response.Content.Headers.ContentLength > maxBytes)
                throw new ProviderException("too_large");
            await CopyAsync(response, into, maxBytes, deadline.Token);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new ProviderException(e is OperationCanceledException ? "timeout" : WhatsAppCloud.ReasonOf(e, started: true, ct), inner: e);
        }
    }

    /// <summary>Each address on the way is checked before the token goes there.</summary>
    private async Task<HttpResponseMessage> OpenAsync(WhatsAppAccess access, string url, CancellationToken ct)
    {
        Uri.TryCreate(url, UriKind.Absolute, out var address);
        for (var hop = 0; hop <= MaxHops; hop++)
        {
            if (address is null || !http.Hosts.IsFile(address))
                throw new ProviderException("host_not_allowed");
            using var request = MetaHttp.NewRequest(HttpMethod.Get, address, access.Token);
            var response = await http.SendAsync(request, ct);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
            {
                if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
                {
                    address = new Uri(address, location);
                    continue;
                }
                if ((int)response.StatusCode is 401 or 403)
                    throw new ProviderException("unauthorized");
                // 404 as well: the address has expired, and the file is to be looked for again.
                throw new ProviderException($"http_{(int)response.StatusCode}");
            }
        }
        throw new ProviderException("redirects");
    }

    private static async Task CopyAsync(HttpResponseMessage response, Stream into, long maxBytes, CancellationToken ct)
    {
        await using var from = await response.Content.ReadAsStreamAsync(ct);
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            var left = maxBytes;
            int read;
            while ((read = await from.ReadAsync(buffer, ct)) > 0)
            {
                if (read > left)
                    throw new ProviderException("too_large");
                left -= read;
                await into.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

using System.Buffers;

namespace CleanApp.Api.Webhooks;

internal static class RawBody
{
    private const int UsualBytes = 4096;

    /// <summary>The body as it came, byte by byte: a signature is of the bytes.</summary>
    /// <exception cref="BadHttpRequestException">Larger than <paramref name="maxBytes"/>: 413.</exception>
    public static async Task<byte[]> ReadAllAsync(this HttpRequest request, int maxBytes, CancellationToken ct)
    {
        if (request.ContentLength > maxBytes)
            throw new BadHttpRequestException("Larger than a notification.", 413);
        var buffer = ArrayPool<byte>.Shared.Rent(UsualBytes);
        try
        {
            var length = 0;
            for (int read; (read = await request.Body.ReadAsync(buffer.AsMemory(length), ct)) > 0; )
            {
                length += read;
                if (length > maxBytes)
                    throw new BadHttpRequestException("Larger than a notification.", 413);
                if (length < buffer.Length)
                    continue;
                var larger = ArrayPool<byte>.Shared.Rent(2 * length);
                buffer.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

namespace CleanApp.Application.Common;

/// <summary>A file on its way in; nothing of it is read before it is opened.</summary>
public interface IIncomingFile
{
    /// <returns>Null when there is none.</returns>
    Task<IncomingFile?> OpenAsync(CancellationToken ct);
}

/// <param name="Name">As the sender calls it, and what type they say it has; neither is believed.</param>
public sealed record IncomingFile(string? Name, string? MimeType, Stream Content)
{
    /// <summary>All of it, or one byte more than it may have, so that it is known to be too large.</summary>
    public async Task<byte[]> ReadAsync(int most, CancellationToken ct)
    {
        var buffer = new byte[most + 1];
        var read = await Content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return buffer[..read];
    }
}

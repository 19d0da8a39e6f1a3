namespace CleanApp.Application.Common;

/// <summary>A file on its way in; nothing of it is read before it is opened.</summary>
public interface IIncomingFile
{
    /// <returns>Null when there is none.</returns>
    Task<IncomingFile?> OpenAsync(CancellationToken ct);
}

/// <param name="Name">As the sender calls it, and what type they say it has; neither is believed.</param>
public sealed record IncomingFile(string? Name, string? MimeType, Stream Content);

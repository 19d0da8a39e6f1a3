namespace CleanApp.Application.Common;

/// <summary>
/// Bytes by opaque key, outside of the database: a folder, or any S3-compatible service. Keys are made by us (small letters, digits and
/// hyphens, parts divided by a slash); nothing that came from outside is ever part of one.
/// </summary>
public interface IObjectStorage
{
    /// <summary>Whole or not at all; what was there is replaced.</summary>
    /// <param name="content">From where it stands to its end; can be sought in.</param>
    /// <exception cref="Domain.Common.DomainException">The storage is away or full; also by the other calls.</exception>
    Task PutAsync(string key, Stream content, CancellationToken ct);

    /// <returns>Null when nothing is there.</returns>
    Task<Stream?> GetAsync(string key, CancellationToken ct);

    /// <summary>Where nothing is, nothing happens.</summary>
    Task DeleteAsync(string key, CancellationToken ct);
}

/// <summary>
/// The company's files, encrypted at rest: each under a key of its own (AES-256-GCM, piece by piece, so that memory stays small whatever the
/// size). Who keeps a file keeps its key sealed in a row: without the row nobody reads the file, not from a backup of the storage either.
/// </summary>
public interface ISealedFiles
{
    /// <summary>A new file, encrypted before anything of it touches the disk.</summary>
    IFileDraft Begin();

    /// <returns>What was written, in clear; null when the file is gone. Reading it throws when it was tampered with or cut.</returns>
    Task<Stream?> OpenAsync(KeptFile file, CancellationToken ct);

    /// <summary>Where no file is, nothing happens.</summary>
    Task DeleteAsync(Guid id, CancellationToken ct);
}

/// <summary>Gone when it is disposed, unless it was kept.</summary>
public interface IFileDraft : IAsyncDisposable
{
    /// <summary>To write to.</summary>
    Stream Content { get; }

    long Size { get; }

    /// <summary>The first 4 KB, by which it is known what it is.</summary>
    ReadOnlyMemory<byte> Beginning { get; }

    /// <summary>SHA-256 of what was written, in hex. Nothing can be written after it.</summary>
    Task<string> FinishAsync(CancellationToken ct);

    /// <summary>Puts the finished file into the storage.</summary>
    Task<KeptFile> KeepAsync(Guid id, CancellationToken ct);
}

/// <param name="Id">Never used twice.</param>
/// <param name="Secret">The file's own key; to be kept sealed.</param>
/// <param name="Size">Of what was written, in bytes.</param>
public sealed record KeptFile(Guid Id, string Secret, long Size)
{
    public override string ToString() => $"File {Id}";
}

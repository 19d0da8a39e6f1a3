using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using Microsoft.Extensions.Logging;

namespace CleanApp.Infrastructure.Storage;

/// <summary>A folder. Written aside and moved into place, so that a key is never half a file, whenever the process dies.</summary>
internal sealed class DiskStorage : IObjectStorage
{
    private const string Aside = ".aside";
    private static readonly TimeSpan LeftBehind = TimeSpan.FromDays(1);
    private readonly string _folder;
    private readonly ILogger<DiskStorage> _logger;

    public DiskStorage(string folder, TimeProvider clock, ILogger<DiskStorage> logger)
    {
        _folder = Path.GetFullPath(folder);
        _logger = logger;
        RemoveLeftBehind(clock.GetUtcNow() - LeftBehind);
    }

    public async Task PutAsync(string key, Stream content, CancellationToken ct)
    {
        var place = PlaceOf(key);
        var draft = Path.Combine(_folder, Aside, Path.GetRandomFileName());
        try
        {
            NewFolder(Path.GetDirectoryName(draft)!);
            NewFolder(Path.GetDirectoryName(place)!);
            await using (var file = new FileStream(draft, WriteOnly()))
            {
                await content.CopyToAsync(file, ct);
                file.Flush(flushToDisk: true);
            }
            File.Move(draft, place, overwrite: true);
        }
        catch (Exception e)
        {
            if (File.Exists(draft))
                File.Delete(draft);
            if (e is IOException or UnauthorizedAccessException)
                throw Away(e);
            throw;
        }
    }

    public Task<Stream?> GetAsync(string key, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream?>(
                new FileStream(PlaceOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous)
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Away(e);
        }
    }

    public Task DeleteAsync(string key, CancellationToken ct)
    {
        try
        {
            File.Delete(PlaceOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // Then there is no file either.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Away(e);
        }
        return Task.CompletedTask;
    }

    private string PlaceOf(string key) => Path.Combine(_folder, ObjectKeys.Checked(key));

    private DomainException Away(Exception e)
    {
        _logger.LogError("Files cannot be kept in {Folder}: {Reason}", _folder, e.GetType().Name);
        return new DomainException(CommonErrors.StorageUnavailable);
    }

    private static FileStreamOptions WriteOnly()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 1,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void NewFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Of processes that were killed.</summary>
    private void RemoveLeftBehind(DateTimeOffset before)
    {
        var aside = new DirectoryInfo(Path.Combine(_folder, Aside));
        if (!aside.Exists)
            return;
        try
        {
            foreach (var file in aside.EnumerateFiles().Where(f => f.LastWriteTimeUtc < before.UtcDateTime))
                file.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _logger.LogWarning("What was left in {Folder} stays there: {Reason}", aside.FullName, e.GetType().Name);
        }
    }
}

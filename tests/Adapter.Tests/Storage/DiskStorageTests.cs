using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Infrastructure.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Storage;

public sealed class DiskStorageTests : ObjectStorageContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cleanapp-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override Task<IObjectStorage> NewAsync() => Task.FromResult(New());

    [Fact]
    public async Task Nobody_else_on_the_machine_may_read_a_file()
    {
        await New().PutAsync(Key, new MemoryStream([1]), Ct);

        var file = new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
        {
            file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            file.Directory!.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task What_a_killed_process_left_is_removed_a_day_later_and_nothing_else()
    {
        await New().PutAsync(Key, new MemoryStream([1]), Ct);
        var (old, young) = (Path.Combine(_folder, ".aside", "old"), Path.Combine(_folder, ".aside", "young"));
        await File.WriteAllBytesAsync(old, [1], Ct);
        await File.WriteAllBytesAsync(young, [1], Ct);
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-25));

        var storage = New();

        (File.Exists(old), File.Exists(young)).ShouldBe((false, true));
        (await ReadAsync(storage, Key)).ShouldBe([1]);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_a_storage_that_is_away()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllBytesAsync(file, [1], Ct);
        var storage = new DiskStorage(file, TimeProvider.System, NullLogger<DiskStorage>.Instance);

        (await Should.ThrowAsync<DomainException>(() => storage.PutAsync(Key, new MemoryStream([1]), Ct))).Error.ShouldBe(
            CommonErrors.StorageUnavailable
        );
    }

    private IObjectStorage New() => new DiskStorage(_folder, TimeProvider.System, NullLogger<DiskStorage>.Instance);
}

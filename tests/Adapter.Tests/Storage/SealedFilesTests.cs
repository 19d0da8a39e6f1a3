using System.Security.Cryptography;
using CleanApp.Application.Common;
using CleanApp.Infrastructure.Persistence.Tenancy;
using CleanApp.Infrastructure.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Storage;

/// <summary>What lies in the storage tells nothing, and what was changed there does not open.</summary>
public sealed class SealedFilesTests : IDisposable
{
    private const int Piece = 64 * 1024;
    private readonly string _folder = Directory.CreateTempSubdirectory("cleanapp-files-").FullName;
    private readonly Guid _company = New();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Piece - 1)]
    [InlineData(Piece)]
    [InlineData(Piece + 1)]
    [InlineData(3 * Piece)]
    public async Task What_was_kept_opens_with_its_hash_and_size(int size)
    {
        var bytes = RandomNumberGenerator.GetBytes(size);

        var (kept, hash) = await KeepAsync(bytes);

        hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        kept.Size.ShouldBe(size);
        (await ReadAsync(kept)).ShouldBe(bytes);
    }

    [Fact]
    public async Task Nothing_of_it_is_to_be_read_in_the_storage_and_two_copies_are_not_alike()
    {
        var text = "RG de Ana"u8.ToArray();
        var bytes = Enumerable.Repeat(text, 20_000).SelectMany(b => b).ToArray();

        await KeepAsync(bytes);
        await KeepAsync(bytes);

        var stored = Stored().Select(f => File.ReadAllBytes(f.FullName)).ToList();
        stored.Count.ShouldBe(2);
        stored.Count(s => s.AsSpan().IndexOf(text) >= 0).ShouldBe(0);
        stored[0].ShouldNotBe(stored[1]);
    }

    [Theory]
    [InlineData("a byte of the first piece")]
    [InlineData("a byte of the last piece")]
    [InlineData("cut within a piece")]
    [InlineData("cut after a piece")]
    [InlineData("pieces changed places")]
    [InlineData("another file")]
    public async Task What_was_changed_in_the_storage_does_not_open(string how)
    {
        var (kept, _) = await KeepAsync(RandomNumberGenerator.GetBytes(3 * Piece));
        var file = Stored().Single().FullName;
        var box = await File.ReadAllBytesAsync(file, Ct);
        const int sealedPiece = Piece + 16;
        switch (how)
        {
            case "a byte of the first piece":
                box[7] ^= 1;
                break;
            case "a byte of the last piece":
                box[^1] ^= 1;
                break;
            case "cut within a piece":
                box = box[..^9];
                break;
            case "cut after a piece":
                box = box[..(2 * sealedPiece)];
                break;
            case "pieces changed places":
                box = [.. box[sealedPiece..(2 * sealedPiece)], .. box[..sealedPiece], .. box[(2 * sealedPiece)..]];
                break;
            default:
                await KeepAsync(RandomNumberGenerator.GetBytes(3 * Piece));
                box = await File.ReadAllBytesAsync(Stored().Single(f => f.FullName != file).FullName, Ct);
                break;
        }
        await File.WriteAllBytesAsync(file, box, Ct);

        await Should.ThrowAsync<CryptographicException>(() => ReadAsync(kept));
        // Nor by whoever believes it to be shorter.
        if (how == "cut after a piece")
            await Should.ThrowAsync<CryptographicException>(() => ReadAsync(kept with { Size = 2 * Piece }));
    }

    [Fact]
    public async Task Another_companys_file_is_not_there()
    {
        var (kept, _) = await KeepAsync([1, 2, 3]);

        (await Files(New()).OpenAsync(kept, Ct)).ShouldBeNull();
        await Files(New()).DeleteAsync(kept.Id, Ct);

        (await ReadAsync(kept)).ShouldBe([1, 2, 3]);
        await Files(_company).DeleteAsync(kept.Id, Ct);
        (await Files(_company).OpenAsync(kept, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_draft_that_was_not_kept_leaves_nothing()
    {
        await using (var draft = Files(_company).Begin())
            await draft.Content.WriteAsync(new byte[200_000], Ct);

        Stored().ShouldBeEmpty();
    }

    private async Task<(KeptFile Kept, string Hash)> KeepAsync(byte[] bytes)
    {
        await using var draft = Files(_company).Begin();
        // In bites that fit no piece.
        foreach (var bite in bytes.Chunk(10_007))
            await draft.Content.WriteAsync(bite, Ct);
        var hash = await draft.FinishAsync(Ct);
        return (await draft.KeepAsync(New(), Ct), hash);
    }

    private async Task<byte[]> ReadAsync(KeptFile kept)
    {
        await using var content = (await Files(_company).OpenAsync(kept, Ct)).ShouldNotBeNull();
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, 9_001, Ct);
        return copy.ToArray();
    }

    private SealedFiles Files(Guid company)
    {
        var tenant = new TenantContext();
        tenant.Enter(company);
        return new SealedFiles(new DiskStorage(_folder, TimeProvider.System, NullLogger<DiskStorage>.Instance), tenant);
    }

    private IEnumerable<FileInfo> Stored() => new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories);

    private static Guid New() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}

using System.Security.Cryptography;
using System.Text;
using CleanApp.Application.Common;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Storage;

/// <summary>What every storage of files does, whatever it is made of.</summary>
public abstract class ObjectStorageContract
{
    protected const string Key = "019ab7c2d4e570008000000000000001/019ab7c2d4e570008000000000000002";

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An empty one.</summary>
    protected abstract Task<IObjectStorage> NewAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(6_000_000)]
    public async Task What_is_put_is_what_is_got(int size)
    {
        var storage = await NewAsync();
        var bytes = RandomNumberGenerator.GetBytes(size);

        await storage.PutAsync(Key, new MemoryStream(bytes), Ct);

        (await ReadAsync(storage, Key)).ShouldBe(bytes);
        (await ReadAsync(storage, Key)).ShouldBe(bytes);
    }

    [Fact]
    public async Task Put_takes_what_is_left_of_the_stream_and_leaves_it_open()
    {
        var storage = await NewAsync();
        using var content = new MemoryStream("abcdef"u8.ToArray()) { Position = 3 };

        await storage.PutAsync(Key, content, Ct);

        Encoding.ASCII.GetString((await ReadAsync(storage, Key))!).ShouldBe("def");
        content.CanRead.ShouldBeTrue();
    }

    [Fact]
    public async Task The_second_put_replaces_the_first()
    {
        var storage = await NewAsync();
        await storage.PutAsync(Key, new MemoryStream("the first, which was longer"u8.ToArray()), Ct);

        await storage.PutAsync(Key, new MemoryStream("the second"u8.ToArray()), Ct);

        Encoding.ASCII.GetString((await ReadAsync(storage, Key))!).ShouldBe("the second");
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_can_be_deleted()
    {
        var storage = await NewAsync();

        (await storage.GetAsync(Key, Ct)).ShouldBeNull();
        await storage.DeleteAsync(Key, Ct);
    }

    [Fact]
    public async Task What_was_deleted_is_gone_and_its_neighbours_stay()
    {
        var storage = await NewAsync();
        await storage.PutAsync(Key, new MemoryStream([1]), Ct);
        await storage.PutAsync(Key + "a", new MemoryStream([2]), Ct);

        await storage.DeleteAsync(Key, Ct);
        await storage.DeleteAsync(Key, Ct);

        (await storage.GetAsync(Key, Ct)).ShouldBeNull();
        (await ReadAsync(storage, Key + "a")).ShouldBe([2]);
    }

    [Fact]
    public async Task A_put_that_breaks_off_leaves_what_was_there()
    {
        var storage = await NewAsync();
        await storage.PutAsync(Key, new MemoryStream([1]), Ct);

        await Should.ThrowAsync<Exception>(() => storage.PutAsync(Key, new BreaksOff(), Ct));

        (await ReadAsync(storage, Key)).ShouldBe([1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../a")]
    [InlineData("a/../b")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("A")]
    [InlineData("a.b")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a?b")]
    [InlineData("a\n")]
    public async Task A_key_that_is_none_of_ours_reaches_nothing(string key)
    {
        var storage = await NewAsync();

        await Should.ThrowAsync<ArgumentException>(() => storage.PutAsync(key, new MemoryStream([1]), Ct));
        await Should.ThrowAsync<ArgumentException>(() => storage.GetAsync(key, Ct));
        await Should.ThrowAsync<ArgumentException>(() => storage.DeleteAsync(key, Ct));
    }

    [Fact]
    public async Task Many_at_once_do_not_meet()
    {
        var storage = await NewAsync();

        await Parallel.ForAsync(
            0,
            20,
            Ct,
            async (i, _) =>
            {
                await storage.PutAsync($"many/{i}", new MemoryStream([(byte)i]), Ct);
                (await ReadAsync(storage, $"many/{i}")).ShouldBe([(byte)i]);
            }
        );
    }

    protected static async Task<byte[]?> ReadAsync(IObjectStorage storage, string key)
    {
        await using var content = await storage.GetAsync(key, Ct);
        if (content is null)
            return null;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    /// <summary>Says that it has more than it gives.</summary>
    private sealed class BreaksOff : MemoryStream
    {
        public BreaksOff()
            : base(new byte[200_000]) { }

        public override int Read(byte[] buffer, int offset, int count) =>
            Position > 100_000 ? throw new InvalidDataException("broken off") : base.Read(buffer, offset, Math.Min(count, 50_000));

        public override int Read(Span<byte> buffer) =>
            Position > 100_000 ? throw new InvalidDataException("broken off") : base.Read(buffer[..Math.Min(buffer.Length, 50_000)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer, offset, count));

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var buffer = new byte[50_000];
            for (int read; (read = Read(buffer)) > 0; )
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}

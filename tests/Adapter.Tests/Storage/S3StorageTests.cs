using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Infrastructure.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Storage;

public sealed class S3StorageTests(S3Server server) : ObjectStorageContract, IDisposable
{
    private static int _number;
    private readonly List<S3Storage> _made = [];

    public void Dispose() => _made.ForEach(s => s.Dispose());

    /// <summary>Of one bucket, divided by prefixes: what one storage holds another does not see.</summary>
    protected override async Task<IObjectStorage> NewAsync()
    {
        var options = await server.OptionsAsync();
        options.Prefix = $"test-{Interlocked.Increment(ref _number)}/";
        return New(options);
    }

    [Fact]
    public async Task A_key_that_the_server_does_not_know_is_refused_and_told_as_away()
    {
        var options = await server.OptionsAsync();
        options.AccessKey = "outra";

        await ShouldBeAwayAsync(New(options));
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_not_an_empty_one()
    {
        var options = await server.OptionsAsync();
        options.Bucket = "another";

        await ShouldBeAwayAsync(New(options));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_as_away()
    {
        var options = await server.OptionsAsync();
        options.Url = new Uri("http://127.0.0.1:9");

        await ShouldBeAwayAsync(New(options));
    }

    [Fact]
    public async Task The_prefix_is_before_every_key()
    {
        var options = await server.OptionsAsync();
        options.Prefix = "all/";
        await New(options).PutAsync("of/it", new MemoryStream([7]), Ct);
        options.Prefix = "";

        (await ReadAsync(New(options), "all/of/it")).ShouldBe([7]);
    }

    private static async Task ShouldBeAwayAsync(S3Storage storage)
    {
        foreach (var call in (Func<Task>[])[() => storage.PutAsync(Key, new MemoryStream([1]), Ct), () => storage.GetAsync(Key, Ct)])
            (await Should.ThrowAsync<DomainException>(call)).Error.ShouldBe(CommonErrors.StorageUnavailable);
    }

    private S3Storage New(S3Options options)
    {
        var storage = new S3Storage(options, NullLogger<S3Storage>.Instance);
        _made.Add(storage);
        return storage;
    }
}

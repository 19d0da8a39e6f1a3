using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Infrastructure.Http;
using Microsoft.Extensions.Logging;

namespace CleanApp.Infrastructure.Storage;

/// <summary>Any service that speaks S3. Only what all of them know is asked of it: no chunked signatures, no checksums in trailers.</summary>
internal sealed class S3Storage : IObjectStorage, IDisposable
{
    /// <summary>For a whole file.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private const int MostRetries = 2;
    private readonly AmazonS3Client _client;
    private readonly S3Options _options;
    private readonly ILogger<S3Storage> _logger;

    public S3Storage(S3Options options, ILogger<S3Storage> logger)
    {
        _options = options;
        _logger = logger;
        _client = new AmazonS3Client(
            new BasicAWSCredentials(options.AccessKey, options.SecretKey),
            new AmazonS3Config
            {
                ServiceURL = options.Url!.AbsoluteUri,
                AuthenticationRegion = options.Region,
                ForcePathStyle = options.PathStyle,
                Timeout = Timeout,
                MaxErrorRetry = MostRetries,
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
                HttpClientFactory = new Clients(options.Url),
            }
        );
    }

    public Task PutAsync(string key, Stream content, CancellationToken ct) =>
        CallAsync(
            () =>
                _client.PutObjectAsync(
                    new PutObjectRequest
                    {
                        BucketName = _options.Bucket,
                        Key = KeyOf(key),
                        InputStream = content,
                        AutoCloseStream = false,
                        AutoResetStreamPosition = false,
                        ContentType = "application/octet-stream",
                        UseChunkEncoding = false,
                    },
                    ct
                ),
            ct
        );

    public async Task<Stream?> GetAsync(string key, CancellationToken ct)
    {
        var answer = await CallAsync(() => _client.GetObjectAsync(new GetObjectRequest { BucketName = _options.Bucket, Key = KeyOf(key) }, ct), ct);
        return answer?.ResponseStream;
    }

    public Task DeleteAsync(string key, CancellationToken ct) =>
        CallAsync(() => _client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _options.Bucket, Key = KeyOf(key) }, ct), ct);

    public void Dispose() => _client.Dispose();

    private string KeyOf(string key) => _options.Prefix + ObjectKeys.Checked(key);

    /// <returns>Null when nothing is there.</returns>
    private async Task<T?> CallAsync<T>(Func<Task<T>> call, CancellationToken ct)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
        catch (Exception e)
            when (!ct.IsCancellationRequested
                && e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException
            )
        {
            _logger.LogError(
                "The storage of files refuses or does not answer: {Reason}",
                e is AmazonServiceException s ? s.ErrorCode : e.GetType().Name
            );
            throw new DomainException(CommonErrors.StorageUnavailable);
        }
    }

    /// <summary>Our own way out. The address is the operator's, so it may be inside of the network; nothing else may.</summary>
    private sealed class Clients(Uri url) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            GuardedHttp.NewClient(
                GuardedHttp.NewHandler(endpoint => endpoint.Port == url.Port && IsOurs(endpoint.Host)),
                url,
                System.Threading.Timeout.InfiniteTimeSpan
            );

        private bool IsOurs(string host) => host == url.Host || host.EndsWith($".{url.Host}", StringComparison.Ordinal);
    }
}

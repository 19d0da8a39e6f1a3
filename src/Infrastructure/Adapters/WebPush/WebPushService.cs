using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Alerts;
using CleanApp.Infrastructure.Http;
using Microsoft.Extensions.Options;

namespace CleanApp.Infrastructure.Adapters.WebPush;

/// <summary>
/// Push services take messages at addresses that browsers name, and so any address can be named: https to a public host, on the usual port,
/// nothing followed elsewhere, and of the answer only its status.
/// </summary>
internal sealed class WebPushService : IPushService, IDisposable
{
    private const int SecretLength = 16;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly WebPushOptions _options;
    private readonly VapidKey _key;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _invoker;
    private readonly string _contact;

    public WebPushService(IOptions<WebPushOptions> options, VapidKey key, IPublicUrls urls, TimeProvider clock)
    {
        (_options, _key, _clock) = (options.Value, key, clock);
        var here = new Uri(urls.Of("/"));
        _contact = _options.Contact ?? (here.Scheme == "https" ? here.GetLeftPart(UriPartial.Authority) : $"mailto:webmaster@{here.Host}");
        var handler = GuardedHttp.NewHandler(endpoint => _options.SandboxUrl is { } url && url.Host == endpoint.Host && url.Port == endpoint.Port);
        handler.ActivityHeadersPropagator = null;
        _invoker = new HttpMessageInvoker(handler, disposeHandler: true);
    }

    public string PublicKey => _key.Public;

    public bool IsAllowed(string endpoint) => AddressOf(endpoint) is not null;

    public bool AreKeys(PushTarget target)
    {
        if (BytesOf(target.Auth) is not { Length: SecretLength } || BytesOf(target.P256dh) is not { } key)
            return false;
        try
        {
            using var point = ECDiffieHellman.Create(P256.Public(key));
            return true;
        }
        catch (CryptographicException)
        {
            // Not on the curve, or no point at all.
            return false;
        }
    }

    public async Task<PushAnswer> SendAsync(PushTarget target, string text, string topic, CancellationToken ct)
    {
        if (AddressOf(target.Endpoint) is not { } address)
            return new PushAnswer(PushOutcome.Refused, null);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(PushCipher.Encrypt(text, BytesOf(target.P256dh)!, BytesOf(target.Auth)!))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream"), ContentEncoding = { "aes128gcm" } },
            },
        };
        request.Headers.TryAddWithoutValidation("Authorization", _key.Authorise(address, _contact, _clock.GetUtcNow()));
        request.Headers.Add("TTL", ((int)Lifetime.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", "high");
        request.Headers.Add("Topic", topic);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_options.Timeout);
        try
        {
            using var response = await _invoker.SendAsync(request, limit.Token);
            return AnswerOf(response);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new PushAnswer(PushOutcome.Unreachable, null);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private PushAnswer AnswerOf(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var outcome = status switch
        {
            >= 200 and < 300 => PushOutcome.Accepted,
            404 or 410 => PushOutcome.Gone,
            429 or >= 500 => PushOutcome.Later,
            _ => PushOutcome.Refused,
        };
        var retry = response.Headers.RetryAfter;
        return new PushAnswer(outcome, status, retry?.Delta ?? (retry?.Date is { } at && at > _clock.GetUtcNow() ? at - _clock.GetUtcNow() : null));
    }

    private Uri? AddressOf(string endpoint)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return null;
        var isSandbox = _options.SandboxUrl is { } url && url.Scheme == address.Scheme && url.Authority == address.Authority;
        var isPublicName = address is { Scheme: "https", IsDefaultPort: true, HostNameType: UriHostNameType.Dns } && address.Host.Contains('.');
        return isSandbox || isPublicName ? address : null;
    }

    private static byte[]? BytesOf(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            // The caller's to refuse.
            return null;
        }
    }
}

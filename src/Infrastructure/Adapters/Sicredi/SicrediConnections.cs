using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CleanApp.Application.Common;
using CleanApp.Application.Payments;
using CleanApp.Application.Payments.Sicredi;
using CleanApp.Domain.Payments;
using CleanApp.Infrastructure.Http;

namespace CleanApp.Infrastructure.Adapters.Sicredi;

/// <summary>One mTLS client and one access token per account, kept while its settings stay the same.</summary>
internal sealed class SicrediConnections(ISecretBox secrets, BankHosts hosts, SandboxOptions sandbox, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, SicrediConnection> _byTenant = new();

    public SicrediConnection Of(SicrediAccount account)
    {
        var fingerprint = Fingerprint(account);
        if (_byTenant.TryGetValue(account.TenantId, out var known) && known.Fingerprint == fingerprint)
            return known;
        // The old client is left to requests under way; its idle sockets close by themselves.
        return _byTenant[account.TenantId] = Open(account, fingerprint);
    }

    public void Dispose()
    {
        foreach (var connection in _byTenant.Values)
            connection.Client.Dispose();
    }

    private SicrediConnection Open(SicrediAccount account, string fingerprint)
    {
        var baseUrl = new Uri(account.BaseUrl);
        if (!hosts.IsAllowed(baseUrl))
            throw new BankUnavailableException("host_not_allowed");
        var isSandbox = hosts.IsSandbox(baseUrl.Host, baseUrl.Port);
        var handler = GuardedHttp.NewHandler(endpoint => hosts.IsSandbox(endpoint.Host, endpoint.Port));
        handler.SslOptions = new SslClientAuthenticationOptions { ClientCertificateContext = ClientCertificate(account) };
        if (isSandbox && sandbox.CertificateFolder is { } folder)
        {
            // The test bank's authority is trusted for the test bank only. The real bank has a public certificate: system roots.
            var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "ca.pem"));
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }
        var client = GuardedHttp.NewClient(handler, baseUrl, TimeSpan.FromSeconds(20));
        var secret = secrets.Open(account.ClientSecret, SicrediSecrets.ClientSecretOf(account));
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.ClientId}:{secret}"));
        return new SicrediConnection(fingerprint, client, account.TokenPath, basic, clock);
    }

    private SslStreamCertificateContext? ClientCertificate(SicrediAccount account)
    {
        if (account is not { CertificatePem: { } pem, PrivateKeyPem: { } sealedKey })
            return null;
        try
        {
            var key = secrets.Open(sealedKey, SicrediSecrets.PrivateKeyOf(account));
            var certificate = X509Certificate2.CreateFromPem(pem, key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(pem);
            // Sent with the bank's chain, which its gateway may need to build the path.
            return SslStreamCertificateContext.Create(certificate, [.. chain.Skip(1)], offline: true);
        }
        catch (CryptographicException e)
        {
            throw new BankUnavailableException("certificate", e);
        }
    }

    private static string Fingerprint(SicrediAccount account)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in new[] { account.BaseUrl, account.TokenPath, account.ClientId, account.CertificatePem ?? "" })
            hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        hash.AppendData(account.ClientSecret);
        hash.AppendData(account.PrivateKeyPem ?? []);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}

internal sealed class SicrediConnection(string fingerprint, HttpClient client, string tokenPath, string basicCredentials, TimeProvider clock)
{
    private const string Scope = "cob.write cob.read pix.read pix.write webhook.read webhook.write";
    private readonly SemaphoreSlim _signIn = new(1);
    private (string Value, DateTimeOffset Until)? _token;

    public string Fingerprint => fingerprint;
    public HttpClient Client => client;

    /// <summary>Kept for as long as the bank says, less a tenth: reports of its lifetime disagree, so only <c>expires_in</c> counts.</summary>
    public async Task<string> TokenAsync(CancellationToken ct)
    {
        if (_token is { } known && clock.GetUtcNow() < known.Until)
            return known.Value;
        await _signIn.WaitAsync(ct);
        try
        {
            if (_token is { } meanwhile && clock.GetUtcNow() < meanwhile.Until)
                return meanwhile.Value;
            var asked = clock.GetUtcNow();
            using var request = new HttpRequestMessage(HttpMethod.Post, tokenPath)
            {
                Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", Scope)]),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basicCredentials);
            using var response = await client.SendAsync(request, ct);
            if ((int)response.StatusCode is 400 or 401 or 403)
                throw new BankUnavailableException("unauthorized");
            if (!response.IsSuccessStatusCode)
                throw new BankUnavailableException("server_error");
            var reply = await response.Content.ReadFromJsonAsync<TokenReply>(Wire.Json, ct);
            if (reply is not { AccessToken: { Length: > 0 } token })
                throw new BankUnavailableException("server_error");
            _token = (token, asked + TimeSpan.FromSeconds(Math.Max(1, (reply.ExpiresIn ?? 60) * 0.9)));
            return token;
        }
        finally
        {
            _signIn.Release();
        }
    }

    public void ForgetToken(string refused)
    {
        if (_token is { } known && known.Value == refused)
            _token = null;
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CleanApp.Sandbox.Controls;

namespace CleanApp.Sandbox.Psp;

internal sealed record AccessToken(string ClientId, IReadOnlySet<string> Scopes, string Thumbprint, DateTimeOffset ExpiresAt);

/// <summary>OAuth 2.0 client credentials over mTLS. A token only works with the certificate that asked for it (RFC 8705, section 3).</summary>
internal sealed class TokenIssuer(SandboxOptions options, FaultBoard faults)
{
    private const int UsualLifetime = 3600;

    private static readonly HashSet<string> Known =
    [
        "cob.read",
        "cob.write",
        "pix.read",
        "pix.write",
        "webhook.read",
        "webhook.write",
        "payloadlocation.read",
        "payloadlocation.write",
        "cobv.read",
        "cobv.write",
    ];

    private readonly ConcurrentDictionary<string, AccessToken> _tokens = [];

    public static string Thumbprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    public AccessToken? Find(string token) => _tokens.TryGetValue(token, out var found) && found.ExpiresAt > options.Clock.GetUtcNow() ? found : null;

    public async Task<IResult> IssueAsync(HttpContext http)
    {
        var clientId = Authenticate(http.Request.Headers.Authorization.ToString());
        if (clientId is null || faults.Any(null, clientId, f => f.TokenRefuse))
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"oauth\"";
            return Refuse(401, "invalid_client", "Client authentication failed.");
        }

        // Both places are used by integrators of this bank.
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        string Parameter(string name) => form[name].FirstOrDefault() ?? http.Request.Query[name].FirstOrDefault() ?? "";

        if (Parameter("grant_type") != "client_credentials")
            return Refuse(400, "unsupported_grant_type", "Only client_credentials is supported.");
        var scopes = Parameter("scope").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        if (scopes.Count == 0 || !scopes.IsSubsetOf(Known))
            return Refuse(400, "invalid_scope", "The scope is missing or not granted to this client.");

        var now = options.Clock.GetUtcNow();
        foreach (var (old, token) in _tokens)
        {
            if (token.ExpiresAt <= now)
                _tokens.TryRemove(old, out _);
        }

        var lifetime = faults.First(null, clientId, f => f.TokenExpiresIn) ?? UsualLifetime;
        var text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _tokens[text] = new AccessToken(clientId, scopes, Thumbprint(http.Connection.ClientCertificate!), now.AddSeconds(lifetime));
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new Dictionary<string, object>
            {
                ["access_token"] = text,
                ["expires_in"] = lifetime,
                ["token_type"] = "Bearer",
                ["scope"] = string.Join(' ', scopes),
            }
        );
    }

    /// <summary>The client a call names by HTTP Basic, whether or not its secret is right; faults meant for one client need it.</summary>
    public static string? ClaimedClient(string header) => Basic(header)?.ClientId;

    /// <summary>
    /// The configured client, or that name with a suffix: every such client is another customer of the bank with its own books, so that
    /// parallel tests need not see each other's money.
    /// </summary>
    private string? Authenticate(string header)
    {
        if (Basic(header) is not var (clientId, secret) || secret != options.ClientSecret)
            return null;
        return clientId == options.ClientId || clientId.StartsWith(options.ClientId + "-", StringComparison.Ordinal) ? clientId : null;
    }

    private static (string ClientId, string Secret)? Basic(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header[6..].Trim())).Split(':', 2);
            return pair.Length == 2 ? (pair[0], pair[1]) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IResult Refuse(int status, string error, string description) =>
        Results.Json(new Dictionary<string, string> { ["error"] = error, ["error_description"] = description }, statusCode: status);
}

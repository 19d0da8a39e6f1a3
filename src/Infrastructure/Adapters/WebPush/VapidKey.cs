using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using CleanApp.Infrastructure.Security;

namespace CleanApp.Infrastructure.Adapters.WebPush;

/// <summary>
/// By which push services know this installation (RFC 8292). Made from the key file's token key, which every node has and no rotation
/// exchanges: another key would end every browser's subscription.
/// </summary>
internal sealed class VapidKey : IDisposable
{
    /// <summary>Services refuse more than a day.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private static readonly BigInteger Order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        System.Globalization.NumberStyles.HexNumber,
        System.Globalization.CultureInfo.InvariantCulture
    );

    private readonly ECDsa _key;

    public VapidKey(KeyRing keys)
    {
        // Half as many bits again as the order has, so that no number is likelier than another.
        var random = new BigInteger(HKDF.Expand(HashAlgorithmName.SHA256, keys.Token, 48, "vapid"u8.ToArray()), isUnsigned: true, isBigEndian: true);
        var secret = (random % (Order - 1) + 1).ToByteArray(isUnsigned: true, isBigEndian: true);
        _key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = [.. new byte[32 - secret.Length], .. secret] });
        Public = Base64Url.EncodeToString(P256.Encode(_key.ExportParameters(includePrivateParameters: false).Q));
    }

    public string Public { get; }

    /// <summary>The value of the header Authorization.</summary>
    public string Authorise(Uri endpoint, string contact, DateTimeOffset now)
    {
        var claims = new Dictionary<string, object>
        {
            ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["sub"] = contact,
        };
        var token = $"{Part(new Dictionary<string, object> { ["typ"] = "JWT", ["alg"] = "ES256" })}.{Part(claims)}";
        var signature = _key.SignData(System.Text.Encoding.ASCII.GetBytes(token), HashAlgorithmName.SHA256);
        return $"vapid t={token}.{Base64Url.EncodeToString(signature)}, k={Public}";
    }

    public void Dispose() => _key.Dispose();

    private static string Part(Dictionary<string, object> values) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values));
}

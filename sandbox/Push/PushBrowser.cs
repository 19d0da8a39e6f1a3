using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CleanApp.Sandbox.Push;

/// <summary>A message as the browser got it.</summary>
/// <param name="Text">Decrypted; null when it could not be.</param>
internal sealed record PushedMessage(string? Text, string? Topic, string? Urgency, int Ttl, string Subject, int Bytes, DateTimeOffset At);

/// <summary>What the push service answers next instead of what it should.</summary>
/// <param name="Times">How often; null: from now on.</param>
internal sealed record PushFault(int Status, int? Times, string? RetryAfter, string? Location, int DelayMs)
{
    public int Hits { get; set; }
}

/// <summary>A browser that is subscribed: its keys, what it was told, and how its service misbehaves. The key that may write to it is that of the first message, unless it was named.</summary>
internal sealed class PushBrowser : IDisposable
{
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(16);
    private readonly Lock _gate = new();
    private readonly List<PushedMessage> _messages = [];
    private readonly List<PushFault> _faults = [];

    public string Id { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>base64url of the only key that may write, as a browser gives it when it subscribes.</summary>
    public string? ApplicationServerKey { get; set; }
    public bool IsGone { get; set; }

    public string P256dh => Base64Url.EncodeToString(Point(_key));
    public string Auth => Base64Url.EncodeToString(_secret);

    public PushedMessage[] Messages
    {
        get
        {
            lock (_gate)
                return [.. _messages];
        }
    }

    public void Misbehave(IEnumerable<PushFault> faults)
    {
        lock (_gate)
        {
            _faults.Clear();
            _faults.AddRange(faults);
        }
    }

    public PushFault? NextFault()
    {
        lock (_gate)
        {
            var fault = _faults.Find(f => f.Times is null || f.Hits < f.Times);
            if (fault is not null)
                fault.Hits++;
            return fault;
        }
    }

    public void Take(PushedMessage message)
    {
        lock (_gate)
            _messages.Add(message);
    }

    /// <summary>RFC 8291 from the browser's side. Null when it is not for this browser, was changed, or is no such message.</summary>
    public string? Open(byte[] body)
    {
        if (body.Length < 21 + 65 + 17)
            return null;
        var (salt, size, keyLength) = (body[..16], BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(16)), body[20]);
        if (keyLength != 65 || body.Length - 86 > size)
            return null;
        var sender = body[21..86];
        try
        {
            using var theirs = ECDiffieHellman.Create(
                new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = new ECPoint { X = sender[1..33], Y = sender[33..] },
                }
            );
            var shared = _key.DeriveRawSecretAgreement(theirs.PublicKey);
            byte[] info = [.. Encoding.ASCII.GetBytes("WebPush: info"), 0, .. Point(_key), .. sender];
            var input = HKDF.Expand(HashAlgorithmName.SHA256, HKDF.Extract(HashAlgorithmName.SHA256, shared, _secret), 32, info);
            var derived = HKDF.Extract(HashAlgorithmName.SHA256, input, salt);
            var key = HKDF.Expand(HashAlgorithmName.SHA256, derived, 16, Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0"));
            var nonce = HKDF.Expand(HashAlgorithmName.SHA256, derived, 12, Encoding.ASCII.GetBytes("Content-Encoding: nonce\0"));
            var plain = new byte[body.Length - 86 - 16];
            using var aes = new AesGcm(key, 16);
            aes.Decrypt(nonce, body.AsSpan(86, plain.Length), body.AsSpan(86 + plain.Length), plain);
            var end = Array.FindLastIndex(plain, b => b != 0);
            return end >= 0 && plain[end] == 2 ? Encoding.UTF8.GetString(plain, 0, end) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => _key.Dispose();

    private static byte[] Point(ECDiffieHellman key)
    {
        var point = key.ExportParameters(false).Q;
        return [4, .. point.X!, .. point.Y!];
    }
}

/// <summary>Who writes to a browser, by RFC 8292.</summary>
internal static class Vapid
{
    /// <returns>The contact the sender names; null with the reason when it is not who it says.</returns>
    public static (string? Contact, string? Reason) Verify(string header, string audience, string? onlyKey, DateTimeOffset now)
    {
        if (!header.StartsWith("vapid ", StringComparison.Ordinal))
            return (null, "the scheme is not vapid");
        var parts = header["vapid ".Length..]
            .Split(',')
            .Select(p => p.Trim().Split('=', 2))
            .Where(p => p.Length == 2)
            .ToDictionary(p => p[0], p => p[1]);
        if (!parts.TryGetValue("t", out var token) || !parts.TryGetValue("k", out var key))
            return (null, "t or k is missing");
        if (onlyKey is not null && onlyKey != key)
            return (null, "the browser subscribed with another key");
        try
        {
            return Check(token.Split('.'), Base64Url.DecodeFromChars(key), audience, now);
        }
        catch (Exception e) when (e is FormatException or CryptographicException or System.Text.Json.JsonException or InvalidOperationException)
        {
            return (null, $"unreadable: {e.Message}");
        }
    }

    private static (string?, string?) Check(string[] token, byte[] point, string audience, DateTimeOffset now)
    {
        if (token.Length != 3 || point.Length != 65)
            return (null, "no token, or no key");
        using var key = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33], Y = point[33..] },
            }
        );
        if (!key.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256))
            return (null, "the signature is wrong");
        var head = JsonNode.Parse(Base64Url.DecodeFromChars(token[0]))!;
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token[1]))!;
        if ((string?)head["alg"] != "ES256" || (string?)claims["aud"] != audience)
            return (null, "not ES256, or for another service");
        var expires = DateTimeOffset.FromUnixTimeSeconds((long)claims["exp"]!);
        if (expires <= now || expires > now.AddHours(24))
            return (null, "has expired, or lives longer than a day");
        var contact = (string?)claims["sub"];
        return
            contact is null || !(contact.StartsWith("mailto:", StringComparison.Ordinal) || contact.StartsWith("https://", StringComparison.Ordinal))
            ? (null, "names no contact")
            : (contact, null);
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CleanApp.Infrastructure.Adapters.WebPush;

/// <summary>
/// Message encryption for Web Push (RFC 8291), one record of <c>aes128gcm</c> (RFC 8188): opened by the browser's private key and secret,
/// and by nobody on the way. Lengths are rounded up, so that they tell nothing of the words.
/// </summary>
internal static class PushCipher
{
    private const int SaltLength = 16;
    private const int TagLength = 16;
    private const int RecordSize = 4096;
    private const int Rounding = 512;

    public static byte[] Encrypt(string text, byte[] browserKey, byte[] browserSecret)
    {
        using var ours = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var plain = Encoding.UTF8.GetBytes(text);
        return Encrypt(plain, browserKey, browserSecret, ours, RandomNumberGenerator.GetBytes(SaltLength), (plain.Length / Rounding + 1) * Rounding);
    }

    /// <param name="ours">Used for this message alone.</param>
    /// <param name="length">Of the text with its delimiter and what fills it up.</param>
    internal static byte[] Encrypt(byte[] plain, byte[] browserKey, byte[] browserSecret, ECDiffieHellman ours, byte[] salt, int length)
    {
        var ourKey = P256.Encode(ours.ExportParameters(includePrivateParameters: false).Q);
        using var theirs = ECDiffieHellman.Create(P256.Public(browserKey));
        var shared = ours.DeriveRawSecretAgreement(theirs.PublicKey);
        byte[] about = [.. "WebPush: info\0"u8, .. browserKey, .. ourKey];
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, browserSecret, about);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());

        var record = new byte[length];
        plain.CopyTo(record, 0);
        record[plain.Length] = 2; // the last record
        var header = SaltLength + 4 + 1 + ourKey.Length;
        var body = new byte[header + length + TagLength];
        salt.CopyTo(body, 0);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(SaltLength), RecordSize);
        body[SaltLength + 4] = (byte)ourKey.Length;
        ourKey.CopyTo(body, SaltLength + 5);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, record, body.AsSpan(header, length), body.AsSpan(header + length));
        return body;
    }
}

/// <summary>Points of the curve as the web writes them: uncompressed, 65 bytes.</summary>
internal static class P256
{
    private const int Coordinate = 32;

    public static byte[] Encode(ECPoint point) => [4, .. point.X!, .. point.Y!];

    /// <exception cref="CryptographicException">It is no point of this form.</exception>
    public static ECParameters Public(byte[] point) =>
        point is [4, ..] && point.Length == 1 + 2 * Coordinate
            ? new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..(1 + Coordinate)], Y = point[(1 + Coordinate)..] },
            }
            : throw new CryptographicException("Not an uncompressed point of P-256.");
}

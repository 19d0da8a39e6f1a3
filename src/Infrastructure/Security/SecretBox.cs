using System.Security.Cryptography;
using System.Text;
using CleanApp.Application.Common;

namespace CleanApp.Infrastructure.Security;

/// <summary>AES-256-GCM. Layout: version (1) | key id length (1) | key id | nonce (12) | tag (16) | ciphertext.</summary>
internal sealed class SecretBox(KeyRing keys) : ISecretBox
{
    private const byte Version = 1;

    public byte[] Seal(string plaintext, string context)
    {
        var (id, secret) = keys.CurrentMaster;
        var keyId = Encoding.ASCII.GetBytes(id);
        var plain = Encoding.UTF8.GetBytes(plaintext);
        var header = 2 + keyId.Length;
        var box = new byte[header + 12 + 16 + plain.Length];
        box[0] = Version;
        box[1] = (byte)keyId.Length;
        keyId.CopyTo(box, 2);
        var nonce = box.AsSpan(header, 12);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(secret, 16);
        aes.Encrypt(nonce, plain, box.AsSpan(header + 28), box.AsSpan(header + 12, 16), Associated(context, id));
        return box;
    }

    public string Open(byte[] sealedValue, string context)
    {
        if (sealedValue.Length < 2 || sealedValue[0] != Version || sealedValue.Length < 2 + sealedValue[1] + 28)
            throw new CryptographicException("Not a sealed value.");
        var header = 2 + sealedValue[1];
        var id = Encoding.ASCII.GetString(sealedValue, 2, sealedValue[1]);
        var secret = keys.FindMaster(id) ?? throw new MissingKeyException();
        var plain = new byte[sealedValue.Length - header - 28];
        using var aes = new AesGcm(secret, 16);
        aes.Decrypt(
            sealedValue.AsSpan(header, 12),
            sealedValue.AsSpan(header + 28),
            sealedValue.AsSpan(header + 12, 16),
            plain,
            Associated(context, id)
        );
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Associated(string context, string keyId) => Encoding.UTF8.GetBytes($"{context}|{keyId}");
}

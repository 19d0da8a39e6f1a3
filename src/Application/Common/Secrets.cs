namespace CleanApp.Application.Common;

/// <summary>Opaque tokens: made from a cryptographic source, kept only as hashes unless stated.</summary>
public interface ITokenSource
{
    /// <summary>128 random bits in base64url (22 characters).</summary>
    string NewToken();

    /// <summary><paramref name="digits"/> random decimal digits.</summary>
    string NewDigits(int digits);

    /// <summary><paramref name="length"/> random letters of these.</summary>
    string NewText(string alphabet, int length);

    /// <summary>SHA-256 in base64url: for looking a token up.</summary>
    string Hash(string token);

    /// <summary>The same secret for the same input, by HMAC with a key of this installation; tells nothing about the input.</summary>
    string Derive(string purpose, string input);
}

/// <summary>Encrypts values at rest (AES-256-GCM); bound to where they are stored, so a value moved to another row does not open.</summary>
public interface ISecretBox
{
    byte[] Seal(string plaintext, string context);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Tampered with, moved, or sealed with a key that is gone.</exception>
    string Open(byte[] sealedValue, string context);
}

/// <summary>Where people and providers reach this installation.</summary>
public interface IPublicUrls
{
    string Of(string path);
}

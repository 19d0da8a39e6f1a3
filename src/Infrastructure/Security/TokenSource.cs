using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CleanApp.Application.Common;

namespace CleanApp.Infrastructure.Security;

internal sealed class TokenSource(KeyRing keys) : ITokenSource
{
    public string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    public string NewDigits(int digits) =>
        RandomNumberGenerator.GetInt32((int)Math.Pow(10, digits)).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(digits, '0');

    public string NewText(string alphabet, int length) => RandomNumberGenerator.GetString(alphabet, length);

    public string Hash(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public string Derive(string purpose, string input) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(keys.Token, Encoding.UTF8.GetBytes($"{purpose}|{input}")));
}

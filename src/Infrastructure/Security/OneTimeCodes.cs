using CleanApp.Application.Identity;
using OtpNet;

namespace CleanApp.Infrastructure.Security;

internal sealed class OneTimeCodes(TimeProvider clock) : IOneTimeCodes
{
    /// <summary>As long as the hash, as RFC 4226 would have it.</summary>
    private const int SecretBytes = 20;

    /// <summary>A code one step old, or of a clock one step fast.</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    public string NewSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SecretBytes));

    public long? StepOf(string secret, string code) =>
        new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(clock.GetUtcNow().UtcDateTime, code, out var step, Window) ? step : null;
}

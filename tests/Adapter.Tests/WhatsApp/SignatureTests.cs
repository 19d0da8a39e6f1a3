using System.Security.Cryptography;
using System.Text;
using CleanApp.Infrastructure.Adapters.WhatsApp;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WhatsApp;

public sealed class SignatureTests
{
    // As Meta sends it: escapes that a parser would not write back.
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"text":"Ol\u00e1","url":"https:\/\/a.example\/b"}""");
    private static readonly WhatsAppWebhooks Webhooks = new(TimeProvider.System);

    [Fact]
    public void A_known_one_is_accepted() =>
        // Computed apart: printf '%s' body | openssl dgst -sha256 -hmac 0123456789abcdef
        Webhooks.IsSigned(Body, "sha256=0480e76ed38b4b738c6e921c915f2c8747b0fbd171acc4af7aabd64f987ac0c5", ["0123456789abcdef"]).ShouldBeTrue();

    [Fact]
    public void Any_of_the_secrets_may_have_signed()
    {
        Webhooks.IsSigned(Body, Sign("new"), ["old", "new"]).ShouldBeTrue();
        Webhooks.IsSigned(Body, Sign("old"), ["old", "new"]).ShouldBeTrue();
        Webhooks.IsSigned(Body, Sign("other"), ["old", "new"]).ShouldBeFalse();
    }

    [Fact]
    public void Capitals_are_the_same_number() =>
        Webhooks.IsSigned(Body, "sha256=" + Sign("s")["sha256=".Length..].ToUpperInvariant(), ["s"]).ShouldBeTrue();

    [Fact]
    public void Another_body_is_not_signed()
    {
        var signature = Sign("s");
        Webhooks.IsSigned(Encoding.UTF8.GetBytes("""{"text":"Olá","url":"https://a.example/b"}"""), signature, ["s"]).ShouldBeFalse();
        Webhooks.IsSigned([.. Body, (byte)' '], signature, ["s"]).ShouldBeFalse();
        Webhooks.IsSigned([], signature, ["s"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=zz")]
    [InlineData("sha1=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256=000000000000000000000000000000000000000000000000000000000000000g")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000,sha256=0")]
    public void Nothing_else_is_accepted(string? signature) => Webhooks.IsSigned(Body, signature, ["s"]).ShouldBeFalse();

    [Fact]
    public void A_signature_cut_or_prolonged_is_refused()
    {
        Webhooks.IsSigned(Body, Sign("s")[..^2], ["s"]).ShouldBeFalse();
        Webhooks.IsSigned(Body, Sign("s") + "00", ["s"]).ShouldBeFalse();
        Webhooks.IsSigned(Body, Sign("s")["sha256=".Length..], ["s"]).ShouldBeFalse();
    }

    [Fact]
    public void Without_a_secret_nobody_is_let_in()
    {
        Webhooks.IsSigned(Body, Sign("s"), []).ShouldBeFalse();
        Webhooks.IsSigned(Body, Sign(""), [""]).ShouldBeFalse();
    }

    private static string Sign(string secret) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Body));
}

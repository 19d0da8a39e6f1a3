using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CleanApp.Infrastructure.Adapters.WebPush;
using CleanApp.Infrastructure.Security;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WebPush;

/// <summary>The bytes that go to a browser, and what proves who they are from.</summary>
public sealed class PushCipherTests
{
    [Fact]
    public void The_example_of_RFC_8291_comes_out_byte_for_byte()
    {
        var sender = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
            Q = P256.Public(Bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")).Q,
        };
        using var key = ECDiffieHellman.Create(sender);
        var plain = "When I grow up, I want to be a watermelon"u8.ToArray();

        var body = PushCipher.Encrypt(
            plain,
            Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            Bytes("BTBZMqHH6r4Tts7J_aSIgg"),
            key,
            Bytes("DGv6ra1nlYgDCS1FRnbzlw"),
            plain.Length + 1
        );

        Base64Url
            .EncodeToString(body)
            .ShouldBe(
                "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
            );
    }

    [Fact]
    public void Lengths_tell_nothing_of_the_words_and_stay_within_what_services_take()
    {
        using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = P256.Encode(browser.ExportParameters(false).Q);
        int Length(int letters) => PushCipher.Encrypt(new string('x', letters), point, new byte[16]).Length;

        Length(1).ShouldBe(Length(511));
        Length(512).ShouldBe(Length(1023));
        Length(512).ShouldBeGreaterThan(Length(511));
        Length(3000).ShouldBeLessThanOrEqualTo(4096);
    }

    [Fact]
    public void The_key_of_an_installation_is_the_same_on_every_node_and_another_at_every_installation()
    {
        using var folder = new KeyFolder();
        using var here = new VapidKey(folder.Load("a"));
        using var there = new VapidKey(folder.Load("a"));
        using var elsewhere = new VapidKey(folder.Load("b"));

        Bytes(here.Public).Length.ShouldBe(65);
        there.Public.ShouldBe(here.Public);
        elsewhere.Public.ShouldNotBe(here.Public);
        using var browser = ECDiffieHellman.Create(P256.Public(Bytes(here.Public)));
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}

internal sealed class KeyFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("cleanapp-keys-").FullName;

    public KeyRing Load(string name) => KeyRing.Load(Path.Combine(_path, name), createWhenMissing: true, TimeProvider.System.GetUtcNow());

    public void Dispose() => Directory.Delete(_path, recursive: true);
}

using System.Text;
using CleanApp.Infrastructure.Adapters.Printing;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Printing;

public sealed class CodePageTests
{
    private const string Portuguese = "Ação: São João, pão de queijo, coração, ÁÀÂÃÇÉÊÍÓÔÕÚÜ áàâãçéêíóôõúü 2ª VIA nº 7 R$ 12,50";

    public static TheoryData<int> Numbers => [850, 858, 860, 1252];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Portuguese_reads_back_the_same(int number)
    {
        var page = Page(number);

        var bytes = page.GetBytes(page.ToPrintable(Portuguese));

        Decode(bytes, number).ShouldBe(Portuguese);
    }

    [Fact]
    public void Accents_have_the_bytes_a_captured_stream_has_for_them()
    {
        CodePage.Pc860.GetBytes("Ação").ShouldBe([0x41, 0x87, 0x84, 0x6F]);
        CodePage.Pc860.GetBytes("ÀÊÕ").ShouldBe([0x91, 0x89, 0x99]);
        CodePage.Pc850.GetBytes("Ação").ShouldBe([0x41, 0x87, 0xC6, 0x6F]);
        CodePage.Pc858.GetBytes("€").ShouldBe([0xD5]);
        CodePage.Windows1252.GetBytes("ã€").ShouldBe([0xE3, 0x80]);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void No_character_whatsoever_becomes_a_control_byte(int number)
    {
        var page = Page(number);
        var dangerous = Enumerable
            .Range(0, char.MaxValue + 1)
            .Where(value => page.GetBytes(page.ToPrintable($"a{(char)value}b")).Any(b => b is < 0x20 or 0x7F))
            .Select(value => $"U+{value:X4}");

        dangerous.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_control_character_has_no_byte_even_when_nobody_replaced_it(int number)
    {
        var page = Page(number);

        foreach (var control in Enumerable.Range(0, 0x20).Append(0x7F).Select(value => (char)value))
            Should.Throw<KeyNotFoundException>(() => page.GetBytes(control.ToString()));
    }

    [Theory]
    [InlineData("Sa\u0303o Joa\u0303o, corac\u0327a\u0303o", "São João, coração")]
    [InlineData("e\u0301 a\u0300 o\u0302 u\u0308", "é à ô ü")]
    [InlineData("z\u0303", "z")]
    [InlineData("10 – 20 — 30", "10 - 20 - 30")]
    [InlineData("“aspas” ‘simples’", "\"aspas\" 'simples'")]
    [InlineData("fim…", "fim...")]
    [InlineData("Festa 🎉 1️⃣ 👩‍👩‍👧 🇧🇷 👍🏽", "Festa  1   ")]
    [InlineData("Łódź, Đorđe, Škoda", "Lódz, Dorde, Skoda")]
    [InlineData("ＡＢＣ１", "ABC1")]
    [InlineData("Привет 你好", "?????? ??")]
    [InlineData("a\u001Bb\nc\td\u0085e\u2028f\u007Fg\0", "a b c d e f g ")]
    [InlineData("es\u00ADquer\u200Bda\u202Eabc", "esquerdaabc")]
    [InlineData("\uD83D solto", " solto")]
    public void Foreign_text_is_spelt_with_what_the_printer_has(string text, string printed) => CodePage.Pc850.ToPrintable(text).ShouldBe(printed);

    [Fact]
    public void The_euro_is_a_sign_where_the_page_has_one_and_a_word_elsewhere()
    {
        CodePage.Pc850.ToPrintable("€ 10").ShouldBe("EUR 10");
        CodePage.Pc860.ToPrintable("€ 10").ShouldBe("EUR 10");
        CodePage.Pc858.ToPrintable("€ 10").ShouldBe("€ 10");
    }

    [Fact]
    public void An_accent_a_page_lacks_is_dropped_from_its_letter() => CodePage.Pc860.ToPrintable("Zoë Müller, Noël").ShouldBe("Zoe Müller, Noel");

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_profile_prints_portuguese_by_its_own_code_table(string name)
    {
        var profile = PrinterProfiles.Get(name);
        var plain = new EscPosDocument(profile).ToArray();

        var text = new EscPosDocument(profile).Text("Não é só à toa, irmã!").ToArray()[plain.Length..^1];

        plain[^3..].ShouldBe([0x1B, 0x74, profile.CodeTable]);
        Decode(text, profile.CodePage.Number).ShouldBe("Não é só à toa, irmã!");
    }

    public static TheoryData<string> Profiles => [.. PrinterProfiles.All.Select(profile => profile.Name)];

    private static CodePage Page(int number) =>
        number switch
        {
            850 => CodePage.Pc850,
            858 => CodePage.Pc858,
            860 => CodePage.Pc860,
            _ => CodePage.Windows1252,
        };

    private static string Decode(byte[] bytes, int number) => CodePagesEncodingProvider.Instance.GetEncoding(number)!.GetString(bytes);
}

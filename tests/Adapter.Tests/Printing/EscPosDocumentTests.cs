using System.Text;
using CleanApp.Infrastructure.Adapters.Printing;
using QRCoder;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Printing;

/// <summary>Expected bytes are derived by hand from the command references, not from a run of the encoder.</summary>
public sealed class EscPosDocumentTests
{
    private static readonly PrinterProfile Epson = PrinterProfiles.Get("epson");
    private static readonly PrinterProfile Bematech = PrinterProfiles.Get("bematech");
    private static readonly PrinterProfile Generic32 = PrinterProfiles.Get("generic-32");

    [Fact]
    public void Epson_commands_have_their_bytes()
    {
        var document = new EscPosDocument(Epson).Center().Bold(true).Scale(2).Text("São").Scale(1).Bold(false).Left().Feed(1).Cut();

        Convert
            .ToHexString(document.ToArray())
            .ShouldBe(
                "1B40" // initialize
                    + "1B7413" // table 19: PC858
                    + "1B6101" // centre
                    + "1B4501" // bold
                    + "1D2111" // twice as wide and high
                    + "53C66F0A" // S ã o LF
                    + "1D2100"
                    + "1B4500"
                    + "1B6100"
                    + "0A"
                    + "1D564200" // feed to the cutter and cut
            );
    }

    [Fact]
    public void Bematech_commands_have_their_bytes()
    {
        var document = new EscPosDocument(Bematech).Center().Bold(true).Scale(4).Text("A1").Scale(1).Bold(false).Cut();

        Convert
            .ToHexString(document.ToArray())
            .ShouldBe("1DF92000" + "1B40" + "1B7402" + "1B6101" + "1B45" + "1B57011B6401" + "41310A" + "1B57001B6400" + "1B46" + "0A0A0A0A" + "1B77");
    }

    [Fact]
    public void Epson_qr_is_five_functions()
    {
        var qr = Without(Epson, new EscPosDocument(Epson).QrCode("https://x.br/f/1"));

        Convert
            .ToHexString(qr)
            .ShouldBe(
                "1D286B0400314132" // model 2
                    + "00"
                    + "1D286B03003143" // module of 6 dots
                    + "06"
                    + "1D286B03003145" // correction M
                    + "31"
                    + "1D286B1300315030" // 16 bytes + 3
                    + Convert.ToHexString("https://x.br/f/1"u8)
                    + "1D286B0300315130"
            );
    }

    [Theory]
    [InlineData(252, "FF00")]
    [InlineData(253, "0001")]
    [InlineData(300, "2F01")]
    [InlineData(1000, "EB03")]
    public void Epson_qr_length_counts_three_more_in_two_bytes_low_first(int length, string lengthBytes)
    {
        var url = Url(length);

        var stream = Convert.ToHexString(new EscPosDocument(Epson).QrCode(url).ToArray());

        stream.ShouldContain($"1D286B{lengthBytes}315030{Convert.ToHexString(Encoding.ASCII.GetBytes(url))}1D286B");
    }

    [Theory]
    [InlineData(16, "1000")]
    [InlineData(255, "FF00")]
    [InlineData(256, "0001")]
    [InlineData(300, "2C01")]
    public void Bematech_qr_length_is_of_the_data_in_base_256(int length, string lengthBytes)
    {
        var qr = Without(Bematech, new EscPosDocument(Bematech).QrCode(Url(length)));

        Convert.ToHexString(qr[..3]).ShouldBe("1D6B51");
        Convert.ToHexString(qr[7..9]).ShouldBe(lengthBytes);
        qr.Length.ShouldBe(9 + length);
    }

    [Theory]
    [MemberData(nameof(CodePageTests.Profiles), MemberType = typeof(CodePageTests))]
    public void A_qr_of_the_longest_promised_address_fits_every_profile(string name)
    {
        var profile = PrinterProfiles.Get(name);

        QrSymbol.For(Url(1000), profile.Dots).ModuleDots.ShouldBeGreaterThanOrEqualTo(2);
        Should.NotThrow(() => new EscPosDocument(profile).QrCode(Url(1000)).ToArray());
    }

    [Fact]
    public void A_qr_wider_than_the_paper_is_refused_and_not_sent()
    {
        Should.Throw<ArgumentException>(() => new EscPosDocument(Epson).QrCode(Url(2332)));
        QrSymbol.For(Url(2331), 576).ModuleDots.ShouldBe(3); // version 40: (177 + 8) × 3 = 555
        QrSymbol.For(Url(2331), 370).ModuleDots.ShouldBe(2);
        Should.Throw<ArgumentException>(() => QrSymbol.For(Url(2331), 369));
        QrSymbol.For(Url(14), 576).ModuleDots.ShouldBe(6);
    }

    [Fact]
    public void The_expected_size_of_a_qr_is_the_one_another_library_draws()
    {
        using var generator = new QRCodeGenerator();
        var lastVersion = 0;
        for (var length = 1; length <= 2331; length++)
        {
            var symbol = QrSymbol.For(Url(length), 576);
            if (symbol.Version == lastVersion && length < 2331 && QrSymbol.For(Url(length + 1), 576).Version == lastVersion)
                continue; // only the first and the last length of each version
            lastVersion = symbol.Version;

            using var drawn = generator.CreateQrCode(symbol.Content, QRCodeGenerator.ECCLevel.M);

            drawn.Version.ShouldBe(symbol.Version, $"{length} bytes");
        }

        lastVersion.ShouldBe(40);
    }

    [Fact]
    public void A_qr_holds_printable_ascii_only() =>
        Encoding.ASCII.GetString(QrSymbol.For("https://x.br/ã\u001B@ b", 576).Content).ShouldBe("https://x.br/%C3%A3%1B@%20b");

    [Fact]
    public void A_drawn_qr_is_a_raster_of_its_stated_size()
    {
        var qr = Without(Generic32, new EscPosDocument(Generic32).QrCode("https://x.br/f/1"));

        // 16 bytes: version 2, 25 modules and the quiet zone of 4 on each side, 6 dots each = 198 dots = 25 bytes a row.
        Convert.ToHexString(qr[..8]).ShouldBe("1D763000" + "1900" + "C600");
        qr.Length.ShouldBe(8 + 25 * 198);
        qr[8..(8 + 4 * 6 * 25)].ShouldAllBe(b => b == 0, "quiet zone");
        // The finder pattern's upper edge: 7 dark modules after 4 light ones = dots 24 to 65; then a light one, to 71.
        Convert.ToHexString(qr[(8 + 4 * 6 * 25)..][..9]).ShouldBe("000000FFFFFFFFFFC0");
    }

    [Fact]
    public void The_confirmation_request_carries_its_id()
    {
        var request = Without(Epson, new EscPosDocument(Epson).ReportWhenPrinted(new PrintJobId("A0Z9")));

        Convert.ToHexString(request).ShouldBe("1D28480600303041305A39");
    }

    [Fact]
    public void Job_ids_are_four_printable_characters_and_differ()
    {
        var ids = Enumerable.Range(0, 100_000).Select(number => PrintJobId.FromSequence((uint)number).Value).ToHashSet();

        ids.Count.ShouldBe(100_000);
        ids.ShouldAllBe(id => id.Length == 4 && id.All(character => character >= 32 && character <= 126));
        PrintJobId.FromSequence(uint.MaxValue).Value.Length.ShouldBe(4);
    }

    [Fact]
    public void Double_width_text_wraps_at_half_the_columns()
    {
        var lines = Lines(Generic32, document => document.Scale(2).Text("Atendimento de segunda via"));

        lines.ShouldBe(["Atendimento de", "segunda via"]);
    }

    [Fact]
    public void Transliterated_text_is_measured_as_it_is_printed()
    {
        // 32 characters, but 34 columns where the euro sign is three letters.
        var lines = Lines(Generic32, document => document.Text("Pagamento da consulta: € 50 hoje"));

        lines.ShouldBe(["Pagamento da consulta: EUR 50", "hoje"]);
    }

    [Theory]
    [InlineData("A 12", 4)]
    [InlineData("ABCDEFGH", 4)] // 8 × 4 = 32
    [InlineData("ABCDEFGHI", 3)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 2)]
    public void A_code_is_as_large_as_fits_one_line_and_never_small(string code, int scale)
    {
        var bytes = Without(Generic32, new EscPosDocument(Generic32).ScaleToFit(code, 4));

        Convert.ToHexString(bytes).ShouldBe($"1D21{(scale - 1) * 0x11:X2}");
    }

    private static byte[] Without(PrinterProfile profile, EscPosDocument document) =>
        document.ToArray()[new EscPosDocument(profile).ToArray().Length..];

    private static string[] Lines(PrinterProfile profile, Func<EscPosDocument, EscPosDocument> write) =>
        [.. EscPosReader.Read(write(new EscPosDocument(profile)).ToArray(), profile.CodePage.Number).Lines];

    private static string Url(int length) => "https://cleanapp.example/f/".PadRight(length, 'a')[..length];
}

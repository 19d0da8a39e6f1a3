using System.Text;
using CleanApp.Application.Counter.Printing;
using CleanApp.Infrastructure.Adapters.Printing;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Printing;

public sealed class TicketSlipLayoutTests
{
    private static readonly TicketSlip Slip = new(
        "Clínica São João",
        "A-042",
        "Avaliação",
        "21/11/2026 14:05",
        "https://cleanapp.example/f/8Zk3",
        Copy: 1,
        Priority: null
    );

    public static TheoryData<string> Profiles => CodePageTests.Profiles;

    [Fact]
    public void The_slip_on_an_epson_is_these_bytes()
    {
        var stream = TicketSlipLayout.Slip(PrinterProfiles.Get("epson"), Slip).ToArray();

        Convert
            .ToHexString(stream)
            .ShouldBe(
                "1B40"
                    + "1B7413"
                    + "1B6101" // reset, PC858, centre
                    + "1B4501"
                    + "436CA16E69636120"
                    + "53C66F20"
                    + "4A6FC66F"
                    + "0A"
                    + "1B4500" // Clínica São João, bold
                    + "0A"
                    + "53454E48410A" // SENHA
                    + "1D2133"
                    + "1B4501"
                    + "412D3034320A"
                    + "1B4500"
                    + "1D2100" // A-042, four times as large, bold
                    + "0A"
                    + "4176616C6961"
                    + "87C66F0A" // Avaliação
                    + "32312F31312F323032362031343A30350A" // 21/11/2026 14:05
                    + "0A"
                    + "1D286B040031413200"
                    + "1D286B0300314306"
                    + "1D286B0300314531"
                    + "1D286B2200315030" // 31 bytes + 3
                    + Convert.ToHexString("https://cleanapp.example/f/8Zk3"u8)
                    + "1D286B0300315130"
                    + "0A"
                    + Convert.ToHexString("Acompanhe a fila pelo celular\n"u8)
                    + "0A"
                    + "1D564200"
            );
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_profile_prints_company_code_service_time_and_qr(string name)
    {
        var read = Read(name, Slip);

        read.Lines.Where(line => line.Length > 0)
            .ShouldBe(["Clínica São João", "SENHA", "A-042", "Avaliação", "21/11/2026 14:05", "Acompanhe a fila pelo celular"]);
        if (PrinterProfiles.Get(name).Qr == QrCommand.Raster)
            read.Commands.ShouldContain("GS v 0");
        else
            read.QrPayload.ShouldBe("https://cleanapp.example/f/8Zk3");
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "2ª VIA")]
    [InlineData(3, "3ª VIA")]
    public void A_reprint_says_which_copy_it_is(int copy, string? first)
    {
        var lines = Read("bematech", Slip with { Copy = copy }).Lines;

        lines[0].ShouldBe(first ?? "Clínica São João");
        lines.Count(line => line.Contains("VIA")).ShouldBe(first is null ? 0 : 1);
    }

    [Fact]
    public void Priority_is_printed_when_there_is_one() => Read("epson", Slip with { Priority = "Preferencial" }).Lines.ShouldContain("Preferencial");

    [Fact]
    public void Without_an_address_there_is_no_qr()
    {
        var read = Read("epson", Slip with { FollowUrl = null });

        read.QrPayload.ShouldBeNull();
        read.Lines.ShouldNotContain(line => line.Contains("celular"));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Text_from_people_gives_no_command_wherever_it_stands(string name)
    {
        const string hostile = "x\u001B@\u001DV\0\u0010\u0004\u0001\n\u001B\u0070\0\u003C\u0078\u009B\u007F\u0018y";
        var random = new Random(20261121);
        var expected = Read(name, Slip with { Copy = 2, Priority = "P" }).Commands;
        for (var round = 0; round < 200; round++)
        {
            var noise = new string([.. Enumerable.Range(0, 60).Select(_ => (char)random.Next(char.MaxValue + 1))]);
            var text = round == 0 ? hostile : noise;

            var read = Read(name, new TicketSlip(text, "A-042", text, text, Slip.FollowUrl, Copy: 2, Priority: text));

            read.Commands.ShouldBe(expected);
        }
    }

    [Fact]
    public void A_hostile_code_or_address_gives_no_command_either()
    {
        var read = Read("epson", Slip with { Code = "A\u001B@", FollowUrl = "https://x.br/\u001B@\u001DV\0" });

        read.Lines.ShouldContain("A @");
        read.QrPayload.ShouldBe("https://x.br/%1B@%1DV%00");
        read.Commands.Count(command => command.StartsWith("ESC @", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_test_page_fits_the_paper(string name)
    {
        var profile = PrinterProfiles.Get(name);

        var lines = Parse(name, TicketSlipLayout.TestPage(profile, "Clínica São João", "Balcão 1")).Lines;

        lines.ShouldAllBe(line => line.Length <= profile.Columns);
        lines.ShouldContain(line => line.Length == profile.Columns && line.StartsWith("1234567890"));
        lines.ShouldContain(line => line.StartsWith("ÁÀÂÃÇÉÊÍÓÔÕÚÜ"));
    }

    [Fact]
    public void Every_offered_profile_name_has_its_profile() =>
        PrinterProfiles.All.Select(profile => profile.Name).ShouldBe(PrinterProfileNames.All, ignoreOrder: true);

    private static EscPosReader Read(string profile, TicketSlip slip) => Parse(profile, TicketSlipLayout.Slip(PrinterProfiles.Get(profile), slip));

    private static EscPosReader Parse(string name, EscPosDocument document) =>
        EscPosReader.Read(document.ToArray(), PrinterProfiles.Get(name).CodePage.Number, bematech: name == "bematech");
}

using System.Text;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Common;

public sealed class UploadedSheetTests
{
    private static readonly Error TooLarge = new("test.too_large", ErrorKind.Invalid, "Too large.");
    private static readonly Error Unreadable = new("test.unreadable", ErrorKind.Invalid, "Unreadable.");
    private static readonly SheetLimits Limits = new(1000, 3, 4, TooLarge, Unreadable);

    private const string Text = "Código;Nome;Preço\r\nA1;Pão de açúcar, grande;10,50\r\n";

    private static UploadedSheet Read(byte[] file) => UploadedSheet.Read(file, Limits);

    private static UploadedSheet Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static Error Refusal(byte[] file) => Should.Throw<DomainException>(() => Read(file)).Error;

    public static TheoryData<string, byte[]> Encoded =>
        new()
        {
            { "utf-8", Encoding.UTF8.GetBytes(Text) },
            { "utf-8", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)] },
            { "utf-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)] },
            { "utf-16BE", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
            { "windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Text) },
        };

    [Theory]
    [MemberData(nameof(Encoded))]
    public void Letters_are_what_they_were_whatever_they_were_saved_as(string encoding, byte[] file)
    {
        var sheet = Read(file);

        (sheet.Encoding, sheet.Separator).ShouldBe((encoding, ';'));
        sheet.Header.ShouldBe(["Código", "Nome", "Preço"]);
        sheet.Rows.ShouldHaveSingleItem().Cells.ShouldBe(["A1", "Pão de açúcar, grande", "10,50"]);
    }

    [Theory]
    [InlineData("a;b;c\n1;2,5;3", ';')]
    [InlineData("a,b,c\n1,\"2;5\",3", ',')]
    [InlineData("a\tb\tc\n1\t2,5\t3", '\t')]
    [InlineData("sep=;\na;b;c\n1;2;3", ';')]
    public void What_divides_cells_is_found_out(string text, char separator)
    {
        var sheet = Read(text);

        sheet.Separator.ShouldBe(separator);
        sheet.Header.ShouldBe(["a", "b", "c"]);
        sheet.Rows.ShouldHaveSingleItem().Cells.Count.ShouldBe(3);
    }

    [Fact]
    public void Cells_may_hold_separators_lines_and_quotes_and_what_was_defused_is_whole_again()
    {
        var sheet = Read("sku;nome;nota\nA;\"Um \"\"bom\"\";\n pão\";'=1+1\nB;'n roll;'-5\n");

        sheet.Rows[0].Cells.ShouldBe(["A", "Um \"bom\";\n pão", "=1+1"]);
        sheet.Rows[1].Cells.ShouldBe(["B", "'n roll", "-5"]);
    }

    [Fact]
    public void Rows_are_counted_as_a_spreadsheet_does_and_empty_ones_are_left_out()
    {
        var sheet = Read("\na;b\n\n1;2\n;\n3\n");

        sheet.Header.ShouldBe(["a", "b"]);
        sheet.Rows.Select(r => r.Line).ShouldBe([4, 6]);
        sheet.Rows[1].Cells.ShouldBe(["3"]);
    }

    [Fact]
    public void What_is_no_table_or_too_large_is_refused()
    {
        Refusal([]).ShouldBe(Unreadable);
        Refusal("\n ; \n"u8.ToArray()).ShouldBe(Unreadable);
        // The beginning of an .xlsx, which is a zip.
        Refusal([.. "PK"u8, 3, 4, 20, 0, 8, 0]).ShouldBe(Unreadable);
        Refusal(new byte[1001]).ShouldBe(TooLarge);
        Read("a\n1\n2\n3").Rows.Count.ShouldBe(3);
        Refusal("a\n1\n2\n3\n4"u8.ToArray()).ShouldBe(TooLarge);
        Refusal("a;b;c;d;e"u8.ToArray()).ShouldBe(TooLarge);
    }

    [Theory]
    [InlineData("1.234,50;2", ',')]
    [InlineData("1,234.50;2", '.')]
    [InlineData("10,5", ',')]
    [InlineData("10.5", '.')]
    [InlineData("1.234;5.678", ',')]
    [InlineData("1.234;10.50", '.')]
    [InlineData("1,234,567;1.5", '.')]
    [InlineData("", ',')]
    public void What_stands_before_decimals_is_seen_in_all_numbers_together(string cells, char mark) =>
        SheetNumbers.MarkOf(cells.Split(';')).ShouldBe(mark);

    [Theory]
    [InlineData("1.234,50", ',', 1234.50)]
    [InlineData("R$ 1.234,5", ',', 1234.5)]
    [InlineData("1.234", ',', 1234.0)]
    [InlineData("1.234", '.', 1.234)]
    [InlineData("1,234.5", '.', 1234.5)]
    [InlineData("-3,5", ',', -3.5)]
    [InlineData(",5", ',', 0.5)]
    [InlineData("1.23,4", ',', null)]
    [InlineData("1,2,3", ',', null)]
    [InlineData("12 un", ',', null)]
    [InlineData("1e5", '.', null)]
    [InlineData("--1", ',', null)]
    [InlineData("", ',', null)]
    [InlineData("99999999999999999999999999999999", ',', null)]
    public void A_number_is_read_as_it_is_written_or_not_at_all(string cell, char mark, double? value) =>
        SheetNumbers.Parse(cell, mark).ShouldBe((decimal?)value);
}

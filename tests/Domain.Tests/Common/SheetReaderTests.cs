using System.Text;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Common;

/// <summary>A table read as it comes, in whatever pieces.</summary>
public sealed class SheetReaderTests
{
    private static readonly Error TooLarge = new("test.too_large", ErrorKind.Invalid, "Too large.");
    private static readonly Error Unreadable = new("test.unreadable", ErrorKind.Invalid, "Unreadable.");
    private static readonly SheetLimits Limits = new(0, 0, 4, TooLarge, Unreadable);

    private const string Text = "Código;Nome;Preço\r\nA1;\"Pão \"\"bom\"\"; de 🥐\r\ne açúcar\";10,50\r\n\r\nB2;'=1+1;\r\n";

    /// <summary>Windows-1252 has no croissant.</summary>
    private const string Plain = "Código;Nome;Preço\r\nA1;Pão;10,50\r\n";

    public static TheoryData<string, byte[]> Encoded =>
        new()
        {
            { "utf-8", Encoding.UTF8.GetBytes(Text) },
            { "utf-8", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)] },
            { "utf-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)] },
            { "utf-16BE", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        };

    [Theory]
    [MemberData(nameof(Encoded))]
    public async Task Letters_quotes_and_pictures_are_what_they_were_whatever_they_were_saved_as(string encoding, byte[] file)
    {
        var (found, rows) = await ReadAsync(file);

        found.ShouldBe(encoding);
        rows.ShouldBe(["1|Código|Nome|Preço", "2|A1|Pão \"bom\"; de 🥐\r\ne açúcar|10,50", "4|B2|=1+1|"]);
    }

    [Fact]
    public async Task What_is_not_utf_8_is_what_old_programs_write()
    {
        var (found, rows) = await ReadAsync(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Plain));

        (found, rows[1]).ShouldBe(("windows-1252", "2|A1|Pão|10,50"));
        // A letter that is cut at the end of the file is none.
        (await ReadAsync([.. Encoding.UTF8.GetBytes("a;b\n1;2\n"), 0xC3])).Encoding.ShouldBe("windows-1252");
    }

    [Theory]
    [InlineData("a,b\n1,\"2;5\"\n", ',')]
    [InlineData("a\tb\n1\t2,5\n", '\t')]
    [InlineData("sep=;\na;b\n1;2\n", ';')]
    public async Task What_divides_cells_is_found_out(string text, char separator)
    {
        await using var reader = await SheetReader.OpenAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(text)),
            "utf-8",
            Limits,
            TestContext.Current.CancellationToken
        );

        (reader.Separator, string.Join('|', reader.Header)).ShouldBe((separator, "a|b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n;\n")]
    [InlineData("a;b\n1;\0\n")]
    [InlineData("a;b\n1;2\n\"3;4\n5;6\n")]
    public async Task What_is_no_table_to_its_end_is_refused(string text) =>
        (await Should.ThrowAsync<DomainException>(() => ReadAsync(Encoding.UTF8.GetBytes(text)))).Error.ShouldBe(Unreadable);

    [Fact]
    public async Task A_table_has_so_many_columns_and_a_quote_that_nobody_closes_fills_no_memory()
    {
        (await Should.ThrowAsync<DomainException>(() => ReadAsync("a;b\n1;2;3;4;5\n"u8.ToArray()))).Error.ShouldBe(TooLarge);
        var endless = "a;b\n\"" + string.Concat(Enumerable.Repeat("x;y\n", 2_000_000));
        (await Should.ThrowAsync<DomainException>(() => ReadAsync(Encoding.UTF8.GetBytes(endless)))).Error.ShouldBe(Unreadable);
    }

    [Fact]
    public async Task Of_long_rows_fewer_are_given_at_once()
    {
        var row = $"{new string('x', 400_000)};1\n";
        await using var reader = await SheetReader.OpenAsync(
            new MemoryStream(Encoding.UTF8.GetBytes($"a;b\n{row}{row}{row}{row}")),
            "utf-8",
            Limits,
            TestContext.Current.CancellationToken
        );

        (await reader.ReadSomeAsync(100, TestContext.Current.CancellationToken)).Count.ShouldBe(3);
        (await reader.ReadSomeAsync(100, TestContext.Current.CancellationToken)).Count.ShouldBe(1);
        (await reader.ReadSomeAsync(100, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    private static async Task<(string Encoding, List<string> Rows)> ReadAsync(byte[] file)
    {
        var probe = new EncodingProbe();
        foreach (var some in file.Chunk(3))
            probe.Add(some);
        var encoding = probe.End();
        await using var reader = await SheetReader.OpenAsync(new MemoryStream(file), encoding, Limits, TestContext.Current.CancellationToken);
        var rows = new List<string> { $"1|{string.Join('|', reader.Header)}" };
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } row)
            rows.Add($"{row.Line}|{string.Join('|', row.Cells)}");
        return (encoding, rows);
    }
}

using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace CleanApp.Architecture.Tests;

/// <summary>What reading the sources tells.</summary>
public sealed class SourceTests
{
    /// <summary>The bank's wire format. What the product itself calls so (Pix, txid, end-to-end id) is not in it.</summary>
    private static readonly Regex BankWords = new(
        @"\b[Cc]ob(?![a-z])|CONCLUIDA|ATIVA\b|REMOVIDA_PELO|NAO_REALIZADO|EM_PROCESSAMENTO|DEVOLVIDO|[Dd]evoluc|[Hh]orario|[Cc]alendario|[Ss]olicitacao|\b[Cc]have\b|\b[Vv]alor\b|infoPagador"
    );

    private static readonly Regex EmptyCatch = new(
        @"\bcatch\s*(\([^()]*\)\s*)?(when\s*\((?>[^()]+|\((?<open>)|\)(?<-open>))*(?(open)(?!))\)\s*)?\{\s*\}"
    );

    private static readonly string[] BankPlaces =
    [
        "src/Infrastructure/Adapters/Sicredi/",
        "src/Application/Payments/Sicredi/",
        "src/Domain/Payments/SicrediAccount.cs",
    ];

    [Fact]
    public void No_test_is_skipped() => Skipped(Repository.Tests).ShouldBeEmpty();

    [Fact]
    public void No_exception_is_swallowed_without_a_word() => Swallowed(Repository.Sources).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later() => Unfinished(Repository.Sources).ShouldBeEmpty();

    [Fact]
    public void The_banks_words_stay_with_the_bank()
    {
        BankWordsElsewhere(Repository.Sources).ShouldBeEmpty();
        BankWordsElsewhere(Repository.Sources.Select(f => f with { Path = "src/Api/" + f.Path })).ShouldNotBeEmpty();
    }

    [Fact]
    public void Mapping_libraries_only_project_queries() => Mapped(Repository.Sources).ShouldBeEmpty();

    [Fact]
    public void The_rules_fail_for_sources_that_break_them()
    {
        // Put together from halves, or this file would break its own rule.
        Skipped([Planted("[Fact(Sk" + "ip = \"later\")]")]).ShouldNotBeEmpty();
        Skipped([Planted("[Theory(DisplayName = \"x\", Sk" + "ip=\"later\")]")]).ShouldNotBeEmpty();
        Skipped([Planted("rows.Skip(1)")]).ShouldBeEmpty();
        Swallowed([Planted("try { A(); } catch { }")]).ShouldNotBeEmpty();
        Swallowed([Planted("catch (Exception e)\n        {\n        }")]).ShouldNotBeEmpty();
        Swallowed([Planted("catch (IOException) when (Try(a, b)) { }")]).ShouldNotBeEmpty();
        Swallowed([Planted("catch (IOException)\n{\n    // Gone already.\n}")]).ShouldBeEmpty();
        Swallowed([Planted("catch (IOException e) when (Named(e) is { } error)\n{\n    throw;\n}")]).ShouldBeEmpty();
        Unfinished([Planted("// TO" + "DO: later")]).ShouldNotBeEmpty();
        Unfinished([Planted("// FIX" + "ME")]).ShouldNotBeEmpty();
        Unfinished([Planted("throw new NotImplemented" + "Exception();")]).ShouldNotBeEmpty();
        BankWordsElsewhere([Planted("if (status == \"CONCLUIDA\")")]).ShouldNotBeEmpty();
        BankWordsElsewhere([Planted("record CobReply(string Chave);")]).ShouldNotBeEmpty();
        BankWordsElsewhere([Planted("path = $\"/cob/{txid}\";")]).ShouldNotBeEmpty();
        BankWordsElsewhere([Planted("// as PUT /cob/{txid} does\nvar cobalt = 1;")]).ShouldBeEmpty();
        Mapped([Planted("CreateMap<Panel, PanelView>()")]).ShouldNotBeEmpty();
        Mapped([Planted("class A(IMapper mapper)")]).ShouldNotBeEmpty();
    }

    private static SourceFile Planted(string text) => new("src/Application/Counter/Planted.cs", text);

    private static string[] Skipped(IEnumerable<SourceFile> files) =>
        Where(files, f => Regex.IsMatch(f.Code, @"\b(Fact|Theory)\([^)]*\bSkip\w*\s*="));

    private static string[] Swallowed(IEnumerable<SourceFile> files) => Where(files, f => EmptyCatch.IsMatch(f.Text));

    private static string[] Unfinished(IEnumerable<SourceFile> files) =>
        Where(files, f => Regex.IsMatch(f.Text, @"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException"));

    private static string[] BankWordsElsewhere(IEnumerable<SourceFile> files) =>
        Where(files, f => !BankPlaces.Any(place => f.Path.StartsWith(place, StringComparison.Ordinal)) && BankWords.IsMatch(f.Code));

    private static string[] Mapped(IEnumerable<SourceFile> files) => Where(files, f => Regex.IsMatch(f.Code, @"\bCreateMap<|\bIMapper\b"));

    private static string[] Where(IEnumerable<SourceFile> files, Func<SourceFile, bool> breaks) => [.. files.Where(breaks).Select(f => f.Path)];
}

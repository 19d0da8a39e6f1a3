using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace CleanApp.Architecture.Tests;

/// <summary>Documents that lead somewhere and name what exists.</summary>
public sealed class DocumentTests
{
    private static readonly string[] Targets =
    [
        .. Regex.Matches(Repository.File("Makefile").Text, @"^([a-z0-9-]+):", RegexOptions.Multiline).Select(m => m.Groups[1].Value),
    ];

    [Fact]
    public void Every_relative_link_leads_to_a_file_and_to_a_heading_in_it()
    {
        Repository.Documents.Count.ShouldBeGreaterThan(10);
        Repository.Documents.SelectMany(BrokenLinks).ShouldBeEmpty();
    }

    [Fact]
    public void Every_make_target_a_document_names_exists() => Repository.Documents.SelectMany(UnknownTargets).ShouldBeEmpty();

    [Fact]
    public void Every_decision_has_its_parts_and_is_in_the_list()
    {
        var decisions = Repository.Documents.Where(d => d.Path.StartsWith("docs/decisions/ADR-", StringComparison.Ordinal)).ToList();
        var list = Repository.File("docs/decisions/README.md").Text;

        decisions.Count.ShouldBeGreaterThan(10);
        decisions.SelectMany(MissingParts).ShouldBeEmpty();
        decisions.Where(d => !list.Contains($"({Path.GetFileName(d.Path)})")).ShouldBeEmpty();
    }

    [Fact]
    public void Files_of_the_sources_that_documents_name_exist() => Repository.Documents.SelectMany(UnknownFiles).ShouldBeEmpty();

    [Fact]
    public void The_rules_fail_for_documents_that_break_them()
    {
        BrokenLinks(Planted("[a](nowhere.md)")).ShouldNotBeEmpty();
        BrokenLinks(Planted("[a](../CONTRIBUTING.md#no-such-heading)")).ShouldNotBeEmpty();
        BrokenLinks(Planted("![a](picture.png)")).ShouldNotBeEmpty();
        BrokenLinks(Planted("[a]: nowhere.md")).ShouldNotBeEmpty();
        BrokenLinks(Planted("[a](../CONTRIBUTING.md) [b](https://example.org/x) `[c](code)`\n```\n[d](block)\n```")).ShouldBeEmpty();
        UnknownTargets(Planted("Run `make everything`.")).ShouldBe(["docs/planted.md: make everything"]);
        UnknownTargets(Planted("```\nmake upp HTTP_PORT=1\n```")).ShouldBe(["docs/planted.md: make upp"]);
        UnknownTargets(Planted("Run `make test`, which will make sure of it.\n\n    make up DATA_DIR=.x")).ShouldBeEmpty();
        MissingParts(Planted("# A\n\n## Context\n\n## Decision\n"))
            .ShouldBe([
                "docs/planted.md lacks ## Consequences",
                "docs/planted.md does not say how it is tested",
                "docs/planted.md does not say what would change our mind",
            ]);
        UnknownFiles(Planted("See `src/Domain/Counter/Gone.cs`.")).ShouldNotBeEmpty();
        UnknownFiles(Planted("See `src/Domain/Counter/QueueTicket.cs` and `src/Domain/{Module}/X.cs`.")).ShouldBeEmpty();
    }

    private static SourceFile Planted(string text) => new("docs/planted.md", text);

    private static IEnumerable<string> BrokenLinks(SourceFile document)
    {
        var prose = Regex.Replace(document.Text, @"^(```|~~~).*?^\1|`[^`\n]*`", "", RegexOptions.Singleline | RegexOptions.Multiline);
        var targets = Regex
            .Matches(prose, @"\]\(<?([^)\s>]+)>?(?:\s+""[^""]*"")?\)|^\[[^\]]+\]:\s*(\S+)", RegexOptions.Multiline)
            .Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value);
        foreach (var target in targets.Where(t => !Regex.IsMatch(t, "^[a-z][a-z0-9+.-]*:")))
        {
            var (path, anchor) = target.Split('#', 2) is [var p, var a] ? (p, a) : (target, null);
            var file = path.Length == 0 ? document.Path : Resolve(document.Path, Uri.UnescapeDataString(path));
            if (!Repository.Exists(file))
                yield return $"{document.Path}: {target}";
            else if (anchor is not null && file.EndsWith(".md", StringComparison.Ordinal) && !Headings(Repository.File(file).Text).Contains(anchor))
                yield return $"{document.Path}: {target} (no such heading)";
        }
    }

    private static string Resolve(string from, string path) =>
        path.StartsWith('/')
            ? path.TrimStart('/')
            : Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(from)!, path)));

    private static IEnumerable<string> Headings(string text) =>
        Regex
            .Matches(text, @"^#{1,6} (.+?)\s*$", RegexOptions.Multiline)
            .Select(m => Regex.Replace(m.Groups[1].Value.ToLowerInvariant(), @"[^\p{L}\p{N}\- _]", "").Replace(' ', '-'));

    /// <summary>In code only: in prose, "make" is a verb.</summary>
    private static IEnumerable<string> UnknownTargets(SourceFile document)
    {
        var code = Regex
            .Matches(document.Text, @"^```.*?^```|`[^`\n]+`|^ {4}.*$", RegexOptions.Singleline | RegexOptions.Multiline)
            .Select(m => m.Value);
        return code.SelectMany(c => Regex.Matches(c, @"(?:^|[`$&;]\s*|\n\s*)make ([a-z][a-z0-9-]*)").Select(m => m.Groups[1].Value))
            .Where(t => !Targets.Contains(t))
            .Select(t => $"{document.Path}: make {t}");
    }

    private static IEnumerable<string> MissingParts(SourceFile decision)
    {
        foreach (var part in new[] { "## Context", "## Decision", "## Consequences" })
            if (!decision.Lines.Contains(part))
                yield return $"{decision.Path} lacks {part}";
        if (!decision.Text.Contains("**Tested by**"))
            yield return $"{decision.Path} does not say how it is tested";
        if (!decision.Text.Contains("**What would change our mind**"))
            yield return $"{decision.Path} does not say what would change our mind";
    }

    /// <summary>A path in backticks, unless it is a pattern, or a file that each installation fills in and nobody commits.</summary>
    private static IEnumerable<string> UnknownFiles(SourceFile document) =>
        Regex
            .Matches(document.Text, @"`((?:src|tests|sandbox|ops|docs)/[\w./-]+\.\w+)`")
            .Select(m => m.Groups[1].Value)
            .Where(path => !Repository.Exists(path) && !path.EndsWith("/.env", StringComparison.Ordinal))
            .Select(path => $"{document.Path}: {path}");
}

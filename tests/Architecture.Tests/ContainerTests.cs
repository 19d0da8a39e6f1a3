using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace CleanApp.Architecture.Tests;

/// <summary>docker-compose.yml, its example of settings, and the document that explains both say the same.</summary>
public sealed class ContainerTests
{
    private static readonly string Compose = Repository.File("docker-compose.yml").Text;
    private static readonly string Example = Repository.File("ops/docker/.env.example").Text;
    private static readonly string Document = Repository.File("docs/developer/configuration.md").Text;

    [Fact]
    public void What_compose_asks_for_is_in_the_example_with_the_same_default() => Settings(Compose).ShouldBe(ExampleSettings(Example));

    [Fact]
    public void The_table_of_container_settings_is_what_compose_asks_for() =>
        Table(Document, "Containers")
            .Select(row => (Name: row[0].Trim('`'), Default: row[1].Trim('`') is "required" or "none" ? "" : row[1].Trim('`')))
            .OrderBy(s => s.Name, StringComparer.Ordinal)
            .ShouldBe(Settings(Compose));

    [Fact]
    public void The_table_of_services_is_what_compose_starts() =>
        Table(Document, "Services").Select(row => row[0].Trim('`')).ShouldBe(Services(Compose), ignoreOrder: true);

    [Fact]
    public void Every_published_port_is_bound_to_this_machine_and_has_a_setting()
    {
        PublishedPorts(Compose).Length.ShouldBe(3);
        Exposed(Compose).ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_given_to_the_api_is_documented()
    {
        var given = Regex.Matches(Compose, @"^ +([A-Z][A-Za-z]+__[A-Za-z]+|DATABASE_URL|ASPNETCORE_\w+):", RegexOptions.Multiline);
        var documented = Table(Document, "Host").Select(row => row[0].Trim('`')).ToList();

        given.Select(m => m.Groups[1].Value).Distinct().Except(documented).ShouldBeEmpty();
    }

    [Fact]
    public void The_rules_fail_for_settings_that_differ()
    {
        Settings("a: ${HTTP_PORT:-8080} b: ${PASSWORD:?needed}").ShouldBe([("HTTP_PORT", "8080"), ("PASSWORD", "")]);
        ExampleSettings("PASSWORD=\n#HTTP_PORT=8081   # the application\n").ShouldBe([("HTTP_PORT", "8081"), ("PASSWORD", "")]);
        Services("x-api:\n  image: x\nservices:\n  one:\n    image: x\n  # a comment\n  two:\n    image: y\nvolumes:\n  three:\n")
            .ShouldBe(["one", "two"]);
        Exposed("    ports:\n      - 8080:8080\n      - 127.0.0.1:${A:-1}:1\n      - 127.0.0.1:2:2\n").ShouldBe(["8080:8080", "127.0.0.1:2:2"]);
        Table("## Services\n\n| a | b |\n| --- | --- |\n| `x` | y |\n\n## Next\n\n| `z` | |\n", "Services").ShouldHaveSingleItem()[0].ShouldBe("`x`");
    }

    private static (string Name, string Default)[] Settings(string compose) =>
        [
            .. Regex
                .Matches(compose, @"\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}")
                .Select(m => (m.Groups[1].Value, m.Groups[2].Value))
                .Distinct()
                .OrderBy(s => s.Item1, StringComparer.Ordinal),
        ];

    private static (string Name, string Default)[] ExampleSettings(string example) =>
        [
            .. Regex
                .Matches(example, @"^#?([A-Z_]+)=(\S*)", RegexOptions.Multiline)
                .Select(m => (m.Groups[1].Value, m.Groups[2].Value))
                .OrderBy(s => s.Item1, StringComparer.Ordinal),
        ];

    private static string[] Services(string compose)
    {
        var section = Regex.Match(compose, @"^services:\n(.*?)(?=^\S|\z)", RegexOptions.Singleline | RegexOptions.Multiline).Groups[1].Value;
        return [.. Regex.Matches(section, @"^  ([a-z][\w-]*):", RegexOptions.Multiline).Select(m => m.Groups[1].Value)];
    }

    private static string[] PublishedPorts(string compose) =>
        [
            .. Regex
                .Matches(compose, @"^ +ports:\n((?: +- .*\n)+)", RegexOptions.Multiline)
                .SelectMany(m => m.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                .Select(line => line.Trim().TrimStart('-').Trim()),
        ];

    private static string[] Exposed(string compose) =>
        [.. PublishedPorts(compose).Where(p => !Regex.IsMatch(p, @"^127\.0\.0\.1:\$\{\w+:-\d+\}:\d+$"))];

    /// <summary>The rows under a heading, without their head.</summary>
    private static IEnumerable<string[]> Table(string document, string heading)
    {
        var section = Regex.Match(document, $@"^##+ {heading}\s*$(.*?)(?=^#|\z)", RegexOptions.Singleline | RegexOptions.Multiline).Groups[1].Value;
        return section
            .Split('\n')
            .Where(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());
    }
}
